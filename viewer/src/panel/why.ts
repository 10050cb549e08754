import { CLASSES, type ClassState } from '../bundle/areas';
import type { ColumnData } from '../bundle/schema';
import { compact, decimal, integer, probability, timeWindow } from '../language/numbers';
import type { WordKey } from '../language/words';
import { classSwatch, classWord, type Context } from '../page/context';
import { html, svg, type Child } from '../page/element';
import { beside } from './beside';
import { intervalPicture } from './interval';
import { surroundings } from './surroundings';
import { trend } from './trend';

function unitOf(column: ColumnData | undefined, context: Context): string {
  return column?.unit?.[context.language] ?? '';
}

/** A cell in words: numbers in the reader's format, missing said as missing. */
export function cellText(context: Context, column: ColumnData, row: number): string {
  const value = column.values[row] ?? null;
  if (value === null || value === '') return context.say('why.missing');
  if (typeof value === 'boolean') return context.say(value ? 'why.yes' : 'why.no');
  if (typeof value === 'string') return value;
  const number = column.type === 'integer' ? integer(value, context.language) : compact(value, context.language);
  const unit = unitOf(column, context);
  return unit === '' ? number : `${number} ${unit}`;
}

function question(context: Context, state: ClassState): string {
  if (!context.review.areas.hasClasses) return context.say('why.title.unclassified');
  if (state === 'outside') return context.say('why.title.outside');
  if (state === 'suppressed') return context.say('why.title.suppressed');
  if (state === 'nodata') return context.say('why.title.nodata');
  return context.say('why.title', { class: classWord(context, state) });
}

