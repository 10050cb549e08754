import { Columns } from './columns';
import type { InBothLanguages, LayerData, LayerRole } from './schema';
import { decodeArc, decodeTopology, type FlatPolygon } from './topology';

export type Place = readonly [number, number];

/** A layer besides the areas: what fills the map in their place, lies over it or is a table alone. */
export class Overlay extends Columns {
  readonly id: string;
  readonly role: LayerRole;
  /** Switched off when the page opens. */
  readonly off: boolean;
  readonly title: InBothLanguages | null;
  readonly kind: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly points: readonly (Place | null)[];
  readonly polygons: readonly FlatPolygon[][];
  /** Flat coordinates x, y, x, y ... of the row's line. */
  readonly lines: readonly (readonly number[])[];

  constructor(layer: LayerData) {
    super(layer.rows, layer.columns);
    this.id = layer.id;
    this.role = layer.role ?? 'marks';
    this.off = layer.off ?? false;
    this.title = layer.title ?? null;
    this.kind = layer.kind;
    this.facts = layer.facts ?? {};
    this.polygons = layer.topology === undefined ? [] : decodeTopology(layer.topology);
    const { lines } = layer;
    this.lines = lines === undefined ? [] : lines.xy.map((deltas) => [...decodeArc(deltas, lines)]);
    const points: (Place | null)[] = [];
    if (layer.points !== undefined) {
      const { origin, quantum_m: quantum, xy } = layer.points;
      let [x, y] = [0, 0];
      for (let i = 0; i + 1 < xy.length; i += 2) {
        const [dx, dy] = [xy[i] ?? null, xy[i + 1] ?? null];
        if (dx === null || dy === null) {
          points.push(null);
          continue;
        }
        x += dx;
        y += dy;
        points.push([origin[0] + x * quantum, origin[1] + y * quantum]);
      }
    }
    this.points = points;
  }

  /** A place for the row: its point, or the middle of its first ring's box. */
  place(row: number): Place | null {
    const point = this.points[row];
    if (point !== undefined) return point;
    const ring = this.polygons[row]?.[0]?.[0] ?? this.lines[row];
    if (ring === undefined) return null;
    let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i + 1 < ring.length; i += 2) {
      left = Math.min(left, ring[i] ?? NaN);
      right = Math.max(right, ring[i] ?? NaN);
      bottom = Math.min(bottom, ring[i + 1] ?? NaN);
      top = Math.max(top, ring[i + 1] ?? NaN);
    }
    return [(left + right) / 2, (bottom + top) / 2];
  }

  /** Rows that hold one of these values in a column. */
  rowsWhere(name: string, value: string): number[] {
    return Array.from({ length: this.rows }, (_, row) => row).filter((row) => this.text(name, row) === value);
  }
}
