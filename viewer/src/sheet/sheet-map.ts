import { getInteriorPointOfArray } from 'ol/geom/flat/interiorpoint';
import type { FlatPolygon } from '../bundle/topology';
import { paintSurface, surfaceLines } from '../map/density-layer';
import type { DensityScale } from '../map/density-scale';
import { DOTS, hatchPath, TILE, type Look } from '../map/hatches';
import { surfaceOf } from '../map/map-view';
import { isOwnPart, partsOf, type Mark, type OwnPart, type Part, type PartSource } from '../map/overlay-parts';
import { wrapped } from '../map/area-layers';
import { svg, type Child } from '../page/element';
import { polygonsOf, type Review } from '../page/review';
import { isHidden, type ViewState } from '../page/state';
import { overlaySign } from '../panel/overlay-sign';
import type { Fill } from '../theme/fill';
import { extentOf, overlaps, type Extent } from './insets';
import { Frame, linePath, polygonPath } from './paths';
import { NUMBER_MM, placedNumbers, type RankedPlace } from './rank-numbers';

/** What a map on paper is drawn from. */
export interface SheetMap {
  readonly review: Review;
  readonly state: ViewState;
  readonly fill: Fill | null;
  readonly scale: DensityScale;
}

/** Side in millimetres, as of a square of the same size, below which an area is too small for a full outline or a mark. */
const SMALL_AREA_MM = 6;

/** Millimetres of a hatch's tile on paper. */
const TILE_MM = 2;

export function patternId(look: Look): string {
  return `p${look.ground.slice(1)}${look.ink.slice(1)}${look.hatch}`;
}

/** One pattern a look; a plain look needs none. */
export function patterns(looks: readonly Look[]): SVGElement[] {
  const seen = new Set<string>();
  return looks.flatMap((look) => {
    const id = patternId(look);
    if (look.hatch === 'plain' || seen.has(id)) return [];
    seen.add(id);
    const marks: Child[] =
      look.hatch === 'dots'
        ? DOTS.map(([cx, cy]) => svg('circle', { cx, cy, r: 0.9, fill: look.ink }))
        : [svg('path', { d: hatchPath(look.hatch), stroke: look.ink, 'stroke-width': 1.3, fill: 'none' })];
    return [
      svg(
        'pattern',
        { id, width: TILE, height: TILE, patternUnits: 'userSpaceOnUse', patternTransform: `scale(${TILE_MM / TILE})` },
        svg('rect', { width: TILE, height: TILE, fill: look.ground }),
        ...marks,
      ),
    ];
  });
}

export function paint(look: Look): string {
  return look.hatch === 'plain' ? look.ground : `url(#${patternId(look)})`;
}

/** All areas of one category as one path: a pattern for each polygon would take minutes to print. */
function fillPaths(map: SheetMap, frame: Frame): SVGElement[] {
  const { review, fill, state } = map;
  if (fill === null) return [];
  const paths = fill.categories.map(() => '');
  polygonsOf(review, fill.layer).forEach((polygons, row) => {
    const at = fill.of(row);
    for (const polygon of polygons)
      if (overlaps(extentOf(polygon), frame.extent)) paths[at] += polygonPath(polygon, frame);
  });
  return fill.categories.flatMap((category, i) =>
    paths[i] === '' || isHidden(state, `${fill.theme}:${category.key}`)
      ? []
      : [
          svg('path', {
            d: paths[i] ?? '',
            fill: paint(category.look),
            'fill-rule': 'evenodd',
            'data-category': category.key,
          }),
        ],
  );
}

/** Every border as one path: drawn once over all fills. */
function outlines(map: SheetMap, frame: Frame): SVGElement {
  let path = '';
  for (const polygons of map.review.areas.polygons)
    for (const polygon of polygons) if (overlaps(extentOf(polygon), frame.extent)) path += polygonPath(polygon, frame);
  const [x0, y0, x1, y1] = frame.extent;
  const typical = (Math.sqrt(((x1 - x0) * (y1 - y0)) / Math.max(map.review.areas.size, 1)) * 1000) / frame.scale;
  const isFine = typical < SMALL_AREA_MM;
  return svg('path', {
    d: path,
    fill: 'none',
    stroke: '#333333',
    'stroke-width': isFine ? 0.04 : 0.2,
    'stroke-opacity': isFine ? 0.55 : 1,
    'stroke-linejoin': 'round',
  });
}

