import { Columns } from './columns';
import { unpackedColumns } from './packing';
import type { Cell, InBothLanguages, PeriodsData, TimeWindow } from './schema';

const DAY = 86_400_000;

export function dayNumber(iso: string): number {
  return Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
}

/** Number of days, both ends counted. */
export function daysOf(window: TimeWindow): number {
  return dayNumber(window.to) - dayNumber(window.from) + 1;
}

/** Length in Julian years, as in the program. */
export function yearsOf(window: TimeWindow): number {
  return daysOf(window) / 365.25;
}

/** The day so many years later; 29 February falls back to the 28th. */
function shifted(iso: string, years: number): string {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year + years, month, 0)).getUTCDate();
  const date = new Date(Date.UTC(year + years, month - 1, Math.min(day, lastDay)));
  return date.toISOString().slice(0, 10);
}

/** Figures by area and period, in order of time. */
export class Periods {
  readonly windows: readonly TimeWindow[];
  readonly size: number;
  readonly kind: string;
  private figures: Columns;
  private loading: Promise<void> | null = null;

  constructor(
    private readonly data: PeriodsData,
    private readonly areas: number,
  ) {
    this.windows = data.windows;
    this.size = data.windows.length;
    this.kind = data.kind;
    this.figures = new Columns(0, []);
  }

  /** Unpacks the figures: all of them are missing before. Apart, because a first picture of classes does not need them. */
  load(): Promise<void> {
    const rows = this.areas * this.size;
    this.loading ??= unpackedColumns(this.data.columns, rows).then((columns) => {
      this.figures = new Columns(rows, columns);
    });
    return this.loading;
  }

  has(name: string): boolean {
    return this.data.columns.some((column) => column.name === name);
  }

  unit(name: string): InBothLanguages | undefined {
    return this.data.columns.find((column) => column.name === name)?.unit;
  }

  /** Every value of a figure, all periods of the first area first. */
  values(name: string): readonly Cell[] {
    return this.figures.column(name)?.values ?? [];
  }

  number(name: string, row: number, period: number): number | null {
    return this.figures.number(name, row * this.size + period);
  }

  text(name: string, row: number, period: number): string | null {
    return this.figures.text(name, row * this.size + period);
  }

  suppressed(row: number, period: number): boolean {
    return this.figures.cell('suppressed', row * this.size + period) === true;
  }

  /** The same dates a year earlier, where that period is there (starting and ending within three days of them). */
  yearBefore(period: number): number | null {
    const window = this.windows[period];
    if (window === undefined) return null;
    const [from, to] = [dayNumber(shifted(window.from, -1)), dayNumber(shifted(window.to, -1))];
    const found = this.windows.findIndex(
      (other) => Math.abs(dayNumber(other.from) - from) <= 3 && Math.abs(dayNumber(other.to) - to) <= 3,
    );
    return found < 0 ? null : found;
  }
}
