import { CLASS_STATES } from '../bundle/areas';
import type { LanguageCode } from '../bundle/schema';
import { decimal, integer } from '../language/numbers';
import { fold, matches } from '../language/search';
import type { WordKey } from '../language/words';
import { classWord, swatch, type Context } from '../page/context';
import { html } from '../page/element';
import type { Areas } from '../bundle/areas';

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

/** The elements that a search or a new order fills again. */
interface Parts {
  readonly body: HTMLElement;
  readonly found: HTMLElement;
  readonly more: HTMLElement;
}

/** The table of all areas: the same content as the map, and the way in by keyboard and screen reader. */
export class AreaList {
  private sort: Sort = { key: 'class', descending: false };
  private query = '';
  private showsAll = false;
  private folded: readonly string[] | null = null;

  constructor(private readonly onSelect: (row: number) => void) {}

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
        this.query = (event.target as HTMLInputElement).value;
        fill();
      },
    });
    search.value = this.query;
    drawHead();
    fill();
    return [
      html('label', { for: 'search' }, say('list.search')),
      search,
      found,
      html('table', {}, html('caption', { class: 'unseen' }, say('list.caption')), html('thead', {}, headRow), body),
      more,
    ];
  }

  private fill(context: Context, headings: readonly Heading[], parts: Parts): void {
    const { language, say } = context;
    const { areas } = context.review;
    const rows = sortedRows(areas, this.sort, language).filter((row) => matches(this.folded?.[row] ?? '', this.query));
    const all = integer(areas.size, language);
    parts.found.textContent =
      rows.length === 0 ? say('list.none') : say('list.found', { shown: integer(rows.length, language), all });
    const shown = this.showsAll ? rows : rows.slice(0, ROWS_AT_ONCE);
    parts.body.replaceChildren(
      ...shown.map((row) =>
        html(
          'tr',
          { 'aria-selected': areas.id(row) === context.store.state.area ? 'true' : null },
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
        this.onSelect(row);
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
      return html('td', {}, html('span', { class: 'labelled' }, swatch(state), words));
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
