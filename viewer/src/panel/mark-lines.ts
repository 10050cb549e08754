import type { Overlay } from '../bundle/overlay';
import { isLevel } from '../map/overlay-parts';
import type { Context } from '../page/context';
import { cellText } from './why';

/** Figures told of a mark under the pointer at most. */
const MOST = 8;

/**
 * What a mark of a layer without words of its own says: the layer's title and the row's name, then its figures by their
 * labels. Figures that are missing and reasons in the other language are left out. Units (and the project's overlays, whose
 * columns are whatever their file holds) say their name alone.
 */
export function markLines(context: Context, overlay: Overlay, row: number): string[] {
  const { language } = context;
  const title = overlay.title?.[language] ?? overlay.id;
  const name = overlay.text('name', row);
  const first = name === null ? title : `${title}: ${name}`;
  if (isLevel(overlay) || overlay.id.startsWith('overlay_')) return [first];
  const otherLanguage = language === 'vi' ? '_en' : '_vi';
  const told = overlay.list.filter(
    (column) =>
      column.name !== 'name' && !column.name.endsWith(otherLanguage) && overlay.text(column.name, row) !== null,
  );
  const lines = told
    .slice(0, MOST)
    .map((column) => `${column.description?.[language] ?? column.name}: ${cellText(context, column, row)}`);
  return [first, ...lines];
}
