import { valueAt } from '../bundle/raster';
import { decimal, integer } from '../language/numbers';
import { surfaceOf, type Reading } from '../map/map-view';
import { isGeneric } from '../map/overlay-parts';
import { swatch, windowOf, type Context } from '../page/context';
import { html } from '../page/element';
import { timeWindow } from '../language/numbers';
import type { Fills } from '../theme/fills';
import { markLines } from './mark-lines';
import { planFigures, planName, planReason } from './surroundings';

/** What lies under the pointer, with its figures and their units. */
export class Readout {
  readonly box = html('div', { class: 'hover', hidden: true });

  show(context: Context, fills: Fills, reading: Reading | null, frame: HTMLElement): void {
    const lines = reading === null ? [] : [...spotLines(context, reading), ...areaLines(context, fills, reading)];
    this.box.hidden = reading === null || lines.length === 0;
    if (reading === null || lines.length === 0) return;
    this.box.replaceChildren(...lines);
    // Kept inside the map: on the other side of the pointer near the right and lower edge.
    const [x, y] = reading.pixel;
    const { offsetWidth: width, offsetHeight: height } = this.box;
    const { clientWidth, clientHeight } = frame;
    this.box.style.left = `${x + 16 + width > clientWidth ? Math.max(x - 16 - width, 0) : x + 16}px`;
    this.box.style.top = `${y + 16 + height > clientHeight ? Math.max(y - 16 - height, 0) : y + 16}px`;
  }
}

function spotLines(context: Context, reading: Reading): HTMLElement[] {
  if (reading.spot === null) return [];
  const overlay = context.review.overlays.get(reading.spot.layer);
  const { row } = reading.spot;
  if (overlay === undefined) return [];
  const { say, language } = context;
  if (overlay.id === 'incidents') {
    const said = [overlay.text('category', row), overlay.text('day', row)].filter((text) => text !== null).join(', ');
    return [html('span', { class: 'spot' }, say('readout.incident', { said }))];
  }
  if (overlay.id === 'coverage' || overlay.id === 'uncovered') {
    const weight = overlay.number('weight', row);
    const said = weight === null ? '' : decimal(weight, 0, language);
    return [html('span', { class: 'spot' }, `${say(`part.${overlay.id}`)}: ${said}`)];
  }
  if (isGeneric(overlay)) return markLines(context, overlay, row).map((line) => html('span', { class: 'spot' }, line));
  if (overlay.id !== 'cameras' && overlay.id !== 'sweep') return [];
  const reason = planReason(context, overlay, row);
  return [
    html('strong', { class: 'spot' }, planName(context, overlay, row)),
    ...planFigures(context, overlay, row).map((line) => html('span', {}, line)),
    ...(reason === null ? [] : [html('span', { class: 'reason-line' }, reason)]),
  ];
}

function areaLines(context: Context, fills: Fills, reading: Reading): HTMLElement[] {
  const { say, language, state, review } = context;
  const { row } = reading;
  const lines: HTMLElement[] = [];
  if (row !== null) {
    lines.push(html('strong', {}, review.areas.name(row)));
    const fill = fills.get(state.theme, state.when);
    const filled = fill === null || fill.layer === 'areas' ? row : reading.filled;
    if (fill !== null && filled !== null) {
      const category = fill.categories[fill.of(filled)];
      if (category !== undefined) {
        const isBorderline = fill.theme === 'class' && review.areas.borderline(row);
        const borderline = isBorderline ? ` (${say('borderline').toLocaleLowerCase(language)})` : '';
        lines.push(html('span', {}, swatch(category.look), category.label(say, language) + borderline));
      }
      const figure = fill.readout(filled, say, language);
      if (figure !== null) lines.push(html('span', {}, figure));
      if (state.when !== 'current')
        lines.push(html('span', { class: 'window' }, timeWindow(windowOf(review, state.when), language)));
    } else if (!review.areas.suppressed(row)) {
      const count = review.areas.number('n_current', row);
      if (count !== null) lines.push(html('span', {}, say('hover.count', { count: integer(count, language) })));
    }
  }
  const surface = surfaceOf(review, state.theme, state.when);
  if (surface !== null) {
    const value = valueAt(surface, reading.place[0], reading.place[1]);
    if (row === null && value === null) return lines;
    const unit = surface.data.unit[language];
    const words = state.theme === 'density_change' ? 'hover.density_change' : 'hover.density';
    const sign = state.theme === 'density_change' && value !== null && value > 0 ? '+' : '';
    const text =
      value === null ? say('hover.density.none') : say(words, { value: sign + decimal(value, 2, language), unit });
    lines.push(html('span', { class: 'density' }, text));
  }
  return lines;
}
