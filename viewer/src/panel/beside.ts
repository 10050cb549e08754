import { compact, integer } from '../language/numbers';
import { swatch, type Context } from '../page/context';
import { html, type Child } from '../page/element';
import { isProjectTheme } from '../page/state';
import { besideFill } from '../theme/beside';

/** The class of an area in each of the project's themes, with its reason. */
function byTheme(context: Context, row: number): Child[] {
  const { review, say, language, store } = context;
  const items = [...review.themes].flatMap(([name, theme]) => {
    if (!isProjectTheme(name) || review.areas.column(`${name}_class`) === undefined) return [];
    const fill = besideFill(review, name);
    const category = fill.categories[fill.of(row)];
    if (category === undefined) return [];
    const reason = review.areas.text(`${name}_reason_${language}`, row);
    const open = () => {
      store.set({ theme: name });
    };
    return [
      html(
        'li',
        { class: 'plan' },
        swatch(category.look),
        html(
          'div',
          {},
          html('button', { type: 'button', class: 'link', click: open }, theme.label[language]),
          html('small', {}, category.label(say, language)),
          reason !== null && html('p', {}, reason),
        ),
      ),
    ];
  });
  return items.length === 0
    ? []
    : [html('h3', {}, say('beside.themes')), html('ul', { class: 'links themes-of-area' }, ...items)];
}

/** How many of each overlay lie in the area, and the units above it. */
function overlaysIn(context: Context, row: number): Child[] {
  const { review, say, language } = context;
  const lines: Child[] = [];
  for (const [id, overlay] of review.overlays) {
    const label = overlay.title?.[language] ?? id;
    if (id.startsWith('level_')) {
      const unit = review.areas.text(id, row);
      const at = unit === null ? undefined : overlay.rowsWhere('area_id', unit)[0];
      if (at !== undefined)
        lines.push(html('li', {}, say('beside.level', { label, name: overlay.text('name', at) ?? unit ?? '' })));
      continue;
    }
    const count = id.startsWith('overlay_') ? review.areas.number(`${id}_n`, row) : null;
    if (count === null) continue;
    const rate = review.areas.number(`${id}_per_1000`, row);
    const values = { label, count: integer(count, language) };
    lines.push(
      html(
        'li',
        {},
        rate === null
          ? say('beside.overlay', values)
          : say('beside.overlay.rate', { ...values, rate: compact(rate, language) }),
      ),
    );
  }
  return lines.length === 0
    ? []
    : [html('h3', {}, say('beside.overlays')), html('ul', { class: 'plainlist' }, ...lines)];
}

/** What stands beside an area's class and never enters it. */
export function beside(context: Context, row: number): Child[] {
  return [...byTheme(context, row), ...overlaysIn(context, row)];
}
