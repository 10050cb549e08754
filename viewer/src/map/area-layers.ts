import Feature from 'ol/Feature';
import MultiPolygon from 'ol/geom/MultiPolygon';
import Point from 'ol/geom/Point';
import VectorLayer from 'ol/layer/Vector';
import VectorImageLayer from 'ol/layer/VectorImage';
import VectorSource from 'ol/source/Vector';
import CircleStyle from 'ol/style/Circle';
import Fill from 'ol/style/Fill';
import Stroke from 'ol/style/Stroke';
import Style from 'ol/style/Style';
import Text from 'ol/style/Text';
import type { Areas, ClassState } from '../bundle/areas';
import { CLASS_STATES } from '../bundle/areas';
import type { Theme } from '../page/state';
import { hatchFill } from './hatches';

export const FONT = '"Segoe UI", "Noto Sans", "DejaVu Sans", Arial, sans-serif';

/** One feature an area with its row as id; areas without geometry have none. */
export function areaFeatures(areas: Areas): Feature<MultiPolygon>[] {
  const features: Feature<MultiPolygon>[] = [];
  areas.polygons.forEach((polygons, row) => {
    if (polygons.length === 0) return;
    const flat: number[] = [];
    const ends: number[][] = [];
    for (const polygon of polygons) {
      ends.push(
        polygon.map((ring) => {
          for (const number of ring) flat.push(number);
          return flat.length;
        }),
      );
    }
    const feature = new Feature(new MultiPolygon(flat, 'XY', ends));
    feature.setId(row);
    features.push(feature);
  });
  return features;
}

export function rowOf(feature: Feature): number {
  return Number(feature.getId());
}

export class AreasLayer {
  readonly source: VectorSource<Feature<MultiPolygon>>;
  readonly layer: VectorImageLayer<VectorSource<Feature<MultiPolygon>>>;
  private theme: Theme = 'class';

  constructor(areas: Areas, features: Feature<MultiPolygon>[]) {
    this.source = new VectorSource({ features });
    const outline = new Stroke({ color: '#4a4a4a', width: 1 });
    const outlineOnly = new Style({ stroke: outline });
    const byState = new Map<ClassState, Style>(
      CLASS_STATES.map((state) => [state, new Style({ fill: new Fill({ color: hatchFill(state) }), stroke: outline })]),
    );
    this.layer = new VectorImageLayer({
      source: this.source,
      imageRatio: 1.25,
      style: (feature) =>
        this.theme === 'class' && areas.hasClasses ? byState.get(areas.state(rowOf(feature as Feature))) : outlineOnly,
    });
  }

  show(theme: Theme): void {
    this.theme = theme;
    this.layer.changed();
  }
}

/** A point inside the largest polygon of an area: where its name stands. */
function labelPoint(geometry: MultiPolygon): Point {
  const largest = geometry.getPolygons().reduce((a, b) => (b.getArea() > a.getArea() ? b : a));
  return largest.getInteriorPoint();
}

/** Names that make room for one another, and the mark of borderline areas, which always shows. */
export function labelLayers(areas: Areas, features: readonly Feature<MultiPolygon>[]): VectorLayer[] {
  const names: Feature<Point>[] = [];
  const marks: Feature<Point>[] = [];
  for (const feature of features) {
    const geometry = feature.getGeometry();
    if (geometry === undefined) continue;
    const point = new Feature(labelPoint(geometry));
    const row = rowOf(feature);
    point.setId(row);
    names.push(point);
    if (areas.borderline(row)) marks.push(point.clone());
  }
  const nameStyle = new Style({
    text: new Text({
      font: `600 12px ${FONT}`,
      fill: new Fill({ color: '#1a1a1a' }),
      stroke: new Stroke({ color: 'rgba(255,255,255,0.92)', width: 3.5 }),
      padding: [2, 3, 2, 3],
    }),
  });
  const mark = new Style({
    image: new CircleStyle({
      radius: 8,
      fill: new Fill({ color: '#ffffff' }),
      stroke: new Stroke({ color: '#1a1a1a', width: 1.5 }),
    }),
    text: new Text({ text: '?', font: `700 12px ${FONT}`, fill: new Fill({ color: '#1a1a1a' }), offsetY: 0.5 }),
  });
  return [
    new VectorLayer({
      source: new VectorSource({ features: names }),
      declutter: true,
      style: (feature) => {
        const row = rowOf(feature as Feature);
        nameStyle.getText()?.setText(areas.name(row));
        nameStyle.getText()?.setOffsetY(areas.borderline(row) ? 17 : 0);
        return nameStyle;
      },
    }),
    new VectorLayer({ source: new VectorSource({ features: marks }), style: mark }),
  ];
}

/** The outline of the selected and of the pointed-at area: dark on white, so that it shows on every fill. */
export function outlineLayer(width: number): VectorLayer<VectorSource<Feature<MultiPolygon>>> {
  return new VectorLayer({
    source: new VectorSource<Feature<MultiPolygon>>(),
    style: [
      new Style({ stroke: new Stroke({ color: '#ffffff', width: width + 4 }) }),
      new Style({ stroke: new Stroke({ color: '#0b3d91', width }) }),
    ],
  });
}
