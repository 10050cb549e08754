import type { GraticuleData } from '../bundle/schema';
import type { Frame } from './paths';

/** Steps of a graticule in degrees: round minutes and degrees. */
const STEPS = [1 / 60, 2 / 60, 5 / 60, 10 / 60, 15 / 60, 20 / 60, 0.5, 1, 2, 5, 10] as const;
/** At most so many marks on an edge. */
const MOST = 6;

export interface EdgeMark {
  /** Millimetres along the edge: x of the upper edge, y of the right one. */
  readonly at: number;
  readonly degrees: number;
}

/** Degrees at a place, between the four nodes around it; null outside the grid. */
function degreesAt(grid: GraticuleData, values: readonly (number | null)[], x: number, y: number): number | null {
  const [column, row] = [(x - grid.x_min) / grid.step_m, (y - grid.y_min) / grid.step_m];
  const [c, r] = [Math.floor(column), Math.floor(row)];
  if (c < 0 || r < 0 || c >= grid.columns - 1 || r >= grid.rows - 1) return null;
  const [u, v] = [column - c, row - r];
  const node = (dc: number, dr: number) => values[(r + dr) * grid.columns + c + dc] ?? NaN;
  const value = (1 - v) * ((1 - u) * node(0, 0) + u * node(1, 0)) + v * ((1 - u) * node(0, 1) + u * node(1, 1));
  return Number.isFinite(value) ? value : null;
}

/** Where round degrees fall on an edge along which they rise; by bisection to a thousandth of a millimetre at any scale. */
function marksAlong(from: number, to: number, degreesOf: (at: number) => number | null): EdgeMark[] {
  const [first, last] = [degreesOf(from), degreesOf(to)];
  if (first === null || last === null || last <= first) return [];
  const step = STEPS.find((size) => (last - first) / size <= MOST) ?? 30;
  const marks: EdgeMark[] = [];
  for (let k = Math.ceil(first / step); k * step <= last; k++) {
    let [low, high] = [from, to];
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2;
      const value = degreesOf(middle);
      if (value === null) return [];
      if (value < k * step) low = middle;
      else high = middle;
    }
    marks.push({ at: (low + high) / 2, degrees: k * step });
  }
  return marks;
}

/** Where meridians meet the upper edge of a map. */
export function longitudeMarks(grid: GraticuleData, frame: Frame): EdgeMark[] {
  const [left, , right, top] = frame.extent;
  return marksAlong(left, right, (x) => degreesAt(grid, grid.longitude, x, top)).map(({ at, degrees }) => ({
    at: frame.x(at),
    degrees,
  }));
}

/** Where parallels meet its right edge. */
export function latitudeMarks(grid: GraticuleData, frame: Frame): EdgeMark[] {
  const [, bottom, right, top] = frame.extent;
  return marksAlong(bottom, top, (y) => degreesAt(grid, grid.latitude, right, y)).map(({ at, degrees }) => ({
    at: frame.y(at),
    degrees,
  }));
}

/** "106°10′" */
export function angleInWords(degrees: number): string {
  const minutes = Math.round(Math.abs(degrees) * 60);
  return `${Math.floor(minutes / 60)}°${String(minutes % 60).padStart(2, '0')}′`;
}
