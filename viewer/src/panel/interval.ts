import { decimal } from '../language/numbers';
import type { Context } from '../page/context';
import { svg } from '../page/element';

const WIDTH = 360;
const HEIGHT = 46;
const MARGIN = 14;
const TICKS = [0.1, 0.25, 0.5, 1, 2, 4, 10];

/**
 * A multiple with its range on a logarithmic line around 1, so that half and double lie equally far from it: from 1/4 to 4,
 * or from 1/10 to 10 where the range needs it. What lies beyond is drawn at the end; the numbers stand in words beside it.
 */
export function intervalPicture(context: Context, value: number, low: number, high: number, line: string): SVGElement {
  const reach = low < 0.25 || high > 4 ? 10 : 4;
  const place = (multiple: number) => {
    const clamped = Math.min(Math.max(multiple, 1 / reach), reach);
    return MARGIN + ((Math.log(clamped) / Math.log(reach) + 1) / 2) * (WIDTH - 2 * MARGIN);
  };
  const number = (x: number) => decimal(x, 2, context.language);
  const label = context.say('why.interval.picture', { value: number(value), low: number(low), high: number(high) });
  return svg(
    'svg',
    { class: 'interval', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': `${label}; ${line}` },
    svg('line', { x1: MARGIN, x2: WIDTH - MARGIN, y1: 24, y2: 24, class: 'axis' }),
    ...TICKS.filter((tick) => tick >= 1 / reach && tick <= reach).map((tick) =>
      svg(
        'text',
        { x: place(tick), y: 42, class: tick === 1 ? 'tick one' : 'tick' },
        decimal(tick, tick === 0.25 ? 2 : tick < 1 ? 1 : 0, context.language),
      ),
    ),
    svg('line', { x1: place(1), x2: place(1), y1: 6, y2: 32, class: 'reference' }),
    svg('rect', {
      x: place(low),
      width: Math.max(place(high) - place(low), 2),
      y: 18,
      height: 12,
      rx: 3,
      class: 'range',
    }),
    svg('circle', { cx: place(value), cy: 24, r: 6, class: 'value' }),
    svg('text', { x: place(1) + 5, y: 11, class: 'line-name' }, line),
  );
}
