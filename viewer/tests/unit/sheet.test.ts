import { describe, expect, test } from 'vitest';
import { isolines, type Field } from '../../src/map/isolines';
import { changeScale, stepOf } from '../../src/map/density-scale';
import { groupByDistance } from '../../src/sheet/insets';
import { layoutOf, MARGIN, roundScale, sizeOf, type Paper } from '../../src/sheet/paper';
import { Frame, linePath, polygonPath } from '../../src/sheet/paths';
import { NUMBER_MM, placedNumbers } from '../../src/sheet/rank-numbers';

const square = (x: number, y: number, side: number) => [[x, y, x + side, y, x + side, y + side, x, y + side, x, y]];

describe('paper', () => {
  const papers: Paper[] = (['A4', 'A3'] as const).flatMap((size) =>
    (['portrait', 'landscape'] as const).map((orientation) => ({ size, orientation })),
  );

  test.each(papers)('everything lies on $size $orientation and nothing on another thing', (paper) => {
    const { width, height } = sizeOf(paper);
    const layout = layoutOf(paper);
    const boxes = [layout.title, layout.map, layout.legend, layout.foot];
    for (const box of boxes) {
      expect(box.width).toBeGreaterThan(20);
      expect(box.height).toBeGreaterThan(15);
      expect(box.x).toBeGreaterThanOrEqual(MARGIN);
      expect(box.y).toBeGreaterThanOrEqual(MARGIN);
      expect(box.x + box.width).toBeLessThanOrEqual(width - MARGIN + 1e-9);
      expect(box.y + box.height).toBeLessThanOrEqual(height - MARGIN + 1e-9);
    }
    boxes.forEach((a, i) => {
      for (const b of boxes.slice(i + 1)) {
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart).toBe(true);
      }
    });
  });

  test('scales are round and large enough', () => {
    expect([100, 125, 412, 0.9, 1000].map((m) => roundScale(m))).toEqual([100_000, 125_000, 500_000, 1000, 1_000_000]);
  });
});

describe('paths', () => {
  // 1:1000 on 100 x 100 mm: a millimetre is a metre, the centre (50, 50) m in the middle.
  const frame = new Frame({ x: 10, y: 20, width: 100, height: 100 }, [0, 0, 100, 100], 1000);

  test('metres come to their millimetres, north up', () => {
    expect([frame.x(0), frame.y(0), frame.x(100), frame.y(100)]).toEqual([10, 120, 110, 20]);
    expect(polygonPath(square(0, 0, 10), frame)).toBe('M10 120L20 120 20 110 10 110 10 120Z');
  });

  test('points that fall together are one, and an area that falls together is still a dot', () => {
    expect(linePath([0, 0, 0.01, 0, 10, 0], frame, false)).toBe('M10 120L20 120');
    expect(polygonPath(square(0, 0, 0.001), frame)).toBe('M10 120h0.15v0.15h-0.15Z');
  });
});

describe('insets', () => {
  test('far islands get frames of their own, and nothing is left out', () => {
    const mainland = Array.from({ length: 20 }, (_, i) => square((i % 5) * 10, Math.floor(i / 5) * 10, 10));
    const found = groupByDistance([...mainland, square(300, 0, 5), square(306, 0, 5), square(0, 500, 5)]);
    expect(found.main).toEqual([0, 0, 50, 40]);
    expect(found.insets).toHaveLength(2);
    expect(found.insets).toContainEqual([300, 0, 311, 5]);
    expect(found.insets).toContainEqual([0, 500, 5, 505]);
  });

  test('more than four groups share frames; near islands stay on the map', () => {
    const far = [100, 200, 300, 400, 500, 600].map((x) => square(x * 10, 0, 5));
    const many = groupByDistance([...Array.from({ length: 9 }, (_, i) => square(i * 10, 0, 10)), ...far]);
    expect(many.insets.length).toBe(4);
    expect(groupByDistance([square(0, 0, 100), square(103, 0, 5)]).insets).toEqual([]);
  });
});

describe('isolines', () => {
  const field = (columns: number, values: number[]): Field => ({
    columns,
    rows: values.length / columns,
    values: Float64Array.from(values),
    x: 0,
    y: 0,
    step: 10,
  });

  test('a slope is crossed at the place between centres that the value asks for', () => {
    // Columns 0, 1, 2 with values 0, 4, 8: the value 1 lies a quarter of the way from the first to the second centre.
    const lines = isolines(field(3, [0, 4, 8, 0, 4, 8]), 1);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.map((x) => Math.abs(x)).sort((a, b) => a - b)).toEqual([0, 2.5, 2.5, 10]);
  });

  test('a hill gives one closed line; cells without a value give none', () => {
    const hill = isolines(field(3, [0, 0, 0, 0, 2, 0, 0, 0, 0]), 1);
    expect(hill).toHaveLength(1);
    expect(hill[0]?.slice(0, 2)).toEqual(hill[0]?.slice(-2));
    expect(isolines(field(2, [0, NaN, 2, 2]), 1)).toEqual([]);
  });
});

test('a scale of change is the same on both sides of zero', () => {
  const scale = changeScale(-3, 7);
  expect(scale.limits).toEqual([-5, -2, -1, 1, 2, 5]);
  expect(scale.colours).toHaveLength(7);
  expect([-9, 0, 9].map((value) => stepOf(scale, value))).toEqual([0, 3, 6]);
});

describe('numbers of boxes', () => {
  const place = (rank: number, x: number, y: number) => ({ text: String(rank), x, y, side: 1.8 });

  test('a box alone has its number above it', () => {
    const [only] = placedNumbers([place(1, 50, 50)]);
    expect(only?.x).toBe(50);
    expect(only?.y).toBeLessThan(50 - 0.9);
  });

  test('in a crowd no number lies over another, and the first boxes keep theirs', () => {
    const crowd = Array.from({ length: 100 }, (_, i) => place(i + 1, 50 + (i % 10), 50 + Math.floor(i / 10)));
    const numbers = placedNumbers(crowd);
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers.length).toBeLessThan(100);
    expect(numbers.slice(0, 3).map(({ text }) => text)).toEqual(['1', '2', '3']);
    numbers.forEach((a, i) => {
      for (const b of numbers.slice(i + 1)) {
        const width = ((a.text.length + b.text.length) * NUMBER_MM * 0.6) / 2;
        expect(Math.abs(a.x - b.x) >= width || Math.abs(a.y - b.y) >= NUMBER_MM).toBe(true);
      }
    });
  });

  test('a number keeps clear of a neighbour where there is room elsewhere', () => {
    const numbers = placedNumbers([place(1, 50, 50), place(2, 50, 48)]);
    expect(numbers[0]?.y).toBeGreaterThan(50.9);
    expect(numbers[1]?.y).toBeLessThan(47.2);
  });
});
