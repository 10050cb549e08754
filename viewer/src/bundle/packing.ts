import { BundleError, type Bundle, type Cell, type ColumnData, type LayerData, type PackedColumn } from './schema';

/** A list, or its JSON text deflated. */
interface PackedList<T> {
  readonly values: readonly T[] | string;
  readonly encoding?: string;
}

/** The bytes of a zlib stream in base64. */
export async function inflate(base64: string): Promise<Uint8Array> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export async function unpackedColumns(columns: readonly PackedColumn[], rows: number): Promise<ColumnData[]> {
  return Promise.all(
    columns.map(async (column) => {
      if (typeof column.values !== 'string') return column as ColumnData;
      const values = await unpackedList<Cell>(column, column.name);
      if (values.length !== rows) throw new BundleError('refuse.content', column.name);
      return { ...column, values };
    }),
  );
}

async function unpackedList<T>(packed: PackedList<T>, where: string): Promise<readonly T[]> {
  if (typeof packed.values !== 'string') return packed.values;
  if (packed.encoding !== 'json-deflate-base64')
    throw new BundleError('refuse.content', `${where}: ${packed.encoding ?? ''}`);
  const values: unknown = JSON.parse(new TextDecoder().decode(await inflate(packed.values)));
  if (!Array.isArray(values)) throw new BundleError('refuse.content', where);
  return values as T[];
}

async function unpackedLayer(layer: LayerData): Promise<LayerData> {
  const columns = await unpackedColumns(layer.columns, layer.rows);
  const { topology, lines } = layer;
  if (lines !== undefined) {
    const xy = await unpackedList({ values: lines.xy, encoding: lines.encoding }, `${layer.id}.lines`);
    return { ...layer, columns, lines: { ...lines, xy } };
  }
  if (topology === undefined) return { ...layer, columns };
  const arcs = await unpackedList({ values: topology.arcs, encoding: topology.encoding }, `${layer.id}.arcs`);
  return { ...layer, columns, topology: { ...topology, arcs } };
}

/** The same bundle with every deflated list of its layers as a list. Figures by period unpack themselves when asked to. */
export async function unpacked(bundle: Bundle): Promise<Bundle> {
  return { ...bundle, layers: await Promise.all(bundle.layers.map(unpackedLayer)) };
}
