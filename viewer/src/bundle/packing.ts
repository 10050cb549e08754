import { BundleError, type Bundle, type Cell, type ColumnData, type PackedColumn } from './schema';

/** The bytes of a zlib stream in base64. */
export async function inflate(base64: string): Promise<Uint8Array> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function unpackedColumns(columns: readonly PackedColumn[], rows: number): Promise<ColumnData[]> {
  return Promise.all(
    columns.map(async (column) => {
      if (typeof column.values !== 'string') return column as ColumnData;
      if (column.encoding !== 'json-deflate-base64')
        throw new BundleError('refuse.content', `${column.name}: ${column.encoding ?? ''}`);
      const values = JSON.parse(new TextDecoder().decode(await inflate(column.values))) as Cell[];
      if (!Array.isArray(values) || values.length !== rows) throw new BundleError('refuse.content', column.name);
      return { ...column, values };
    }),
  );
}

/** The same bundle with every deflated list as a list. */
export async function unpacked(bundle: Bundle): Promise<Bundle> {
  const layers = await Promise.all(
    bundle.layers.map(async (layer) => ({ ...layer, columns: await unpackedColumns(layer.columns, layer.rows) })),
  );
  if (bundle.periods === undefined) return { ...bundle, layers };
  const areas = layers.find((layer) => layer.id === 'areas')?.rows ?? 0;
  const columns = await unpackedColumns(bundle.periods.columns, areas * bundle.periods.windows.length);
  return { ...bundle, layers, periods: { ...bundle.periods, columns } };
}
