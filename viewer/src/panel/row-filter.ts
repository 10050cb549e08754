import type { Areas, ClassState } from '../bundle/areas';
import { matches } from '../language/search';

/** Columns that a histogram can be drawn of, where they exist. */
export const MEASURES = [
  'n_current',
  'rate',
  'relative_risk',
  'change_ratio',
  'density_mean_per_km2',
  'population',
] as const;
export type Measure = (typeof MEASURES)[number];

export interface RowFilter {
  readonly query: string;
  readonly state: ClassState | 'all';
  readonly changedOnly: boolean;
  readonly borderlineOnly: boolean;
  readonly measure: Measure | null;
  /** Ends of the brush in the measure's unit; null: no brush. */
  readonly range: readonly [number, number] | null;
}

export const NO_FILTER: RowFilter = {
  query: '',
  state: 'all',
  changedOnly: false,
  borderlineOnly: false,
  measure: null,
  range: null,
};

export function isFiltering(filter: RowFilter): boolean {
  return (
    filter.query.trim() !== '' ||
    filter.state !== 'all' ||
    filter.changedOnly ||
    filter.borderlineOnly ||
    (filter.measure !== null && filter.range !== null)
  );
}

/** True when the row passes every part of the filter; `folded` is the row's text as it is searched. */
export function passes(areas: Areas, row: number, filter: RowFilter, folded: string): boolean {
  if (!matches(folded, filter.query)) return false;
  if (filter.state !== 'all' && areas.state(row) !== filter.state) return false;
  if (filter.changedOnly && !areas.changedClass(row)) return false;
  if (filter.borderlineOnly && !areas.borderline(row)) return false;
  if (filter.measure === null || filter.range === null) return true;
  const value = areas.suppressed(row) ? null : areas.number(filter.measure, row);
  return value !== null && value >= filter.range[0] && value <= filter.range[1];
}

/** Counts of values in equal steps from the smallest to the largest. */
export interface Histogram {
  readonly low: number;
  readonly high: number;
  readonly counts: readonly number[];
}

export function histogramOf(values: readonly number[], steps: number): Histogram | null {
  if (values.length === 0) return null;
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const counts = new Array<number>(steps).fill(0);
  for (const value of values) {
    const step = high > low ? Math.min(Math.floor(((value - low) / (high - low)) * steps), steps - 1) : 0;
    counts[step] = (counts[step] ?? 0) + 1;
  }
  return { low, high, counts };
}
