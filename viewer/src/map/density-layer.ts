import ImageLayer from 'ol/layer/Image';
import type Projection from 'ol/proj/Projection';
import ImageCanvasSource from 'ol/source/ImageCanvas';
import type { Surface } from '../bundle/raster';
import { stepOf, type DensityScale } from './density-scale';
import { isolines, thinned } from './isolines';

/** Cells a side that isolines are drawn from. */
const ISOLINE_CELLS = 360;

/** One pixel a cell, coloured by the scale; cells without a value stay transparent. */
export function paintSurface(surface: Surface, scale: DensityScale): HTMLCanvasElement {
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

/** The scale's limits as lines in metres. */
export function surfaceLines(surface: Surface, scale: DensityScale): number[][] {
  const field = thinned(surface, ISOLINE_CELLS);
  return scale.limits.flatMap((limit) => isolines(field, limit));
}

function pathOf(lines: readonly (readonly number[])[]): Path2D {
  const path = new Path2D();
  for (const line of lines) {
    for (let i = 0; i + 1 < line.length; i += 2) {
      if (i === 0) path.moveTo(line[0] ?? 0, line[1] ?? 0);
      else path.lineTo(line[i] ?? 0, line[i + 1] ?? 0);
    }
  }
  return path;
}

/** A surface on the map: cells and, over them, isolines at the limits of its scale. */
export class DensityLayer {
  readonly layer: ImageLayer<ImageCanvasSource>;
  private withLines = true;

  constructor(surface: Surface, scale: DensityScale, projection: Projection) {
    const { data } = surface;
    let cells: HTMLCanvasElement | null = null; // painted when it is first looked at
    let lines: Path2D | null = null;
    const source = new ImageCanvasSource({
      projection,
      ratio: 1,
      canvasFunction: (extent, resolution, pixelRatio, size) => {
        const canvas = document.createElement('canvas');
        canvas.width = Math.round(size[0] ?? 1);
        canvas.height = Math.round(size[1] ?? 1);
        if (!surface.isLoaded) {
          void surface.load().then(() => {
            source.changed();
          });
          return canvas;
        }
        cells ??= paintSurface(surface, scale);
        const context = canvas.getContext('2d');
        if (context === null) return canvas;
        const perPixel = resolution / pixelRatio;
        const [left, top] = [extent[0] ?? 0, extent[3] ?? 0];
        // Cells stay square blocks: blending them would show values that were never computed.
        context.imageSmoothingEnabled = perPixel > data.cell_m;
        context.drawImage(
          cells,
          (data.x_min - left) / perPixel,
          (top - data.y_max) / perPixel,
          (data.columns * data.cell_m) / perPixel,
          (data.rows * data.cell_m) / perPixel,
        );
        if (this.withLines) {
          lines ??= pathOf(surfaceLines(surface, scale));
          context.setTransform(1 / perPixel, 0, 0, -1 / perPixel, -left / perPixel, top / perPixel);
          context.lineWidth = 1.1 * perPixel * pixelRatio;
          context.strokeStyle = 'rgba(40,20,70,0.6)';
          context.stroke(lines);
        }
        return canvas;
      },
    });
    this.layer = new ImageLayer({ source, visible: false });
  }

  showLines(shown: boolean): void {
    if (shown === this.withLines) return;
    this.withLines = shown;
    this.layer.getSource()?.changed();
  }
}
