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
import type { Areas } from '../bundle/areas';
import type { FlatPolygon } from '../bundle/topology';
import type { Fill as AreaFill } from '../theme/fill';
import { hatchFill, type Look } from './hatches';

export const FONT = '"Segoe UI", "Noto Sans", "DejaVu Sans", Arial, sans-serif';

/** One feature a row with its number as id; rows without geometry have none. */
export function areaFeatures(rows: readonly FlatPolygon[][]): Feature<MultiPolygon>[] {
  const features: Feature<MultiPolygon>[] = [];
  rows.forEach((polygons, row) => {
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

/** Side in pixels, as of a square of the same size, below which an area is too small for a full outline or a mark. */
const SMALL_AREA_PIXELS = 14;

/** What decides how an area looks: the fill, entries that the legend switched off, rows that the table's filter leaves out. */
export interface Shown {
  readonly fill: AreaFill | null;
  readonly hidden: ReadonlySet<string>;
  readonly kept: ReadonlySet<number> | null;
}

export class AreasLayer {
  readonly layer: VectorImageLayer<VectorSource<Feature<MultiPolygon>>>;
  private shown: Shown = { fill: null, hidden: new Set(), kept: null };
  private readonly fills = new Map<string, Style>();

  constructor(
    readonly source: VectorSource<Feature<MultiPolygon>>,
    typicalSide: number,
  ) {
    // A light seam under the line keeps two dark neighbours apart; both lie above all fills.
    const outline = [
      new Style({ stroke: new Stroke({ color: 'rgba(255,255,255,0.75)', width: 2.4 }), zIndex: 1 }),
      new Style({ stroke: new Stroke({ color: '#3a3a3a', width: 1 }), zIndex: 2 }),
    ];
    // Among areas of a few pixels full outlines would be all there is to see.
    const thin = [new Style({ stroke: new Stroke({ color: '#3a3a3a', width: 0.3 }), zIndex: 1 })];
    const both = [outline, thin].map((lines) => ({ lines, byLook: new Map<string, Style[]>() }));
    this.layer = new VectorImageLayer({
      source: this.source,
      imageRatio: 1.25,
      style: (feature, resolution) => {
        const chosen = both[typicalSide / resolution < SMALL_AREA_PIXELS ? 1 : 0];
        const look = this.lookOf(rowOf(feature as Feature));
        if (chosen === undefined || look === null) return chosen?.lines;
        const key = `${look.ground} ${look.ink} ${look.hatch}`;
        let styles = chosen.byLook.get(key);
        if (styles === undefined) {
          styles = [this.fillStyle(key, look), ...chosen.lines];
          chosen.byLook.set(key, styles);
        }
        return styles;
      },
    });
  }

  private fillStyle(key: string, look: Look): Style {
    let style = this.fills.get(key);
    if (style === undefined) {
      style = new Style({ fill: new Fill({ color: hatchFill(look) }) });
      this.fills.set(key, style);
    }
    return style;
  }

  /** The look of a row; null where only its outline is drawn. */
  private lookOf(row: number): Look | null {
    const { fill, hidden, kept } = this.shown;
    if (fill === null || kept?.has(row) === false) return null;
    const category = fill.categories[fill.of(row)];
    return category === undefined || hidden.has(`${fill.theme}:${category.key}`) ? null : category.look;
  }

  show(shown: Shown): void {
    this.shown = shown;
    this.layer.changed();
  }
}

/** Median side in metres, as of a square of the same size. */
export function typicalSide(features: readonly Feature<MultiPolygon>[]): number {
  const sides = features.map((feature) => Math.sqrt(feature.getGeometry()?.getArea() ?? 0)).sort((a, b) => a - b);
  return sides[Math.floor(sides.length / 2)] ?? 0;
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
    const marks = points
      .filter((point) => areas.borderline(rowOf(point)))
      .map((point) => {
        const copy = point.clone(); // which drops the id
        copy.setId(point.getId());
        return copy;
      });
    const text = new Text({
      font: `600 11.5px ${FONT}`,
      fill: new Fill({ color: '#1a1a1a' }),
      stroke: new Stroke({ color: 'rgba(255,255,255,0.92)', width: 3.5 }),
      padding: [1, 2, 1, 2],
    });
    const nameStyle = new Style({ text });
    // Whose name stays where there is no room for all: the selected area, then the complex ones, then the largest.
    const largest = Math.max(0, ...sizes.values());
    const rank = (row: number) =>
      row === this.selected ? Infinity : (sizes.get(row) ?? 0) + (areas.state(row) === 'complex' ? largest : 0);
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
    const mark = new Style({
      image: new CircleStyle({
        radius: 8,
        fill: new Fill({ color: '#ffffff' }),
        stroke: new Stroke({ color: '#1a1a1a', width: 1.5 }),
      }),
      text: new Text({ text: '?', font: `700 12px ${FONT}`, fill: new Fill({ color: '#1a1a1a' }), offsetY: 0.5 }),
    });
    this.marks = new VectorLayer({
      source: new VectorSource({ features: marks }),
      style: (feature, resolution) =>
        Math.sqrt(sizes.get(rowOf(feature as Feature)) ?? 0) / resolution < SMALL_AREA_PIXELS ? undefined : mark,
    });
  }

  show(marks: boolean, names: boolean): void {
    this.marks.setVisible(marks);
    this.names.setVisible(names);
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
