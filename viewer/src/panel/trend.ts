import { yearsOf, type Periods } from '../bundle/periods';
import { rateRatio, type RateRatio } from '../figures/ratio';
import { compact, date, decimal, integer, short, timeWindow } from '../language/numbers';
import { roundLength } from '../map/scale-bar';
import type { Context } from '../page/context';
import { html, svg, type Child } from '../page/element';

const WIDTH = 400;
const HEIGHT = 158;
const LEFT = 40;
const RIGHT = 8;
const TOP = 8;
const BOTTOM = 24;

interface Point {
  readonly period: number;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

function pointsOf(periods: Periods, row: number, measure: 'rate' | 'n'): Point[] {
  return Array.from({ length: periods.size }, (_, period) => period).flatMap((period) => {
    const value = periods.suppressed(row, period) ? null : periods.number(measure, row, period);
    if (value === null) return [];
    const end = (name: 'rate_low' | 'rate_high') => (measure === 'rate' ? periods.number(name, row, period) : null);
    return [{ period, value, low: end('rate_low'), high: end('rate_high') }];
  });
}

/** The area's figures by period: a dot each, its interval as a line; the chosen period stands out and a press chooses another. */
function chart(context: Context, row: number, periods: Periods): SVGElement | null {
  const { state, store, language, say } = context;
  const measure = periods.has('rate') ? 'rate' : 'n';
  const points = pointsOf(periods, row, measure);
  if (points.length === 0) return null;
  const most = Math.max(...points.map(({ value, high }) => Math.max(value, high ?? value)));
  const stepY = roundLength(1, Math.max(most, 1e-9) / 2.5);
  const top = Math.max(Math.ceil(most / stepY), 1) * stepY;
  const x = (period: number) => LEFT + ((period + 0.5) / periods.size) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const ticks = Array.from({ length: Math.round(top / stepY) + 1 }, (_, i) => i * stepY);
  const everyYear = periods.windows.flatMap((window, period) =>
    period === 0 || (period % Math.ceil(periods.size / 4) === 0 && period < periods.size - 1)
      ? [{ window, period }]
      : [],
  );
  const select = (period: number) => () => {
    store.set({ when: period, theme: 'rate' });
  };
  const title = (point: Point) => {
    const window = periods.windows[point.period];
    const count = periods.number('n', row, point.period);
    return [
      window === undefined ? '' : timeWindow(window, language),
      count === null ? null : say('readout.count', { count: integer(count, language) }),
      measure === 'rate' && compact(point.value, language),
      point.low !== null &&
        point.high !== null &&
        say('trend.interval', { low: compact(point.low, language), high: compact(point.high, language) }),
    ]
      .filter((text): text is string => typeof text === 'string' && text !== '')
      .join(' · ');
  };
  return svg(
    'svg',
    { class: 'trend', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': say('trend.picture') },
    ...ticks.flatMap((tick) => [
      svg('line', { x1: LEFT, x2: WIDTH - RIGHT, y1: y(tick), y2: y(tick), class: 'grid' }),
      svg('text', { x: LEFT - 5, y: y(tick) + 4, class: 'tick' }, short(tick, language)),
    ]),
    ...everyYear.map(({ window, period }) =>
      svg('text', { x: x(period), y: HEIGHT - 7, class: 'when' }, date(window.from, language).replace(/^\d{2}\//, '')),
    ),
    svg('path', {
      d: points.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point.period)} ${y(point.value)}`).join(''),
      class: 'line',
    }),
    ...points.flatMap((point) => [
      point.low !== null &&
        point.high !== null &&
        svg('line', { x1: x(point.period), x2: x(point.period), y1: y(point.low), y2: y(point.high), class: 'range' }),
      svg('circle', {
        cx: x(point.period),
        cy: y(point.value),
        r: point.period === state.when ? 5 : 3.2,
        class: point.period === state.when ? 'value chosen' : 'value',
      }),
      svg(
        'rect',
        {
          x: x(point.period) - (WIDTH - LEFT - RIGHT) / periods.size / 2,
          y: TOP,
          width: (WIDTH - LEFT - RIGHT) / periods.size,
          height: HEIGHT - TOP - BOTTOM,
          class: 'press',
          click: select(point.period),
        },
        svg('title', {}, title(point)),
      ),
    ]),
  );
}

/** A comparison of two counts in a sentence; what chance alone explains is said to be so. */
export function ratioSentence(context: Context, ratio: RateRatio | null): Child[] {
  const { say, language } = context;
  if (ratio === null) return [html('p', { class: 'help' }, say('ratio.both_zero'))];
  const number = (x: number) => (Number.isFinite(x) ? decimal(x, 2, language) : '∞');
  const values = { low: number(ratio.low), high: number(ratio.high) };
  return [
    html(
      'p',
      {},
      ratio.value === null
        ? say('ratio.from_zero', values)
        : say('ratio.value', { value: number(ratio.value), ...values }),
    ),
    html('p', { class: ratio.told ? 'told' : 'noise' }, say(ratio.told ? 'ratio.told' : 'ratio.noise')),
  ];
}

/** The chosen period (or the last one) beside the same dates a year earlier. */
function sameAYearBefore(context: Context, row: number, periods: Periods): Child[] {
  const { state, say, language, review } = context;
  const period = typeof state.when === 'number' ? state.when : periods.size - 1;
  const before = periods.yearBefore(period);
  const window = periods.windows[period];
  if (window === undefined) return [];
  const heading = html('h3', {}, say('same.title'));
  const other = before === null ? undefined : periods.windows[before];
  if (before === null || other === undefined)
    return [heading, html('p', { class: 'help' }, say('same.none', { window: timeWindow(window, language) }))];
  const [now, then] = [periods.number('n', row, period), periods.number('n', row, before)];
  if (now === null || then === null || periods.suppressed(row, period) || periods.suppressed(row, before)) return [];
  const line = (words: 'same.now' | 'same.then', shown: typeof window, count: number) =>
    html('p', {}, say(words, { window: timeWindow(shown, language), count: integer(count, language) }));
  return [
    heading,
    line('same.now', window, now),
    line('same.then', other, then),
    ...ratioSentence(context, rateRatio(then, yearsOf(other), now, yearsOf(window), review.header.interval ?? 0.95)),
  ];
}

function figures(context: Context, row: number, periods: Periods): HTMLElement {
  const { say, language } = context;
  const cell = (value: number | null, digits: boolean) =>
    html('td', {}, value === null ? '–' : digits ? compact(value, language) : integer(value, language));
  const hasRate = periods.has('rate');
  return html(
    'details',
    { class: 'attributes' },
    html('summary', {}, say('trend.table')),
    html(
      'table',
      { class: 'figures' },
      html(
        'thead',
        {},
        html(
          'tr',
          {},
          html('th', { scope: 'col' }, say('trend.period')),
          html('th', { scope: 'col' }, say('list.count')),
          hasRate && html('th', { scope: 'col' }, say('trend.rate')),
          hasRate && html('th', { scope: 'col' }, say('trend.range')),
        ),
      ),
      html(
        'tbody',
        {},
        ...periods.windows.map((window, period) => {
          const [low, high] = [periods.number('rate_low', row, period), periods.number('rate_high', row, period)];
          const isSuppressed = periods.suppressed(row, period);
          return html(
            'tr',
            {},
            html('th', { scope: 'row' }, timeWindow(window, language)),
            isSuppressed ? html('td', {}, say('class.suppressed')) : cell(periods.number('n', row, period), false),
            hasRate && cell(isSuppressed ? null : periods.number('rate', row, period), true),
            hasRate &&
              html(
                'td',
                {},
                low === null || high === null || isSuppressed
                  ? '–'
                  : `${compact(low, language)} – ${compact(high, language)}`,
              ),
          );
        }),
      ),
    ),
  );
}

/** Chart, comparison with the year before and the figures themselves. */
export function trend(context: Context, row: number): Child[] {
  const { periods } = context.review;
  if (periods === null) return [];
  const picture = chart(context, row, periods);
  if (picture === null) return [];
  const unit = periods.has('rate') ? periods.unit('rate')?.[context.language] : periods.unit('n')?.[context.language];
  const percent = integer(Math.round((context.review.header.interval ?? 0.95) * 100), context.language);
  return [
    html('h3', {}, context.say('trend.title')),
    html('p', { class: 'help' }, context.say('trend.help', { unit: unit ?? '', percent })),
    picture,
    figures(context, row, periods),
    ...sameAYearBefore(context, row, periods),
  ];
}
