import { contains } from '../bundle/containment';
import { CLASSES } from '../bundle/areas';
import type { Overlay } from '../bundle/overlay';
import { compact, integer, short } from '../language/numbers';
import { overlaySign } from './overlay-sign';
import type { Part } from '../map/overlay-parts';
import { classSwatch, classWord, type Context } from '../page/context';
import { html, type Child } from '../page/element';

/** What a row of a plan is called: "Camera C12", "Box 3 (place)". */
export function planName(context: Context, overlay: Overlay, row: number): string {
  const { say } = context;
  if (overlay.id === 'cameras') {
    const status = overlay.text('status', row) === 'existing' ? 'plan.existing' : 'plan.proposed';
    const rank = overlay.text('rank', row);
    const id = overlay.text('site_id', row) ?? String(row + 1);
    return say(status, { id, rank: rank === null ? '' : ` (${rank})` });
  }
  const role = overlay.text('role', row);
  const id = overlay.text('rank', row) ?? overlay.text('box_id', row) ?? String(row + 1);
  return say(role === 'control' ? 'plan.control' : role === 'displacement' ? 'plan.displacement' : 'plan.treated', {
    id,
  });
}

export function partOf(overlay: Overlay, row: number): Part {
  if (overlay.id === 'cameras') return overlay.text('status', row) === 'existing' ? 'existing' : 'proposed';
  if (overlay.id === 'sweep') {
    const role = overlay.text('role', row);
    return role === 'control' || role === 'displacement' ? role : 'treated';
  }
  return overlay.id === 'uncovered' || overlay.id === 'coverage' ? overlay.id : 'incidents';
}

/** 1 Monday to 7 Sunday in words. */
function weekday({ say }: Context, day: number | null): string | null {
  const known = ([1, 2, 3, 4, 5, 6, 7] as const).find((each) => each === day);
  return known === undefined ? null : say(`weekday.${known}`);
}

/** Figures of a plan's row that a reader asks for, each with its unit. */
export function planFigures(context: Context, overlay: Overlay, row: number): string[] {
  const { say, language } = context;
  const lines: string[] = [];
  const number = (name: string) => overlay.number(name, row);
  const reach = number('reach_m');
  if (reach !== null) lines.push(say('plan.reach', { m: integer(reach, language) }));
  const share = number('cumulative_share');
  if (share !== null) lines.push(say('plan.cumulative', { percent: compact(share * 100, language) }));
  const expected = number('expected');
  if (expected !== null) {
    const [low, high] = [number('expected_low'), number('expected_high')];
    lines.push(
      low === null || high === null
        ? say('plan.expected', { n: short(expected, language) })
        : say('plan.expected.range', {
            n: short(expected, language),
            low: short(low, language),
            high: short(high, language),
          }),
    );
  }
  const size = number('area_km2');
  if (size !== null) lines.push(say('plan.area', { km2: compact(size, language) }));
  const hours =
    overlay.text('hours', row) ??
    [weekday(context, number('weekday_peak')), overlay.text('hour_peak', row)].filter((t) => t !== null).join(', ');
  if (hours !== '') lines.push(say('plan.hours', { hours }));
  return lines;
}

/** The reason in the reader's language. */
export function planReason(context: Context, overlay: Overlay, row: number): string | null {
  return overlay.text(`reason_${context.language}`, row);
}

function neighbourList(context: Context, row: number): Child[] {
  const { review, say, store, language } = context;
  const { areas } = review;
  const rows = review.neighbours(row);
  if (rows.length === 0)
    return [html('h3', {}, say('neighbours.title')), html('p', { class: 'help' }, say('neighbours.none'))];
  const items = rows.map((other) => {
    const state = areas.state(other);
    const choose = () => {
      store.set({ area: areas.id(other), tab: 'why' });
    };
    return html(
      'li',
      {},
      areas.hasClasses && classSwatch(state),
      html('button', { type: 'button', class: 'link', click: choose }, areas.name(other)),
      areas.hasClasses && html('small', {}, classWord(context, state)),
    );
  });
  const complex = rows.filter((other) => areas.state(other) === 'complex').length;
  return [
    html('h3', {}, say('neighbours.title')),
    areas.hasClasses &&
      html(
        'p',
        {},
        say('neighbours.sentence', { count: integer(rows.length, language), complex: integer(complex, language) }),
      ),
    html('ul', { class: 'links' }, ...items),
  ];
}

