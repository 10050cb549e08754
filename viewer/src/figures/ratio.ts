/** log of the gamma function (Lanczos 1964, g = 7, n = 9; relative error below 1e-13). */
function logGamma(x: number): number {
  const c = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const t = x + 6.5;
  const sum = c.reduce((total, value, i) => total + (i === 0 ? value : value / (x - 1 + i)), 0);
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** The regularised incomplete beta function I_x(a, b), by its continued fraction (modified Lentz). */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const tiny = 1e-300;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || tiny);
  let c = 1;
  let fraction = d;
  for (let m = 1; m < 400; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || tiny);
    c = 1 + even / c || tiny;
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || tiny);
    c = 1 + odd / c || tiny;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return (Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) * fraction) / a;
}

function betaQuantile(p: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (incompleteBeta(middle, a, b) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** A ratio of two rates with the ends of its interval; high is Infinity, or value null, where the first count is 0. */
export interface RateRatio {
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
  /** True when 'no change' lies outside the interval. */
  readonly told: boolean;
}

/**
 * Rate of the second count over the rate of the first, with the exact conditional interval: given their sum, the second is
 * binomial, and its share has the interval of Clopper and Pearson (1934, doi:10.1093/biomet/26.4.404). Null where both are 0.
 */
export function rateRatio(
  first: number,
  firstExposure: number,
  second: number,
  secondExposure: number,
  confidence = 0.95,
): RateRatio | null {
  const total = first + second;
  if (total === 0 || !(firstExposure > 0) || !(secondExposure > 0)) return null;
  const tail = (1 - confidence) / 2;
  const lowShare = second === 0 ? 0 : betaQuantile(tail, second, first + 1);
  const highShare = first === 0 ? 1 : betaQuantile(1 - tail, second + 1, first);
  const scale = firstExposure / secondExposure;
  const low = (lowShare / (1 - lowShare)) * scale;
  const high = highShare >= 1 ? Infinity : (highShare / (1 - highShare)) * scale;
  return { value: first === 0 ? null : (second / first) * scale, low, high, told: low > 1 || high < 1 };
}
