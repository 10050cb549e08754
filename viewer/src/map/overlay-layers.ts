import Feature from 'ol/Feature';
import { getCenter } from 'ol/extent';
import CirclePolygon from 'ol/geom/Circle';
import LineString from 'ol/geom/LineString';
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
import { isOwnPart, partsOf, type Mark, type OwnPart, type Part } from './overlay-parts';

/** One thing in an overlay. */
export interface Spot {
  readonly layer: string;
  readonly row: number;
}

const INK = '#101418';
const PAPER = '#ffffff';

type StyleOf = (row: number, resolution: number) => Style | Style[] | undefined;

/** Metres a pixel above which a box of 150 m is too small to be drawn as one: a small square stands in its place. */
const FROM_AFAR = 22;

/** A small square in the middle of a polygon. */
function inTheMiddle(fill: Fill, edge: string): Style {
  return new Style({
    geometry: (feature) => {
      const geometry = feature.getGeometry();
      return geometry instanceof MultiPolygon ? new Point(getCenter(geometry.getExtent())) : undefined;
    },
    image: new RegularShape({
      points: 4,
      radius: 4.5,
      angle: Math.PI / 4,
      fill,
      stroke: new Stroke({ color: edge, width: 1.2 }),
    }),
  });
}

/** Metres a pixel above which marks of the project's overlays are small and carry no letter. */
const COARSE = 60;

/** A mark of a layer that has no look of its own, or the outline of a unit above or below the areas. */
function markStyle(mark: Mark): StyleOf {
  if (mark.kind === 'level') {
    const line = new Stroke({ color: mark.colour, width: mark.heavy ? 2.4 : 0.8, lineDash: mark.heavy ? [] : [4, 3] });
    return () => new Style({ stroke: line });
  }
  const outline = new Style({ stroke: new Stroke({ color: mark.colour, width: 2 }) });
  if (mark.kind !== 'point') return () => outline;
  const image = (radius: number) => {
    const look = { radius, fill: new Fill({ color: mark.colour }), stroke: new Stroke({ color: PAPER, width: 1 }) };
    const corners = { square: 4, diamond: 4, triangle: 3, hexagon: 6, circle: 0 }[mark.shape];
    return corners === 0
      ? new CircleStyle(look)
      : new RegularShape({ ...look, points: corners, angle: mark.shape === 'square' ? Math.PI / 4 : 0 });
  };
  const small = new Style({ image: image(4.5) });
  const large = new Style({
    image: image(mark.shape === 'circle' ? 7.5 : 9),
    text: new Text({
      text: mark.letter,
      font: `700 10px ${FONT}`,
      fill: new Fill({ color: PAPER }),
      offsetY: mark.shape === 'triangle' ? 2 : 0.5,
    }),
  });
  return (_, resolution) => (resolution > COARSE ? small : large);
}

/** Lines and symbols differ by shape as well as by colour: solid, dashed and dotted boxes; square and round cameras. */
function styleOf(part: OwnPart, overlay: Overlay): StyleOf {
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
      const sign = inTheMiddle(new Fill({ color: '#0b3d91' }), PAPER);
      const ground = new Style({ fill: new Fill({ color: 'rgba(255,255,255,0.72)' }) });
      return (row, resolution) => {
        const rank = overlay.text('rank', row);
        if (resolution > FROM_AFAR) return sign;
        return rank === null ? lines : [ground, ...lines, label(rank, '#0b3d91')];
      };
    }
    case 'control': {
      const [lines, sign] = [box('#0b3d91', 1.8, [7, 5]), inTheMiddle(new Fill({ color: PAPER }), '#0b3d91')];
      return (_, resolution) => (resolution > FROM_AFAR ? sign : lines);
    }
    case 'displacement': {
      const lines = box('#5a5a5a', 1.4, [2, 4]);
      return (_, resolution) => (resolution > FROM_AFAR ? undefined : lines);
    }
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
      const symbol = (radius: number) =>
        new Style({
          image: new CircleStyle({
            declutterMode: 'obstacle',
            radius,
            fill: new Fill({ color: '#ffd60a' }),
            stroke: new Stroke({ color: INK, width: 1.8 }),
          }),
        });
      // Sites crowd where incidents do: from afar a smaller sign without its number, which could not be read.
      const [far, near] = [symbol(6), symbol(9)];
      return (row, resolution) => {
        const rank = overlay.text('rank', row);
        return resolution > COARSE ? far : rank === null ? near : [near, label(rank, INK)];
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
  const line = overlay.lines[row];
  if (line !== undefined) return line.length < 4 ? null : new LineString(pairs(line));
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

/** Everything that is drawn over the areas. */
export class OverlayLayers {
  readonly layers: VectorLayer<VectorSource<Feature<Geometry>>>[] = [];
  private readonly byPart = new Map<Part, VectorLayer<VectorSource<Feature<Geometry>>>>();

  constructor(review: Review) {
    for (const [part, { overlay, rows, mark }] of partsOf(review)) {
      if (!isOwnPart(part) && mark === null) continue;
      const style = isOwnPart(part) ? styleOf(part, overlay) : markStyle(mark as Mark);
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
      const near = source.getClosestFeatureToCoordinate([...coordinate], (feature) => {
        const geometry = feature.getGeometry();
        return geometry instanceof Point || geometry instanceof LineString;
      }) as Feature<Geometry> | null;
      const [x = NaN, y = NaN] = near?.getGeometry()?.getClosestPoint([...coordinate]) ?? [];
      if (Math.hypot(x - (coordinate[0] ?? 0), y - (coordinate[1] ?? 0)) <= tolerance)
        return { layer: id, row: Number(near?.getId()) };
    }
    return null;
  }
}
