import { describe, expect, test } from 'vitest';
import { Areas } from '../../src/bundle/areas';
import { Overlay } from '../../src/bundle/overlay';
import type { GraticuleData, LayerData } from '../../src/bundle/schema';
import { OverlayLayers } from '../../src/map/overlay-layers';
import { hiddenAtFirst, partLabel, partsOf } from '../../src/map/overlay-parts';
import { contextOf } from '../../src/page/context';
import type { Review } from '../../src/page/review';
import { fromHash, Store, toHash, type ViewState } from '../../src/page/state';
import { markLines } from '../../src/panel/mark-lines';
import { angleInWords, latitudeMarks, longitudeMarks } from '../../src/sheet/graticule';
import { Frame } from '../../src/sheet/paths';
import { besideFill } from '../../src/theme/beside';
import { themesOf } from '../../src/theme/fills';
import { bundle, column } from './bundles';

function points(id: string, rows: number): LayerData {
  const xy = Array.from({ length: 2 * rows }, () => 1);
  return { id, kind: 'point', role: 'marks', rows, points: { origin: [0, 0], quantum_m: 1, xy }, columns: [] };
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
  const level: LayerData = { id: 'level_district', kind: 'area', role: 'marks', rows: 2, columns: [] };
  const hamlets: LayerData = { id: 'level_hamlet', kind: 'area', role: 'marks', rows: 400, columns: [] };
  const data = review([cameras, points('overlay_markets', 3), points('overlay_tips', 151), level, hamlets]);
  expect([...partsOf(data).keys()]).toEqual([
    'level_district',
    'level_hamlet',
    'overlay_markets',
    'overlay_tips',
    'existing',
    'proposed',
  ]);
  const marks = ['level_district', 'level_hamlet'].map((part) => partsOf(data).get(part)?.mark?.heavy);
  expect(marks).toEqual([true, false]);
  expect(hiddenAtFirst(data)).toBe('layer:level_hamlet,layer:overlay_tips');
});

describe('a layer of marks that the page has no look for', () => {
  const title = { vi: 'Cặp vụ việc', en: 'Pairs' };
  const line: LayerData = {
    id: 'links',
    kind: 'line',
    role: 'marks',
    rows: 2,
    title,
    // From (0, 0) to (100, 0), and from (0, 50) to (0, 150).
    lines: {
      origin: [0, 0],
      quantum_m: 10,
      xy: [
        [0, 0, 10, 0],
        [0, 5, 0, 10],
      ],
    },
    columns: [],
  };
  // At (300, 300) and (310, 300).
  const spots: LayerData = {
    id: 'spots',
    kind: 'point',
    role: 'marks',
    rows: 2,
    points: { origin: [300, 300], quantum_m: 10, xy: [0, 0, 1, 0] },
    columns: [],
  };

  test('stands with the overlays under the plans, with its title and a mark of its own', () => {
    const cameras = { ...points('cameras', 2), columns: [column('status', ['existing', 'proposed'])] };
    const parts = partsOf(review([cameras, points('overlay_markets', 1), line, spots]));
    expect([...parts.keys()]).toEqual(['overlay_markets', 'links', 'spots', 'existing', 'proposed']);
    const [markets, links, dots] = ['overlay_markets', 'links', 'spots'].map((part) => parts.get(part)?.mark);
    expect([markets?.kind, links?.kind, dots?.kind]).toEqual(['point', 'line', 'point']);
    expect(new Set([markets?.colour, links?.colour, dots?.colour]).size).toBe(3);
    expect(links?.letter).toBe('C');
    const source = parts.get('links');
    const said = (language: 'vi' | 'en') => source && partLabel({ language, say: () => '' }, 'links', source);
    expect([said('vi'), said('en')]).toEqual(['Cặp vụ việc', 'Pairs']);
  });

  test('tables, fills and layers without places are not drawn', () => {
    const table: LayerData = { id: 'curve', kind: 'none', role: 'table', rows: 2, columns: [] };
    const fill: LayerData = { id: 'blocks', kind: 'area', role: 'fill', rows: 2, columns: [] };
    const withheld: LayerData = { id: 'links', kind: 'none', role: 'marks', rows: 2, columns: [] };
    expect([...partsOf(review([table, fill, withheld])).keys()]).toEqual([]);
  });

  test('the bundle says what is off when the page opens', () => {
    const sweep: LayerData = { id: 'sweep', kind: 'area', role: 'marks', off: true, rows: 2, columns: [] };
    const roles = { ...sweep, columns: [column('role', ['treated', 'control'])] };
    expect(hiddenAtFirst(review([line, spots]))).toBe('');
    expect(hiddenAtFirst(review([{ ...line, off: true }, spots, roles]))).toBe(
      'layer:control,layer:links,layer:treated',
    );
  });

  test('its lines and points are found beside the pointer, and only near it', () => {
    const layers = new OverlayLayers(review([line, spots]));
    expect(layers.at([50, 8], 9)).toEqual({ layer: 'links', row: 0 });
    expect(layers.at([8, 140], 9)).toEqual({ layer: 'links', row: 1 });
    expect(layers.at([309, 301], 9)).toEqual({ layer: 'spots', row: 1 });
    expect(layers.at([50, 10], 9)).toBeNull();
    layers.show((part) => part !== 'links');
    expect(layers.at([50, 0], 9)).toBeNull();
  });

  test('a row says title, name and at most eight figures with label and unit', () => {
    const labelled = { vi: 'Tỷ số', en: 'Ratio' };
    const columns = [
      { ...column('ratio', [2.25, null]), description: labelled },
      { ...column('distance_m', [80, null]), unit: { vi: 'm', en: 'm' } },
      column('reason_vi', ['gần nhau', null]),
      column('reason_en', ['close by', null]),
      ...Array.from({ length: 9 }, (_, i) => column(`more${i}`, [i, i])),
    ];
    const data = review([{ ...line, columns: [column('name', ['A–B', null]), ...columns] }]);
    const overlay = data.overlays.get('links') as Overlay;
    const lines = (language: 'vi' | 'en', row: number) =>
      markLines(contextOf(data, new Store({ language } as ViewState)), overlay, row);
    expect(lines('vi', 0).slice(0, 4)).toEqual([
      'Cặp vụ việc: A–B',
      'Tỷ số: 2,25',
      'distance_m: 80,0 m',
      'reason_vi: gần nhau',
    ]);
    expect(lines('en', 0).slice(0, 4)).toEqual([
      'Pairs: A–B',
      'Ratio: 2.25',
      'distance_m: 80.0 m',
      'reason_en: close by',
    ]);
    expect(lines('vi', 0)).toHaveLength(1 + 8);
    expect(lines('vi', 1)).toEqual([
      'Cặp vụ việc',
      ...Array.from({ length: 8 }, (_, i) => (i === 0 ? 'more0: 0' : `more${i}: ${i},00`)),
    ]);
  });

  test('units and overlays of the project say their name alone', () => {
    const columns = [column('name', ['Huyện A']), column('n_current', [7])];
    for (const id of ['level_district', 'overlay_markets']) {
      const data = review([{ id, kind: 'area', role: 'marks', rows: 1, title, columns }]);
      const context = contextOf(data, new Store({ language: 'en' } as ViewState));
      expect(markLines(context, data.overlays.get(id) as Overlay, 0)).toEqual(['Pairs: Huyện A']);
    }
  });
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
