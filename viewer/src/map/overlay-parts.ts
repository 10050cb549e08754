import type { Overlay } from '../bundle/overlay';
import type { Context } from '../page/context';
import type { Review } from '../page/review';

type Choice = (overlay: Overlay, row: number) => boolean;
const every: Choice = () => true;
const where =
  (column: string, value: string): Choice =>
  (overlay, row) =>
    overlay.text(column, row) === value;

/** The parts that are drawn in a way of their own, in the order in which they are drawn: the layer of each, and which of its rows. */
const OWN_PARTS = {
  displacement: ['sweep', where('role', 'displacement')],
  control: ['sweep', where('role', 'control')],
  treated: ['sweep', where('role', 'treated')],
  views: ['views', every],
  reach: ['cameras', (overlay, row) => overlay.number('reach_m', row) !== null],
  uncovered: ['uncovered', every],
  coverage: ['coverage', every],
  incidents: ['incidents', every],
  existing: ['cameras', where('status', 'existing')],
  proposed: ['cameras', where('status', 'proposed')],
} as const satisfies Record<string, readonly [layer: string, choice: Choice]>;
export type OwnPart = keyof typeof OWN_PARTS;

/** What a legend can switch on and off: a part of the page's own, or by its id any other layer of marks (markets, units, links). */
export type Part = string;

export type Shape = 'square' | 'circle' | 'diamond' | 'triangle' | 'hexagon';

/** How a layer without a look of its own is marked: by shape, letter and colour, so that a copy without colour still tells them apart. */
export interface Mark {
  readonly kind: 'point' | 'line' | 'area' | 'level';
  readonly shape: Shape;
  readonly colour: string;
  readonly letter: string;
  /** Of units above the areas: a heavy line; of units below them a fine one. */
  readonly heavy: boolean;
}

/** The rows of a layer that are one part. */
export interface PartSource {
  readonly overlay: Overlay;
  readonly rows: readonly number[];
  /** Null for a part that the page draws in a way of its own. */
  readonly mark: Mark | null;
}

const SHAPES: readonly Shape[] = ['diamond', 'triangle', 'hexagon', 'square', 'circle'];
/** Dark, so that a white letter reads on each; unlike the classes. */
const COLOURS = ['#00606b', '#6a1b9a', '#1b5e20', '#8a3b00', '#37474f'] as const;

export function isOwnPart(part: Part): part is OwnPart {
  return Object.hasOwn(OWN_PARTS, part);
}

/** Whether a layer is drawn and told by its title, in the manner of the project's overlays. */
export function isGeneric(overlay: Overlay): boolean {
  return overlay.role === 'marks' && !Object.values(OWN_PARTS).some(([layer]) => layer === overlay.id);
}

/** Units above or below the areas: drawn as outlines. */
export function isLevel(overlay: Overlay): boolean {
  return overlay.id.startsWith('level_');
}

function levelMark(overlay: Overlay, areas: number): Mark {
  return { kind: 'level', shape: 'circle', colour: '#1c1c1c', letter: '', heavy: overlay.rows < areas };
}

function markOf(overlay: Overlay, order: number): Mark {
  const title = overlay.title?.vi ?? overlay.id;
  return {
    kind: overlay.kind === 'line' ? 'line' : overlay.kind === 'area' ? 'area' : 'point',
    shape: SHAPES[order % SHAPES.length] ?? 'circle',
    colour: COLOURS[order % COLOURS.length] ?? '#37474f',
    letter: [...title][0]?.toLocaleUpperCase('vi') ?? '',
    heavy: false,
  };
}

/** The parts that this review has, in the order in which they are drawn: units, then what has marks of its own, then plans. */
export function partsOf(review: Review): Map<Part, PartSource> {
  const found = new Map<Part, PartSource>();
  const add = (part: Part, overlay: Overlay, mark: Mark | null, choice: Choice = every) => {
    const rows = Array.from({ length: overlay.rows }, (_, row) => row).filter((row) => choice(overlay, row));
    if (rows.length > 0) found.set(part, { overlay, rows, mark });
  };
  const generic = [...review.overlays.values()].filter(
    (overlay) => isGeneric(overlay) && overlay.kind !== 'none' && overlay.rows > 0,
  );
  for (const level of generic.filter(isLevel)) add(level.id, level, levelMark(level, review.areas.size));
  generic
    .filter((overlay) => !isLevel(overlay))
    .forEach((overlay, order) => {
      add(overlay.id, overlay, markOf(overlay, order));
    });
  for (const [part, [layer, choice]] of Object.entries(OWN_PARTS)) {
    const overlay = review.overlays.get(layer);
    if (overlay?.role === 'marks') add(part, overlay, null, choice);
  }
  return found;
}

export function partLabel(
  { say, language }: Pick<Context, 'say' | 'language'>,
  part: Part,
  source: PartSource,
): string {
  return isOwnPart(part) ? say(`part.${part}`) : (source.overlay.title?.[language] ?? part);
}

/** A layer with more marks than this is not shown until asked for. */
const MANY = 150;

/** Switched off in the state a page opens with: what the data says, and what would cover the areas. */
export function hiddenAtFirst(review: Review): string {
  return [...partsOf(review)]
    .filter(([, { overlay, rows, mark }]) => overlay.off || (mark !== null && !mark.heavy && rows.length > MANY))
    .map(([part]) => `layer:${part}`)
    .sort()
    .join(',');
}
