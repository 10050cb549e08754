import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Areas } from '../../src/bundle/areas';
import { densityScale, stepOf } from '../../src/map/density-scale';
import { roundLength } from '../../src/map/scale-bar';
import { rememberedSettings, rememberSettings } from '../../src/page/settings';
import { fromHash, isHidden, Store, toHash, withHidden, type ViewState } from '../../src/page/state';
import { sortedRows } from '../../src/panel/list';
import { bundle, column } from './bundles';

const state: ViewState = {
  language: 'vi',
  theme: 'class',
  tab: 'overview',
  area: null,
  when: 'current',
  against: null,
  hidden: '',
  scheme: 'auto',
  spot: null,
};

describe('state', () => {
  test('a link brings back language, theme and area, whatever the id holds', () => {
    const asked = { ...state, theme: 'density', area: 'Đ&=#1' } as const;
    expect(fromHash(toHash(asked))).toEqual({ language: 'vi', theme: 'density', area: 'Đ&=#1', hidden: '' });
  });

  test('a link brings back time, comparison, tab and what is switched off', () => {
    const asked = {
      ...state,
      tab: 'compare',
      when: 3,
      against: 'baseline',
      hidden: 'class:stable,layer:views',
    } as const;
    expect(fromHash(toHash(asked))).toMatchObject({
      tab: 'compare',
      when: 3,
      against: 'baseline',
      hidden: asked.hidden,
    });
    expect(fromHash('#off=<b>,x&when=-1&against=soon&tab=secret')).toEqual({});
  });

  test('switching off and on again leaves what was', () => {
    const off = withHidden(state, 'class:stable', true);
    expect([off, isHidden({ ...state, hidden: off }, 'class:stable')]).toEqual(['class:stable', true]);
    expect(withHidden({ ...state, hidden: 'a:b,class:stable' }, 'class:stable', false)).toBe('a:b');
  });

  test('a link with unknown words is left aside', () => {
    expect(fromHash('#lang=fr&theme=%3Cb%3E')).toEqual({});
    expect(fromHash('')).toEqual({});
  });

  test('listeners hear of changes only', () => {
    const store = new Store(state);
    const listener = vi.fn();
    store.subscribe(listener);
    store.set({ language: 'vi' });
    expect(listener).not.toHaveBeenCalled();
    store.set({ language: 'en' });
    expect(listener).toHaveBeenCalledOnce();
  });
});

describe('what is remembered', () => {
  const kept = new Map<string, string>();
  beforeAll(() => {
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    });
  });
  afterAll(() => {
    vi.unstubAllGlobals();
  });

  test('layers that were switched come back as they were', () => {
    rememberSettings({ ...state, hidden: 'class:stable,layer:labels' }, 'layer:incidents');
    expect(rememberedSettings('layer:incidents').hidden).toBe('layer:labels');
  });

  test('what another review hides at first stays hidden, whatever was remembered of a review without it', () => {
    rememberSettings({ ...state, hidden: 'layer:labels' }, '');
    expect(rememberedSettings('layer:incidents').hidden).toBe('layer:incidents,layer:labels');
  });
});

describe('density scale', () => {
  test('round limits below the largest value', () => {
    expect(densityScale(37).limits).toEqual([0.5, 1, 2, 5, 10, 20]);
    expect(densityScale(0.5).limits).toEqual([0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2].slice(1));
    expect(densityScale(0).limits).toEqual([]);
  });

  test('a limit belongs to the step above it', () => {
    const scale = densityScale(37);
    expect([0, 0.49, 0.5, 19.9, 20, 37].map((value) => stepOf(scale, value))).toEqual([0, 0, 1, 5, 6, 6]);
  });
});

test('the scale bar is the longest round length that fits', () => {
  expect(roundLength(100, 140)).toBe(10000);
  expect(roundLength(71.4, 140)).toBe(5000);
  expect(roundLength(0.5, 140)).toBe(50);
});

describe('order of the table', () => {
  const three = (columns: Parameters<typeof bundle>[0]) =>
    new Areas({ ...(bundle().layers[0] as never as object), rows: 4, topology: undefined, columns } as never);
  const areas = three([
    column('name', ['Xã Ý Yên', 'Xã An Bình', 'Xã Đông A', 'Xã Dân Chủ']),
    column('n_current', [5, null, 9, 5]),
  ]);

  test('Vietnamese order: đ after d, ý after the plain letters before it', () => {
    expect(sortedRows(areas, { key: 'name', descending: false }, 'vi')).toEqual([1, 3, 2, 0]);
  });

  test('missing figures come last both ways; equal ones by name', () => {
    expect(sortedRows(areas, { key: 'n_current', descending: true }, 'vi')).toEqual([2, 3, 0, 1]);
    expect(sortedRows(areas, { key: 'n_current', descending: false }, 'vi')).toEqual([3, 0, 2, 1]);
  });
});
