/** The round numbers 1, 2, 3, 5, 7 times a power of ten at or next below x. */
function roundBelow(x: number): number {
  const power = Math.floor(Math.log10(x));
  const digit = [7, 5, 3, 2, 1].find((d) => Number(`${d}e${power}`) <= x * (1 + 1e-12)) ?? 1;
  return Number(`${digit}e${power}`);
}

/**
 * Limits between the steps of a rate, the same for every period, so that a colour means the same number at every time: round
 * numbers near the quintiles of all positive values of all periods, ascending; at most five.
 */
export function rateLimits(values: readonly number[]): number[] {
  const positive = Float64Array.from(values.filter((value) => value > 0)).sort();
  const limits: number[] = [];
  for (const share of [0.2, 0.4, 0.6, 0.8, 0.95]) {
    const value = positive[Math.floor(share * positive.length)];
    if (value === undefined) continue;
    const limit = roundBelow(value);
    if (limit > (limits[limits.length - 1] ?? 0)) limits.push(limit);
  }
  return limits;
}
