import { CLASSES, CLASS_STATES, type ClassState } from '../bundle/areas';
import type { Columns } from '../bundle/columns';
import type { Overlay } from '../bundle/overlay';
import { compact, decimal, integer, short } from '../language/numbers';
import { LOOKS, type Look } from '../map/hatches';
import type { Review } from '../page/review';
import { isProjectTheme, type OwnTheme, type Theme, type When } from '../page/state';
import { countAt, rateAt } from './exposure';
import { besideFill } from './beside';
import { category, finder, NODATA, NOT_TOLD, OUTSIDE, SUPPRESSED, type Category, type Fill } from './fill';
import { rateLimits } from './rate-limits';

const plain = (ground: string): Look => ({ ground, ink: '#000000', hatch: 'plain' });
const hatched = (ground: string, ink: string, hatch: Look['hatch']): Look => ({ ground, ink, hatch });

function classFill(review: Review, when: When): Fill {
  const { areas, periods } = review;
  const categories = CLASS_STATES.map((state) => category(state, LOOKS[state], `class.${state}`));
  const place = finder(categories);
  const stateAt = (row: number): ClassState => {
    if (typeof when !== 'number') return areas.state(row);
    if (periods?.suppressed(row, when) === true) return 'suppressed';
    const found = CLASSES.find((name) => name === periods?.text('class', row, when));
    return found ?? (areas.outside(row) ? 'outside' : 'nodata');
  };
  return {
    theme: 'class',
    layer: 'areas',
    rows: areas.size,
    when,
    categories,
    of: (row) => place(stateAt(row)),
    readout: (row, say, language) => {
      const count = countAt(review, row, when);
      return count === null ? null : say('readout.count', { count: integer(count, language) });
    },
  };
}

/** A change is told only where its interval leaves out 'no change'; how strong it is by half as much again. */
const STRONG = 1.5;

function changeFill(review: Review): Fill {
  const { areas } = review;
  const categories = [
    category('up-strong', hatched('#6a1b6e', '#e9c9ea', 'diagonal'), 'change.up_strong'),
    category('up', plain('#c58bc6'), 'change.up'),
    { ...NOT_TOLD, label: (say: Parameters<Category['label']>[0]) => say('change.noise') },
    category('down', plain('#8cc4b6'), 'change.down'),
    category('down-strong', hatched('#0b5345', '#bfe3da', 'level'), 'change.down_strong'),
    OUTSIDE,
    SUPPRESSED,
    NODATA,
  ];
  const place = finder(categories);
  const keyOf = (row: number): string => {
    if (areas.suppressed(row)) return 'suppressed';
    const [ratio, low, high] = ['change_ratio', 'change_low', 'change_high'].map((name) => areas.number(name, row));
    if (
      ratio === null ||
      ratio === undefined ||
      low === null ||
      low === undefined ||
      high === null ||
      high === undefined
    )
      return areas.outside(row) ? 'outside' : 'nodata';
    if (low > 1) return ratio >= STRONG ? 'up-strong' : 'up';
    if (high < 1) return ratio <= 1 / STRONG ? 'down-strong' : 'down';
    return 'notsignificant';
  };
  return {
    theme: 'change',
    layer: 'areas',
    rows: areas.size,
    when: 'current',
    categories,
    of: (row) => place(keyOf(row)),
    readout: (row, say, language) => {
      const [ratio, low, high] = ['change_ratio', 'change_low', 'change_high'].map((name) => areas.number(name, row));
      if (typeof ratio !== 'number' || areas.suppressed(row)) return null;
      const number = (x: number) => decimal(x, 2, language);
      if (typeof low !== 'number' || typeof high !== 'number')
        return say('readout.change.plain', { value: number(ratio) });
      return say('readout.change', { value: number(ratio), low: number(low), high: number(high) });
    },
  };
}

/** Light to dark green: unlike the classes, the density and the change. */
const RATE_COLOURS = ['#f1f8e9', '#d0e8b5', '#a3d08a', '#67b06b', '#2f8a57', '#0c5440'] as const;

/** All values that the rate is shown for, at any time: its limits come from all of them. */
function allRates(review: Review): number[] {
  const values: number[] = [];
  for (let row = 0; row < review.areas.size; row++) {
    const now = review.areas.number('rate', row);
    if (now !== null) values.push(now);
  }
  for (const value of review.periods?.values('rate') ?? []) if (typeof value === 'number') values.push(value);
  return values;
}

