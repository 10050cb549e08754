import { integer } from '../language/numbers';
import type { Overlay } from '../bundle/overlay';
import type { Context } from '../page/context';
import { html, type Child } from '../page/element';
import { marginalCurve } from './marginal-curve';
import { overlaySign } from './overlay-sign';
import { partOf, planFigures, planName, planReason } from './surroundings';

/** Rows shown at once of a long plan. */
const MOST = 200;

function entries(context: Context, overlay: Overlay): Child[] {
  const { say, store, language } = context;
  const rank = (row: number) => overlay.number('rank', row) ?? Infinity;
  const rows = Array.from({ length: overlay.rows }, (_, row) => row).sort((a, b) => rank(a) - rank(b) || a - b);
  const items = rows.slice(0, MOST).map((row) => {
    const key = `${overlay.id}:${row}`;
    const open = () => {
      store.set({ spot: key });
    };
    const reason = planReason(context, overlay, row);
    return html(
      'li',
      { class: 'plan', 'aria-current': context.state.spot === key ? 'true' : null },
      overlaySign(partOf(overlay, row)),
      html(
        'div',
        {},
        html(
          'button',
          { type: 'button', class: 'link', 'data-spot': key, click: open },
          planName(context, overlay, row),
        ),
        html('small', {}, planFigures(context, overlay, row).join(' · ')),
        reason !== null && html('p', {}, reason),
      ),
    );
  });
  return [
    html('ul', { class: 'links' }, ...items),
    rows.length > MOST &&
      html('p', { class: 'help' }, say('plans.more', { count: integer(rows.length - MOST, language) })),
  ];
}

function facts(context: Context, overlay: Overlay): Child {
  const { say, language } = context;
  const share = (name: string) => {
    const value = Number(overlay.facts[name]);
    return overlay.facts[name] === undefined || !Number.isFinite(value)
      ? null
      : `${integer(Math.round(value * 100), language)} %`;
  };
  const [before, after, gap] = [share('covered_share_before'), share('covered_share_after'), share('gap')];
  const lines = [
    before !== null && after !== null && say('plans.cameras.share', { before, after }),
    gap !== null &&
      (Number(overlay.facts['gap']) === 0 ? say('plans.cameras.best') : say('plans.cameras.gap', { gap })),
  ].filter((line): line is string => typeof line === 'string');
  return lines.length > 0 && html('div', {}, ...lines.map((line) => html('p', {}, line)));
}

/** Cameras and sweep boxes as lists: the same as on the map, for keyboard and screen reader. */
export function plans(context: Context): HTMLElement[] {
  const { review, say } = context;
  const found = (['sweep', 'cameras'] as const).flatMap((id) => {
    const overlay = review.overlays.get(id);
    if (overlay === undefined || overlay.rows === 0) return [];
    return [
      html(
        'section',
        {},
        html('h2', { tabindex: -1 }, say(`plans.${id}`)),
        facts(context, overlay),
        ...(id === 'cameras' ? marginalCurve(context) : []),
        ...entries(context, overlay),
      ),
    ];
  });
  return found.length > 0 ? found : [html('p', { class: 'empty' }, say('plans.none'))];
}

export function hasPlans(context: Context): boolean {
  return ['cameras', 'sweep'].some((id) => (context.review.overlays.get(id)?.rows ?? 0) > 0);
}