function surface(map: SheetMap, frame: Frame): SVGElement[] {
  const { review, state, scale } = map;
  const found = surfaceOf(review, state.theme, state.when);
  if (found === null) return [];
  const { data } = found;
  const [x, y] = [frame.x(data.x_min), frame.y(data.y_max)];
  const width = frame.x(data.x_min + data.columns * data.cell_m) - x;
  const height = frame.y(data.y_max - data.rows * data.cell_m) - y;
  const image = svg('image', {
    x,
    y,
    width,
    height,
    href: paintSurface(found, scale).toDataURL(),
    preserveAspectRatio: 'none',
    'image-rendering': 'pixelated',
  });
  if (isHidden(state, 'layer:isolines')) return [image];
  const d = surfaceLines(found, scale)
    .map((line) => linePath(line, frame, false))
    .join('');
  return [image, svg('path', { d, fill: 'none', stroke: '#2e1a4a', 'stroke-width': 0.18, 'stroke-opacity': 0.75 })];
}

/** Smallest side of a box on paper: what is smaller is drawn as a sign of this size. */
const LEAST_BOX_MM = 1.8;

/** A box as it is, or as a sign in its place where it would be too small to see. */
function shapeOnPaper(
  polygons: readonly FlatPolygon[],
  frame: Frame,
  isBox: boolean,
): { d: string; at: readonly [number, number] | undefined } {
  const [first] = polygons;
  if (first === undefined) return { d: '', at: undefined };
  const [x0, y0, x1, y1] = extentOf(first);
  const at = [frame.x((x0 + x1) / 2), frame.y((y0 + y1) / 2)] as const;
  const side = ((x1 - x0) * 1000) / frame.scale;
  if (!isBox || side >= LEAST_BOX_MM) return { d: polygons.map((polygon) => polygonPath(polygon, frame)).join(''), at };
  const half = LEAST_BOX_MM / 2;
  const [left, top] = [(at[0] - half).toFixed(2), (at[1] - half).toFixed(2)];
  return { d: `M${left} ${top}h${LEAST_BOX_MM}v${LEAST_BOX_MM}h-${LEAST_BOX_MM}Z`, at };
}

/** The boxes of a plan within the frame, in the order of their ranks. */
function rankedBoxes({ overlay, rows }: PartSource, frame: Frame): RankedPlace[] {
  const { paper } = frame;
  return rows
    .flatMap((row) => {
      const polygons = overlay.polygons[row] ?? [];
      const [text, rank, { at }] = [
        overlay.text('rank', row),
        overlay.number('rank', row),
        shapeOnPaper(polygons, frame, true),
      ];
      const [first] = polygons;
      if (text === null || at === undefined || first === undefined) return [];
      const [x, y] = at;
      if (x < paper.x || x > paper.x + paper.width || y < paper.y || y > paper.y + paper.height) return [];
      const [x0, , x1] = extentOf(first);
      const side = Math.max(LEAST_BOX_MM, ((x1 - x0) * 1000) / frame.scale);
      return [{ text, rank: rank ?? Infinity, x, y, side }];
    })
    .sort((a, b) => a.rank - b.rank);
}

/** Where boxes and their numbers stand: names keep clear of them. */
function boxNumbers(map: SheetMap, frame: Frame): { x: number; y: number; w: number; h: number }[] {
  const source = partsOf(map.review).get('treated');
  if (source === undefined || isHidden(map.state, 'layer:treated')) return [];
  const boxes = rankedBoxes(source, frame);
  return [
    ...boxes.map(({ x, y, side }) => ({ x, y, w: side, h: side })),
    ...placedNumbers(boxes).map(({ x, y, text }) => ({
      x,
      y: y - NUMBER_MM * 0.37,
      w: text.length * NUMBER_MM * 0.6,
      h: NUMBER_MM,
    })),
  ];
}

/** How many of the plan's boxes within the frame carry their number, and how many there are. */
export function numberedBoxes(map: SheetMap, frame: Frame): { shown: number; all: number } {
  const source = partsOf(map.review).get('treated');
  if (source === undefined) return { shown: 0, all: 0 };
  const boxes = rankedBoxes(source, frame);
  return { shown: placedNumbers(boxes).length, all: boxes.length };
}

/** Dark words with a light edge, centred on a place. */
function outlined(x: number, y: number, size: number, lines: readonly string[]): SVGElement[] {
  const text = (attributes: Record<string, string | number>) =>
    svg(
      'text',
      { x, y, 'font-size': size, 'text-anchor': 'middle', 'font-weight': 600, ...attributes },
      ...lines.map((line, i) => svg('tspan', { x, dy: i === 0 ? 0 : size * 1.15 }, line)),
    );
  return [
    text({ stroke: '#ffffff', 'stroke-width': 0.6, 'stroke-linejoin': 'round', fill: '#ffffff' }),
    text({ fill: '#111111' }),
  ];
}

/** Side in millimetres of an overlay's mark on paper. */
const MARK_MM = 2.6;

