import type { Overlay } from '../bundle/overlay';
import type { Context } from '../page/context';
import type { Review } from '../page/review';

/** The parts of plans and of the incidents, in the order in which they are drawn. */
const OWN_PARTS = [
  'displacement',
  'control',
  'treated',
  'views',
  'reach',
  'uncovered',
  'coverage',
  'incidents',
  'existing',
  'proposed',
] as const;
export type OwnPart = (typeof OWN_PARTS)[number];

/** What a legend can switch on and off: plans, the project's overlays (markets, schools, roads) and its further levels of units. */
export type Part = OwnPart | `overlay_${string}` | `level_${string}`;

export type Shape = 'square' | 'circle' | 'diamond' | 'triangle' | 'hexagon';

/** How an overlay of the project is marked: by shape, letter and colour, so that a copy without colour still tells them apart. */
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
  /** Of the project's own layers only. */
  readonly mark: Mark | null;
}

const SHAPES: readonly Shape[] = ['diamond', 'triangle', 'hexagon', 'square', 'circle'];
/** Dark, so that a white letter reads on each; unlike the classes. */
const COLOURS = ['#00606b', '#6a1b9a', '#1b5e20', '#8a3b00', '#37474f'] as const;

export function isOwnPart(part: Part): part is OwnPart {
  return OWN_PARTS.some((name) => name === part);
}

function markOf(overlay: Overlay, order: number, areas: number): Mark {
  const title = overlay.title?.vi ?? overlay.id;
  const isLevel = overlay.id.startsWith('level_');
  return {
    kind: isLevel ? 'level' : overlay.kind === 'line' ? 'line' : overlay.kind === 'area' ? 'area' : 'point',
    shape: SHAPES[order % SHAPES.length] ?? 'circle',
    colour: isLevel ? '#1c1c1c' : (COLOURS[order % COLOURS.length] ?? '#37474f'),
    letter: [...title][0]?.toLocaleUpperCase('vi') ?? '',
    heavy: isLevel && overlay.rows < areas,
  };
}

/** The parts that this review has, in the order in which they are drawn: units and overlays below plans. */
export function partsOf(review: Review): Map<Part, PartSource> {
  const found = new Map<Part, PartSource>();
  const allRows = (overlay: Overlay) => Array.from({ length: overlay.rows }, (_, row) => row);
  let order = 0;
  for (const prefix of ['level_', 'overlay_'] as const) {
    for (const [id, overlay] of review.overlays) {
      if (!id.startsWith(prefix) || overlay.rows === 0) continue;
      const mark = markOf(overlay, prefix === 'overlay_' ? order++ : 0, review.areas.size);
      found.set(id as Part, { overlay, rows: allRows(overlay), mark });
    }
  }
  for (const part of OWN_PARTS) {
    const isRole = part === 'treated' || part === 'control' || part === 'displacement';
    const isCamera = part === 'existing' || part === 'proposed' || part === 'reach';
    const overlay = review.overlays.get(isRole ? 'sweep' : isCamera ? 'cameras' : part);
    if (overlay === undefined) continue;
    const rows = isRole
      ? overlay.rowsWhere('role', part)
      : part === 'reach'
        ? allRows(overlay).filter((row) => overlay.number('reach_m', row) !== null)
        : isCamera
          ? overlay.rowsWhere('status', part)
          : allRows(overlay);
    if (rows.length > 0) found.set(part, { overlay, rows, mark: null });
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

/** An overlay with more marks than this is not shown until asked for. */
const MANY = 150;

/** Switched off in the state a page opens with: what would cover the areas. */
export function hiddenAtFirst(review: Review): string {
  const hidden = new Set(['layer:coverage', 'layer:incidents', 'layer:uncovered']);
  for (const [part, { rows, mark }] of partsOf(review))
    if (mark !== null && !mark.heavy && rows.length > MANY) hidden.add(`layer:${part}`);
  return [...hidden].sort().join(',');
}
