import type { Overlay } from '../bundle/overlay';
import { decimal, integer, short } from '../language/numbers';
import { roundLength } from '../map/scale-bar';
import type { Context } from '../page/context';
import { html, svg, type Child } from '../page/element';

const WIDTH = 400;
const HEIGHT = 150;
const LEFT = 44;
const RIGHT = 10;
const TOP = 8;
const BOTTOM = 34;

interface Step {
  readonly rank: number;
  /** Share of demand that is seen, in percent. */
  readonly percent: number;
}

function stepsOf(curve: Overlay): Step[] {
  return Array.from({ length: curve.rows }, (_, row) => row).flatMap((row) => {
    const [rank, share] = [curve.number('rank', row), curve.number('cumulative_share', row)];
    return rank === null || share === null ? [] : [{ rank, percent: share * 100 }];
  });
}

/** What each further camera adds: a line of steps, and the last step in words. */
export function marginalCurve(context: Context): Child[] {
  const { review, say, language } = context;
  const curve = review.overlays.get('marginal_curve');
  const steps = curve === undefined ? [] : stepsOf(curve);
  const [last, before] = [steps[steps.length - 1], steps[steps.length - 2]];
  if (last === undefined || before === undefined) return [];
  const stepY = roundLength(1, Math.max(last.percent, 1e-6) / 2.2);
  const top = Math.ceil(last.percent / stepY) * stepY;
  const stepX = Math.max(1, roundLength(1, last.rank / 3.5));
  const x = (rank: number) => LEFT + (rank / Math.max(last.rank, 1)) * (WIDTH - LEFT - RIGHT);
  const y = (percent: number) => TOP + (1 - percent / top) * (HEIGHT - TOP - BOTTOM);
  const ticks = (step: number, most: number) =>
    Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => i * step);
  const line = steps.map(({ rank, percent }, i) => `${i === 0 ? 'M' : 'L'}${x(rank)} ${y(percent)}`).join('');
  return [
    html('h3', {}, say('curve.title')),
    svg(
      'svg',
      { class: 'trend', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': say('curve.picture') },
      ...ticks(stepY, top).flatMap((tick) => [
        svg('line', { x1: LEFT, x2: WIDTH - RIGHT, y1: y(tick), y2: y(tick), class: 'grid' }),
        svg('text', { x: LEFT - 5, y: y(tick) + 4, class: 'tick' }, `${short(tick, language)} %`),
      ]),
      ...ticks(stepX, last.rank).map((tick) =>
        svg('text', { x: x(tick), y: HEIGHT - BOTTOM + 14, class: 'when' }, integer(tick, language)),
      ),
      svg('text', { x: (LEFT + WIDTH - RIGHT) / 2, y: HEIGHT - 4, class: 'when' }, say('curve.x')),
      svg('path', { d: line, class: 'line' }),
      ...steps.map(({ rank, percent }) => svg('circle', { cx: x(rank), cy: y(percent), r: 2.4, class: 'value' })),
    ),
    html(
      'p',
      {},
      say('curve.sentence', {
        n: integer(last.rank, language),
        share: decimal(last.percent, 1, language),
        last: decimal(last.percent - before.percent, 2, language),
      }),
    ),
  ];
}
