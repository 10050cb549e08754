/** The shape of "diaban.review/1" as this page reads it; schema/review-bundle.schema.json is the full text. */

export const SCHEMA_FAMILY = 'diaban.review';
export const SCHEMA_VERSION = 1;

export type LanguageCode = 'vi' | 'en';
export type InBothLanguages = Readonly<Record<LanguageCode, string>>;

export interface TimeWindow {
  readonly from: string;
  readonly to: string;
}

export interface Header {
  readonly title: string;
  readonly unit: string;
  readonly marking: string;
  readonly run_id: string;
  readonly program_version: string;
  readonly rule: { readonly name: string; readonly version: string; readonly hash: string; readonly unit: string };
  readonly split_forced: boolean;
  /** Mass of the credible intervals, 0.95; left out by earlier writers. */
  readonly interval?: number;
  readonly as_of: string;
  readonly windows: { readonly baseline: TimeWindow; readonly current: TimeWindow };
  readonly crs: { readonly definition: string; readonly name: string };
  readonly incidents: { readonly in_windows: number; readonly located: number };
  readonly sources: readonly { readonly role: string; readonly name: string }[];
  readonly bandwidth: { readonly m: number; readonly rule: string };
}

export type Cell = string | number | boolean | null;

export interface ColumnData {
  readonly name: string;
  readonly type: 'text' | 'real' | 'integer' | 'boolean';
  readonly unit?: InBothLanguages;
  readonly description?: InBothLanguages;
  readonly values: readonly Cell[];
}

/** A column as it may stand in the file: its list as text, deflated; `unpacked` turns it into a ColumnData. */
export interface PackedColumn extends Omit<ColumnData, 'values'> {
  readonly encoding?: string;
  readonly values: readonly Cell[] | string;
}

export interface PointsData {
  readonly origin: readonly [number, number];
  readonly quantum_m: number;
  /** dx, dy from the point before, one pair a row */
  readonly xy: readonly (number | null)[];
}

export interface TopologyData {
  readonly origin: readonly [number, number];
  readonly quantum_m: number;
  /** Deflated JSON where `encoding` says so; `unpacked` makes a list of it. */
  readonly arcs: readonly (readonly number[])[];
  readonly encoding?: string;
  /** area -> polygon -> ring (outer first) -> arc references */
  readonly areas: readonly (readonly (readonly (readonly number[])[])[])[];
}

/** Lines of a line layer: x, y of the first point, then differences, one list a row. */
export interface LinesData {
  readonly origin: readonly [number, number];
  readonly quantum_m: number;
  /** Deflated JSON where `encoding` says so; `unpacked` makes a list of it. */
  readonly xy: readonly (readonly number[])[];
  readonly encoding?: string;
}

/** fill: its rows fill the map in place of the areas; marks: drawn over the areas; table: not on the map. */
export type LayerRole = 'fill' | 'marks' | 'table';

export interface LayerData {
  readonly id: string;
  readonly kind: string;
  readonly rows: number;
  /** Of every layer but the areas. */
  readonly role?: LayerRole;
  /** Switched off when the page opens. */
  readonly off?: boolean;
  readonly topology?: TopologyData;
  readonly points?: PointsData;
  readonly lines?: LinesData;
  readonly columns: readonly ColumnData[];
  readonly title?: InBothLanguages;
  readonly facts?: Readonly<Record<string, string>>;
}

/** Figures by area and period: a column has areas x windows values, all periods of the first area first. */
export interface PeriodsData {
  readonly kind: string;
  readonly windows: readonly TimeWindow[];
  readonly columns: readonly PackedColumn[];
}

export interface QualityNote {
  readonly kind: 'count' | 'note' | 'warning';
  readonly count: number | null;
  readonly words: InBothLanguages;
}

export interface RasterData {
  readonly id: string;
  readonly window: string;
  readonly unit: InBothLanguages;
  readonly columns: number;
  readonly rows: number;
  readonly x_min: number;
  readonly y_max: number;
  readonly cell_m: number;
  readonly source_cell_m?: number;
  readonly offset: number;
  readonly step: number;
  readonly nodata: number;
  readonly encoding: string;
  readonly values: string;
}

/** A theme beside the class: its figures are the columns theme_<name>_... of the areas. */
export interface ThemeData {
  readonly name: string;
  readonly label: InBothLanguages;
  /** From the gravest. */
  readonly classes: readonly { readonly code: string; readonly label: InBothLanguages }[];
}

/** Degrees (WGS 84) at the nodes of a square grid, row by row from south-west to north-east. */
export interface GraticuleData {
  readonly x_min: number;
  readonly y_min: number;
  readonly step_m: number;
  readonly columns: number;
  readonly rows: number;
  readonly longitude: readonly (number | null)[];
  readonly latitude: readonly (number | null)[];
}

export interface Bundle {
  readonly schema: string;
  readonly language: LanguageCode;
  readonly header: Header;
  readonly layers: readonly LayerData[];
  readonly rasters: readonly RasterData[];
  readonly periods?: PeriodsData;
  readonly quality?: readonly QualityNote[];
  readonly themes?: readonly ThemeData[];
  readonly graticule?: GraticuleData;
}

/** Why a bundle cannot be shown: a key of the page's words, with what the sentence needs. */
export class BundleError extends Error {
  constructor(
    readonly key: 'refuse.empty' | 'refuse.schema' | 'refuse.version' | 'refuse.content',
    readonly detail: string,
  ) {
    super(`${key}: ${detail}`);
  }
}

type Unknowns = Record<string, unknown>;

