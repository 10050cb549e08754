import { describe, expect, test } from 'vitest';
import { Areas } from '../../src/bundle/areas';
import { Overlay } from '../../src/bundle/overlay';
import { Periods } from '../../src/bundle/periods';
import type { ColumnData } from '../../src/bundle/schema';
import { contextOf, themeWord } from '../../src/page/context';
import { polygonsOf, type Review } from '../../src/page/review';
import { Store, type ViewState } from '../../src/page/state';
import { changedAreas } from '../../src/panel/compare';
import { rateAt } from '../../src/theme/exposure';
import { countsOf, NODATA, NOT_TOLD, OUTSIDE, SUPPRESSED, type Fill } from '../../src/theme/fill';
import { Fills, themesOf, timesOf } from '../../src/theme/fills';
import { bundle, column } from './bundles';

function review(columns: readonly ColumnData[], rows: number, more: Partial<Review> = {}): Review {
  const layer = { id: 'areas', kind: 'area', rows, columns };
  return {
    header: bundle().header,
    language: 'vi',
    areas: new Areas(layer),
    density: null,
    densityBaseline: null,
    densityChange: null,
    periods: null,
    overlays: new Map(),
    quality: [],
    themes: new Map(),
    graticule: null,
    neighbours: () => [],
    ...more,
  };
}

const keys = (fill: Fill | null, rows: number) =>
  Array.from({ length: rows }, (_, row) => fill?.categories[fill.of(row)]?.key);

test('outside, suppressed, no data and not significant look different', () => {
  const looks = [OUTSIDE, SUPPRESSED, NODATA, NOT_TOLD].map(({ look }) => `${look.ground} ${look.hatch}`);
  expect(new Set(looks).size).toBe(4);
});

describe('change', () => {
  test('is told only where the interval leaves out one, and is strong from half as much again', () => {
    const data = review(
      [
        column('change_ratio', [2, 1.2, 1.2, 0.8, 0.5, null, 2, null]),
        column('change_low', [1.4, 1.05, 0.9, 0.7, 0.4, null, 1.4, null]),
        column('change_high', [2.8, 1.4, 1.5, 0.95, 0.7, null, 2.8, null]),
        column('suppressed', [false, false, false, false, false, false, true, false]),
        column('watched', [true, true, true, true, true, true, true, false]),
      ],
      8,
    );
    const fill = new Fills(data).get('change', 'current');
    expect(keys(fill, 8)).toEqual([
      'up-strong',
      'up',
      'notsignificant',
      'down',
      'down-strong',
      'nodata',
      'suppressed',
      'outside',
    ]);
    expect(fill === null ? [] : countsOf(fill)).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
  });
});

describe('local statistics', () => {
  test('Gi* by its bin; none is no data, zero is not significant', () => {
    const data = review([column('Gi_Bin', [3, -2, 0, null]), column('watched', [true, true, true, false])], 4);
    expect(keys(new Fills(data).get('gi', 'current'), 4)).toEqual(['hot3', 'cold2', 'notsignificant', 'outside']);
  });

  test('local Moran: a type, computed without one, not computed', () => {
    const data = review([column('COType', ['HH', null, null]), column('LMiPAdj', [0.01, 0.4, null])], 3);
    expect(keys(new Fills(data).get('lisa', 'current'), 3)).toEqual(['HH', 'notsignificant', 'nodata']);
  });
});

