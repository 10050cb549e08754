/** Sheets in millimetres. */
export type PaperSize = 'A4' | 'A3';
export type Orientation = 'portrait' | 'landscape';

export interface Paper {
  readonly size: PaperSize;
  readonly orientation: Orientation;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const MARGIN = 10;

export function sizeOf(paper: Paper): { width: number; height: number } {
  const [short, long] = paper.size === 'A4' ? [210, 297] : [297, 420];
  return paper.orientation === 'portrait' ? { width: short, height: long } : { width: long, height: short };
}

/** Where things stand on a sheet: map beside the legend (landscape) or above it (portrait), title on top, notes at the foot. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly title: Rectangle;
  readonly map: Rectangle;
  readonly legend: Rectangle;
  readonly foot: Rectangle;
}

export function layoutOf(paper: Paper): Layout {
  const { width, height } = sizeOf(paper);
  const isLarge = paper.size === 'A3';
  const inner = width - 2 * MARGIN;
  const title = { x: MARGIN, y: MARGIN, width: inner, height: isLarge ? 24 : 20 };
  const footHeight = isLarge ? 40 : 36;
  const foot = { x: MARGIN, y: height - MARGIN - footHeight, width: inner, height: footHeight };
  const top = title.y + title.height + 6; // room for the grid's numbers
  const room = foot.y - top - 4;
  if (paper.orientation === 'landscape') {
    const side = isLarge ? 82 : 66;
    const map = { x: MARGIN + 5, y: top, width: inner - side - 10, height: room - 2 };
    return { width, height, title, map, legend: { x: map.x + map.width + 5, y: top, width: side, height: room }, foot };
  }
  const low = isLarge ? 84 : 66;
  const map = { x: MARGIN + 5, y: top, width: inner - 10, height: room - low - 4 };
  return {
    width,
    height,
    title,
    map,
    legend: { x: MARGIN, y: map.y + map.height + 6, width: inner, height: low - 4 },
    foot,
  };
}

/** The largest round scale 1:N (N = 1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8 x 10^k) at which so many metres fit into so many millimetres. */
export function roundScale(metresPerMillimetre: number): number {
  const least = metresPerMillimetre * 1000;
  const power = 10 ** Math.floor(Math.log10(least));
  const digit = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 8, 10].find((d) => d * power >= least * (1 - 1e-9)) ?? 10;
  return Math.round(digit * power);
}
