import type { ClassState } from '../bundle/areas';

/**
 * Colours step in lightness (light, middle, dark), so that the classes survive a photocopier and colour blindness, and each
 * has its own hatch as well. The same colours as on printed maps and layer styles: layers/model/class_appearance.hpp.
 */
interface Look {
  readonly ground: string;
  readonly ink: string;
  readonly hatch: 'dots' | 'diagonal' | 'cross' | 'plain';
}

export const LOOKS: Readonly<Record<ClassState, Look>> = {
  stable: { ground: '#b5cfe6', ink: '#000000', hatch: 'plain' },
  contained: { ground: '#d4781c', ink: '#5a2e00', hatch: 'diagonal' },
  complex: { ground: '#7d1128', ink: '#f6d5db', hatch: 'cross' },
  outside: { ground: '#ffffff', ink: '#000000', hatch: 'plain' },
  nodata: { ground: '#f4f4f4', ink: '#606060', hatch: 'dots' },
};

const TILE = 10;

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
  context.beginPath();
  // Lines run past the tile's edge on both sides, so that the corners of neighbouring tiles meet without a gap.
  const diagonal = (rising: boolean) => {
    for (const shift of [-TILE, 0, TILE]) {
      context.moveTo(shift - 1, rising ? TILE + 1 : -1);
      context.lineTo(shift + TILE + 1, rising ? -1 : TILE + 1);
    }
  };
  if (look.hatch === 'diagonal' || look.hatch === 'cross') diagonal(true);
  if (look.hatch === 'cross') diagonal(false);
  context.stroke();
  if (look.hatch === 'dots') {
    for (const [x, y] of [
      [2.5, 2.5],
      [7.5, 7.5],
    ] as const) {
      context.beginPath();
      context.arc(x, y, 0.9, 0, 2 * Math.PI);
      context.fill();
    }
  }
  return canvas;
}

/** The fill of a class for the map's canvas, at the device's pixel ratio. */
export function hatchFill(state: ClassState): CanvasPattern | string {
  const look = LOOKS[state];
  const context = document.createElement('canvas').getContext('2d');
  return context?.createPattern(tile(look, window.devicePixelRatio || 1), 'repeat') ?? look.ground;
}

const swatches = new Map<ClassState, string>();

/** The same fill as a small picture for legend and table. */
export function swatchUrl(state: ClassState): string {
  let url = swatches.get(state);
  if (url === undefined) {
    const canvas = document.createElement('canvas');
    canvas.width = 52;
    canvas.height = 32;
    const context = canvas.getContext('2d');
    if (context !== null) {
      context.fillStyle = context.createPattern(tile(LOOKS[state], 2), 'repeat') ?? LOOKS[state].ground;
      context.fillRect(0, 0, 52, 32);
      context.strokeStyle = '#555555';
      context.lineWidth = 2;
      context.strokeRect(1, 1, 50, 30);
    }
    url = canvas.toDataURL();
    swatches.set(state, url);
  }
  return url;
}
