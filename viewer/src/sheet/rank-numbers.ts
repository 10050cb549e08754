/** A ranked place on paper, in millimetres: the middle of its sign and the sign's side. */
export interface RankedPlace {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** A number and the middle of its foot. */
export interface PlacedNumber {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Height of a number on paper in millimetres. */
export const NUMBER_MM = 2;

interface Block {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function touches(a: Block, b: Block): boolean {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;
}

/**
 * Numbers beside their signs, the first places first, none over another: above the sign, below, beside it or at a corner,
 * where it covers no sign if there is such a place. A number without room is left out. O(places squared).
 */
export function placedNumbers(places: readonly RankedPlace[]): PlacedNumber[] {
  const signs = places.map(({ x, y, side }): Block => ({ x, y, width: side, height: side }));
  const taken: Block[] = [];
  return places.flatMap((place) => {
    const [width, height] = [place.text.length * NUMBER_MM * 0.6 + 0.4, NUMBER_MM];
    const [aside, above] = [(place.side + width) / 2 + 0.2, (place.side + height) / 2 + 0.3];
    const tried = [
      [0, -above],
      [0, above],
      [aside, 0],
      [-aside, 0],
      [aside, -above],
      [-aside, -above],
      [aside, above],
      [-aside, above],
    ].map(([dx = 0, dy = 0]): Block => ({ x: place.x + dx, y: place.y + dy, width, height }));
    const free = tried.filter((block) => !taken.some((other) => touches(block, other)));
    const chosen = free.find((block) => !signs.some((sign) => touches(block, sign))) ?? free[0];
    if (chosen === undefined) return [];
    taken.push(chosen);
    return [{ text: place.text, x: chosen.x, y: chosen.y + NUMBER_MM * 0.37 }];
  });
}
