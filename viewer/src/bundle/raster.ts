import { inflate } from './packing';
import { BundleError, type RasterData } from './schema';

/** The largest code: the writer's scale ends there. */
const MOST_CODE = 65_534;

/**
 * A surface that can be asked for its value at a place, to within half a step of what was computed. Its cells are unpacked
 * when they are first needed: millions of them would hold up the first picture.
 */
export class Surface {
  /** Ends of the writer's scale: nothing is below or above them. */
  readonly smallest: number;
  readonly largest: number;
  private unpacked: Uint16Array | null = null;
  private loading: Promise<void> | null = null;

  constructor(readonly data: RasterData) {
    if (data.encoding !== 'u16-plane-zigzag-deflate-base64') throw new BundleError('refuse.content', data.encoding);
    this.smallest = data.offset;
    this.largest = data.offset + data.step * MOST_CODE;
  }

  /** Row by row from the north-west; empty until loaded. */
  get codes(): Uint16Array {
    return this.unpacked ?? new Uint16Array();
  }

  get isLoaded(): boolean {
    return this.unpacked !== null;
  }

  load(): Promise<void> {
    this.loading ??= inflate(this.data.values).then((planes) => {
      this.unpacked = undoDifferences(planes, this.data.columns, this.data.rows);
    });
    return this.loading;
  }
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

/** The value of the cell at a place in metres; null outside the surface or where it has no value. */
export function valueAt(surface: Surface, x: number, y: number): number | null {
  const { data } = surface;
  const column = Math.floor((x - data.x_min) / data.cell_m);
  const row = Math.floor((data.y_max - y) / data.cell_m);
  if (column < 0 || row < 0 || column >= data.columns || row >= data.rows) return null;
  const code = surface.codes[row * data.columns + column];
  return code === undefined || code === data.nodata ? null : data.offset + data.step * code;
}
