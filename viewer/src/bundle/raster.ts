import { inflate } from './packing';
import { BundleError, type RasterData } from './schema';

/** A surface that can be asked for its value at a place, to within half a step of what was computed. */
export interface Surface {
  readonly data: RasterData;
  readonly codes: Uint16Array;
  readonly smallest: number;
  readonly largest: number;
}

/** Undoes zigzag and differences: code = difference + left + upper - upper left, modulo 65536. */
export function undoDifferences(planes: Uint8Array, columns: number, rows: number): Uint16Array {
  const cells = columns * rows;
  if (planes.length !== 2 * cells) throw new BundleError('refuse.content', `raster of ${planes.length} bytes`);
  const codes = new Uint16Array(cells);
  for (let i = 0; i < cells; i++) {
    const zigzag = (planes[i] ?? 0) | ((planes[cells + i] ?? 0) << 8);
    const difference = zigzag & 1 ? -((zigzag + 1) >> 1) : zigzag >> 1;
    const hasLeft = i % columns > 0;
    const hasUpper = i >= columns;
    const left = hasLeft ? (codes[i - 1] ?? 0) : 0;
    const upper = hasUpper ? (codes[i - columns] ?? 0) : 0;
    const corner = hasLeft && hasUpper ? (codes[i - columns - 1] ?? 0) : 0;
    codes[i] = difference + left + upper - corner; // the array keeps the low 16 bits
  }
  return codes;
}

export async function decodeRaster(data: RasterData): Promise<Surface> {
  if (data.encoding !== 'u16-plane-zigzag-deflate-base64') throw new BundleError('refuse.content', data.encoding);
  const codes = undoDifferences(await inflate(data.values), data.columns, data.rows);
  let low = data.nodata;
  let high = 0;
  for (const code of codes) {
    if (code === data.nodata) continue;
    if (code < low) low = code;
    if (code > high) high = code;
  }
  return { data, codes, smallest: data.offset + data.step * low, largest: data.offset + data.step * high };
}

/** The value of the cell at a place in metres; null outside the surface or where it has no value. */
export function valueAt(surface: Surface, x: number, y: number): number | null {
  const { data } = surface;
  const column = Math.floor((x - data.x_min) / data.cell_m);
  const row = Math.floor((data.y_max - y) / data.cell_m);
  if (column < 0 || row < 0 || column >= data.columns || row >= data.rows) return null;
  const code = surface.codes[row * data.columns + column];
  return code === undefined || code === data.nodata ? null : data.offset + data.step * code;
}
