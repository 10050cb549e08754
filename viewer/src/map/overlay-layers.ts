import Feature from 'ol/Feature';
import CirclePolygon from 'ol/geom/Circle';
import MultiPolygon from 'ol/geom/MultiPolygon';
import Point from 'ol/geom/Point';
import type Geometry from 'ol/geom/Geometry';
import VectorLayer from 'ol/layer/Vector';
import VectorSource from 'ol/source/Vector';
import CircleStyle from 'ol/style/Circle';
import Fill from 'ol/style/Fill';
import RegularShape from 'ol/style/RegularShape';
import Stroke from 'ol/style/Stroke';
import Style from 'ol/style/Style';
import Text from 'ol/style/Text';
import type { Overlay } from '../bundle/overlay';
import type { Review } from '../page/review';
import { FONT } from './area-layers';

/** One thing in an overlay. */
export interface Spot {
  readonly layer: string;
  readonly row: number;
}

/** The parts of overlays that a legend can switch on and off, each drawn as one layer. */
export const PARTS = [
  'treated',
  'control',
  'displacement',
  'views',
  'reach',
  'uncovered',
  'coverage',
  'incidents',
  'existing',
  'proposed',
] as const;
export type Part = (typeof PARTS)[number];

/** Hidden until asked for: they are many points, and would cover the areas. */
export const HIDDEN_AT_FIRST = 'layer:coverage,layer:incidents,layer:uncovered';

interface Source {
  readonly overlay: Overlay;
  readonly rows: readonly number[];
}

/** The rows of each part that this review has. */
export function partsOf(review: Review): Map<Part, Source> {
  const found = new Map<Part, Source>();
  const add = (part: Part, id: string, column?: string, value: string = part) => {
    const overlay = review.overlays.get(id);
    if (overlay === undefined) return;
    const rows =
      column === undefined ? Array.from({ length: overlay.rows }, (_, row) => row) : overlay.rowsWhere(column, value);
    if (rows.length > 0) found.set(part, { overlay, rows });
  };
  for (const role of ['treated', 'control', 'displacement'] as const) add(role, 'sweep', 'role');
  add('views', 'views');
  add('uncovered', 'uncovered');
  add('coverage', 'coverage');
  add('incidents', 'incidents');
  add('existing', 'cameras', 'status');
  add('proposed', 'cameras', 'status');
  const cameras = review.overlays.get('cameras');
  if (cameras?.column('reach_m') !== undefined) {
    const rows = Array.from({ length: cameras.rows }, (_, row) => row).filter(
      (row) => cameras.number('reach_m', row) !== null,
    );
    if (rows.length > 0) found.set('reach', { overlay: cameras, rows });
  }
  return found;
}

const INK = '#101418';
const PAPER = '#ffffff';

/** Lines and symbols differ by shape as well as by colour: solid, dashed and dotted boxes; square and round cameras. */
function styleOf(part: Part, overlay: Overlay): (row: number, resolution: number) => Style | Style[] | undefined {
  const small = (fill: string, radius: number) =>
    new Style({
      image: new CircleStyle({
        radius,
        fill: new Fill({ color: fill }),
        stroke: new Stroke({ color: PAPER, width: 0.8 }),
      }),
    });
  const box = (colour: string, width: number, dash?: number[]) => [
    new Style({ stroke: new Stroke({ color: PAPER, width: width + 2.4 }) }),
    new Style({ stroke: new Stroke({ color: colour, width, ...(dash === undefined ? {} : { lineDash: dash }) }) }),
  ];
  const label = (text: string, colour: string) =>
    new Style({
      text: new Text({ text, declutterMode: 'none', font: `700 11px ${FONT}`, fill: new Fill({ color: colour }) }),
    });
  const fixed = (style: Style | Style[]) => () => style;
  switch (part) {
    case 'treated': {
      const lines = [...box('#0b3d91', 2.4)];
      const ground = new Style({ fill: new Fill({ color: 'rgba(255,255,255,0.72)' }) });
      return (row, resolution) => {
        const rank = overlay.text('rank', row);
        return rank === null || resolution > 22 ? lines : [ground, ...lines, label(rank, '#0b3d91')];
      };
    }
    case 'control':
      return fixed(box('#0b3d91', 1.8, [7, 5]));
    case 'displacement':
      return fixed(box('#5a5a5a', 1.4, [2, 4]));
    case 'views':
      return fixed(
        new Style({
          fill: new Fill({ color: 'rgba(255, 214, 10, 0.30)' }),
          stroke: new Stroke({ color: '#7a5c00', width: 1 }),
        }),
      );
    case 'reach':
      return fixed(new Style({ stroke: new Stroke({ color: '#7a5c00', width: 1, lineDash: [4, 4] }) }));
    case 'uncovered':
      return fixed(small('#a01c1c', 3));
    case 'coverage':
      return fixed(small('#1a7f37', 3));
    case 'incidents':
      return fixed(small('#30363d', 2.4));
    case 'existing': {
      const on = new Style({
        image: new RegularShape({
          declutterMode: 'obstacle',
          points: 4,
          radius: 8,
          angle: Math.PI / 4,
          fill: new Fill({ color: INK }),
          stroke: new Stroke({ color: PAPER, width: 1.6 }),
        }),
      });
      const off = new Style({
        image: new RegularShape({
          declutterMode: 'obstacle',
          points: 4,
          radius: 8,
          angle: Math.PI / 4,
          fill: new Fill({ color: PAPER }),
          stroke: new Stroke({ color: INK, width: 2 }),
        }),
      });
      return (row) => (overlay.cell('working', row) === false ? off : on);
    }
    case 'proposed': {
      const image = new CircleStyle({
        declutterMode: 'obstacle',
        radius: 9,
        fill: new Fill({ color: '#ffd60a' }),
        stroke: new Stroke({ color: INK, width: 1.8 }),
      });
      const symbol = new Style({ image });
      return (row, resolution) => {
        const rank = overlay.text('rank', row);
        return rank === null || resolution > 220 ? symbol : [symbol, label(rank, INK)];
      };
    }
  }
}