/** Marks and lines of a layer that has no look of its own, or the outlines of a further level of units as one path. */
function markedPart(part: Part, source: PartSource, mark: Mark, frame: Frame): SVGElement[] {
  const { overlay, rows } = source;
  if (mark.kind !== 'point') {
    const d = rows
      .map((row) =>
        mark.kind === 'line'
          ? linePath(overlay.lines[row] ?? [], frame, false)
          : (overlay.polygons[row] ?? []).map((polygon) => polygonPath(polygon, frame)).join(''),
      )
      .join('');
    const width = mark.kind === 'level' ? (mark.heavy ? 0.6 : 0.15) : 0.4;
    const dash = mark.kind === 'level' && !mark.heavy ? '1 0.7' : null;
    return [svg('path', { d, fill: 'none', stroke: mark.colour, 'stroke-width': width, 'stroke-dasharray': dash })];
  }
  return rows.flatMap((row) => {
    const point = overlay.points[row];
    if (point === null || point === undefined) return [];
    const sign = overlaySign(part, mark);
    const [width, height] = [(MARK_MM * 26) / 16, MARK_MM];
    sign.setAttribute('x', String(frame.x(point[0]) - width / 2));
    sign.setAttribute('y', String(frame.y(point[1]) - height / 2));
    sign.setAttribute('width', String(width));
    sign.setAttribute('height', String(height));
    return [sign];
  });
}

/** Units, overlays, boxes, views and signs of cameras that the reader has switched on. */
function overlays(map: SheetMap, frame: Frame): SVGElement[] {
  const stroke: Readonly<Partial<Record<OwnPart, readonly [string, number, string | null]>>> = {
    treated: ['#0b3d91', 0.5, null],
    control: ['#0b3d91', 0.35, '0.6 0.4'],
    displacement: ['#5a5a5a', 0.3, '0.4 0.8'],
    views: ['#7a5c00', 0.2, null],
  };
  return [...partsOf(map.review)].flatMap(([part, source]) => {
    if (part === 'reach' || isHidden(map.state, `layer:${part}`)) return [];
    if (!isOwnPart(part)) return source.mark === null ? [] : markedPart(part, source, source.mark, frame);
    const line = stroke[part];
    if (line !== undefined) {
      const [colour, width, dash] = line;
      const shapes = source.rows.map((row) =>
        shapeOnPaper(source.overlay.polygons[row] ?? [], frame, part !== 'views'),
      );
      const path = svg('path', {
        d: shapes.map(({ d }) => d).join(''),
        fill: part === 'views' ? '#ffec9a' : 'none',
        'fill-opacity': 0.6,
        stroke: colour,
        'stroke-width': width,
        'stroke-dasharray': dash,
      });
      const ranks = part === 'treated' ? placedNumbers(rankedBoxes(source, frame)) : [];
      return [path, ...ranks.flatMap(({ x, y, text }) => outlined(x, y, NUMBER_MM, [text]))];
    }
    const isSmall = part === 'incidents' || part === 'coverage' || part === 'uncovered';
    const colour = { incidents: '#30363d', coverage: '#1a7f37', uncovered: '#a01c1c' }[part as 'incidents'];
    return source.rows.flatMap((row): SVGElement[] => {
      const point = source.overlay.points[row];
      if (point === null || point === undefined) return [];
      const [x, y] = [frame.x(point[0]), frame.y(point[1])];
      if (isSmall) return [svg('circle', { cx: x, cy: y, r: 0.4, fill: colour })];
      const sign = overlaySign(part);
      sign.setAttribute('x', String(x - 3.25));
      sign.setAttribute('y', String(y - 2));
      sign.setAttribute('width', '6.5');
      sign.setAttribute('height', '4');
      const rank = part === 'proposed' ? source.overlay.text('rank', row) : null;
      return rank === null
        ? [sign]
        : [sign, svg('text', { x, y: y + 0.75, 'font-size': 2, 'font-weight': 700, 'text-anchor': 'middle' }, rank)];
    });
  });
}

/** Where signs of cameras stand: names keep clear of them. */
function cameraBoxes(map: SheetMap, frame: Frame): { x: number; y: number; w: number; h: number }[] {
  const parts = partsOf(map.review);
  return (['existing', 'proposed'] as const).flatMap((part) => {
    const source = parts.get(part);
    if (source === undefined || isHidden(map.state, `layer:${part}`)) return [];
    return source.rows.flatMap((row) => {
      const point = source.overlay.points[row];
      return point === null || point === undefined ? [] : [{ x: frame.x(point[0]), y: frame.y(point[1]), w: 4, h: 4 }];
    });
  });
}

