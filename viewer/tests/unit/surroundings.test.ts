import { expect, test } from 'vitest';
import { Areas } from '../../src/bundle/areas';
import { Overlay } from '../../src/bundle/overlay';
import type { GraticuleData, LayerData } from '../../src/bundle/schema';
import { hiddenAtFirst, partsOf } from '../../src/map/overlay-parts';
import type { Review } from '../../src/page/review';
import { fromHash, toHash, type ViewState } from '../../src/page/state';
import { angleInWords, latitudeMarks, longitudeMarks } from '../../src/sheet/graticule';
import { Frame } from '../../src/sheet/paths';
import { besideFill } from '../../src/theme/beside';
import { themesOf } from '../../src/theme/fills';
import { bundle, column } from './bundles';

function points(id: string, rows: number): LayerData {
  const xy = Array.from({ length: 2 * rows }, () => 1);
  return { id, kind: 'point', rows, points: { origin: [0, 0], quantum_m: 1, xy }, columns: [] };
}

function review(layers: readonly LayerData[], columns: Parameters<typeof bundle>[0] = []): Review {
  const areas = { id: 'areas', kind: 'area', rows: 3, columns: columns ?? [] };
  return {
    header: bundle().header,
    language: 'vi',
    areas: new Areas(areas),
    density: null,
    densityBaseline: null,
    densityChange: null,
    periods: null,
    overlays: new Map(layers.map((layer) => [layer.id, new Overlay(layer)])),
    quality: [],
    themes: new Map([
      [
        'theme_drugs',
        {
          name: 'drugs',
          label: { vi: 'Ma túy', en: 'Drugs' },
          classes: ['I', 'none'].map((code) => ({ code, label: { vi: code, en: code } })),
        },
      ],
    ]),
    graticule: null,
    neighbours: () => [],
  };
}

test('units and overlays lie below plans, and many marks wait until they are asked for', () => {
  const cameras = { ...points('cameras', 2), columns: [column('status', ['existing', 'proposed'])] };
  const level: LayerData = { id: 'level_district', kind: 'area', rows: 2, columns: [] };
  const hamlets: LayerData = { id: 'level_hamlet', kind: 'area', rows: 400, columns: [] };
  const data = review([cameras, points('overlay_markets', 3), points('overlay_tips', 151), level, hamlets]);
  expect([...partsOf(data).keys()]).toEqual([
    'level_district',
    'level_hamlet',
    'overlay_markets',
    'overlay_tips',
    'existing',
    'proposed',
  ]);
  const marks = ['level_district', 'level_hamlet'].map(
    (part) => partsOf(data).get(part as 'level_hamlet')?.mark?.heavy,
  );
  expect(marks).toEqual([true, false]);
  expect(hiddenAtFirst(data)).toBe(
    'layer:coverage,layer:incidents,layer:level_hamlet,layer:overlay_tips,layer:uncovered',
  );
});

test('two overlays differ by shape, colour and letter', () => {
  const titled = (id: string, vi: string) => ({ ...points(id, 1), title: { vi, en: vi } });
  const parts = partsOf(review([titled('overlay_a', 'Chợ'), titled('overlay_b', 'Đội')]));
  const [a, b] = [...parts.values()].map(({ mark }) => mark);
  expect([a?.letter, b?.letter]).toEqual(['C', 'Đ']);
  expect(a?.shape).not.toBe(b?.shape);
  expect(a?.colour).not.toBe(b?.colour);
});

test('lines are read back from their differences', () => {
  const line = new Overlay({
    id: 'overlay_roads',
    kind: 'line',
    rows: 2,
    lines: { origin: [100, 200], quantum_m: 2, xy: [[1, 1, 5, 0, 0, -2], []] },
    columns: [],
  });
  expect(line.lines).toEqual([[102, 202, 112, 202, 112, 198], []]);
  expect(line.place(0)).toEqual([107, 200]);
});

test('a theme fills the areas by its own classes; what its rule cannot decide on has no figure', () => {
  const data = review(
    [],
    [column('class', ['stable', 'stable', 'complex']), column('theme_drugs_class', ['I', null, 'none'])],
  );
  expect(themesOf(data)).toEqual(['class', 'theme_drugs']);
  const fill = besideFill(data, 'theme_drugs');
  expect([0, 1, 2].map((row) => fill.categories[fill.of(row)]?.key)).toEqual(['class-I', 'nodata', 'class-none']);
  const grounds = fill.categories.map(({ look }) => look.ground);
  expect(new Set(grounds.slice(0, 2)).size).toBe(2);
  expect(grounds.slice(0, 2)).not.toContain('#7d1128');
});

test('a link keeps the theme', () => {
  const state = {
    language: 'vi',
    theme: 'theme_drugs',
    tab: 'overview',
    area: null,
    when: 'current',
    against: null,
    hidden: '',
  };
  expect(fromHash(toHash(state as ViewState)).theme).toBe('theme_drugs');
  expect(fromHash('#theme=theme_<b>').theme).toBeUndefined();
});

test('meridians and parallels meet the edges where the grid says', () => {
  // 1 degree is 100 km eastwards and 110 km northwards; 106 E at x = 0, 20 N at y = 0.
  const nodes = Array.from({ length: 49 }, (_, i) => [i % 7, Math.floor(i / 7)] as const);
  const grid: GraticuleData = {
    x_min: -100_000,
    y_min: -110_000,
    step_m: 50_000,
    columns: 7,
    rows: 7,
    longitude: nodes.map(([c]) => 105 + c / 2),
    latitude: nodes.map(([, r]) => 19 + (r * 50_000) / 110_000),
  };
  // 1:500,000: a millimetre is 500 m; the frame shows 60 km x 54 km from (0, 0).
  const frame = new Frame({ x: 10, y: 20, width: 120, height: 108 }, [0, 0, 60_000, 54_000], 500_000);
  const east = longitudeMarks(grid, frame);
  expect(east.map(({ degrees }) => angleInWords(degrees))).toEqual(['106°00′', '106°10′', '106°20′', '106°30′']);
  east.forEach(({ at, degrees }) => {
    expect(at).toBeCloseTo(10 + ((degrees - 106) * 100_000) / 500, 6);
  });
  const north = latitudeMarks(grid, frame);
  expect(north.map(({ degrees }) => angleInWords(degrees))).toEqual([
    '20°00′',
    '20°05′',
    '20°10′',
    '20°15′',
    '20°20′',
    '20°25′',
  ]);
  north.forEach(({ at, degrees }) => {
    expect(at).toBeCloseTo(128 - ((degrees - 20) * 110_000) / 500, 6);
  });
  const beyond = new Frame({ x: 10, y: 20, width: 120, height: 110 }, [900_000, 0, 960_000, 55_000], 500_000);
  expect(longitudeMarks(grid, beyond)).toEqual([]);
});
