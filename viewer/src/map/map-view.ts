import type Feature from 'ol/Feature';
import OlMap from 'ol/Map';
import View from 'ol/View';
import { buffer, containsExtent, createEmpty, getCenter, getHeight, getWidth, isEmpty } from 'ol/extent';
import type MultiPolygon from 'ol/geom/MultiPolygon';
import { defaults as defaultInteractions } from 'ol/interaction/defaults';
import type BaseLayer from 'ol/layer/Base';
import Projection from 'ol/proj/Projection';
import type RenderEvent from 'ol/render/Event';
import VectorSource from 'ol/source/Vector';
import type { Surface } from '../bundle/raster';
import { polygonsOf, type Review } from '../page/review';
import { isHidden, type Theme, type ViewState, type When } from '../page/state';
import type { Fills } from '../theme/fills';
import { AreasLayer, areaFeatures, Labels, outlineLayer, rowOf, typicalSide } from './area-layers';
import { DensityLayer } from './density-layer';
import type { DensityScale } from './density-scale';
import { OverlayLayers, type Spot } from './overlay-layers';

/** What lies under the pointer. */
export interface Reading {
  readonly row: number | null;
  /** Row of the layer that is filled in place of the areas, where one is. */
  readonly filled: number | null;
  readonly place: readonly [number, number];
  readonly spot: Spot | null;
  readonly pixel: readonly [number, number];
}

export interface MapEvents {
  readonly onSelect: (row: number | null) => void;
  readonly onPoint: (reading: Reading | null) => void;
  /** Width in pixels of what lies over the map's left side: the whole view keeps clear of it. */
  readonly coveredLeft: () => number;
  readonly onScale: (metresPerPixel: number) => void;
}

/** What the map is drawn with, beside the review. */
export interface MapParts {
  readonly fills: Fills;
  readonly scales: Readonly<Record<'density' | 'density_change', DensityScale>>;
}

/** One side of a comparison, or all of the map: areas and surfaces of one time. */
interface Side {
  readonly areas: AreasLayer;
  readonly layers: BaseLayer[];
}

/** The surface that a theme shows at a time. */
export function surfaceOf(review: Review, theme: Theme, when: When): Surface | null {
  if (theme === 'density_change') return review.densityChange;
  if (theme !== 'density') return null;
  return when === 'baseline' ? (review.densityBaseline ?? review.density) : review.density;
}

/** The map in the project's own planar metres: no reprojection anywhere, so lengths on it are exact. */
export class MapView {
  private readonly map: OlMap;
  private readonly source: VectorSource<Feature<MultiPolygon>>;
  private readonly main: Side;
  private readonly other: Side;
  /** Layers that are filled in place of the areas, each made when it is first shown. */
  private readonly filled = new Map<string, AreasLayer>();
  private readonly surfaces = new Map<Surface, readonly [DensityLayer, DensityLayer]>();
  private readonly features: ReadonlyMap<number, Feature<MultiPolygon>>;
  private readonly labels: Labels;
  private readonly overlays: OverlayLayers;
  private readonly selected = outlineLayer(3);
  private readonly pointed = outlineLayer(1.5);
  private split = 1;
  /** Kept when the map has been drawn for the first time. */
  firstPicture: Promise<void> = Promise.resolve();

  constructor(
    target: HTMLElement,
    private readonly review: Review,
    private readonly parts: MapParts,
    private readonly events: MapEvents,
  ) {
    const features = areaFeatures(review.areas.polygons);
    this.features = new Map(features.map((feature) => [rowOf(feature), feature]));
    this.source = new VectorSource({ features });
    const side = typicalSide(features);
    this.labels = new Labels(review.areas, features);
    this.overlays = new OverlayLayers(review);
    const extent = this.extent();
    const projection = new Projection({
      code: 'planar-metres',
      units: 'm',
      extent,
      getPointResolution: (resolution) => resolution,
    });
    for (const surface of [review.density, review.densityBaseline, review.densityChange]) {
      if (surface === null) continue;
      const scale = parts.scales[surface === review.densityChange ? 'density_change' : 'density'];
      this.surfaces.set(surface, [
        new DensityLayer(surface, scale, projection),
        new DensityLayer(surface, scale, projection),
      ]);
    }
    const sideOf = (which: 0 | 1): Side => {
      const areas = new AreasLayer(this.source, side);
      return { areas, layers: [...[...this.surfaces.values()].map((pair) => pair[which].layer), areas.layer] };
    };
    this.main = sideOf(0);
    this.other = sideOf(1);
    for (const layer of this.main.layers) this.clip(layer, 'main');
    for (const layer of this.other.layers) this.clip(layer, 'other');
    this.other.areas.layer.setVisible(false);
    this.map = new OlMap({
      target,
      controls: [],
      interactions: defaultInteractions({ altShiftDragRotate: false, pinchRotate: false }),
      layers: [
        ...this.main.layers,
        ...this.other.layers,
        this.pointed,
        this.selected,
        this.labels.marks,
        // Names over boxes and marks, and under cameras, which they keep clear of.
        ...this.overlays.layers.filter((layer) => layer.getDeclutter() === undefined),
        this.labels.names,
        ...this.overlays.layers.filter((layer) => layer.getDeclutter() !== undefined),
      ],
      view: new View({
        projection,
        center: getCenter(extent),
        resolution: Math.max(getWidth(extent), getHeight(extent)) / 500,
        minResolution: 0.2,
        maxResolution: Math.max(getWidth(extent), getHeight(extent)) / 200,
        enableRotation: false,
        extent: buffer(extent, Math.max(getWidth(extent), getHeight(extent)) / 2),
        showFullExtent: true,
      }),
    });
    this.listen(target);
    this.showAll();
  }

