import type { LanguageCode } from '../bundle/schema';
import type { WordKey } from '../language/words';
import { LOOKS, NOT_SIGNIFICANT, type Look } from '../map/hatches';
import type { Theme, When } from '../page/state';

export type Say = (key: WordKey, values?: Readonly<Record<string, string>>) => string;

/** One entry of a legend: a look and what it means. */
export interface Category {
  readonly key: string;
  readonly look: Look;
  readonly label: (say: Say, language: LanguageCode) => string;
}

/** How the areas are filled: a category for each row. */
export interface Fill {
  readonly theme: Theme;
  readonly when: When;
  /** Id of the layer whose rows are filled ("areas"), and how many rows it has. */
  readonly layer: string;
  readonly rows: number;
  readonly categories: readonly Category[];
  /** Number of the row's category. */
  readonly of: (row: number) => number;
  /** The figure behind it in words, with its unit; null where there is none. */
  readonly readout: (row: number, say: Say, language: LanguageCode) => string | null;
}

const word = (key: WordKey) => (say: Say) => say(key);

/** What a map shows where it has no figure to show: four different things that never look the same. */
export const OUTSIDE: Category = { key: 'outside', look: LOOKS.outside, label: word('class.outside') };
export const SUPPRESSED: Category = { key: 'suppressed', look: LOOKS.suppressed, label: word('class.suppressed') };
export const NODATA: Category = { key: 'nodata', look: LOOKS.nodata, label: word('class.nodata') };
export const NOT_TOLD: Category = { key: 'notsignificant', look: NOT_SIGNIFICANT, label: word('state.notsignificant') };

export function category(key: string, look: Look, label: WordKey): Category {
  return { key, look, label: word(label) };
}

/** One place in the list for each key, so that `of` can name a category by its key. */
export function finder(categories: readonly Category[]): (key: string) => number {
  const places = new Map(categories.map(({ key }, i) => [key, i]));
  return (key) => places.get(key) ?? 0;
}

/** Number of each category among all rows. */
export function countsOf(fill: Fill): number[] {
  const counts = fill.categories.map(() => 0);
  for (let row = 0; row < fill.rows; row++) {
    const at = fill.of(row);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