function probabilityBars(context: Context, row: number): Child[] {
  const { areas } = context.review;
  const bars = CLASSES.flatMap((name) => {
    const p = areas.number(`p_${name}`, row);
    if (p === null) return [];
    const width = Math.min(Math.max(p, 0), 1) * 100;
    return [
      html(
        'li',
        {},
        html('span', { class: 'name' }, classSwatch(name), classWord(context, name)),
        svg(
          'svg',
          { class: 'bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
          svg('rect', { width: 100, height: 10, class: 'track' }),
          svg('rect', { width, height: 10, class: 'fill' }),
        ),
        html('b', {}, probability(p, context.language)),
      ),
    ];
  });
  if (bars.length === 0) return [];
  return [
    html('h3', {}, context.say('why.probabilities')),
    html('ul', { class: 'bars' }, ...bars),
    html('p', { class: 'help' }, context.say('why.probabilities.help')),
  ];
}

function counts(context: Context, row: number): Child[] {
  const { areas, header } = context.review;
  const cells = (['baseline', 'current'] as const).flatMap((name) => {
    const count = areas.number(`n_${name}`, row);
    if (count === null) return [];
    const detected = areas.number(`n_${name}_detected`, row);
    return [
      html(
        'div',
        {},
        html('span', { class: 'when' }, context.say(`header.${name}`)),
        html('span', { class: 'count' }, integer(count, context.language)),
        html('span', { class: 'unit' }, context.say('why.counts.unit')),
        html('span', { class: 'when' }, timeWindow(header.windows[name], context.language)),
        detected !== null &&
          html(
            'span',
            { class: 'when' },
            context.say('why.counts.detected', { count: integer(detected, context.language) }),
          ),
      ),
    ];
  });
  return cells.length === 0
    ? []
    : [html('h3', {}, context.say('why.counts')), html('div', { class: 'counts' }, ...cells)];
}

/** A multiple, the two ends of its range and what it is measured against. */
interface Multiple {
  readonly columns: readonly [string, string, string];
  readonly line: WordKey;
  /** The sentence where there is a range, and where there is none. */
  readonly words: readonly [WordKey, WordKey];
  readonly values: (value: number) => Readonly<Record<string, string>>;
}

/** How sure the range is: "95 %" where the data says it. */
function range(context: Context): string {
  const { interval } = context.review.header;
  return interval === undefined
    ? context.say('why.range.probable')
    : context.say('why.range.percent', { percent: integer(Math.round(interval * 100), context.language) });
}

/** The sentence and its picture; nothing where the figure is missing. */
function multiple(context: Context, row: number, what: Multiple): Child[] {
  const { areas } = context.review;
  const [value = null, low = null, high = null] = what.columns.map((name) => areas.number(name, row));
  if (value === null) return [];
  const number = (x: number) => decimal(x, 2, context.language);
  const values = { value: number(value), ...what.values(value) };
  if (low === null || high === null) return [html('p', {}, context.say(what.words[1], values))];
  return [
    html(
      'p',
      {},
      context.say(what.words[0], { ...values, low: number(low), high: number(high), range: range(context) }),
    ),
    intervalPicture(context, value, low, high, context.say(what.line)),
  ];
}

function heading(context: Context, key: WordKey, column: string): HTMLElement {
  const hint = context.review.areas.column(column)?.description?.[context.language] ?? null;
  return html('h3', { title: hint }, context.say(key));
}

function relative(context: Context, row: number): Child[] {
  const windows = [
    ['header.baseline', ['baseline_risk', 'baseline_low', 'baseline_high']],
    ['header.current', ['relative_risk', 'rr_low', 'rr_high']],
  ] as const;
  const parts = windows.flatMap(([window, columns]) =>
    multiple(context, row, {
      columns,
      line: 'why.relative.line',
      words: ['why.relative.value', 'why.relative.plain'],
      values: () => ({ window: context.say(window) }),
    }),
  );
  return parts.length === 0 ? [] : [heading(context, 'why.relative', 'relative_risk'), ...parts];
}

function change(context: Context, row: number): Child[] {
  const { areas } = context.review;
  const { say, language } = context;
  const [low, high] = [areas.number('change_low', row), areas.number('change_high', row)];
  const [rising, falling] = [areas.number('p_rising', row), areas.number('p_falling', row)];
  const parts = multiple(context, row, {
    columns: ['change_ratio', 'change_low', 'change_high'],
    line: 'why.change.line',
    words: ['why.change.value', 'why.change.plain'],
    values: (value) => {
      const whole = Math.round((value - 1) * 100);
      const amount = { percent: `${integer(Math.abs(whole), language)}${language === 'vi' ? '\u00a0' : ''}%` };
      const key = whole === 0 ? 'why.change.same' : whole > 0 ? 'why.change.up' : 'why.change.down';
      return { change: say(key, amount) };
    },
  });
  if (parts.length === 0) return [];
  const isNoise = low !== null && high !== null && low <= 1 && high >= 1;
  return [
    heading(context, 'why.change', 'change_ratio'),
    ...parts,
    isNoise && html('p', { class: 'noise' }, say('why.change.noise')),
    rising !== null &&
      falling !== null &&
      html(
        'p',
        { class: 'help' },
        say('why.change.chance', { rising: probability(rising, language), falling: probability(falling, language) }),
      ),
  ];
}

const MORE: readonly (readonly [string, WordKey])[] = [
  ['rate', 'why.rate'],
  ['population', 'why.population'],
  ['area_km2', 'why.area'],
  ['density_mean_per_km2', 'why.density_mean'],
  ['density_max_per_km2', 'why.density_max'],
];

function more(context: Context, row: number): Child[] {
  const { areas } = context.review;
  const pairs = MORE.flatMap(([name, key]) => {
    const column = areas.column(name);
    if (column === undefined) return [];
    const hint = column.description?.[context.language] ?? null;
    return [html('dt', { title: hint }, context.say(key)), html('dd', {}, cellText(context, column, row))];
  });
  const previous = areas.text('previous_class', row);
  if (previous !== null) {
    const known = CLASSES.find((name) => name === previous);
    pairs.push(html('dt', {}, context.say('why.previous')));
    pairs.push(html('dd', {}, known === undefined ? previous : classWord(context, known)));
  }
  return pairs.length === 0 ? [] : [html('h3', {}, context.say('why.more')), html('dl', { class: 'pairs' }, ...pairs)];
}

function attributes(context: Context, row: number): HTMLElement {
  const { language } = context;
  return html(
    'details',
    { class: 'attributes' },
    html('summary', {}, context.say('why.attributes')),
    html(
      'dl',
      { class: 'pairs' },
      ...context.review.areas.layer.columns.flatMap((column) => [
        html('dt', {}, column.description?.[language] ?? column.name, ' ', html('code', {}, column.name)),
        html('dd', {}, cellText(context, column, row)),
      ]),
    ),
  );
}

export function why(context: Context): HTMLElement[] {
  const { review, state, say, language, store } = context;
  const { areas } = review;
  const row = state.area === null ? undefined : areas.row(state.area);
  if (row === undefined) {
    const openList = () => {
      store.set({ tab: 'list' });
    };
    return [
      html('p', { class: 'empty' }, say('why.none')),
      html('button', { type: 'button', class: 'plain', click: openList }, say('why.open_list')),
    ];
  }
  const classState = areas.state(row);
  const isClassified = classState !== 'outside' && classState !== 'nodata' && classState !== 'suppressed';
  const parent = areas.text('parent', row);
  const reason = areas.text(`reason_${language}`, row);
  const ofClass = isClassified ? areas.number(`p_${classState}`, row) : null;
  return [
    html('h2', { tabindex: -1 }, areas.name(row), ' ', parent !== null && html('small', {}, parent)),
    html('p', { class: 'question' }, areas.hasClasses && classSwatch(classState), question(context, classState)),
    html(
      'div',
      {},
      reason !== null && html('p', { class: 'reason' }, reason),
      areas.borderline(row) &&
        html(
          'p',
          { class: 'note' },
          html('span', { class: 'mark', 'aria-hidden': 'true' }, '?'),
          ofClass === null
            ? `${say('borderline')}: ${say('borderline.meaning')}.`
            : say('borderline.sentence', { p: probability(ofClass, language) }),
        ),
      classState === 'suppressed' && html('p', { class: 'note' }, say('class.suppressed.meaning')),
      ...(isClassified ? probabilityBars(context, row) : []),
      ...counts(context, row),
      ...relative(context, row),
      ...change(context, row),
      ...trend(context, row),
      ...beside(context, row),
      ...surroundings(context, row),
      ...more(context, row),
      attributes(context, row),
    ),
  ];
}