function nearestChange(context: Context, row: number): Child[] {
  const { review, say, language } = context;
  const change = review.areas.number('nearest_change', row);
  const becomes = CLASSES.find((name) => name === review.areas.text('nearest_class', row));
  if (change === null || becomes === undefined || change === 0) return [];
  const values = {
    count: integer(Math.abs(change), language),
    class: classWord(context, becomes).toLocaleLowerCase(language),
  };
  return [
    html('h3', {}, say('nearest.title')),
    html('p', {}, say(change > 0 ? 'nearest.more' : 'nearest.fewer', values)),
  ];
}

/** Cameras and boxes that lie in the area, each a way to its place on the map. */
function plansIn(context: Context, row: number): Child[] {
  const { review, say, store } = context;
  const polygons = review.areas.polygons[row] ?? [];
  const items = ['cameras', 'sweep'].flatMap((id) => {
    const overlay = review.overlays.get(id);
    if (overlay === undefined) return [];
    return Array.from({ length: overlay.rows }, (_, at) => at).flatMap((at) => {
      const place = overlay.place(at);
      if (place === null || !contains(polygons, place[0], place[1])) return [];
      const open = () => {
        store.set({ spot: `${id}:${at}` });
      };
      const reason = planReason(context, overlay, at);
      return [
        html(
          'li',
          {},
          overlaySign(partOf(overlay, at)),
          html('button', { type: 'button', class: 'link', click: open }, planName(context, overlay, at)),
          reason !== null && html('small', {}, reason),
        ),
      ];
    });
  });
  if (!review.overlays.has('cameras') && !review.overlays.has('sweep')) return [];
  return [
    html('h3', {}, say('plans.in_area')),
    items.length === 0
      ? html('p', { class: 'help' }, say('plans.in_area.none'))
      : html('ul', { class: 'links' }, ...items),
  ];
}

/** Below this many incidents in both windows an interval is so wide that little can be said. */
const FEW = 20;

/** What to know about the figures of this area, and of the run. */
function quality(context: Context, row: number): Child[] {
  const { review, say, language } = context;
  const { areas } = review;
  const lines: Child[] = [];
  const counts = [areas.number('n_baseline', row), areas.number('n_current', row)];
  const total = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  if (counts.some((count) => count !== null) && total < FEW)
    lines.push(html('li', {}, say('quality.few', { count: integer(total, language) })));
  const detected = ['n_baseline_detected', 'n_current_detected'].reduce(
    (sum, name) => sum + (areas.number(name, row) ?? 0),
    0,
  );
  if (total > 0 && detected / total >= 0.3)
    lines.push(html('li', {}, say('quality.detected', { percent: integer((100 * detected) / total, language) })));
  const share = areas.number('class_share', row);
  if (share !== null)
    lines.push(html('li', {}, say('quality.share', { percent: integer(Math.round(share * 100), language) })));
  if (areas.column('population') !== undefined && areas.number('population', row) === null)
    lines.push(html('li', {}, say('quality.no_population')));
  const notes = review.quality.filter((note) => note.kind !== 'count' || (note.count ?? 0) > 0);
  return [
    html('h3', {}, say('quality.title')),
    lines.length > 0 && html('ul', { class: 'plainlist' }, ...lines),
    lines.length === 0 && html('p', { class: 'help' }, say('quality.nothing')),
    notes.length > 0 &&
      html(
        'details',
        { class: 'attributes' },
        html('summary', {}, say('quality.run')),
        html('ul', { class: 'plainlist' }, ...qualityItems(context)),
      ),
  ];
}

/** The run's own notes: counts of rows, then what was noticed. */
export function qualityItems(context: Context): HTMLElement[] {
  const { review, language } = context;
  return review.quality
    .filter((note) => note.kind !== 'count' || (note.count ?? 0) > 0)
    .map((note) => {
      const count = note.count === null ? '' : `: ${integer(note.count, language)}`;
      return html('li', { class: `of-data ${note.kind === 'warning' ? 'warning' : ''}` }, note.words[language] + count);
    });
}

/** Everything around an area that bears on its class. */
export function surroundings(context: Context, row: number): Child[] {
  return [
    ...nearestChange(context, row),
    ...neighbourList(context, row),
    ...plansIn(context, row),
    ...quality(context, row),
  ];
}
