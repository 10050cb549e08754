import { BundleError, type TopologyData } from './schema';

/** Flat coordinates x, y, x, y ... of one ring, closed, in metres. */
export type FlatRing = number[];
/** Outer ring first, then the holes. */
export type FlatPolygon = FlatRing[];

/** Coordinates of a list of differences. */
export function decodeArc(
  deltas: readonly number[],
  topology: Pick<TopologyData, 'origin' | 'quantum_m'>,
): Float64Array {
  const points = new Float64Array(deltas.length);
  let x = 0;
  let y = 0;
  for (let i = 0; i + 1 < deltas.length; i += 2) {
    x += deltas[i] ?? 0;
    y += deltas[i + 1] ?? 0;
    points[i] = topology.origin[0] + x * topology.quantum_m;
    points[i + 1] = topology.origin[1] + y * topology.quantum_m;
  }
  return points;
}

function ringOf(references: readonly number[], arcs: readonly Float64Array[]): FlatRing {
  const ring: FlatRing = [];
  for (const reference of references) {
    const arc = arcs[reference < 0 ? -1 - reference : reference];
    if (arc === undefined) throw new BundleError('refuse.content', `arc ${reference}`);
    const points = arc.length / 2;
    // An arc starts where the one before it ended.
    for (let k = ring.length === 0 ? 0 : 1; k < points; k++) {
      const at = 2 * (reference < 0 ? points - 1 - k : k);
      ring.push(arc[at] ?? NaN, arc[at + 1] ?? NaN);
    }
  }
  return ring;
}

/** The polygons of every area; an area without geometry gives an empty list. */
export function decodeTopology(topology: TopologyData): FlatPolygon[][] {
  const arcs = topology.arcs.map((deltas) => decodeArc(deltas, topology));
  return topology.areas.map((area) => area.map((polygon) => polygon.map((ring) => ringOf(ring, arcs))));
}
