import { compact, integer, timeWindow } from '../language/numbers';
import { changeLabel, type DensityScale } from '../map/density-scale';
import { surfaceOf } from '../map/map-view';
import { partLabel, partsOf } from '../map/overlay-parts';
import { sayOr, swatch, themeWord, windowOf, type Context } from '../page/context';
import { html, svg, type Child } from '../page/element';
import { isHidden, withHidden } from '../page/state';
import { countsOf, type Fill } from '../theme/fill';
import { overlaySign } from './overlay-sign';

/** A line of the legend that switches what it names on and off. */
function entry(context: Context, key: string, sign: Node, label: string, count: number | null): HTMLElement {
  const { store, state, language } = context;
  const box = html('input', {
    type: 'checkbox',
    'data-toggle': key,
    change: (event) => {
      const shown = (event.target as HTMLInputElement).checked;
      store.set({ hidden: withHidden(store.state, key, !shown) });
    },
  });
  box.checked = !isHidden(state, key);
  return html(
    'li',
    {},
    html('label', {}, box, sign, html('span', {}, label)),
    count !== null && html('b', {}, integer(count, language)),
  );
}

function areaRows(context: Context, fill: Fill): Child[] {
  const { areas } = context.review;
  const counts = countsOf(fill);
  const quiet = new Set(['outside', 'suppressed', 'nodata', 'notsignificant']);
  const shown = fill.categories.flatMap((category, i) => {
    const count = counts[i] ?? 0;
    if (count === 0 && quiet.has(category.key)) return [];
    const label = category.label(context.say, context.language);
    return [entry(context, `${fill.theme}:${category.key}`, swatch(category.look), label, count)];
  });
  let borderline = 0;
  if (fill.theme === 'class') for (let row = 0; row < areas.size; row++) if (areas.borderline(row)) borderline++;
  const mark = html('span', { class: 'mark', 'aria-hidden': 'true' }, '?');
  return [
    html(
      'ul',
      {},
      ...shown,
      borderline > 0 && entry(context, 'class:borderline', mark, context.say('borderline'), borderline),
    ),
  ];
}

function surfaceRows(context: Context, scale: DensityScale): Child[] {
  const { review, say, state, language } = context;
  const surface = surfaceOf(review, state.theme, state.when);
  if (surface === null) return [];
  const { data } = surface;
  const limits = scale.limits.map((limit) => changeLabel(limit, language, state.theme === 'density_change'));
  const steps = scale.colours
    .map((colour, i) => {
      const [low, high] = [limits[i - 1], limits[i]];
      let range = say('legend.between', { low: low ?? '0', high: high ?? '' });
      if (low === undefined) range = say('legend.below', { high: high ?? '' });
      else if (high === undefined) range = say('legend.above', { low });
      const box = svg('rect', { width: 26, height: 16, fill: colour, stroke: '#555555' });
      const picture = svg('svg', { class: 'swatch', width: 26, height: 16, 'aria-hidden': 'true' }, box);
      return html('li', {}, picture, html('span', {}, range));
    })
    .reverse();
  const { bandwidth } = review.header;
  const coarse = data.source_cell_m !== undefined && data.source_cell_m !== data.cell_m;
  const line = svg(
    'svg',
    { class: 'swatch', width: 26, height: 16, 'aria-hidden': 'true' },
    svg('path', { d: 'M1 12C8 2 16 14 25 4', fill: 'none', stroke: '#3a2a55', 'stroke-width': 1.6 }),
  );
  return [
    html('p', { class: 'unit' }, data.unit[language]),
    html('ul', {}, ...steps, entry(context, 'layer:isolines', line, say('legend.isolines'), null)),
    bandwidth.m > 0 &&
      html(
        'p',
        {},
        say('legend.bandwidth', {
          m: integer(bandwidth.m, language),
          rule: sayOr(context, `bandwidth.${bandwidth.rule}`, bandwidth.rule),
        }),
      ),
    coarse &&
      html(
        'p',
        {},
        say('legend.coarsened', {
          cell: compact(data.cell_m, language),
          source: compact(data.source_cell_m ?? data.cell_m, language),
        }),
      ),
    html('p', {}, say('legend.no_surface')),
  ];
}

function overlayRows(context: Context): Child[] {
  const { review, say } = context;
  // What lies on top stands on top.
  const rows = [...partsOf(review)]
    .reverse()
    .map(([part, source]) =>
      entry(
        context,
        `layer:${part}`,
        overlaySign(part, source.mark),
        partLabel(context, part, source),
        source.rows.length,
      ),
    );
  const names = html('span', { class: 'letters', 'aria-hidden': 'true' }, 'Aa');
  return [
    html('h3', {}, say('legend.over')),
    html('ul', {}, ...rows, entry(context, 'layer:labels', names, say('part.labels'), null)),
  ];
}

export interface LegendParts {
  readonly fill: Fill | null;
  readonly scale: DensityScale;
  readonly open: boolean;
}

export function legend(context: Context, parts: LegendParts): HTMLElement {
  const { say, state, review, language } = context;
  const { fill } = parts;
  const isSurface = state.theme === 'density' || state.theme === 'density_change';
  const window = timeWindow(windowOf(review, state.when), language);
  const unit = state.theme === 'rate' ? review.areas.column('rate')?.unit?.[language] : undefined;
  const note = sayOr(context, `legend.note.${state.theme}`, '');
  const body = isSurface
    ? surfaceRows(context, parts.scale)
    : fill === null
      ? [html('p', {}, say('legend.missing_class'))]
      : areaRows(context, fill);
  return html(
    'details',
    { open: parts.open },
    html('summary', {}, themeWord(context, state.theme, 'legend')),
    unit !== undefined && html('p', { class: 'unit' }, unit),
    ...body,
    note !== '' && html('p', {}, note),
    html(
      'p',
      {},
      state.theme === 'change' || state.theme === 'density_change'
        ? say('legend.window.both', {
            before: timeWindow(review.header.windows.baseline, language),
            now: timeWindow(review.header.windows.current, language),
          })
        : state.when === 'current'
          ? say('legend.window', { window })
          : state.when === 'baseline'
            ? say('legend.window.baseline', { window })
            : say('legend.window.period', { window }),
    ),
    ...overlayRows(context),
  );
}
