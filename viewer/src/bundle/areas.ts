import { Columns } from './columns';
import type { LayerData } from './schema';
import { decodeTopology, type FlatPolygon } from './topology';

export type AreaClass = 'stable' | 'contained' | 'complex';
/** What the class map shows for an area. */
export type ClassState = AreaClass | 'outside' | 'suppressed' | 'nodata';

export const CLASSES: readonly AreaClass[] = ['complex', 'contained', 'stable'];
export const CLASS_STATES: readonly ClassState[] = [...CLASSES, 'outside', 'suppressed', 'nodata'];

/** The areas of a review: geometry and columns side by side, asked by row. Any column may be missing. */
export class Areas extends Columns {
  readonly size: number;
  readonly polygons: readonly FlatPolygon[][];
  readonly hasClasses: boolean;
  private readonly rowById = new Map<string, number>();

  constructor(readonly layer: LayerData) {
    super(layer.rows, layer.columns);
    this.size = layer.rows;
    this.polygons = layer.topology ? decodeTopology(layer.topology) : [];
    this.hasClasses = this.column('class') !== undefined;
    for (let row = 0; row < this.size; row++) this.rowById.set(this.id(row), row);
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

  /** Figures withheld because they are small. */
  suppressed(row: number): boolean {
    return this.cell('suppressed', row) === true;
  }

  /** Not one of the areas that were reviewed. */
  outside(row: number): boolean {
    return this.cell('watched', row) === false;
  }

  /** True when the class differs from the one of the last review. */
  changedClass(row: number): boolean {
    const previous = this.text('previous_class', row);
    const now = this.text('class', row);
    return previous !== null && now !== null && previous !== now;
  }

  /**
   * The class, or why there is none. Column `watched` decides where it exists; where it does not, an area without a class
   * is 'nodata' when its counts are missing as well, and 'outside' the watch list otherwise.
   */
  state(row: number): ClassState {
    const value = this.cell('class', row);
    if (value === 'stable' || value === 'contained' || value === 'complex') return value;
    if (this.suppressed(row)) return 'suppressed';
    const watched = this.cell('watched', row);
    if (typeof watched === 'boolean') return watched ? 'nodata' : 'outside';
    return this.number('n_current', row) === null ? 'nodata' : 'outside';
  }

  countByState(): Record<ClassState, number> {
    const counts: Record<ClassState, number> = {
      complex: 0,
      contained: 0,
      stable: 0,
      outside: 0,
      suppressed: 0,
      nodata: 0,
    };
    for (let row = 0; row < this.size; row++) counts[this.state(row)]++;
    return counts;
  }
}