function rateFill(review: Review, when: When, limits: readonly number[]): Fill {
  const { areas } = review;
  const unit = areas.column('rate')?.unit ?? review.periods?.unit('rate');
  const steps: Category[] = RATE_COLOURS.slice(0, limits.length + 1).map((colour, i) => ({
    key: `step${i}`,
    look: plain(colour),
    label: (say, language) => {
      const [low, high] = [limits[i - 1], limits[i]];
      if (low === undefined) return say('legend.below', { high: short(high ?? 0, language) });
      if (high === undefined) return say('legend.above', { low: short(low, language) });
      return say('legend.between', { low: short(low, language), high: short(high, language) });
    },
  }));
  const categories = [...steps.reverse(), SUPPRESSED, NODATA];
  const place = finder(categories);
  const isSuppressed = (row: number) =>
    areas.suppressed(row) || (typeof when === 'number' && review.periods?.suppressed(row, when) === true);
  return {
    theme: 'rate',
    layer: 'areas',
    rows: areas.size,
    when,
    categories,
    of: (row) => {
      if (isSuppressed(row)) return place('suppressed');
      const rate = rateAt(review, row, when);
      if (rate === null) return place('nodata');
      const above = limits.findIndex((limit) => rate < limit);
      return place(`step${above < 0 ? limits.length : above}`);
    },
    readout: (row, say, language) => {
      const [rate, count] = [rateAt(review, row, when), countAt(review, row, when)];
      if (rate === null) return null;
      const value = `${compact(rate, language)} ${unit?.[language] ?? ''}`.trim();
      return count === null
        ? say('readout.rate.plain', { value })
        : say('readout.rate', { value, count: integer(count, language) });
    },
  };
}

/** Esri's colours of a hot spot map; 99, 95 and 90 %. */
const GI: readonly (readonly [number, Look])[] = [
  [3, hatched('#d62f27', '#ffd9d6', 'cross')],
  [2, hatched('#ed7551', '#7a2412', 'diagonal')],
  [1, plain('#fab984')],
  [0, NOT_TOLD.look],
  [-1, plain('#c0ccbe')],
  [-2, hatched('#849eba', '#1f3a58', 'level')],
  [-3, hatched('#4575b5', '#dbe7f5', 'upright')],
];

/** Rows that local statistics fill: the areas, or those of a layer in their place (cells of a grid). */
interface Target {
  readonly theme: Theme;
  readonly layer: string;
  readonly columns: Columns;
  readonly isOutside: (row: number) => boolean;
  readonly isSuppressed: (row: number) => boolean;
}

function areaTarget(review: Review, theme: Theme): Target {
  const { areas } = review;
  return {
    theme,
    layer: 'areas',
    columns: areas,
    isOutside: (row) => areas.outside(row),
    isSuppressed: (row) => areas.suppressed(row),
  };
}

/** A layer of its own has only the rows that it fills. */
function layerTarget(layer: Overlay): Target {
  const never = () => false;
  return { theme: layer.id, layer: layer.id, columns: layer, isOutside: never, isSuppressed: never };
}

function giFill(target: Target): Fill {
  const { columns, isOutside, isSuppressed } = target;
  const categories = [
    ...GI.map(([bin, look]) =>
      bin === 0
        ? NOT_TOLD
        : category(
            bin > 0 ? `hot${bin}` : `cold${-bin}`,
            look,
            bin > 0 ? `gi.hot${bin as 1 | 2 | 3}` : `gi.cold${-bin as 1 | 2 | 3}`,
          ),
    ),
    OUTSIDE,
    SUPPRESSED,
    NODATA,
  ];
  const place = finder(categories);
  return {
    theme: target.theme,
    layer: target.layer,
    rows: columns.rows,
    when: 'current',
    categories,
    of: (row) => {
      if (isSuppressed(row)) return place('suppressed');
      const bin = columns.number('Gi_Bin', row);
      if (bin === null) return place(isOutside(row) ? 'outside' : 'nodata');
      return place(bin === 0 ? 'notsignificant' : bin > 0 ? `hot${bin}` : `cold${-bin}`);
    },
    readout: (row, say, language) => {
      const [z, p] = [columns.number('GiZScore', row), columns.number('GiPAdj', row)];
      if (z === null || isSuppressed(row)) return null;
      return say('readout.gi', { z: decimal(z, 2, language), p: p === null ? '–' : decimal(p, 3, language) });
    },
  };
}

/** GeoDa's colours of a cluster map. */
const LISA = [
  ['HH', hatched('#d7191c', '#ffd9d6', 'cross')],
  ['HL', hatched('#f4a6a6', '#7a2020', 'diagonal')],
  ['LH', hatched('#a6c8f0', '#1f3a78', 'level')],
  ['LL', hatched('#2c5bb4', '#dbe7f5', 'upright')],
] as const;

