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

/** Side of the cells that tell groups apart, as a share of the whole's longer side. */
const CELL = 0.04;
/** Insets are made only where they let the main map grow by this much. */
const WORTH = 1.15;
const MOST_INSETS = 4;

function union(a: Extent, b: Extent): Extent {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

function longSide(extent: Extent): number {
  return Math.max(extent[2] - extent[0], extent[3] - extent[1]);
}

/** Height that a frame of this width by height needs to show the extent. */
function needed(extent: Extent, aspect: number): number {
  return Math.max((extent[2] - extent[0]) / aspect, extent[3] - extent[1]);
}

function extentOf(polygon: FlatPolygon): Extent {
  const ring = polygon[0] ?? [];
  let extent: Extent = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < ring.length; i += 2)
    extent = union(extent, [ring[i] ?? NaN, ring[i + 1] ?? NaN, ring[i] ?? NaN, ring[i + 1] ?? NaN]);
  return extent;
}

/**
 * Groups of parts: the plane is cut into square cells, a cell is taken where a part's box lies in it, and cells that touch
 * (corners too) belong together. So two parts are apart where one to two cells of nothing lie between them.
 */
function clustered(parts: readonly Part[], origin: readonly [number, number], cell: number): Part[] {
  const cellsOf = ({ extent }: Part): string[] => {
    const [x0, y0] = [Math.floor((extent[0] - origin[0]) / cell), Math.floor((extent[1] - origin[1]) / cell)];
    const [x1, y1] = [Math.floor((extent[2] - origin[0]) / cell), Math.floor((extent[3] - origin[1]) / cell)];
    const cells: string[] = [];
    for (let x = x0; x <= x1; x++) for (let y = y0; y <= y1; y++) cells.push(`${x} ${y}`);
    return cells;
  };
  const group = new Map<string, number>();
  for (const part of parts) for (const key of cellsOf(part)) group.set(key, -1);
  let groups = 0;
  for (const start of group.keys()) {
    if (group.get(start) !== -1) continue;
    const open = [start];
    group.set(start, groups);
    for (let key = open.pop(); key !== undefined; key = open.pop()) {
      const [x = 0, y = 0] = key.split(' ').map(Number);
      for (let dx = -1; dx <= 1; dx++) {
        for (let dy = -1; dy <= 1; dy++) {
          const near = `${x + dx} ${y + dy}`;
          if (group.get(near) !== -1) continue;
          group.set(near, groups);
          open.push(near);
        }
      }
    }
    groups++;
  }
  const found = new Map<number, Part>();
  for (const part of parts) {
    const at = group.get(cellsOf(part)[0] ?? '') ?? 0;
    const other = found.get(at);
    found.set(
      at,
      other === undefined ? part : { extent: union(other.extent, part.extent), size: other.size + part.size },
    );
  }
  return [...found.values()];
}

/** How far apart two extents are for a frame each: 0 where one, grown by a quarter, would show some of the other. */
function apart(a: Extent, b: Extent): number {
  const room = Math.max(longSide(a), longSide(b)) / 4;
  const dx = Math.max(a[0] - b[2], b[0] - a[2]) - room;
  const dy = Math.max(a[1] - b[3], b[1] - a[3]) - room;
  return Math.max(dx, dy, 0);
}

/** Joins the two nearest groups for as long as `goesOn` says so of the number left and the least distance between two. */
function joinedWhile(groups: readonly Part[], goesOn: (count: number, least: number) => boolean): Part[] {
  let left = [...groups];
  for (;;) {
    let [least, first, second] = [Infinity, -1, -1];
    left.forEach((a, i) => {
      left.slice(i + 1).forEach((b, k) => {
        // Of those that a frame would show together the smallest pair first.
        const distance = apart(a.extent, b.extent) || longSide(union(a.extent, b.extent)) * 1e-9 - 1;
        if (distance < least) [least, first, second] = [distance, i, i + 1 + k];
      });
    });
    const [a, b] = [left[first], left[second]];
    if (a === undefined || b === undefined || !goesOn(left.length, least)) return left;
    left = left.filter((part) => part !== a && part !== b);
    left.push({ extent: union(a.extent, b.extent), size: a.size + b.size });
  }
}

/**
 * Which part of the data the main map shows and what goes into insets, so that far islands neither shrink the map nor are
 * left out: the group with the most polygons is the main map, the others become insets, the nearest ones together where they
 * are more than four; `aspect` is the frame's width by its height. Without an inset where that would hardly let the map grow. O(parts).
 */
export function groupByDistance(polygons: readonly FlatPolygon[], aspect = 1): Grouping {
  const parts = polygons
    .map((polygon) => ({ extent: extentOf(polygon), size: 1 }))
    .filter((part) => Number.isFinite(part.extent[0]));
  const whole = parts.reduce<Extent>(
    (sum, part) => union(sum, part.extent),
    [Infinity, Infinity, -Infinity, -Infinity],
  );
  let clusters = clustered(parts, [whole[0], whole[1]], Math.max(CELL * longSide(whole), 1)).sort(
    (a, b) => b.size - a.size,
  );
  const [main] = clusters;
  if (main === undefined || needed(whole, aspect) < WORTH * needed(main.extent, aspect))
    return { main: whole, insets: [] };
  clusters = joinedWhile(clusters.slice(1), (count, least) => count > MOST_INSETS || least <= 0);
  return { main: main.extent, insets: clusters.map((cluster) => cluster.extent) };
}

export function overlaps(a: Extent, b: Extent): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

export { extentOf, union };
