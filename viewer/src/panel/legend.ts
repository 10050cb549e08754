import { CLASS_STATES } from '../bundle/areas';
import { compact, integer, timeWindow } from '../language/numbers';
import type { DensityScale } from '../map/density-scale';
import { classWord, sayOr, swatch, type Context } from '../page/context';
import { html, svg, type Child } from '../page/element';

function classRows(context: Context): Child[] {
  const { areas } = context.review;
  if (!areas.hasClasses) return [html('p', {}, context.say('legend.missing_class'))];
  const counts = areas.countByState();
  const shown = CLASS_STATES.filter(
    (state) => counts[state] > 0 || state === 'stable' || state === 'contained' || state === 'complex',
  );
  let borderline = 0;
  for (let row = 0; row < areas.size; row++) if (areas.borderline(row)) borderline++;
  return [
    html(
      'ul',
      {},
      ...shown.map((state) =>
        html(
          'li',
          {},
          swatch(state),
          html('span', {}, classWord(context, state)),
          html('b', {}, integer(counts[state], context.language)),
        ),
      ),
      borderline > 0 &&
        html(
          'li',
          {},
          html('span', { class: 'mark', 'aria-hidden': 'true' }, '?'),
          html('span', {}, context.say('borderline')),
          html('b', {}, integer(borderline, context.language)),
        ),
    ),
  ];
}

function densityRows(context: Context, scale: DensityScale): Child[] {
  const { review, say, language } = context;
  if (review.density === null) return [];
  const { data } = review.density;
  const limits = scale.limits.map((limit) =>
    compact(limit, language)
      .replace(/([.,]\d*?)0+$/, '$1')
      .replace(/[.,]$/, ''),
  );
  const steps = scale.colours
    .map((colour, i) => {
      const [low, high] = [limits[i - 1], limits[i]];
      let range = say('legend.between', { low: low ?? '0', high: high ?? '' });
      if (low === undefined) range = say('legend.below', { high: high ?? '' });
      else if (high === undefined) range = say('legend.above', { low });
      const box = svg('rect', { width: 26, height: 16, fill: colour, stroke: '#555555' });
      return html('li', {}, svg('svg', { width: 26, height: 16, 'aria-hidden': 'true' }, box), html('span', {}, range));
    })
    .reverse();
  const { bandwidth } = review.header;
  const coarse = data.source_cell_m !== undefined && data.source_cell_m !== data.cell_m;
  return [
    html('p', { class: 'unit' }, data.unit[language]),
    html('ul', {}, ...steps),
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

export function legend(context: Context, scale: DensityScale, open: boolean): HTMLElement {
  const { say, state, review, language } = context;
  const density = state.theme === 'density' && review.density !== null;
  const window = timeWindow(review.header.windows.current, language);
  return html(
    'details',
    { open },
    html('summary', {}, density ? say('legend.density') : say('legend.class')),
    ...(density ? densityRows(context, scale) : classRows(context)),
    html('p', {}, say('legend.window', { window })),
  );
}
