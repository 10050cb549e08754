/** The longest round length (1, 2 or 5 times a power of ten) that fits into `mostPixels`; metres a pixel are exact here. */
export function roundLength(metresPerPixel: number, mostPixels: number): number {
  const most = metresPerPixel * mostPixels;
  const power = 10 ** Math.floor(Math.log10(most));
  const digit = [5, 2, 1].find((d) => d * power <= most) ?? 1;
  return digit * power;
}
