import { date, integer, percent, timeWindow } from '../language/numbers';
import { sayOr, type Context } from '../page/context';
import { html } from '../page/element';

/** Title, unit, marking, windows, the language switch and what the page can be turned into. */
export function header(context: Context, onPrint: () => void): HTMLElement[] {
  const { say, language } = context;
  const head = context.review.header;
  const windows = (['baseline', 'current'] as const).map((name) =>
    html(
      'span',
      { class: 'window' },
      html('b', {}, say(`header.${name}`)),
      ` ${timeWindow(head.windows[name], language)}`,
    ),
  );
  const languages = (['vi', 'en'] as const).map((code) =>
    html(
      'button',
      {
        type: 'button',
        lang: code,
        'aria-pressed': String(code === language),
        click: () => {
          context.store.set({ language: code });
        },
      },
      code === 'vi' ? 'Tiếng Việt' : 'English',
    ),
  );
  const schemes = html(
    'select',
    {
      'aria-label': say('scheme.label'),
      'data-name': 'scheme',
      change: (event) => {
        const { value } = event.target as HTMLSelectElement;
        context.store.set({ scheme: value === 'dark' || value === 'light' ? value : 'auto' });
      },
    },
    ...(['auto', 'light', 'dark'] as const).map((name) => html('option', { value: name }, say(`scheme.${name}`))),
  );
  schemes.value = context.state.scheme;
  return [
    html(
      'div',
      { class: 'title' },
      html('h1', {}, head.title),
      html(
        'p',
        { class: 'subtitle' },
        head.unit !== '' && html('span', {}, html('b', {}, say('header.unit')), ` ${head.unit}`),
        ...windows,
        html('span', {}, html('b', {}, say('header.as_of')), ` ${date(head.as_of, language)}`),
      ),
    ),
    html(
      'div',
      { class: 'aside' },
      head.marking !== '' && html('strong', { class: 'marking' }, head.marking),
      html('button', { type: 'button', class: 'plain', 'data-name': 'print', click: onPrint }, say('print.open')),
      schemes,
      html('div', { class: 'languages', role: 'group', 'aria-label': say('header.language') }, ...languages),
    ),
  ];
}

/** Said on every output of a run whose class sizes were given. */
export function forcedBanner(context: Context): HTMLElement | null {
  if (!context.review.header.split_forced) return null;
  return html('p', { class: 'forced', role: 'note' }, context.say('header.forced'));
}

/** Where the figures come from: rule, run, sources, coordinates. */
export function footer(context: Context): HTMLElement {
  const { say, language } = context;
  const head = context.review.header;
  const facts: [string, string][] = [];
  if (head.rule.name !== '') {
    const rule = say('footer.rule.value', { name: head.rule.name, version: head.rule.version });
    const approval =
      head.rule.unit === '' ? say('footer.rule.unapproved') : say('footer.rule.unit', { unit: head.rule.unit });
    facts.push([say('footer.rule'), `${rule} (${head.rule.hash}), ${approval}`]);
  }
  const { in_windows: count, located } = head.incidents;
  facts.push([
    say('footer.incidents'),
    say('footer.incidents.value', {
      count: integer(count, language),
      share: percent(count > 0 ? located / count : 0, language),
    }),
  ]);
  if (head.sources.length > 0) {
    const names = head.sources.map(
      (source) => `${source.name} (${sayOr(context, `source.${source.role}`, source.role)})`,
    );
    facts.push([say('footer.sources'), [...new Set(names)].join(', ')]);
  }
  facts.push([say('footer.crs'), [head.crs.name, head.crs.definition].filter((t) => t !== '').join(', ')]);
  facts.push([say('footer.run'), `${head.run_id} (diaban ${head.program_version})`]);
  return html('dl', {}, ...facts.map(([term, value]) => html('div', {}, html('dt', {}, term), html('dd', {}, value))));
}
