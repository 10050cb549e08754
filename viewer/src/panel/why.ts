import { CLASSES, type ClassState } from '../bundle/areas';
import type { ColumnData } from '../bundle/schema';
import { compact, decimal, integer, percent, timeWindow } from '../language/numbers';
import type { WordKey } from '../language/words';
import { classWord, swatch, type Context } from '../page/context';
import { html, svg, type Child } from '../page/element';
import { intervalPicture } from './interval';

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
        html('span', { class: 'name' }, swatch(name), classWord(context, name)),
        svg(
          'svg',
          { class: 'bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
          svg('rect', { width: 100, height: 10, class: 'track' }),
          svg('rect', { width, height: 10, class: 'fill' }),
        ),
        html('b', {}, percent(p, context.language)),
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
    return [
      html(
        'div',
        {},
        html('span', { class: 'when' }, context.say(`header.${name}`)),
        html('span', { class: 'count' }, integer(count, context.language)),
        html('span', { class: 'unit' }, context.say('why.counts.unit')),
        html('span', { class: 'when' }, timeWindow(header.windows[name], context.language)),
      ),
    ];
  });
  return cells.length === 0
    ? []
    : [html('h3', {}, context.say('why.counts')), html('div', { class: 'counts' }, ...cells)];
}

interface Multiple {
  readonly title: WordKey;
  readonly line: WordKey;
  readonly columns: readonly [string, string, string];
  readonly sentence: (value: number) => string;
}

function multiple(context: Context, row: number, what: Multiple): Child[] {
  const { areas } = context.review;
  const [value = null, low = null, high = null] = what.columns.map((name) => areas.number(name, row));
  if (value === null) return [];
  const hint = areas.column(what.columns[0])?.description?.[context.language] ?? null;
  const number = (x: number) => decimal(x, 2, context.language);
  return [
    html('h3', { title: hint }, context.say(what.title)),
    html('p', {}, what.sentence(value)),
    ...(low === null || high === null
      ? []
      : [
          html('p', { class: 'range' }, context.say('why.interval', { low: number(low), high: number(high) })),
          intervalPicture(context, value, low, high, context.say(what.line)),
        ]),
  ];
}

function relative(context: Context, row: number): Child[] {
  return multiple(context, row, {
    title: 'why.relative',
    line: 'why.relative.line',
    columns: ['relative_risk', 'rr_low', 'rr_high'],
    sentence: (value) => context.say('why.relative.value', { value: decimal(value, 2, context.language) }),
  });
}

function change(context: Context, row: number): Child[] {
  const { areas } = context.review;
  const { say, language } = context;
  const [low, high] = [areas.number('change_low', row), areas.number('change_high', row)];
  const [rising, falling] = [areas.number('p_rising', row), areas.number('p_falling', row)];
  const parts = multiple(context, row, {
    title: 'why.change',
    line: 'why.change.line',
    columns: ['change_ratio', 'change_low', 'change_high'],
    sentence: (value) => {
      const whole = Math.round((value - 1) * 100);
      const amount = { percent: `${integer(Math.abs(whole), language)}${language === 'vi' ? '\u00a0' : ''}%` };
      const key = whole === 0 ? 'why.change.same' : whole > 0 ? 'why.change.up' : 'why.change.down';
      return say('why.change.value', { value: decimal(value, 2, language), change: say(key, amount) });
    },
  });
  if (parts.length === 0) return [];
  const isNoise = low !== null && high !== null && low <= 1 && high >= 1;
  return [
    ...parts,
    isNoise && html('p', { class: 'noise' }, say('why.change.noise')),
    rising !== null &&
      falling !== null &&
      html(
        'p',
        { class: 'help' },
        say('why.change.chance', { rising: percent(rising, language), falling: percent(falling, language) }),
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
        html('dt', { title: column.description?.[language] ?? null }, column.name),
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
  const isClassified = classState !== 'outside' && classState !== 'nodata';
  const parent = areas.text('parent', row);
  const reason = areas.text(`reason_${language}`, row);
  const probability = isClassified ? areas.number(`p_${classState}`, row) : null;
  return [
    html('h2', { tabindex: -1 }, areas.name(row), ' ', parent !== null && html('small', {}, parent)),
    html('p', { class: 'question' }, areas.hasClasses && swatch(classState), question(context, classState)),
    html(
      'div',
      {},
      reason !== null && html('p', { class: 'reason' }, reason),
      areas.borderline(row) &&
        html(
          'p',
          { class: 'note' },
          html('span', { class: 'mark', 'aria-hidden': 'true' }, '?'),
          probability === null
            ? `${say('borderline')}: ${say('borderline.meaning')}.`
            : say('borderline.sentence', { p: percent(probability, language) }),
        ),
      ...(isClassified ? probabilityBars(context, row) : []),
      ...counts(context, row),
      ...relative(context, row),
      ...change(context, row),
      ...more(context, row),
      attributes(context, row),
    ),
  ];
}
