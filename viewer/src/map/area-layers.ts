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

const LONGEST_LINE = 12;

/** A long name on several lines: it then fits into more areas. */
export function wrapped(name: string): string {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= LONGEST_LINE)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

/** Names that make room for one another, and the mark of borderline areas, which always shows with the classes. */
export class Labels {
  readonly names: VectorLayer<VectorSource<Feature<Point>>>;
  readonly marks: VectorLayer<VectorSource<Feature<Point>>>;
  private selected: number | null = null;

  constructor(
    private readonly areas: Areas,
    features: readonly Feature<MultiPolygon>[],
  ) {
    const points: Feature<Point>[] = [];
    const sizes = new Map<number, number>();
    for (const feature of features) {
      const geometry = feature.getGeometry();
      if (geometry === undefined) continue;
      const point = new Feature(labelPoint(geometry));
      point.setId(rowOf(feature));
      points.push(point);
      sizes.set(rowOf(feature), geometry.getArea());
    }
    const marks = points.filter((point) => areas.borderline(rowOf(point))).map((point) => point.clone());
    const text = new Text({
      font: `600 11.5px ${FONT}`,
      fill: new Fill({ color: '#1a1a1a' }),
      stroke: new Stroke({ color: 'rgba(255,255,255,0.92)', width: 3.5 }),
      padding: [1, 2, 1, 2],
    });
    const nameStyle = new Style({ text });
    // Whose name stays where there is no room for all: the selected area, then the largest.
    const rank = (row: number) => (row === this.selected ? Infinity : (sizes.get(row) ?? 0));
    this.names = new VectorLayer({
      source: new VectorSource({ features: points }),
      declutter: true,
      renderOrder: (a, b) => rank(rowOf(b as Feature)) - rank(rowOf(a as Feature)),
      style: (feature) => {
        const row = rowOf(feature as Feature);
        const lines = wrapped(this.areas.name(row));
        text.setText(lines);
        const isMarked = this.marks.getVisible() && this.areas.borderline(row);
        text.setOffsetY(isMarked ? 10 + 8 * lines.split('\n').length : 0);
        return nameStyle;
      },
    });
    this.marks = new VectorLayer({
      source: new VectorSource({ features: marks }),
      style: new Style({
        image: new CircleStyle({
          radius: 8,
          fill: new Fill({ color: '#ffffff' }),
          stroke: new Stroke({ color: '#1a1a1a', width: 1.5 }),
        }),
        text: new Text({ text: '?', font: `700 12px ${FONT}`, fill: new Fill({ color: '#1a1a1a' }), offsetY: 0.5 }),
      }),
    });
  }

  show(theme: Theme): void {
    this.marks.setVisible(theme === 'class');
    this.names.changed();
  }

  select(row: number | null): void {
    this.selected = row;
    this.names.changed();
  }
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
