import type { FlatPolygon } from '../bundle/topology';
import type { Rectangle } from './paper';
import type { Extent } from './insets';

/** A piece of the plane on a piece of paper, centred, at an exact scale. */
export class Frame {
  readonly extent: Extent;

  /** `scale` is N of 1:N; the centre of `around` comes to the centre of `paper`. */
  constructor(
    readonly paper: Rectangle,
    around: Extent,
    readonly scale: number,
  ) {
    const metres = scale / 1000;
    const [x, y] = [(around[0] + around[2]) / 2, (around[1] + around[3]) / 2];
    const [w, h] = [(paper.width * metres) / 2, (paper.height * metres) / 2];
    this.extent = [x - w, y - h, x + w, y + h];
  }

  x(metres: number): number {
    return this.paper.x + ((metres - this.extent[0]) * 1000) / this.scale;
  }

  y(metres: number): number {
    return this.paper.y + ((this.extent[3] - metres) * 1000) / this.scale;
  }
}

/** Finest step on paper: a twentieth of a millimetre is below a printed line's width. */
const STEP = 0.05;

function text(value: number): string {
  return String(Math.round(value / STEP) / (1 / STEP));
}

/** A line as path data; points closer than the finest step are one. */
export function linePath(flat: readonly number[], frame: Frame, isClosed: boolean): string {
  let path = '';
  let [lastX, lastY] = [NaN, NaN];
  let points = 0;
  for (let i = 0; i + 1 < flat.length; i += 2) {
    const x = Math.round(frame.x(flat[i] ?? NaN) / STEP);
    const y = Math.round(frame.y(flat[i + 1] ?? NaN) / STEP);
    if (x === lastX && y === lastY) continue;
    path += `${points === 0 ? 'M' : points === 1 ? 'L' : ' '}${text(x * STEP)} ${text(y * STEP)}`;
    [lastX, lastY] = [x, y];
    points++;
  }
  if (points < 2) {
    // Smaller than a dot of ink, but there: a unit of the data is never missing from the sheet.
    if (points === 0) return '';
    return `M${text(lastX * STEP)} ${text(lastY * STEP)}h0.15v0.15h-0.15Z`;
  }
  return isClosed ? `${path}Z` : path;
}

export function polygonPath(polygon: FlatPolygon, frame: Frame): string {
  return polygon.map((ring) => linePath(ring, frame, true)).join('');
}
