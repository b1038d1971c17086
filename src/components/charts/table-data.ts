/** What the Data view of a picture shows: the numbers behind it, as rows. */
import { groupedText } from "../language/language.ts";

export type Cell = string | number | null;

export interface Column {
  readonly name: string;
  /** How numbers of this column are written; plain otherwise. */
  readonly format?: (value: number) => string;
}

export interface TableData {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Rows there are in all, when `rows` holds only the first of them. */
  readonly total?: number;
}

/** At most this many rows are drawn; the rest is counted in words. */
export const SHOWN_ROWS = 200;

export function cellText(cell: Cell | undefined, column: Column): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") return cell;
  if (column.format) return column.format(cell);
  return Number.isInteger(cell) ? groupedText(cell) : String(cell);
}

/** Rows that the table leaves out. */
export function rowsLeftOut(table: TableData): number {
  const total = Math.max(table.total ?? 0, table.rows.length);
  return total - Math.min(table.rows.length, SHOWN_ROWS);
}
