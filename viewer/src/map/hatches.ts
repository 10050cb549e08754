import type { ClassState } from '../bundle/areas';

export type Hatch = 'plain' | 'dots' | 'diagonal' | 'falling' | 'cross' | 'level' | 'upright' | 'plus';

/** A fill: ground colour and a hatch in ink on it. */
export interface Look {
  readonly ground: string;
  readonly ink: string;
  readonly hatch: Hatch;
}

/**
 * Colours step in lightness (light, middle, dark), so that the classes survive a photocopier and colour blindness, and each
 * has its own hatch as well. The same colours as on printed maps and layer styles: layers/model/class_appearance.hpp.
 */
export const LOOKS: Readonly<Record<ClassState, Look>> = {
  stable: { ground: '#b5cfe6', ink: '#000000', hatch: 'plain' },
  contained: { ground: '#d4781c', ink: '#5a2e00', hatch: 'diagonal' },
  complex: { ground: '#7d1128', ink: '#f6d5db', hatch: 'cross' },
  outside: { ground: '#ffffff', ink: '#000000', hatch: 'plain' },
  suppressed: { ground: '#ffffff', ink: '#808080', hatch: 'plus' },
  nodata: { ground: '#f4f4f4', ink: '#606060', hatch: 'dots' },
};

/** Computed, but not told from chance: grey, so that it is taken for neither side. */
export const NOT_SIGNIFICANT: Look = { ground: '#dedede', ink: '#000000', hatch: 'plain' };

export const TILE = 10;

/** Strokes of a hatch on a tile, as SVG path data: one source for the map's canvas, the legend and the printed sheet. */
export function hatchPath(hatch: Hatch): string {
  const lines: Readonly<Record<Hatch, string>> = {
    plain: '',
    dots: '',
    // Lines run past the tile's edge on both sides, so that the corners of neighbouring tiles meet without a gap.
    diagonal: 'M-1 11L11 -1M-11 11L1 -1M9 11L21 -1',
    falling: 'M-1 -1L11 11M-11 -1L1 11M9 -1L21 11',
    cross: 'M-1 11L11 -1M-11 11L1 -1M9 11L21 -1M-1 -1L11 11M-11 -1L1 11M9 -1L21 11',
    level: 'M-1 5H11',
    upright: 'M5 -1V11',
    plus: 'M5 2.5V7.5M2.5 5H7.5',
  };
  return lines[hatch];
}

export const DOTS = [
  [2.5, 2.5],
  [7.5, 7.5],
] as const;

function tile(look: Look, scale: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = TILE * scale;
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  context.scale(scale, scale);
  context.fillStyle = look.ground;
  context.fillRect(0, 0, TILE, TILE);
  context.fillStyle = context.strokeStyle = look.ink;
  context.lineWidth = 1.3;
  context.stroke(new Path2D(hatchPath(look.hatch)));
  if (look.hatch === 'dots') {
    for (const [x, y] of DOTS) {
      context.beginPath();
      context.arc(x, y, 0.9, 0, 2 * Math.PI);
      context.fill();
    }
  }
  return canvas;
}

const fills = new Map<string, CanvasPattern | string>();

function keyOf(look: Look): string {
  return `${look.ground} ${look.ink} ${look.hatch}`;
}

/** The fill of a look for the map's canvas, at the device's pixel ratio. */
export function hatchFill(look: Look): CanvasPattern | string {
  if (look.hatch === 'plain') return look.ground;
  const scale = Math.max(window.devicePixelRatio || 1, 1);
  const key = `${keyOf(look)} ${scale}`;
  let fill = fills.get(key);
  if (fill === undefined) {
    const context = document.createElement('canvas').getContext('2d');
    fill = context?.createPattern(tile(look, scale), 'repeat') ?? look.ground;
    fills.set(key, fill);
  }
  return fill;
}

const swatches = new Map<string, string>();

/** The same fill as a small picture for legend and table. */
export function swatchUrl(look: Look): string {
  const key = keyOf(look);
  let url = swatches.get(key);
  if (url === undefined) {
    const canvas = document.createElement('canvas');
    canvas.width = 52;
    canvas.height = 32;
    const context = canvas.getContext('2d');
    if (context !== null) {
      context.fillStyle = context.createPattern(tile(look, 2), 'repeat') ?? look.ground;
      context.fillRect(0, 0, 52, 32);
      context.strokeStyle = '#555555';
      context.lineWidth = 2;
      context.strokeRect(1, 1, 50, 30);
    }
    url = canvas.toDataURL();
    swatches.set(key, url);
  }
  return url;
}
