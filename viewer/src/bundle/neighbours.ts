import type { TopologyData } from './schema';

/** Areas that share a border line (not merely a corner) with each area, found by the arcs that both refer to; ascending. */
export function neighboursByArc(topology: TopologyData): number[][] {
  const users = new Map<number, number[]>();
  topology.areas.forEach((polygons, area) => {
    for (const ring of polygons.flat()) {
      for (const reference of ring) {
        const arc = reference < 0 ? -1 - reference : reference;
        const of = users.get(arc);
        if (of === undefined) users.set(arc, [area]);
        else if (!of.includes(area)) of.push(area);
      }
    }
  });
  const found = topology.areas.map(() => new Set<number>());
  for (const areas of users.values()) {
    for (const a of areas) for (const b of areas) if (a !== b) found[a]?.add(b);
  }
  return found.map((set) => [...set].sort((a, b) => a - b));
}
