import { describe, expect, test } from 'vitest';
import { contains } from '../../src/bundle/containment';
import { neighboursByArc } from '../../src/bundle/neighbours';
import { Overlay } from '../../src/bundle/overlay';
import { unpacked } from '../../src/bundle/packing';
import { daysOf, Periods } from '../../src/bundle/periods';
import { csvText } from '../../src/figures/csv';
import { incompleteBeta, rateRatio } from '../../src/figures/ratio';
import { histogramOf, NO_FILTER, passes } from '../../src/panel/row-filter';
import { Areas } from '../../src/bundle/areas';
import { rateLimits } from '../../src/theme/rate-limits';
import { deflateSync } from 'node:zlib';
import { bundle, column } from './bundles';

describe('ratio of two rates', () => {
  test('the incomplete beta function at values that have a closed form', () => {
    // I_x(1, 1) = x; I_x(2, 1) = x^2; I_x(1, 3) = 1 - (1 - x)^3; I_1/2(a, a) = 1/2.
    expect(incompleteBeta(0.3, 1, 1)).toBeCloseTo(0.3, 12);
    expect(incompleteBeta(0.3, 2, 1)).toBeCloseTo(0.09, 12);
    expect(incompleteBeta(0.3, 1, 3)).toBeCloseTo(1 - 0.7 ** 3, 12);
    expect(incompleteBeta(0.5, 17.5, 17.5)).toBeCloseTo(0.5, 12);
  });

  test('5 of 15 against 10: the interval of Clopper and Pearson for 5 of 15 is 0.1182 to 0.6162 (R: binom.test(5, 15))', () => {
    const ratio = rateRatio(10, 1, 5, 1);
    expect(ratio?.value).toBeCloseTo(0.5, 12);
    expect(ratio?.low).toBeCloseTo(0.1182411 / (1 - 0.1182411), 4);
    expect(ratio?.high).toBeCloseTo(0.6161963 / (1 - 0.6161963), 4);
    expect(ratio?.told).toBe(false);
  });

  test('the length of the windows scales the ratio', () => {
    const [month, year] = [rateRatio(120, 1, 10, 1 / 12), rateRatio(10, 1, 10, 1)];
    expect(month?.value).toBeCloseTo(1, 12);
    expect(year?.value).toBe(1);
  });

  test('from nothing there is a lower limit only; from nothing to nothing there is no ratio', () => {
    const ratio = rateRatio(0, 1, 8, 1);
    expect(ratio?.value).toBeNull();
    expect(ratio?.high).toBe(Infinity);
    // 8 of 8: the lower limit of the share is 0.025^(1/8).
    const share = 0.025 ** (1 / 8);
    expect(ratio?.low).toBeCloseTo(share / (1 - share), 9);
    expect(ratio?.told).toBe(true);
    expect(rateRatio(0, 1, 0, 1)).toBeNull();
  });
});

describe('CSV', () => {
  test('Vietnamese: BOM, semicolons, decimal comma', () => {
    expect(csvText(['tên', 'số'], [['Ý Yên', 1.5]], 'vi')).toBe('\ufefftên;số\r\nÝ Yên;1,5\r\n');
    expect(csvText(['a'], [[true], [null]], 'en')).toBe('\ufeffa\r\n1\r\n\r\n');
  });

  test('formulas are put out of action, numbers are left alone', () => {
    const text = csvText(
      ['a', 'b'],
      [
        ['=HYPERLINK("x")', -2],
        ['@SUM(A1)', 3],
        [' +1', 4],
        ['\t=1', 5],
      ],
      'en',
    );
    expect(text).toBe('\ufeffa,b\r\n"\'=HYPERLINK(""x"")",-2\r\n\'@SUM(A1),3\r\n\' +1,4\r\n\'\t=1,5\r\n');
  });

  test('what separates is quoted', () => {
    expect(csvText(['a;b', 'c\nd'], [], 'vi')).toBe('\ufeff"a;b";"c\nd"\r\n');
  });
});

