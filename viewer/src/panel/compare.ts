import { yearsOf } from '../bundle/periods';
import { rateRatio, type RateRatio } from '../figures/ratio';
import { decimal, integer, timeWindow } from '../language/numbers';
import { whenWords, windowOf, type Context } from '../page/context';
import { html, type Child } from '../page/element';
import type { Review } from '../page/review';
import type { When } from '../page/state';
import { countAt } from '../theme/exposure';

export interface Changed {
  readonly row: number;
  readonly before: number;
  readonly after: number;
  readonly ratio: RateRatio;
}

/** Areas with both counts, those whose change is told first, the strongest evidence on top within each. */
export function changedAreas(review: Review, left: When, right: When): Changed[] {
  const [years, otherYears] = [yearsOf(windowOf(review, left)), yearsOf(windowOf(review, right))];
  const confidence = review.header.interval ?? 0.95;
  const known = new Map<string, RateRatio | null>();
  const found: Changed[] = [];
  for (let row = 0; row < review.areas.size; row++) {
    const [before, after] = [countAt(review, row, left), countAt(review, row, right)];
    if (before === null || after === null) continue;
    // The exposure of an area is the same on both sides, so only the lengths of the windows count; pairs of counts repeat.
    const key = `${before} ${after}`;
    let ratio = known.get(key);
    if (ratio === undefined) {
      ratio = rateRatio(before, years, after, otherYears, confidence);
      known.set(key, ratio);
    }
    if (ratio !== null) found.push({ row, before, after, ratio });
  }
  const distance = ({ ratio }: Changed) =>
    ratio.low > 1 ? Math.log(ratio.low) : -Math.log(Math.max(ratio.high, 1e-12));
  return found.sort(
    (a, b) => Number(b.ratio.told) - Number(a.ratio.told) || distance(b) - distance(a) || a.row - b.row,
  );
}

const MOST = 150;

function table(context: Context, changes: readonly Changed[], direction: 'up' | 'down'): Child[] {
  const { review, say, store, language, state } = context;
  if (changes.length === 0) return [html('p', { class: 'help' }, say(`compare.${direction}.none`))];
  const number = (x: number) => (Number.isFinite(x) ? decimal(x, 2, language) : '∞');
  return [
    html(
      'table',
      { class: 'figures' },
      html('caption', { class: 'unseen' }, say(`compare.${direction}`)),
      html(
        'thead',
        {},
        html(
          'tr',
          {},
          html('th', { scope: 'col' }, say('list.name')),
          html('th', { scope: 'col' }, whenWords(context, state.when)),
          html('th', { scope: 'col' }, whenWords(context, state.against ?? 'current')),
          html('th', { scope: 'col' }, say('compare.ratio')),
        ),
      ),
      html(
        'tbody',
        {},
        ...changes.slice(0, MOST).map(({ row, before, after, ratio }) =>
          html(
            'tr',
            {},
            html(
              'th',
              { scope: 'row' },
              html(
                'button',
                {
                  type: 'button',
                  class: 'link',
                  'data-changed': review.areas.id(row),
                  click: () => {
                    store.set({ area: review.areas.id(row) });
                  },
                },
                review.areas.name(row),
              ),
            ),
            html('td', {}, integer(before, language)),
            html('td', {}, integer(after, language)),
            html(
              'td',
              {},
              ratio.value === null ? '∞' : number(ratio.value),
              html('small', {}, `${number(ratio.low)} – ${number(ratio.high)}`),
            ),
          ),
        ),
      ),
    ),
    changes.length > MOST &&
      html('p', { class: 'help' }, say('plans.more', { count: integer(changes.length - MOST, language) })),
  ];
}

/** The areas that changed between the two sides of the comparison, and how many would by chance alone. */
export function compare(context: Context): HTMLElement[] {
  const { review, state, say, language } = context;
  const against = state.against;
  if (against === null) return [html('p', { class: 'empty' }, say('compare.none'))];
  const changes = changedAreas(review, state.when, against);
  const told = changes.filter(({ ratio }) => ratio.told);
  const [up, down] = [told.filter(({ ratio }) => ratio.low > 1), told.filter(({ ratio }) => ratio.high < 1)];
  const alpha = 1 - (review.header.interval ?? 0.95);
  const side = (when: When) =>
    `${whenWords(context, when)}${typeof when === 'number' ? '' : ` (${timeWindow(windowOf(review, when), language)})`}`;
  return [
    html('h2', { tabindex: -1 }, say('compare.title')),
    html('p', {}, say('compare.sides', { left: side(state.when), right: side(against) })),
    html(
      'p',
      { class: 'note' },
      say('compare.chance', {
        all: integer(changes.length, language),
        told: integer(told.length, language),
        chance: integer(Math.ceil(changes.length * alpha), language),
      }),
    ),
    html('h3', {}, `${say('compare.up')} (${integer(up.length, language)})`),
    ...table(context, up, 'up').filter((child): child is HTMLElement => child instanceof HTMLElement),
    html('h3', {}, `${say('compare.down')} (${integer(down.length, language)})`),
    ...table(context, down, 'down').filter((child): child is HTMLElement => child instanceof HTMLElement),
    html('p', { class: 'help' }, say('compare.rest', { count: integer(changes.length - told.length, language) })),
  ];
}
