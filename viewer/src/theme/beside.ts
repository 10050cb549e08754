import { CLASSES } from '../bundle/areas';
import { integer } from '../language/numbers';
import { LOOKS, type Look } from '../map/hatches';
import type { Review } from '../page/review';
import type { ProjectTheme } from '../page/state';
import { finder, NODATA, OUTSIDE, SUPPRESSED, type Category, type Fill } from './fill';

/** Looks of a theme whose classes are its own, from the gravest: one hue, unlike the review's classes, in steps of lightness. */
const STEPS: readonly Look[] = [
  { ground: '#3f2470', ink: '#d9cdf2', hatch: 'cross' },
  { ground: '#7657b5', ink: '#efe8fb', hatch: 'diagonal' },
  { ground: '#a995d6', ink: '#3f2470', hatch: 'level' },
  { ground: '#ded6f0', ink: '#000000', hatch: 'plain' },
];
const LIGHTEST: Look = { ground: '#f2eef9', ink: '#000000', hatch: 'plain' };

function lookOf(code: string, at: number, count: number): Look {
  const own = CLASSES.find((name) => name === code);
  if (own !== undefined) return LOOKS[own];
  return at === count - 1 ? LIGHTEST : (STEPS[Math.min(at, STEPS.length - 1)] ?? LIGHTEST);
}

/** The classes of one of the project's themes; an area that its rule cannot decide on has no figure. */
export function besideFill(review: Review, theme: ProjectTheme): Fill {
  const { areas } = review;
  const classes = review.themes.get(theme)?.classes ?? [];
  const own = classes.map(({ code, label }, at): Category => ({
    key: `class-${code}`,
    look: lookOf(code, at, classes.length),
    label: (_, language) => label[language],
  }));
  const categories = [...own, OUTSIDE, SUPPRESSED, NODATA];
  const place = finder(categories);
  const known = new Set(classes.map(({ code }) => code));
  return {
    theme,
    layer: 'areas',
    rows: areas.size,
    when: 'current',
    categories,
    of: (row) => {
      if (areas.suppressed(row)) return place('suppressed');
      const code = areas.text(`${theme}_class`, row);
      if (code !== null && known.has(code)) return place(`class-${code}`);
      return place(areas.outside(row) ? 'outside' : 'nodata');
    },
    readout: (row, say, language) => {
      const count = areas.number(`${theme}_n_current`, row);
      return count === null ? null : say('readout.count', { count: integer(count, language) });
    },
  };
}
