import { Areas } from '../bundle/areas';
import { neighboursByArc } from '../bundle/neighbours';
import { Overlay } from '../bundle/overlay';
import { unpacked } from '../bundle/packing';
import { Periods } from '../bundle/periods';
import { Surface } from '../bundle/raster';
import type { Bundle, GraticuleData, Header, LanguageCode, QualityNote, ThemeData } from '../bundle/schema';
import type { FlatPolygon } from '../bundle/topology';

/** Everything the page shows, decoded. */
export interface Review {
  readonly header: Header;
  readonly language: LanguageCode;
  readonly areas: Areas;
  readonly density: Surface | null;
  readonly densityBaseline: Surface | null;
  readonly densityChange: Surface | null;
  readonly periods: Periods | null;
  readonly overlays: ReadonlyMap<string, Overlay>;
  readonly quality: readonly QualityNote[];
  /** Themes beside the class, by the name of their fill: "theme_drugs". */
  readonly themes: ReadonlyMap<string, ThemeData>;
  readonly graticule: GraticuleData | null;
  /** Areas with a common border; computed when first asked for. */
  readonly neighbours: (row: number) => readonly number[];
}

/** The polygons of a layer that is filled: of the areas, or of what stands in their place. */
export function polygonsOf(review: Review, layer: string): readonly FlatPolygon[][] {
  return layer === 'areas' ? review.areas.polygons : (review.overlays.get(layer)?.polygons ?? []);
}

export async function decodeReview(packed: Bundle): Promise<Review> {
  const bundle = await unpacked(packed);
  const layer = bundle.layers.find((entry) => entry.id === 'areas');
  const areas = new Areas(layer ?? { id: 'areas', kind: 'area', rows: 0, columns: [] });
  const surface = (id: string) => {
    const raster = bundle.rasters.find((entry) => entry.id === id);
    return raster === undefined ? null : new Surface(raster);
  };
  let neighbours: number[][] | null = null;
  return {
    header: bundle.header,
    language: bundle.language,
    areas,
    density: surface('density'),
    densityBaseline: surface('density_baseline'),
    densityChange: surface('density_change'),
    periods:
      bundle.periods === undefined || bundle.periods.windows.length === 0
        ? null
        : new Periods(bundle.periods, areas.size),
    overlays: new Map(
      bundle.layers.filter((entry) => entry.id !== 'areas').map((entry) => [entry.id, new Overlay(entry)]),
    ),
    quality: bundle.quality ?? [],
    themes: new Map((bundle.themes ?? []).map((theme) => [`theme_${theme.name}`, theme])),
    graticule: bundle.graticule ?? null,
    neighbours: (row) => {
      neighbours ??= layer?.topology === undefined ? [] : neighboursByArc(layer.topology);
      return neighbours[row] ?? [];
    },
  };
}
