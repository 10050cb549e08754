import type { FlatPolygon } from '../bundle/topology';

/** xmin, ymin, xmax, ymax in metres. */
export type Extent = readonly [number, number, number, number];

export interface Grouping {
  /** Extent that the main map shows. */
  readonly main: Extent;
  /** What lies far off it, each with an extent of its own. */
  readonly insets: readonly Extent[];
}

interface Part {
  readonly extent: Extent;
  readonly size: number;
}

/** Largest gap, as a share of the whole's longer side, over which parts still belong together. */
const GAP = 0.05;
/** Insets are made only where they let the main map grow by this much. */
const WORTH = 1.15;
const MOST_INSETS = 4;

function union(a: Extent, b: Extent): Extent {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

function gap(a: Extent, b: Extent): number {
  const dx = Math.max(a[0] - b[2], b[0] - a[2], 0);
  const dy = Math.max(a[1] - b[3], b[1] - a[3], 0);
  return Math.hypot(dx, dy);
}

function longSide(extent: Extent): number {
  return Math.max(extent[2] - extent[0], extent[3] - extent[1]);
}

function extentOf(polygon: FlatPolygon): Extent {
  const ring = polygon[0] ?? [];
  let extent: Extent = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < ring.length; i += 2)
    extent = union(extent, [ring[i] ?? NaN, ring[i + 1] ?? NaN, ring[i] ?? NaN, ring[i + 1] ?? NaN]);
  return extent;
}

/** Joins parts whose boxes lie within `reach` of one another until none does. */
function clustered(parts: readonly Part[], reach: number): Part[] {
  let clusters = [...parts];
  for (let changed = true; changed;) {
    changed = false;
    const next: Part[] = [];
    for (const part of clusters) {
      const at = next.findIndex((other) => gap(other.extent, part.extent) <= reach);
      const found = next[at];
      if (found === undefined) next.push(part);
      else {
        next[at] = { extent: union(found.extent, part.extent), size: found.size + part.size };
        changed = true;
      }
    }
    clusters = next;
  }
  return clusters;
}

/**
 * Which part of the data the main map shows and what goes into insets, so that far islands neither shrink the map nor are
 * left out: the group with the most polygons is the main map, the others become insets, the nearest ones together where they
 * are more than four. Without an inset where that would hardly let the map grow. O(parts x groups).
 */
export function groupByDistance(polygons: readonly FlatPolygon[]): Grouping {
  const parts = polygons
    .map((polygon) => ({ extent: extentOf(polygon), size: 1 }))
    .filter((part) => Number.isFinite(part.extent[0]));
  const whole = parts.reduce<Extent>(
    (sum, part) => union(sum, part.extent),
    [Infinity, Infinity, -Infinity, -Infinity],
  );
  let clusters = clustered(parts, GAP * longSide(whole)).sort((a, b) => b.size - a.size);
  const [main] = clusters;
  if (main === undefined || longSide(whole) < WORTH * longSide(main.extent)) return { main: whole, insets: [] };
  clusters = clusters.slice(1);
  while (clusters.length > MOST_INSETS) {
    let best: readonly [number, number] = [0, 1];
    let least = Infinity;
    for (let a = 0; a < clusters.length; a++) {
      for (let b = a + 1; b < clusters.length; b++) {
        const [x, y] = [clusters[a], clusters[b]];
        const distance = x === undefined || y === undefined ? Infinity : longSide(union(x.extent, y.extent));
        if (distance < least) [least, best] = [distance, [a, b]];
      }
    }
    const [x, y] = [clusters[best[0]], clusters[best[1]]];
    if (x === undefined || y === undefined) break;
    clusters = clusters.filter((_, i) => i !== best[0] && i !== best[1]);
    clusters.push({ extent: union(x.extent, y.extent), size: x.size + y.size });
  }
  return { main: main.extent, insets: clusters.map((cluster) => cluster.extent) };
}

export function overlaps(a: Extent, b: Extent): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

export { extentOf, union };
