import ImageLayer from 'ol/layer/Image';
import type Projection from 'ol/proj/Projection';
import ImageCanvasSource from 'ol/source/ImageCanvas';
import type { Surface } from '../bundle/raster';
import { stepOf, type DensityScale } from './density-scale';

/** One pixel a cell, coloured by the scale; cells without a value stay transparent. */
function paint(surface: Surface, scale: DensityScale): HTMLCanvasElement {
  const { data, codes } = surface;
  const canvas = document.createElement('canvas');
  canvas.width = data.columns;
  canvas.height = data.rows;
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  const image = context.createImageData(data.columns, data.rows);
  const pixels = new Uint32Array(image.data.buffer);
  // Canvas pixels are R, G, B, A in memory: read backwards on the little-endian machines browsers run on.
  const colours = scale.colours.map((colour) => {
    const rgb = Number.parseInt(colour.slice(1), 16);
    return (0xff000000 | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16)) >>> 0;
  });
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? data.nodata;
    if (code !== data.nodata) pixels[i] = colours[stepOf(scale, data.offset + data.step * code)] ?? 0;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

export function densityLayer(
  surface: Surface,
  scale: DensityScale,
  projection: Projection,
): ImageLayer<ImageCanvasSource> {
  const { data } = surface;
  let cells: HTMLCanvasElement | null = null; // painted when it is first looked at
  const source = new ImageCanvasSource({
    projection,
    ratio: 1,
    canvasFunction: (extent, resolution, pixelRatio, size) => {
      cells ??= paint(surface, scale);
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(size[0] ?? 1);
      canvas.height = Math.round(size[1] ?? 1);
      const context = canvas.getContext('2d');
      if (context === null) return canvas;
      const perPixel = resolution / pixelRatio;
      // Cells stay square blocks: blending them would show values that were never computed.
      context.imageSmoothingEnabled = perPixel > data.cell_m;
      context.drawImage(
        cells,
        (data.x_min - (extent[0] ?? 0)) / perPixel,
        ((extent[3] ?? 0) - data.y_max) / perPixel,
        (data.columns * data.cell_m) / perPixel,
        (data.rows * data.cell_m) / perPixel,
      );
      return canvas;
    },
  });
  return new ImageLayer({ source });
}
