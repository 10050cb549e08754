import { yearsOf } from '../bundle/periods';
import type { Review } from '../page/review';
import { windowOf } from '../page/context';
import type { When } from '../page/state';

/** Incidents of an area in a window or period; null where the data does not say or withholds it. */
export function countAt(review: Review, row: number, when: When): number | null {
  if (when === 'current' || when === 'baseline')
    return review.areas.suppressed(row) ? null : review.areas.number(`n_${when}`, row);
  if (review.periods?.suppressed(row, when) === true) return null;
  return review.periods?.number('n', row, when) ?? null;
}

/**
 * Rate a year of an area in a window or period, in the unit of column `rate`. The window before carries no rate of its own:
 * it is its count over the same exposure, which is this window's count divided by its rate.
 */
export function rateAt(review: Review, row: number, when: When): number | null {
  const { areas, periods } = review;
  if (typeof when === 'number')
    return periods?.suppressed(row, when) === true ? null : (periods?.number('rate', row, when) ?? null);
  if (areas.suppressed(row)) return null;
  if (when === 'current') return areas.number('rate', row);
  const [before, now, rate] = [
    areas.number('n_baseline', row),
    areas.number('n_current', row),
    areas.number('rate', row),
  ];
  if (before === null || rate === null) return null;
  if (before === 0) return 0;
  if (now === null || now === 0 || rate === 0) return fromPeriods(review, row, before);
  const years = (name: 'baseline' | 'current') => yearsOf(windowOf(review, name));
  return ((before / now) * rate * years('current')) / years('baseline');
}

/** The exposure from any period that has a count, for areas without an incident in this window. */
function fromPeriods(review: Review, row: number, count: number): number | null {
  const { periods } = review;
  if (periods === null) return null;
  for (let period = 0; period < periods.size; period++) {
    const [n, rate] = [periods.number('n', row, period), periods.number('rate', row, period)];
    if (n === null || rate === null || n === 0 || rate === 0) continue;
    const window = periods.windows[period];
    if (window === undefined) continue;
    return ((count / n) * rate * yearsOf(window)) / yearsOf(windowOf(review, 'baseline'));
  }
  return null;
}