function geometryOf(part: Part, overlay: Overlay, row: number): Geometry | null {
  if (part === 'reach') {
    const at = overlay.points[row];
    const reach = overlay.number('reach_m', row);
    return at === null || at === undefined || reach === null ? null : new CirclePolygon([...at], reach);
  }
  const point = overlay.points[row];
  if (point !== undefined) return point === null ? null : new Point([...point]);
  const polygons = overlay.polygons[row];
  return polygons === undefined || polygons.length === 0
    ? null
    : new MultiPolygon(polygons.map((rings) => rings.map((ring) => pairs(ring))));
}

function pairs(ring: readonly number[]): number[][] {
  const list: number[][] = [];
  for (let i = 0; i + 1 < ring.length; i += 2) list.push([ring[i] ?? NaN, ring[i + 1] ?? NaN]);
  return list;
}

/** Cameras, boxes and points over the areas. */
export class OverlayLayers {
  readonly layers: VectorLayer<VectorSource<Feature<Geometry>>>[] = [];
  private readonly byPart = new Map<Part, VectorLayer<VectorSource<Feature<Geometry>>>>();

  constructor(review: Review) {
    const parts = partsOf(review);
    for (const part of PARTS) {
      const source = parts.get(part);
      if (source === undefined) continue;
      const { overlay, rows } = source;
      const style = styleOf(part, overlay);
      const features = rows.flatMap((row) => {
        const geometry = geometryOf(part, overlay, row);
        if (geometry === null) return [];
        const feature = new Feature(geometry);
        feature.setId(row);
        return [feature];
      });
      const layer = new VectorLayer({
        // Names of areas keep clear of cameras.
        declutter: part === 'existing' || part === 'proposed',
        source: new VectorSource({ features }),
        style: (feature, resolution) => style(Number((feature as Feature).getId()), resolution),
      });
      layer.set('overlay', overlay.id);
      layer.set('part', part);
      this.byPart.set(part, layer);
      this.layers.push(layer);
    }
  }

  show(isShown: (part: Part) => boolean): void {
    for (const [part, layer] of this.byPart) layer.setVisible(isShown(part));
  }

  /** The topmost thing within some pixels of a place; reach and seen areas are passed over, they are not things of their own. */
  at(coordinate: readonly number[], tolerance: number): Spot | null {
    for (const layer of [...this.layers].reverse()) {
      const part = layer.get('part') as Part;
      if (!layer.getVisible() || part === 'reach' || part === 'views') continue;
      const source = layer.getSource();
      if (source === null) continue;
      const id = layer.get('overlay') as string;
      const inside = source.getFeaturesAtCoordinate([...coordinate])[0];
      if (inside !== undefined) return { layer: id, row: Number(inside.getId()) };
      const near = source.getClosestFeatureToCoordinate(
        [...coordinate],
        (feature) => feature.getGeometry() instanceof Point,
      );
      const point = (near as Feature | null)?.getGeometry();
      if (point instanceof Point) {
        const [x = NaN, y = NaN] = point.getCoordinates();
        if (Math.hypot(x - (coordinate[0] ?? 0), y - (coordinate[1] ?? 0)) <= tolerance)
          return { layer: id, row: Number((near as Feature).getId()) };
      }
    }
    return null;
  }
}