function objectAt(value: unknown, where: string): Unknowns {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BundleError('refuse.content', where);
  return value as Unknowns;
}

function listAt(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new BundleError('refuse.content', where);
  return value;
}

function expectType(object: Unknowns, type: 'string' | 'number' | 'boolean', where: string, ...names: string[]): void {
  for (const name of names) {
    if (typeof object[name] !== type) throw new BundleError('refuse.content', `${where}.${name}`);
  }
}

function checkHeader(value: unknown): void {
  const header = objectAt(value, 'header');
  expectType(header, 'string', 'header', 'title', 'unit', 'marking', 'run_id', 'program_version', 'as_of');
  expectType(header, 'boolean', 'header', 'split_forced');
  expectType(objectAt(header['rule'], 'header.rule'), 'string', 'header.rule', 'name', 'version', 'hash', 'unit');
  const windows = objectAt(header['windows'], 'header.windows');
  for (const name of ['baseline', 'current']) {
    expectType(objectAt(windows[name], `header.windows.${name}`), 'string', `header.windows.${name}`, 'from', 'to');
  }
  expectType(objectAt(header['crs'], 'header.crs'), 'string', 'header.crs', 'definition', 'name');
  const incidents = objectAt(header['incidents'], 'header.incidents');
  expectType(incidents, 'number', 'header.incidents', 'in_windows', 'located');
  listAt(header['sources'], 'header.sources').forEach((source, i) => {
    expectType(objectAt(source, `header.sources[${i}]`), 'string', `header.sources[${i}]`, 'role', 'name');
  });
  const bandwidth = objectAt(header['bandwidth'], 'header.bandwidth');
  expectType(bandwidth, 'number', 'header.bandwidth', 'm');
  expectType(bandwidth, 'string', 'header.bandwidth', 'rule');
}

function checkColumns(value: unknown, rows: number, where: string): void {
  listAt(value, where).forEach((entry, i) => {
    const column = objectAt(entry, `${where}[${i}]`);
    expectType(column, 'string', `${where}[${i}]`, 'name', 'type');
    if (typeof column['values'] === 'string' && typeof column['encoding'] === 'string') return;
    const values = listAt(column['values'], `${where}[${i}].values`);
    if (values.length !== rows) throw new BundleError('refuse.content', `${where}[${i}].values`);
  });
}

function checkPeriods(value: unknown, areas: number): void {
  const periods = objectAt(value, 'periods');
  expectType(periods, 'string', 'periods', 'kind');
  const windows = listAt(periods['windows'], 'periods.windows');
  windows.forEach((window, i) => {
    expectType(objectAt(window, `periods.windows[${i}]`), 'string', `periods.windows[${i}]`, 'from', 'to');
  });
  checkColumns(periods['columns'], areas * windows.length, 'periods.columns');
}

function checkLayer(value: unknown, where: string): void {
  const layer = objectAt(value, where);
  expectType(layer, 'string', where, 'id', 'kind');
  expectType(layer, 'number', where, 'rows');
  checkColumns(layer['columns'], Number(layer['rows']), `${where}.columns`);
  if (layer['id'] === 'areas') {
    const topology = objectAt(layer['topology'], `${where}.topology`);
    expectType(topology, 'number', `${where}.topology`, 'quantum_m');
    listAt(topology['origin'], `${where}.topology.origin`);
    if (typeof topology['encoding'] !== 'string') listAt(topology['arcs'], `${where}.topology.arcs`);
    const areas = listAt(topology['areas'], `${where}.topology.areas`);
    if (areas.length !== layer['rows']) throw new BundleError('refuse.content', `${where}.topology.areas`);
  }
}

function checkRaster(value: unknown, where: string): void {
  const raster = objectAt(value, where);
  expectType(raster, 'string', where, 'id', 'encoding', 'values');
  expectType(raster, 'number', where, 'columns', 'rows', 'x_min', 'y_max', 'cell_m', 'offset', 'step', 'nodata');
  expectType(objectAt(raster['unit'], `${where}.unit`), 'string', `${where}.unit`, 'vi', 'en');
}

/**
 * Reads the text of the data element. A later minor addition (new layers, rasters, columns, keys) is read and what is
 * unknown left aside; another major version, or a promised part that is missing, is refused with a BundleError.
 */
export function parseBundle(text: string): Bundle {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new BundleError('refuse.content', String(error));
  }
  if (value === null) throw new BundleError('refuse.empty', '');
  const bundle = objectAt(value, 'bundle');
  const schema = typeof bundle['schema'] === 'string' ? bundle['schema'] : '';
  const [family, version] = schema.split('/');
  if (family !== SCHEMA_FAMILY) throw new BundleError('refuse.schema', schema);
  if (Number(version) !== SCHEMA_VERSION) throw new BundleError('refuse.version', schema);
  if (bundle['language'] !== 'vi' && bundle['language'] !== 'en') throw new BundleError('refuse.content', 'language');
  checkHeader(bundle['header']);
  listAt(bundle['layers'], 'layers').forEach((layer, i) => {
    checkLayer(layer, `layers[${i}]`);
  });
  listAt(bundle['rasters'], 'rasters').forEach((raster, i) => {
    checkRaster(raster, `rasters[${i}]`);
  });
  const areas = (bundle['layers'] as { id: string; rows: number }[]).find((layer) => layer.id === 'areas');
  if (bundle['periods'] !== undefined) checkPeriods(bundle['periods'], areas?.rows ?? 0);
  if (bundle['quality'] !== undefined) listAt(bundle['quality'], 'quality');
  return bundle as unknown as Bundle;
}