describe('periods', () => {
  const windows = [
    { from: '2016-02-15', to: '2016-03-14' },
    { from: '2016-03-15', to: '2016-04-14' },
    { from: '2017-02-15', to: '2017-03-14' },
  ];
  const periods = new Periods(
    {
      kind: 'month',
      windows,
      columns: [column('n', [1, 2, 3, 4, 5, 6]), column('suppressed', [false, true, false, false, false, false])],
    },
    2,
  );

  test('figures of the second area follow those of the first', async () => {
    await periods.load();
    expect([periods.number('n', 0, 2), periods.number('n', 1, 0)]).toEqual([3, 4]);
    expect(periods.suppressed(0, 1)).toBe(true);
    expect(periods.number('rate', 0, 0)).toBeNull();
  });

  test('the same dates a year before, 29 February or not', () => {
    expect(daysOf({ from: '2016-02-15', to: '2016-03-14' })).toBe(29);
    expect(periods.yearBefore(2)).toBe(0);
    expect(periods.yearBefore(0)).toBeNull();
    expect(periods.yearBefore(1)).toBeNull();
  });

  test('a deflated column is read as its list, when it is asked for', async () => {
    const values = deflateSync(JSON.stringify([1, null])).toString('base64');
    const packed = { name: 'n', type: 'real', encoding: 'json-deflate-base64', values } as const;
    const later = new Periods({ kind: 'month', windows: windows.slice(0, 1), columns: [packed] }, 2);
    expect([later.has('n'), later.number('n', 0, 0)]).toEqual([true, null]);
    await later.load();
    expect([later.number('n', 0, 0), later.values('n')]).toEqual([1, [1, null]]);
    await expect(new Periods({ kind: 'month', windows, columns: [packed] }, 2).load()).rejects.toThrow();
  });

  test('deflated arcs and columns of layers are read as lists', async () => {
    const plain = bundle([column('n_current', [4, null])]);
    const deflated = (list: unknown) => deflateSync(JSON.stringify(list)).toString('base64');
    const layers = plain.layers.map((layer) => ({
      ...layer,
      topology: { ...layer.topology, encoding: 'json-deflate-base64', arcs: deflated(layer.topology?.arcs) },
      columns: [{ name: 'n_current', type: 'real', encoding: 'json-deflate-base64', values: deflated([4, null]) }],
    }));
    const read = await unpacked({ ...plain, layers } as never);
    expect(read.layers[0]?.topology?.arcs).toEqual(plain.layers[0]?.topology?.arcs);
    expect(read.layers[0]?.columns[0]?.values).toEqual([4, null]);
  });
});

describe('places', () => {
  test('points are differences, and a row may have none', () => {
    const overlay = new Overlay({
      id: 'cameras',
      kind: 'point',
      rows: 3,
      points: { origin: [12, 4], quantum_m: 0.1, xy: [3, 10, null, null, 7, -10] },
      columns: [column('status', ['existing', 'proposed', 'proposed'])],
    });
    expect(overlay.points[0]?.[0]).toBeCloseTo(12.3);
    expect(overlay.points[1]).toBeNull();
    expect(overlay.points[2]?.[1]).toBeCloseTo(4);
    expect(overlay.rowsWhere('status', 'proposed')).toEqual([1, 2]);
  });

  test('a point in a hole is outside', () => {
    const outer = [0, 0, 10, 0, 10, 10, 0, 10, 0, 0];
    const hole = [4, 4, 6, 4, 6, 6, 4, 6, 4, 4];
    expect([
      contains([[outer, hole]], 2, 2),
      contains([[outer, hole]], 5, 5),
      contains([[outer, hole]], 11, 5),
    ]).toEqual([true, false, false]);
  });

  test('areas that use the same arc are neighbours', () => {
    const topology = bundle().layers[0]?.topology;
    if (topology === undefined) throw new Error('no topology');
    expect(neighboursByArc(topology)).toEqual([[1], [0]]);
  });
});

describe('filters', () => {
  const areas = new Areas(
    bundle([
      column('class', ['complex', 'stable']),
      column('previous_class', ['stable', 'stable']),
      column('borderline', [true, false]),
      column('n_current', [10, 4]),
    ]).layers[0] as never,
  );
  const left = (filter: Partial<typeof NO_FILTER>) =>
    [0, 1].filter((row) => passes(areas, row, { ...NO_FILTER, ...filter }, 'xa an'));

  test('each part alone', () => {
    expect(left({})).toEqual([0, 1]);
    expect(left({ state: 'stable' })).toEqual([1]);
    expect(left({ changedOnly: true })).toEqual([0]);
    expect(left({ borderlineOnly: true })).toEqual([0]);
    expect(left({ measure: 'n_current', range: [0, 5] })).toEqual([1]);
    expect(left({ measure: 'rate', range: [0, 5] })).toEqual([]);
    expect(left({ query: 'binh' })).toEqual([]);
  });

  test('a histogram counts every value once', () => {
    expect(histogramOf([0, 1, 1, 2, 4], 4)).toEqual({ low: 0, high: 4, counts: [1, 2, 1, 1] });
    expect(histogramOf([3, 3], 2)?.counts).toEqual([2, 0]);
    expect(histogramOf([], 3)).toBeNull();
  });
});

test('limits of a rate are round, ascend and do not repeat', () => {
  const values = Array.from({ length: 100 }, (_, i) => i + 1);
  // 0.2, 0.4, 0.6, 0.8 and 0.95 of the way: 21, 41, 61, 81, 96.
  expect(rateLimits(values)).toEqual([20, 30, 50, 70]);
  expect(rateLimits([0, 0, 0.5])).toEqual([0.5]);
  expect(rateLimits([])).toEqual([]);
});
