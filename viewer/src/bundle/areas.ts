import type { Cell, ColumnData, LayerData } from './schema';
import { decodeTopology, type FlatPolygon } from './topology';

export type AreaClass = 'stable' | 'contained' | 'complex';
/** What the class map shows for an area. */
export type ClassState = AreaClass | 'outside' | 'nodata';

export const CLASSES: readonly AreaClass[] = ['complex', 'contained', 'stable'];
export const CLASS_STATES: readonly ClassState[] = [...CLASSES, 'outside', 'nodata'];

/** The areas of a review: geometry and columns side by side, asked by row. Any column may be missing. */
export class Areas {
  readonly size: number;
  readonly polygons: readonly FlatPolygon[][];
  readonly hasClasses: boolean;
  private readonly columns: ReadonlyMap<string, ColumnData>;
  private readonly rowById = new Map<string, number>();

  constructor(readonly layer: LayerData) {
    this.size = layer.rows;
    this.polygons = layer.topology ? decodeTopology(layer.topology) : [];
    this.columns = new Map(layer.columns.map((column) => [column.name, column]));
    this.hasClasses = this.columns.has('class');
    for (let row = 0; row < this.size; row++) this.rowById.set(this.id(row), row);
  }

  column(name: string): ColumnData | undefined {
    return this.columns.get(name);
  }

  cell(name: string, row: number): Cell {
    return this.columns.get(name)?.values[row] ?? null;
  }

  number(name: string, row: number): number | null {
    const value = this.cell(name, row);
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  }

  text(name: string, row: number): string | null {
    const value = this.cell(name, row);
    return value === null || value === '' ? null : String(value);
  }

  id(row: number): string {
    return this.text('area_id', row) ?? String(row + 1);
  }

  name(row: number): string {
    return this.text('name', row) ?? this.id(row);
  }

  row(id: string): number | undefined {
    return this.rowById.get(id);
  }

  borderline(row: number): boolean {
    return this.cell('borderline', row) === true;
  }

  /**
   * The class, or why there is none. Column `watched` decides where it exists; where it does not, an area without a class
   * is 'nodata' when its counts are missing as well, and 'outside' the watch list otherwise.
   */
  state(row: number): ClassState {
    const value = this.cell('class', row);
    if (value === 'stable' || value === 'contained' || value === 'complex') return value;
    const watched = this.cell('watched', row);
    if (typeof watched === 'boolean') return watched ? 'nodata' : 'outside';
    return this.number('n_current', row) === null ? 'nodata' : 'outside';
  }

  countByState(): Record<ClassState, number> {
    const counts: Record<ClassState, number> = { complex: 0, contained: 0, stable: 0, outside: 0, nodata: 0 };
    for (let row = 0; row < this.size; row++) counts[this.state(row)]++;
    return counts;
  }
}