/** A point well inside a polygon: the middle of its widest part on the line through the middle of its box. */
function insidePoint(polygon: FlatPolygon, extent: Extent): readonly [number, number] {
  const flat: number[] = [];
  const ends = polygon.map((ring) => {
    for (const number of ring) flat.push(number);
    return flat.length;
  });
  const centre = [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2];
  const [x = NaN, y = NaN] = getInteriorPointOfArray(flat, 0, ends, 2, centre, 0);
  return [x, y];
}

/** Names where there is room for them, the larger areas first; a name that would touch another is left out. */
function names(map: SheetMap, frame: Frame): SVGElement[] {
  const { review, state } = map;
  if (isHidden(state, 'layer:labels')) return [];
  const size = review.areas.size > 150 ? 1.7 : 2.3;
  const taken = [...cameraBoxes(map, frame), ...boxNumbers(map, frame)];
  const candidates = review.areas.polygons.flatMap((polygons, row) => {
    const [first, ...rest] = polygons;
    if (first === undefined) return [];
    const size = (polygon: FlatPolygon) => {
      const [x0, y0, x1, y1] = extentOf(polygon);
      return (x1 - x0) * (y1 - y0);
    };
    const largest = rest.reduce((a, b) => (size(b) > size(a) ? b : a), first);
    return [{ row, polygon: largest, extent: extentOf(largest), area: size(largest) }];
  });
  return candidates
    .sort((a, b) => b.area - a.area)
    .flatMap(({ row, polygon, extent }) => {
      if (!overlaps(extent, frame.extent)) return [];
      const [east, northing] = insidePoint(polygon, extent);
      const [x, y] = [frame.x(east), frame.y(northing)];
      const lines = wrapped(review.areas.name(row)).split('\n');
      const w = Math.max(...lines.map((line) => line.length)) * size * 0.6;
      const h = lines.length * size * 1.15;
      const room = ((extent[2] - extent[0]) * 1000) / frame.scale;
      const { paper } = frame;
      if (w > room * 1.25) return [];
      // Where the middle is taken, a line or two above or below it, as long as that is still the area's own height.
      const [top, foot] = [frame.y(extent[3]), frame.y(extent[1])];
      const at = [0, -1.2, 1.2, -2.4, 2.4]
        .map((steps) => y + steps * Math.max(h, 2 * size))
        .find(
          (middle) =>
            middle - h / 2 > Math.max(paper.y, top) &&
            middle + h / 2 < Math.min(paper.y + paper.height, foot) &&
            x - w / 2 > paper.x &&
            x + w / 2 < paper.x + paper.width &&
            taken.every(
              (other) => Math.abs(other.x - x) > (other.w + w) / 2 || Math.abs(other.y - middle) > (other.h + h) / 2,
            ),
        );
      if (at === undefined) return [];
      taken.push({ x, y: at, w, h });
      return outlined(x, at - h / 2 + size * 0.85, size, lines);
    });
}

/** The mark of borderline areas, as on screen. */
function marks(map: SheetMap, frame: Frame): SVGElement[] {
  const { review, state } = map;
  if (state.theme !== 'class' || isHidden(state, 'class:borderline')) return [];
  return review.areas.polygons.flatMap((polygons, row) => {
    const first = polygons[0];
    if (!review.areas.borderline(row) || first === undefined) return [];
    const [x0, y0, x1, y1] = extentOf(first);
    if ((Math.sqrt((x1 - x0) * (y1 - y0)) * 1000) / frame.scale < SMALL_AREA_MM) return [];
    const [east, northing] = insidePoint(first, extentOf(first));
    const [x, y] = [frame.x(east), frame.y(northing) - 3.4];
    return [
      svg('circle', { cx: x, cy: y, r: 1.5, fill: '#ffffff', stroke: '#111111', 'stroke-width': 0.3 }),
      svg('text', { x, y: y + 0.85, 'font-size': 2.4, 'font-weight': 700, 'text-anchor': 'middle' }, '?'),
    ];
  });
}

/** The map inside its frame, cut off at it; `lines` (the grid) lie over the fills and under names and signs. */
export function mapInFrame(map: SheetMap, frame: Frame, id: string, lines: readonly SVGElement[] = []): SVGElement {
  const { paper } = frame;
  const rectangle = { x: paper.x, y: paper.y, width: paper.width, height: paper.height };
  return svg(
    'g',
    { 'data-frame': id },
    svg('clipPath', { id }, svg('rect', rectangle)),
    svg('rect', { ...rectangle, fill: '#ffffff' }),
    svg(
      'g',
      { 'clip-path': `url(#${id})` },
      ...surface(map, frame),
      ...fillPaths(map, frame),
      outlines(map, frame),
      ...lines,
      ...overlays(map, frame),
      ...names(map, frame),
      ...marks(map, frame),
    ),
    svg('rect', { ...rectangle, fill: 'none', stroke: '#111111', 'stroke-width': 0.35 }),
  );
}
