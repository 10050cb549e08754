import { CLASSES, CLASS_STATES } from '../bundle/areas';
import { integer, percent, timeWindow } from '../language/numbers';
import { classSwatch, classWord, type Context } from '../page/context';
import { html } from '../page/element';
import { qualityItems } from './surroundings';

export function overview(context: Context): HTMLElement[] {
  const { review, say, language } = context;
  const { areas, header } = review;
  const counts = areas.countByState();
  const watched = areas.size - counts.outside;
  let borderline = 0;
  for (let row = 0; row < areas.size; row++) if (areas.borderline(row)) borderline++;
  const title = areas.hasClasses
    ? say('overview.title', { count: integer(watched, language) })
    : say('overview.title.none', { count: integer(areas.size, language) });
  const cards = CLASS_STATES.filter((state) => counts[state] > 0 || CLASSES.some((name) => name === state)).map(
    (state) =>
      html(
        'li',
        { class: `card ${state}` },
        html('span', { class: 'count' }, integer(counts[state], language)),
        html(
          'span',
          {},
          html('span', { class: 'name' }, classSwatch(state), classWord(context, state)),
          html('span', { class: 'meaning' }, say(`class.${state}.meaning`)),
        ),
        watched > 0 &&
          state !== 'outside' &&
          html('span', { class: 'share' }, percent(counts[state] / watched, language)),
      ),
  );
  return [
    html('h2', { tabindex: -1 }, title),
    ...(areas.hasClasses ? [html('ul', { class: 'cards' }, ...cards)] : []),
    ...(borderline > 0
      ? [html('p', { class: 'note' }, say('overview.borderline', { count: integer(borderline, language) }))]
      : []),
    html('h3', {}, say('overview.windows')),
    html(
      'dl',
      { class: 'pairs' },
      html('dt', {}, say('header.baseline')),
      html('dd', {}, timeWindow(header.windows.baseline, language)),
      html('dt', {}, say('header.current')),
      html('dd', {}, timeWindow(header.windows.current, language)),
    ),
    ...(review.quality.length > 0
      ? [html('h3', {}, say('quality.title')), html('ul', { class: 'plainlist' }, ...qualityItems(context))]
      : []),
    html('h3', {}, say('overview.read.title')),
    html('p', {}, say('overview.read.1')),
    html('p', {}, say('overview.read.2')),
    html('p', {}, say('overview.read.3')),
  ];
}