function lisaFill(target: Target): Fill {
  const { columns, isOutside, isSuppressed } = target;
  const categories = [
    ...LISA.map(([type, look]) => category(type, look, `lisa.${type}`)),
    NOT_TOLD,
    OUTSIDE,
    SUPPRESSED,
    NODATA,
  ];
  const place = finder(categories);
  return {
    theme: target.theme,
    layer: target.layer,
    rows: columns.rows,
    when: 'current',
    categories,
    of: (row) => {
      if (isSuppressed(row)) return place('suppressed');
      const type = columns.text('COType', row);
      if (type !== null) return place(type);
      if (columns.number('LMiPAdj', row) !== null || columns.number('LMiIndex', row) !== null)
        return place('notsignificant');
      return place(isOutside(row) ? 'outside' : 'nodata');
    },
    readout: (row, say, language) => {
      const [index, p] = [columns.number('LMiIndex', row), columns.number('LMiPAdj', row)];
      if (index === null || isSuppressed(row)) return null;
      return say('readout.lisa', { i: decimal(index, 2, language), p: p === null ? '–' : decimal(p, 3, language) });
    },
  };
}

/** Whether a layer fills the map in place of the areas, and has what decides its colours. */
function canFill(layer: Overlay): boolean {
  return layer.role === 'fill' && (layer.column('Gi_Bin') ?? layer.column('COType')) !== undefined;
}

/** The themes that this review has data for. */
export function themesOf(review: Review): Theme[] {
  const { areas } = review;
  const has: Record<OwnTheme, boolean> = {
    class: areas.hasClasses,
    change: areas.column('change_ratio') !== undefined,
    rate: areas.column('rate') !== undefined || review.periods?.has('rate') === true,
    gi: areas.column('Gi_Bin') !== undefined,
    lisa: areas.column('COType') !== undefined,
    density: review.density !== null,
    density_change: review.densityChange !== null,
  };
  const own = (...themes: readonly OwnTheme[]) => themes.filter((theme) => has[theme]);
  const beside = [...review.themes.keys()].filter((name) => areas.column(`${name}_class`));
  const layers = [...review.overlays.values()].filter(canFill).map(({ id }) => id);
  const themes: Theme[] = [
    ...own('class'),
    ...beside,
    ...own('change', 'rate', 'gi', 'lisa'),
    ...layers,
    ...own('density', 'density_change'),
  ];
  return themes.length === 0 ? ['class'] : themes;
}

/** The windows and periods that a theme can be looked at in, in order of time. */
export function timesOf(review: Review, theme: Theme): When[] {
  const { periods } = review;
  const numbers = periods === null ? [] : Array.from({ length: periods.size }, (_, period) => period);
  if (theme === 'rate') return ['baseline', 'current', ...(periods?.has('rate') === true ? numbers : [])];
  if (theme === 'density') return review.densityBaseline === null ? ['current'] : ['baseline', 'current'];
  if (theme === 'class') return ['current', ...(periods?.has('class') === true ? numbers : [])];
  return ['current'];
}

/** Fills by theme and time, each made once. */
export class Fills {
  private readonly made = new Map<string, Fill | null>();
  private limits: readonly number[] | null = null;

  constructor(private readonly review: Review) {}

  /** Forgets what was made: the data has become more. */
  clear(): void {
    this.made.clear();
    this.limits = null;
  }

  get(theme: Theme, when: When): Fill | null {
    if (theme === 'density' || theme === 'density_change') return null;
    if (theme === 'class' && !this.review.areas.hasClasses) return null;
    const key = `${theme} ${when}`;
    let fill = this.made.get(key);
    if (fill === undefined) {
      fill = this.make(theme, when);
      this.made.set(key, fill);
    }
    return fill;
  }

  private make(theme: Theme, when: When): Fill | null {
    if (isProjectTheme(theme)) return besideFill(this.review, theme);
    switch (theme) {
      case 'class':
        return classFill(this.review, when);
      case 'change':
        return changeFill(this.review);
      case 'rate':
        this.limits ??= rateLimits(allRates(this.review));
        return rateFill(this.review, when, this.limits);
      case 'gi':
        return giFill(areaTarget(this.review, theme));
      case 'lisa':
        return lisaFill(areaTarget(this.review, theme));
      default: {
        const layer = this.review.overlays.get(theme);
        if (layer === undefined || !canFill(layer)) return null;
        return layer.column('Gi_Bin') === undefined ? lisaFill(layerTarget(layer)) : giFill(layerTarget(layer));
      }
    }
  }
}
