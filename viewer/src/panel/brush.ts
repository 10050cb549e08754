import { compact } from '../language/numbers';
import type { Context } from '../page/context';
import { html, svg } from '../page/element';
import type { Histogram } from './row-filter';

const WIDTH = 400;
const HEIGHT = 64;
const STEPS = 100;

/** The histogram of a measure with a brush: dragged over the bars, or set by its two sliders with the keyboard. */
export function brush(
  context: Context,
  histogram: Histogram,
  range: readonly [number, number] | null,
  onRange: (range: readonly [number, number] | null) => void,
): HTMLElement {
  const { say, language } = context;
  const { low, high, counts } = histogram;
  const span = high - low || 1;
  const most = Math.max(...counts, 1);
  const width = WIDTH / counts.length;
  const current = { from: range?.[0] ?? low, to: range?.[1] ?? high };
  const x = (value: number) => ((value - low) / span) * WIDTH;
  const shade = svg('rect', { class: 'brushed', y: 0, height: HEIGHT });
  const output = html('output', { class: 'range' });
  const slider = (end: 'from' | 'to') =>
    html('input', {
      type: 'range',
      min: 0,
      max: STEPS,
      step: 1,
      'data-brush': end,
      'aria-label': say(`brush.${end}`),
      input: (event) => {
        current[end] = low + (Number((event.target as HTMLInputElement).value) / STEPS) * span;
        tell();
      },
    });
  const sliders = { from: slider('from'), to: slider('to') };
  const draw = () => {
    const [from, to] = [Math.min(current.from, current.to), Math.max(current.from, current.to)];
    shade.setAttribute('x', String(x(from)));
    shade.setAttribute('width', String(Math.max(x(to) - x(from), 1)));
    output.textContent = say('brush.range', { low: compact(from, language), high: compact(to, language) });
    for (const end of ['from', 'to'] as const) {
      sliders[end].value = String(Math.round(((current[end] - low) / span) * STEPS));
      sliders[end].setAttribute('aria-valuetext', compact(current[end], language));
    }
  };
  const tell = () => {
    draw();
    const [from, to] = [Math.min(current.from, current.to), Math.max(current.from, current.to)];
    // Rounding of the sliders must not leave out the smallest or largest value.
    const slack = span * 1e-9;
    onRange(from <= low + slack && to >= high - slack ? null : [from - slack, to + slack]);
  };
  const picture = svg(
    'svg',
    { class: 'histogram', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    ...counts.map((count, i) => {
      const tall = (count / most) * (HEIGHT - 4);
      return svg('rect', { x: i * width + 0.5, y: HEIGHT - tall, width: width - 1, height: tall, class: 'column' });
    }),
    shade,
  );
  const valueAt = (event: PointerEvent) => {
    const box = picture.getBoundingClientRect();
    return low + Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * span;
  };
  picture.addEventListener('pointerdown', (event) => {
    picture.setPointerCapture(event.pointerId);
    current.from = current.to = valueAt(event);
    draw();
  });
  picture.addEventListener('pointermove', (event) => {
    if (!picture.hasPointerCapture(event.pointerId)) return;
    current.to = valueAt(event);
    tell();
  });
  draw();
  return html(
    'div',
    { class: 'brush', role: 'group', 'aria-label': say('brush.label') },
    picture,
    html('div', { class: 'ends' }, sliders.from, sliders.to),
    output,
  );
}
