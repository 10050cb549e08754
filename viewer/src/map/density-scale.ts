import type { LanguageCode } from '../bundle/schema';
import { compact } from '../language/numbers';

/** From light to dark in equal steps of lightness; a hue of its own, so that it is never taken for the classes. */
const COLOURS = ['#f3f0f7', '#dcd6ea', '#beb3d8', '#9d8dc4', '#7d67ad', '#5c4091', '#3a1b6b'] as const;

export interface DensityScale {
  /** Ascending limits; colour i covers limits[i - 1] (or 0) up to limits[i]. */
  readonly limits: readonly number[];
  readonly colours: readonly string[];
}

/** Round limits (1, 2, 5, 10 ...) below the largest value: at most six, so that a reader can tell the steps apart. */
export function densityScale(largest: number): DensityScale {
  const limits = roundLimits(largest, COLOURS.length - 1);
  return { limits, colours: COLOURS.slice(0, limits.length + 1) };
}

function roundLimits(largest: number, most: number): number[] {
  const limits: number[] = [];
  if (largest > 0) {
    for (let power = Math.floor(Math.log10(largest)); limits.length < most; power--) {
      for (const digit of [5, 2, 1]) {
        // Through text, so that 0.2 is 0.2 and not 0.2000...01.
        const limit = Number(`${digit}e${power}`);
        if (limit < largest && limits.length < most) limits.unshift(limit);
      }
    }
  }
  return limits;
}

/** Around zero: fewer on the left, more on the right, nothing to tell in the middle; hues unlike the classes' and the density's. */
const CHANGE_COLOURS = ['#0b5345', '#3f8f7f', '#a5d3c8', '#f2f2f2', '#e7c3e4', '#b06bb0', '#6a1b6e'] as const;

/** Limits around zero, the same on both sides: round numbers below the larger of both ends. */
export function changeScale(smallest: number, largest: number): DensityScale {
  const limits = roundLimits(Math.max(Math.abs(smallest), Math.abs(largest)), 3);
  const colours = [
    ...CHANGE_COLOURS.slice(3 - limits.length, 3),
    CHANGE_COLOURS[3],
    ...CHANGE_COLOURS.slice(4, 4 + limits.length),
  ];
  return { limits: [...[...limits].reverse().map((limit) => -limit), ...limits], colours };
}

/** The step a value belongs to. */
export function stepOf(scale: DensityScale, value: number): number {
  let step = 0;
  while (step < scale.limits.length && value >= (scale.limits[step] ?? Infinity)) step++;
  return step;
}

/** A limit as a legend writes it, without idle zeros; a rise gets its plus sign. */
export function changeLabel(limit: number, language: LanguageCode, isChange: boolean): string {
  const text = compact(limit, language)
    .replace(/([.,]\d*?)0+$/, '$1')
    .replace(/[.,]$/, '');
  return isChange && limit > 0 ? `+${text}` : text;
}