  /** In a comparison each side draws up to the line between them; otherwise the main side draws all. */
  private clip(layer: BaseLayer, which: 'main' | 'other'): void {
    const on = layer as BaseLayer & {
      on(type: 'prerender' | 'postrender', listener: (event: RenderEvent) => void): unknown;
    };
    on.on('prerender', (event) => {
      const context = event.context as CanvasRenderingContext2D;
      const { width, height } = context.canvas;
      const line = Math.round(width * this.split);
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.beginPath();
      context.rect(which === 'main' ? 0 : line, 0, which === 'main' ? line : width - line, height);
      context.clip();
    });
    on.on('postrender', (event) => {
      (event.context as CanvasRenderingContext2D).restore();
    });
  }

  private extent(): number[] {
    const extent = this.source.getExtent() ?? createEmpty();
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
      this.point(row);
      target.classList.toggle('over-area', row !== null);
      const spot = this.overlays.at(event.coordinate, 9 * (this.map.getView().getResolution() ?? 1));
      const shown = [...this.filled.values()].find(({ layer }) => layer.getVisible());
      const filled = shown?.source.getFeaturesAtCoordinate(event.coordinate)[0];
      events.onPoint({
        row,
        filled: filled === undefined ? null : rowOf(filled),
        place: [x, y],
        spot,
        pixel: [event.pixel[0] ?? 0, event.pixel[1] ?? 0],
      });
    });
    target.addEventListener('pointerleave', () => {
      this.point(null);
      events.onPoint(null);
    });
    const tellScale = () => {
      const resolution = this.map.getView().getResolution();
      if (resolution !== undefined) events.onScale(resolution);
    };
    this.map.getView().on('change:resolution', tellScale);
    this.firstPicture = new Promise((done) => {
      this.map.once('rendercomplete', () => {
        document.documentElement.dataset['ready'] = 'yes';
        performance.mark('first-picture');
        done();
      });
    });
    queueMicrotask(tellScale);
  }

  private rowAt(coordinate: number[]): number | null {
    const found = this.source.getFeaturesAtCoordinate(coordinate)[0];
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

  /** Outlines an area that is pointed at, on the map or in the table. */
  point(row: number | null): void {
    this.outline(this.pointed, row);
  }

  /** Draws what the state asks for; `kept` are the rows that the table's filter leaves, null for all. */
  show(state: ViewState, kept: ReadonlySet<number> | null): void {
    const hidden = new Set(state.hidden.split(','));
    const isCompared = state.against !== null;
    const fill = (when: When) => {
      const found = this.parts.fills.get(state.theme, when);
      return found?.layer === 'areas' ? found : null;
    };
    this.showFilled(state, hidden);
    this.main.areas.show({ fill: fill(state.when), hidden, kept });
    this.other.areas.layer.setVisible(isCompared);
    if (state.against !== null) this.other.areas.show({ fill: fill(state.against), hidden, kept });
    const main = surfaceOf(this.review, state.theme, state.when);
    const other = state.against === null ? null : surfaceOf(this.review, state.theme, state.against);
    for (const [surface, [left, right]] of this.surfaces) {
      left.layer.setVisible(surface === main);
      right.layer.setVisible(surface === other);
      left.showLines(!hidden.has('layer:isolines'));
      right.showLines(!hidden.has('layer:isolines'));
    }
    this.overlays.show((part) => !hidden.has(`layer:${part}`));
    this.labels.show(state.theme === 'class' && !isHidden(state, 'class:borderline'), !hidden.has('layer:labels'));
    if (!isCompared) this.splitAt(1);
  }

  private showFilled(state: ViewState, hidden: ReadonlySet<string>): void {
    const fill = this.parts.fills.get(state.theme, state.when);
    const id = fill === null || fill.layer === 'areas' ? null : fill.layer;
    if (id !== null && !this.filled.has(id)) {
      const features = areaFeatures(polygonsOf(this.review, id));
      const made = new AreasLayer(new VectorSource({ features }), 0);
      this.filled.set(id, made);
      // Under the outlines of the areas.
      this.map.getLayers().insertAt(0, made.layer);
    }
    for (const [name, { layer }] of this.filled) layer.setVisible(name === id);
    if (id !== null) this.filled.get(id)?.show({ fill, hidden, kept: null });
  }

  /** Where the line of a comparison stands, as a share of the map's width. */
  splitAt(share: number): void {
    this.split = share;
    this.map.render();
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

  /** Shows a place with some hundred metres around it. */
  showPlace(place: readonly [number, number]): void {
    const view = this.map.getView();
    view.setCenter([...place]);
    view.setResolution(Math.min(view.getResolution() ?? 5, 3));
  }

  showAll(): void {
    this.map.updateSize();
    this.map.getView().fit(this.extent(), { padding: [56, 28, 40, 28 + this.events.coveredLeft()] });
  }

  zoom(steps: number): void {
    const view = this.map.getView();
    view.setZoom((view.getZoom() ?? 0) + steps);
  }

  resized(): void {
    this.map.updateSize();
  }
}
