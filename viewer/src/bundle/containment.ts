import type { FlatPolygon } from './topology';

function crossings(ring: readonly number[], x: number, y: number): number {
  let count = 0;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [ring[i], ring[i + 1], ring[i + 2], ring[i + 3]];
    // Half-open in y: a vertex on the ray counts once.
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) count++;
  }
  return count;
}

/** True when the point lies inside the polygons (holes left out), by the even-odd rule. */
export function contains(polygons: readonly FlatPolygon[], x: number, y: number): boolean {
  return polygons.some((rings) => rings.reduce((sum, ring) => sum + crossings(ring, x, y), 0) % 2 === 1);
}
