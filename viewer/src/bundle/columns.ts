import type { Cell, ColumnData } from './schema';

/** A table asked by row and column name. Any column may be missing: then its cells are null. */
export class Columns {
  private readonly byName: ReadonlyMap<string, ColumnData>;

  constructor(
    readonly rows: number,
    readonly list: readonly ColumnData[],
  ) {
    this.byName = new Map(list.map((column) => [column.name, column]));
  }

  column(name: string): ColumnData | undefined {
    return this.byName.get(name);
  }

  cell(name: string, row: number): Cell {
    return this.byName.get(name)?.values[row] ?? null;
  }

  number(name: string, row: number): number | null {
    const value = this.cell(name, row);
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  }

  text(name: string, row: number): string | null {
    const value = this.cell(name, row);
    return value === null || value === '' ? null : String(value);
  }
}