describe('layers that fill the map in place of the areas', () => {
  const layer = (id: string, columns: readonly ColumnData[], role: 'fill' | 'marks' = 'fill') =>
    new Overlay({ id, kind: 'area', role, rows: 3, columns, title: { vi: `Lớp ${id}`, en: `Layer ${id}` } });
  const withLayers = (...layers: readonly Overlay[]) =>
    review([column('class', ['stable', 'complex']), column('COType', ['HH', null])], 2, {
      overlays: new Map(layers.map((each) => [each.id, each])),
    });

  test('each is a theme named by its id, before the surfaces, with its own rows', () => {
    const data = withLayers(
      layer('cells', [column('Gi_Bin', [1, 0, -3])]),
      layer('blocks-1', [column('COType', ['HL', null, null]), column('LMiPAdj', [0.01, 0.4, null])]),
    );
    expect(themesOf(data)).toEqual(['class', 'lisa', 'cells', 'blocks-1']);
    const fills = new Fills(data);
    const [cells, blocks] = [fills.get('cells', 'current'), fills.get('blocks-1', 'current')];
    expect([cells?.layer, cells?.rows, cells?.theme]).toEqual(['cells', 3, 'cells']);
    expect(keys(cells, 3)).toEqual(['hot1', 'notsignificant', 'cold3']);
    expect([blocks?.layer, blocks?.rows, blocks?.theme]).toEqual(['blocks-1', 3, 'blocks-1']);
    expect(keys(blocks, 3)).toEqual(['HL', 'notsignificant', 'nodata']);
    expect(fills.get('lisa', 'current')?.layer).toBe('areas');
  });

  test('a layer of marks is no theme, nor is one without what decides its colours', () => {
    const data = withLayers(
      layer('cells', [column('Gi_Bin', [1, 0, -3])], 'marks'),
      layer('blocks', [column('n', [1, 2, 3])]),
    );
    expect(themesOf(data)).toEqual(['class', 'lisa']);
    const fills = new Fills(data);
    expect([fills.get('cells', 'current'), fills.get('blocks', 'current'), fills.get('lava', 'current')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test("its name is the page's word where there is one, else the layer's title", () => {
    const data = withLayers(layer('cells', []), layer('blocks', []));
    const context = contextOf(data, new Store({ language: 'en' } as ViewState));
    expect(['cells', 'blocks', 'class'].map((theme) => themeWord(context, theme, 'theme'))).toEqual([
      'Hot spot cells',
      'Layer blocks',
      'Class',
    ]);
    expect(themeWord(context, 'blocks', 'legend')).toBe('Layer blocks');
  });

  test('map and sheet fill its polygons', () => {
    const topology = { origin: [0, 0], quantum_m: 1, arcs: [[0, 0, 5, 0, 0, 5, -5, -5]], areas: [[[[0]]]] } as const;
    const blocks = new Overlay({ id: 'blocks', kind: 'area', role: 'fill', rows: 1, columns: [], topology });
    const data = withLayers(blocks);
    expect(polygonsOf(data, 'blocks')).toEqual([[[[0, 0, 5, 0, 5, 5, 0, 0]]]]);
    expect(polygonsOf(data, 'areas')).toBe(data.areas.polygons);
  });
});

describe('rate by time', () => {
  const windows = [
    { from: '2016-12-15', to: '2017-01-14' },
    { from: '2017-01-15', to: '2017-02-14' },
  ];
  const data = (periods: Periods) =>
    review(
      [
        column('rate', [10, 0]),
        column('n_current', [100, 0]),
        column('n_baseline', [50, 0]),
        column('class', ['stable', 'stable']),
      ],
      2,
      { periods },
    );

  test('the window before is its count over the same exposure', async () => {
    const periods = new Periods({ kind: 'month', windows, columns: [column('rate', [1, 2, 3, null])] }, 2);
    await periods.load();
    // 365 days in the current window, 366 in the one before.
    expect(rateAt(data(periods), 0, 'baseline')).toBeCloseTo(5 * (365 / 366), 9);
    expect(rateAt(data(periods), 1, 'baseline')).toBe(0);
    expect([rateAt(data(periods), 1, 0), rateAt(data(periods), 1, 1)]).toEqual([3, null]);
  });

  test('limits are the same at every time', async () => {
    const periods = new Periods({ kind: 'month', windows, columns: [column('rate', [1, 200, 3, null])] }, 2);
    await periods.load();
    const fills = new Fills(data(periods));
    const labels = (when: 'current' | number) =>
      fills
        .get('rate', when)
        ?.categories.map((category) => category.label((key, values) => `${key} ${JSON.stringify(values)}`, 'vi'));
    expect(labels('current')).toEqual(labels(1));
    expect(timesOf(data(periods), 'rate')).toEqual(['baseline', 'current', 0, 1]);
    expect(timesOf(data(periods), 'change')).toEqual(['current']);
  });
});

test('the list of changes has what is told first, the clearest on top', () => {
  // 200 to 100 in windows of 366 and 365 days is told, 10 to 12 is not, none to none has no ratio.
  const data = review([column('n_baseline', [10, 200, 0, 40]), column('n_current', [12, 100, 0, 80])], 4);
  const found = changedAreas(data, 'baseline', 'current');
  expect(found.map(({ row, ratio }) => [row, ratio.told])).toEqual([
    [1, true],
    [3, true],
    [0, false],
  ]);
  expect(found[0]?.ratio.value).toBeCloseTo(0.5 * (366 / 365), 9);
});
