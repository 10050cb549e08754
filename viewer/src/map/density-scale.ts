/** From light to dark in equal steps of lightness; a hue of its own, so that it is never taken for the classes. */
const COLOURS = ['#f3f0f7', '#dcd6ea', '#beb3d8', '#9d8dc4', '#7d67ad', '#5c4091', '#3a1b6b'] as const;

export interface DensityScale {
  /** Ascending limits; colour i covers limits[i - 1] (or 0) up to limits[i]. */
  readonly limits: readonly number[];
  readonly colours: readonly string[];
}

/** Round limits (1, 2, 5, 10 ...) below the largest value: at most six, so that a reader can tell the steps apart. */
export function densityScale(largest: number): DensityScale {
  const limits: number[] = [];
  if (largest > 0) {
    for (let power = Math.floor(Math.log10(largest)); limits.length < COLOURS.length - 1; power--) {
      for (const digit of [5, 2, 1]) {
        // Through text, so that 0.2 is 0.2 and not 0.2000...01.
        const limit = Number(`${digit}e${power}`);
        if (limit < largest && limits.length < COLOURS.length - 1) limits.unshift(limit);
      }
    }
  }
  return { limits, colours: COLOURS.slice(0, limits.length + 1) };
}

/** The step a value belongs to. */
export function stepOf(scale: DensityScale, value: number): number {
  let step = 0;
  while (step < scale.limits.length && value >= (scale.limits[step] ?? Infinity)) step++;
  return step;
}
