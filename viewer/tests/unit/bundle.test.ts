import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Areas } from '../../src/bundle/areas';
import { decodeRaster, undoDifferences, valueAt } from '../../src/bundle/raster';
import { BundleError, parseBundle, type RasterData } from '../../src/bundle/schema';
import { decodeTopology } from '../../src/bundle/topology';
import { bundle, column } from './bundles';

function refusal(text: string): string {
  try {
    parseBundle(text);
  } catch (error) {
    if (error instanceof BundleError) return `${error.key} ${error.detail}`;
  }
  return 'accepted';
}

describe('schema', () => {
  test('what the writer promises is read', () => {
    expect(parseBundle(JSON.stringify(bundle())).header.title).toBe('Thử');
  });

  test('additions of a later minor version are left aside', () => {
    const later = {
      ...bundle(),
      timetable: [],
      layers: [...bundle().layers, { id: 'cameras', kind: 'point', rows: 0, columns: [] }],
    };
    expect(refusal(JSON.stringify(later))).toBe('accepted');
  });

  test('an empty page, another kind of data and another version are told apart', () => {
    expect(refusal('null')).toMatch(/^refuse\.empty/);
    expect(refusal('{"type":"FeatureCollection"}')).toMatch(/^refuse\.schema/);
    expect(refusal(JSON.stringify({ ...bundle(), schema: 'diaban.review/2' }))).toBe('refuse.version diaban.review/2');
  });

  test('broken content is refused with the place that is broken', () => {
    expect(refusal('{')).toMatch(/^refuse\.content/);
    const { header } = bundle();
    expect(refusal(JSON.stringify({ ...bundle(), header: { ...header, windows: {} } }))).toBe(
      'refuse.content header.windows.baseline',
    );
    expect(refusal(JSON.stringify(bundle([column('name', ['only one'])])))).toBe(
      'refuse.content layers[0].columns[0].values',
    );
  });
});

describe('topology', () => {
  test('rings close, and a shared arc is read backwards by the second area', () => {
    const { topology } = bundle().layers[0] ?? {};
    if (topology === undefined) throw new Error('no topology');
    // Worked by hand: origin 1000, 2000 and 2 m a step, so squares of 10 m with their common side at x = 1010.
    expect(decodeTopology(topology)).toEqual([
      [[[1010, 2000, 1010, 2010, 1000, 2010, 1000, 2000, 1010, 2000]]],
      [[[1010, 2000, 1020, 2000, 1020, 2010, 1010, 2010, 1010, 2000]]],
    ]);
  });

  test('a reference to an arc that is not there is refused', () => {
    expect(() => decodeTopology({ origin: [0, 0], quantum_m: 1, arcs: [], areas: [[[[3]]]] })).toThrow(BundleError);
  });
});

describe('raster', () => {
  const planes = Uint8Array.from([20, 4, 2, 6, 0, 199, 0, 0, 0, 3, 0, 0]);
  const data: RasterData = {
    id: 'density',
    window: 'current',
    unit: { vi: 'vụ/km²', en: 'per km²' },
    columns: 2,
    rows: 3,
    x_min: 100,
    y_max: 400,
    cell_m: 50,
    offset: 0,
    step: 0.5,
    nodata: 300,
    encoding: 'u16-plane-zigzag-deflate-base64',
    values: deflateSync(planes).toString('base64'),
  };

  test('differences are undone (the same figures as in the writer test)', () => {
    expect([...undoDifferences(planes, 2, 3)]).toEqual([10, 12, 11, 400, 11, 300]);
  });

  test('differences wrap at 16 bits', () => {
    // 0, then 65535 = 0 - 1 modulo 65536: difference -1, zigzag 1.
    expect([...undoDifferences(Uint8Array.from([0, 1, 0, 0]), 2, 1)]).toEqual([0, 65535]);
  });

  test('a place reads the value of its cell; outside and without value read nothing', async () => {
    const surface = await decodeRaster(data);
    expect(valueAt(surface, 101, 399)).toBe(5);
    expect(valueAt(surface, 199, 399)).toBe(6);
    expect(valueAt(surface, 151, 301)).toBe(200);
    expect(valueAt(surface, 151, 251)).toBeNull(); // nodata
    expect(valueAt(surface, 99, 399)).toBeNull();
    expect(valueAt(surface, 101, 249)).toBeNull();
    expect(surface.largest).toBe(200);
    expect(surface.smallest).toBe(5);
  });

  test('an encoding that is not known is refused', async () => {
    await expect(decodeRaster({ ...data, encoding: 'png' })).rejects.toThrow(BundleError);
  });
});

describe('areas', () => {
  const areas = (columns: Parameters<typeof bundle>[0]) => new Areas(bundle(columns).layers[0] as never);

  test('without a class, counts tell outside the list from no data', () => {
    const found = areas([column('class', [null, null]), column('n_current', [3, null])]);
    expect([found.state(0), found.state(1)]).toEqual(['outside', 'nodata']);
  });

  test('column watched decides where it is there', () => {
    const found = areas([
      column('class', [null, 'complex']),
      column('n_current', [3, 4]),
      column('watched', [true, true]),
    ]);
    expect([found.state(0), found.state(1)]).toEqual(['nodata', 'complex']);
  });

  test('missing columns leave names and ids that can be shown', () => {
    const found = areas([]);
    expect([found.name(1), found.id(1), found.row('2')]).toEqual(['2', '2', 1]);
    expect(found.hasClasses).toBe(false);
  });
});
