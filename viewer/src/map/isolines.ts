import type { Surface } from '../bundle/raster';

/** A surface thinned to at most so many cells a side, cell centres in metres; NaN where it has no value. */
export interface Field {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float64Array;
  /** metres of the centre of cell (0, 0), and between centres */
  readonly x: number;
  readonly y: number;
  readonly step: number;
}

/** Means of square blocks: isolines of a smooth surface do not need every cell. O(cells). */
export function thinned(surface: Surface, mostPerSide: number): Field {
  const { data, codes } = surface;
  const block = Math.max(1, Math.ceil(Math.max(data.columns, data.rows) / mostPerSide));
  const [columns, rows] = [Math.ceil(data.columns / block), Math.ceil(data.rows / block)];
  const sums = new Float64Array(columns * rows);
  const counts = new Uint32Array(columns * rows);
  for (let row = 0; row < data.rows; row++) {
    for (let column = 0; column < data.columns; column++) {
      const code = codes[row * data.columns + column] ?? data.nodata;
      if (code === data.nodata) continue;
      const at = Math.floor(row / block) * columns + Math.floor(column / block);
      sums[at] = (sums[at] ?? 0) + code;
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  const values = sums.map((sum, i) => (counts[i] === 0 ? NaN : data.offset + (data.step * sum) / (counts[i] ?? 1)));
  const step = block * data.cell_m;
  return { columns, rows, values, x: data.x_min + step / 2, y: data.y_max - step / 2, step };
}

/** Edges of a cell of four centres: 0 top, 1 right, 2 bottom, 3 left; which are joined for each of 16 cases. */
const JOINS: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[3, 0]],
  [[0, 1]],
  [[3, 1]],
  [[1, 2]],
  [
    [3, 0],
    [1, 2],
  ],
  [[0, 2]],
  [[3, 2]],
  [[2, 3]],
  [[2, 0]],
  [
    [0, 1],
    [2, 3],
  ],
  [[2, 1]],
  [[1, 3]],
  [[1, 0]],
  [[0, 3]],
  [],
];

/**
 * Lines where the field takes the value `limit` (marching squares, linear between centres; the two saddle cases are joined
 * so that the high corners stay apart). Each line is x, y, x, y ... in metres. O(cells).
 */
export function isolines(field: Field, limit: number): number[][] {
  const { columns, rows, values } = field;
  const next = new Map<string, string>();
  const points = new Map<string, readonly [number, number]>();
  const value = (column: number, row: number) => values[row * columns + column] ?? NaN;
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const corners = [value(column, row), value(column + 1, row), value(column + 1, row + 1), value(column, row + 1)];
      if (corners.some(Number.isNaN)) continue;
      const kind = corners.reduce((sum, corner, i) => sum + (corner >= limit ? 1 << i : 0), 0);
      if (kind === 0 || kind === 15) continue;
      const [a = 0, b = 0, c = 0, d = 0] = corners;
      const part = (from: number, to: number) => (limit - from) / (to - from);
      const place = (edge: number): readonly [string, number, number] => {
        // Each edge has one name from both sides, so that lines join over cells.
        if (edge === 0) return [`h${column} ${row}`, column + part(a, b), row];
        if (edge === 1) return [`v${column + 1} ${row}`, column + 1, row + part(b, c)];
        if (edge === 2) return [`h${column} ${row + 1}`, column + part(d, c), row + 1];
        return [`v${column} ${row}`, column, row + part(a, d)];
      };
      for (const [from, to] of JOINS[kind] ?? []) {
        const [start, end] = [place(from), place(to)];
        points.set(start[0], [start[1], start[2]]);
        points.set(end[0], [end[1], end[2]]);
        next.set(start[0], end[0]);
      }
    }
  }
  return joined(next).map((line) =>
    line.flatMap((name) => {
      const [column, row] = points.get(name) ?? [NaN, NaN];
      return [field.x + column * field.step, field.y - row * field.step];
    }),
  );
}

/** Chains of successors; each starts where nothing leads to it, closed ones anywhere. */
function joined(next: Map<string, string>): string[][] {
  const led = new Set(next.values());
  const starts = [...next.keys()].filter((name) => !led.has(name));
  const lines: string[][] = [];
  const follow = (start: string) => {
    const line = [start];
    let at = next.get(start);
    next.delete(start);
    while (at !== undefined) {
      line.push(at);
      const after = next.get(at);
      next.delete(at);
      at = after;
    }
    lines.push(line);
  };
  starts.forEach(follow);
  for (const name of [...next.keys()]) if (next.has(name)) follow(name);
  return lines;
}
