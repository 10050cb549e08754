import { Areas } from '../bundle/areas';
import { unpacked } from '../bundle/packing';
import { decodeRaster, type Surface } from '../bundle/raster';
import type { Bundle, Header, LanguageCode } from '../bundle/schema';

/** Everything the page shows, decoded. */
export interface Review {
  readonly header: Header;
  readonly language: LanguageCode;
  readonly areas: Areas;
  readonly density: Surface | null;
}

export async function decodeReview(packed: Bundle): Promise<Review> {
  const bundle = await unpacked(packed);
  const layer = bundle.layers.find((entry) => entry.id === 'areas');
  const density = bundle.rasters.find((entry) => entry.id === 'density');
  return {
    header: bundle.header,
    language: bundle.language,
    areas: new Areas(layer ?? { id: 'areas', kind: 'area', rows: 0, columns: [] }),
    density: density === undefined ? null : await decodeRaster(density),
  };
}
