import { CLASS_STATES } from '../bundle/areas';
import type { LanguageCode } from '../bundle/schema';
import { decimal, integer } from '../language/numbers';
import { fold } from '../language/search';
import type { WordKey } from '../language/words';
import type { Areas } from '../bundle/areas';
import { csvText } from '../figures/csv';
import { classSwatch, classWord, type Context } from '../page/context';
import { download } from '../page/download';
import { html, type Child } from '../page/element';
import { brush } from './brush';
import { histogramOf, isFiltering, MEASURES, NO_FILTER, passes, type Measure, type RowFilter } from './row-filter';

export type SortKey = 'name' | 'class' | 'n_current' | 'relative_risk' | 'change_ratio';

export interface Sort {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** Rows shown at once: thousands of them take a second to lay out. The rest comes when asked for. */
const ROWS_AT_ONCE = 300;

interface Heading {
  readonly key: SortKey;
  readonly word: WordKey;
  readonly decimals: number;
}

const HEADINGS: readonly Heading[] = [
  { key: 'name', word: 'list.name', decimals: 0 },
  { key: 'class', word: 'list.class', decimals: 0 },
  { key: 'n_current', word: 'list.count', decimals: 0 },
  { key: 'relative_risk', word: 'list.relative', decimals: 2 },
  { key: 'change_ratio', word: 'list.change', decimals: 2 },
];

/** Rows in the asked order; equal ones by name, missing figures last whichever way the sort runs. */
export function sortedRows(areas: Areas, sort: Sort, language: LanguageCode): number[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const names = Array.from({ length: areas.size }, (_, row) => areas.name(row));
  const byName = (a: number, b: number) => collator.compare(names[a] ?? '', names[b] ?? '') || a - b;
  const sign = sort.descending ? -1 : 1;
  const rows = names.map((_, row) => row);
  if (sort.key === 'name') return rows.sort((a, b) => sign * byName(a, b));
  const { key } = sort;
  const figure = (row: number) =>
    key === 'class'
      ? CLASS_STATES.indexOf(areas.state(row)) + (areas.borderline(row) ? 0.5 : 0)
      : areas.number(key, row);
  return rows.sort((a, b) => {
    const [x, y] = [figure(a), figure(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byName(a, b);
    return sign * (x - y) || byName(a, b);
  });
}

const HISTOGRAM_STEPS = 24;

export interface ListEvents {
  readonly onSelect: (row: number) => void;
  readonly onPoint: (row: number | null) => void;
  /** The rows that the filter leaves; null for all. */
  readonly onKept: (rows: ReadonlySet<number> | null) => void;
}

/** The elements that a search or a new order fills again. */
interface Parts {
  readonly body: HTMLElement;
  readonly found: HTMLElement;
  readonly more: HTMLElement;
}

/** The table of all areas: the same content as the map, and the way in by keyboard and screen reader. */
export class AreaList {
  private sort: Sort = { key: 'class', descending: false };
  private filter: RowFilter = NO_FILTER;
  private showsAll = false;
  private folded: readonly string[] | null = null;

  constructor(private readonly events: ListEvents) {}

  render(context: Context): HTMLElement[] {
    const { say } = context;
    const { areas } = context.review;
    this.folded ??= Array.from({ length: areas.size }, (_, row) =>
      fold(`${areas.name(row)} ${areas.text('parent', row) ?? ''} ${areas.id(row)}`),
    );
    const found = html('p', { class: 'found', role: 'status' });
    const body = html('tbody');
    const more = html('p', { class: 'more' });
    const headings = HEADINGS.filter(
      ({ key }) => key === 'name' || (key === 'class' ? areas.hasClasses : areas.column(key) !== undefined),
    );
    const headRow = html('tr');
    const fill = () => {
      this.fill(context, headings, { body, found, more });
    };
    const drawHead = () => {
      headRow.replaceChildren(
        ...headings.map(({ key, word }) => {
          const isSorted = this.sort.key === key;
          const press = () => {
            // Figures are asked for from the largest down, names from A.
            const descending = isSorted ? !this.sort.descending : key !== 'name' && key !== 'class';
            this.sort = { key, descending };
            drawHead();
            headRow.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
            fill();
          };
          return html(
            'th',
            {
              scope: 'col',
              class: key,
              'aria-sort': isSorted ? (this.sort.descending ? 'descending' : 'ascending') : 'none',
            },
            html('button', { type: 'button', 'data-key': key, click: press }, say(word)),
          );
        }),
      );
    };
    const search = html('input', {
      type: 'search',
      id: 'search',
      autocomplete: 'off',
      input: (event) => {
        this.change(context, { query: (event.target as HTMLInputElement).value }, fill);
      },
    });
    search.value = this.filter.query;
    drawHead();
    fill();
    return [
      html('label', { for: 'search' }, say('list.search')),
      search,
      this.filters(context, fill),
      found,
      html('table', {}, html('caption', { class: 'unseen' }, say('list.caption')), html('thead', {}, headRow), body),
      more,
    ];
  }

  private keeps(areas: Areas, row: number): boolean {
    return passes(areas, row, this.filter, this.folded?.[row] ?? '');
  }

  private change(context: Context, change: Partial<RowFilter>, fill: () => void): void {
    this.filter = { ...this.filter, ...change };
    fill();
    const { areas } = context.review;
    const rows = Array.from({ length: areas.size }, (_, row) => row);
    this.events.onKept(isFiltering(this.filter) ? new Set(rows.filter((row) => this.keeps(areas, row))) : null);
  }

  /** Class, changed class, borderline, histogram with brush, and the table as a file. */
  private filters(context: Context, fill: () => void): HTMLElement {
    const { say } = context;
    const { areas } = context.review;
    const rows = Array.from({ length: areas.size }, (_, row) => row);
    const check = (name: 'changedOnly' | 'borderlineOnly', word: WordKey) => {
      const box = html('input', {
        type: 'checkbox',
        'data-filter': name,
        change: (event) => {
          this.change(context, { [name]: (event.target as HTMLInputElement).checked }, fill);
        },
      });
      box.checked = this.filter[name];
      return html('label', { class: 'check' }, box, say(word));
    };
    const states = html(
      'select',
      {
        'aria-label': say('filter.class'),
        'data-filter': 'state',
        change: (event) => {
          this.change(context, { state: (event.target as HTMLSelectElement).value as RowFilter['state'] }, fill);
        },
      },
      html('option', { value: 'all' }, say('filter.class.all')),
      ...CLASS_STATES.filter((state) => rows.some((row) => areas.state(row) === state)).map((state) =>
        html('option', { value: state }, classWord(context, state)),
      ),
    );
    states.value = this.filter.state;
    const measures = MEASURES.filter((name) => areas.column(name) !== undefined);
    const brushBox = html('div');
    const drawBrush = () => {
      const { measure } = this.filter;
      if (measure === null) {
        brushBox.replaceChildren();
        return;
      }
      const values = rows.flatMap((row) => (areas.suppressed(row) ? [] : (areas.number(measure, row) ?? [])));
      const histogram = histogramOf(values, HISTOGRAM_STEPS);
      if (histogram === null) return;
      brushBox.replaceChildren(
        brush(context, histogram, this.filter.range, (range) => {
          this.change(context, { range }, fill);
        }),
      );
    };
    const choose = html(
      'select',
      {
        'aria-label': say('filter.measure'),
        'data-filter': 'measure',
        change: (event) => {
          const measure = measures.find((name) => name === (event.target as HTMLSelectElement).value) ?? null;
          this.change(context, { measure, range: null }, fill);
          drawBrush();
        },
      },
      html('option', { value: '' }, say('filter.measure.none')),
      ...measures.map((name: Measure) =>
        html('option', { value: name }, areas.column(name)?.description?.[context.language] ?? name),
      ),
    );
    choose.value = this.filter.measure ?? '';
    drawBrush();
    const hasPrevious = rows.some((row) => areas.text('previous_class', row) !== null);
    const hasBorderline = rows.some((row) => areas.borderline(row));
    const exportTable = () => {
      download('diaban.csv', 'text/csv;charset=utf-8', this.csv(context));
    };
    const parts: Child[] = [
      areas.hasClasses && states,
      hasPrevious && check('changedOnly', 'filter.changed'),
      hasBorderline && check('borderlineOnly', 'filter.borderline'),
      measures.length > 0 && choose,
      html('button', { type: 'button', class: 'plain', 'data-export': 'csv', click: exportTable }, say('export.csv')),
    ];
    return html('div', { class: 'filters' }, html('div', { class: 'row' }, ...parts), brushBox);
  }

  /** The rows that the filter leaves, in the table's order, with every column of the data. */
  private csv(context: Context): string {
    const { review, language } = context;
    const { areas } = review;
    const columns = areas.layer.columns;
    const rows = sortedRows(areas, this.sort, language).filter((row) => this.keeps(areas, row));
    const cells = rows.map((row) =>
      columns.map((column) => (areas.suppressed(row) && column.type !== 'text' ? null : (column.values[row] ?? null))),
    );
    return csvText(
      columns.map((column) => column.name),
      cells,
      language,
    );
  }

  private fill(context: Context, headings: readonly Heading[], parts: Parts): void {
    const { language, say } = context;
    const { areas } = context.review;
    const rows = sortedRows(areas, this.sort, language).filter((row) => this.keeps(areas, row));
    const all = integer(areas.size, language);
    parts.found.textContent =
      rows.length === 0 ? say('list.none') : say('list.found', { shown: integer(rows.length, language), all });
    const shown = this.showsAll ? rows : rows.slice(0, ROWS_AT_ONCE);
    parts.body.replaceChildren(
      ...shown.map((row) =>
        html(
          'tr',
          {
            'aria-selected': areas.id(row) === context.store.state.area ? 'true' : null,
            pointerenter: () => {
              this.events.onPoint(row);
            },
            pointerleave: () => {
              this.events.onPoint(null);
            },
          },
          ...headings.map((heading) => this.cell(context, heading, row)),
        ),
      ),
    );
    const showAll = () => {
      this.showsAll = true;
      this.fill(context, headings, parts);
      parts.body.querySelectorAll<HTMLElement>('[data-area]')[ROWS_AT_ONCE]?.focus();
    };
    const label = say('list.more', { all: integer(rows.length, language) });
    parts.more.replaceChildren(
      ...(shown.length < rows.length
        ? [html('button', { type: 'button', class: 'plain', click: showAll }, label)]
        : []),
    );
  }

  private cell(context: Context, heading: Heading, row: number): HTMLElement {
    const { areas } = context.review;
    if (heading.key === 'name') {
      const choose = () => {
        this.events.onSelect(row);
      };
      const parent = areas.text('parent', row);
      return html(
        'th',
        { scope: 'row', class: 'name' },
        html('button', { type: 'button', 'data-area': areas.id(row), click: choose }, areas.name(row)),
        parent !== null && html('small', {}, parent),
      );
    }
    if (heading.key === 'class') {
      const state = areas.state(row);
      const words = html('span', {}, classWord(context, state));
      if (areas.borderline(row)) words.append(html('small', {}, context.say('borderline')));
      return html('td', {}, html('span', { class: 'labelled' }, classSwatch(state), words));
    }
    const value = areas.number(heading.key, row);
    return html('td', { class: 'figure' }, value === null ? '–' : this.figure(context, heading, value));
  }

  private figure(context: Context, heading: Heading, value: number): string {
    return heading.decimals === 0
      ? integer(value, context.language)
      : decimal(value, heading.decimals, context.language);
  }
}
