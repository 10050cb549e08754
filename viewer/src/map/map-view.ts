import type Feature from 'ol/Feature';
import OlMap from 'ol/Map';
import View from 'ol/View';
import { buffer, containsExtent, createEmpty, getCenter, getHeight, getWidth, isEmpty } from 'ol/extent';
import type MultiPolygon from 'ol/geom/MultiPolygon';
import { defaults as defaultInteractions } from 'ol/interaction/defaults';
import Projection from 'ol/proj/Projection';
import { valueAt } from '../bundle/raster';
import type { Review } from '../page/review';
import type { Theme } from '../page/state';
import { AreasLayer, areaFeatures, Labels, outlineLayer, rowOf } from './area-layers';
import { densityLayer } from './density-layer';
import type { DensityScale } from './density-scale';

/** What lies under the pointer. */
export interface Reading {
  readonly row: number | null;
  readonly density: number | null;
  readonly pixel: readonly [number, number];
}

export interface MapEvents {
  readonly onSelect: (row: number | null) => void;
  readonly onPoint: (reading: Reading | null) => void;
  /** Width in pixels of what lies over the map's left side: the whole view keeps clear of it. */
  readonly coveredLeft: () => number;
  readonly onScale: (metresPerPixel: number) => void;
}

/** The map in the project's own planar metres: no reprojection anywhere, so lengths on it are exact. */
export class MapView {
  private readonly map: OlMap;
  private readonly areas: AreasLayer;
  private readonly density: ReturnType<typeof densityLayer> | null;
  private readonly features: ReadonlyMap<number, Feature<MultiPolygon>>;
  private readonly labels: Labels;
  private readonly selected = outlineLayer(3);
  private readonly pointed = outlineLayer(1.5);

  constructor(
    target: HTMLElement,
    private readonly review: Review,
    scale: DensityScale,
    private readonly events: MapEvents,
  ) {
    const features = areaFeatures(review.areas);
    this.features = new Map(features.map((feature) => [rowOf(feature), feature]));
    this.areas = new AreasLayer(review.areas, features);
    this.labels = new Labels(review.areas, features);
    const extent = this.extent();
    const projection = new Projection({
      code: 'planar-metres',
      units: 'm',
      extent,
      getPointResolution: (resolution) => resolution,
    });
    this.density = review.density === null ? null : densityLayer(review.density, scale, projection);
    this.map = new OlMap({
      target,
      controls: [],
      interactions: defaultInteractions({ altShiftDragRotate: false, pinchRotate: false }),
      layers: [
        ...(this.density === null ? [] : [this.density]),
        this.areas.layer,
        this.pointed,
        this.selected,
        this.labels.marks,
        this.labels.names,
      ],
      view: new View({
        projection,
        center: getCenter(extent),
        resolution: Math.max(getWidth(extent), getHeight(extent)) / 500,
        minResolution: 1,
        maxResolution: Math.max(getWidth(extent), getHeight(extent)) / 200,
        enableRotation: false,
        extent: buffer(extent, Math.max(getWidth(extent), getHeight(extent)) / 2),
        showFullExtent: true,
      }),
    });
    this.listen(target);
    this.showAll();
  }

  private extent(): number[] {
    const extent = this.areas.source.getExtent() ?? createEmpty();
    if (!isEmpty(extent)) return extent;
    const data = this.review.density?.data;
    if (data === undefined) return [0, 0, 1000, 1000];
    return [data.x_min, data.y_max - data.rows * data.cell_m, data.x_min + data.columns * data.cell_m, data.y_max];
  }

  private listen(target: HTMLElement): void {
    const { events } = this;
    this.map.on('singleclick', (event) => {
      events.onSelect(this.rowAt(event.coordinate));
    });
    this.map.on('pointermove', (event) => {
      if (event.dragging) return;
      const [x = NaN, y = NaN] = event.coordinate;
      const row = this.rowAt(event.coordinate);
      const density = this.review.density === null ? null : valueAt(this.review.density, x, y);
      this.outline(this.pointed, row);
      target.classList.toggle('over-area', row !== null);
      events.onPoint({ row, density, pixel: [event.pixel[0] ?? 0, event.pixel[1] ?? 0] });
    });
    target.addEventListener('pointerleave', () => {
      this.outline(this.pointed, null);
      events.onPoint(null);
    });
    const tellScale = () => {
      const resolution = this.map.getView().getResolution();
      if (resolution !== undefined) events.onScale(resolution);
    };
    this.map.getView().on('change:resolution', tellScale);
    this.map.once('rendercomplete', () => {
      document.documentElement.dataset['ready'] = 'yes';
      performance.mark('first-picture');
    });
    queueMicrotask(tellScale);
  }

  private rowAt(coordinate: number[]): number | null {
    const found = this.areas.source.getFeaturesAtCoordinate(coordinate)[0];
    return found === undefined ? null : rowOf(found);
  }

  private outline(layer: ReturnType<typeof outlineLayer>, row: number | null): void {
    const source = layer.getSource();
    const feature = row === null ? undefined : this.features.get(row);
    if (source === null || source.getFeatures()[0] === feature) return;
    source.clear(true);
    if (feature !== undefined) source.addFeature(feature);
    source.changed();
  }

  show(theme: Theme): void {
    this.density?.setVisible(theme === 'density');
    this.areas.show(theme);
    this.labels.show(theme);
  }

  select(row: number | null): void {
    this.outline(this.selected, row);
    this.labels.select(row);
    const extent = (row === null ? undefined : this.features.get(row))?.getGeometry()?.getExtent();
    if (extent === undefined) return;
    const view = this.map.getView();
    const resolution = view.getResolution() ?? 1;
    const tooSmall = Math.max(getWidth(extent), getHeight(extent)) / resolution < 24;
    if (tooSmall || !containsExtent(view.calculateExtent(this.map.getSize()), extent)) {
      const size = Math.max(getWidth(extent), getHeight(extent));
      view.fit(buffer(extent, size), { maxZoom: 30, minResolution: tooSmall ? size / 120 : resolution });
    }
  }

  showAll(): void {
    this.map.updateSize();
    this.map.getView().fit(this.extent(), { padding: [28, 28, 28, 28 + this.events.coveredLeft()] });
  }

  zoom(steps: number): void {
    const view = this.map.getView();
    view.setZoom((view.getZoom() ?? 0) + steps);
  }
}
