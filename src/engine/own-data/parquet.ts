/** Parquet files as rows of text, a group of rows at a time; the reader of the format is fetched when it is needed. */
import { sentence } from "../declarations/sentence.ts";
import { LIMITS, OwnDataError } from "./limits.ts";
import type { Batch } from "./rows.ts";
import type { Source } from "./unpack.ts";

const ROWS = 20_000;

export const isParquet = (head: Uint8Array) =>
  [0x50, 0x41, 0x52, 0x31].every((byte, n) => head[n] === byte);

const bytesFrom = (blob: Blob) => ({
  byteLength: blob.size,
  slice: (start: number, end = blob.size) => blob.slice(start, end).arrayBuffer(),
});

const unread = (name: string, cause: unknown) =>
  new OwnDataError(
    sentence(
      "“{name}” is a Parquet file that cannot be read here: it is damaged, or written in a way that is not known. Save it as CSV and choose that.",
      { name },
    ),
    { cause },
  );

/** The names of the columns that hold one value a row, and how many rows there are. */
export async function parquetShape({ name, blob }: Source) {
  try {
    const { parquetMetadataAsync, parquetSchema } = await import("hyparquet");
    const metadata = await parquetMetadataAsync(bytesFrom(blob));
    const { children } = parquetSchema(metadata);
    const names = children.map(({ element }) => element.name);
    if (names.length > LIMITS.columns) {
      throw new OwnDataError(
        sentence(
          "“{name}” has {n} columns; {most} can be read. If it is a matrix of users by items, turn it into a table with one interaction a line; else keep the columns for user, item, rating and time.",
          { name, n: names.length, most: LIMITS.columns },
        ),
      );
    }
    return { names, rows: Number(metadata.num_rows), metadata };
  } catch (cause) {
    throw cause instanceof OwnDataError ? cause : unread(name, cause);
  }
}

/** All rows, the names of the columns as the first. */
export async function* parquetRows(
  source: Source,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<Batch> {
  const { names, rows, metadata } = await parquetShape(source);
  const { blob, name } = source;
  yield { rows: [names], lines: [1], bytes: 0 };
  const end = Math.min(rows, most);
  const { parquetReadObjects } = await import("hyparquet");
  const { compressors } = await import("hyparquet-compressors");
  for (let rowStart = 0; rowStart < end; rowStart += ROWS) {
    const rowEnd = Math.min(end, rowStart + ROWS);
    let read: Record<string, unknown>[];
    try {
      const file = bytesFrom(blob);
      read = await parquetReadObjects({ file, metadata, rowStart, rowEnd, compressors });
    } catch (cause) {
      throw unread(name, cause);
    }
    yield {
      rows: read.map((row) => names.map((column) => fieldOf(row[column]))),
      lines: read.map((_, n) => rowStart + n + 1),
      bytes: Math.round((blob.size * rowEnd) / Math.max(1, rows)),
    };
  }
}

/** A value as it would stand in a table of text. */
export function fieldOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString();
  if (Array.isArray(value)) return value.map(fieldOf).join("|");
  if (typeof value === "object") {
    const parts = Object.entries(value);
    // MongoDB's { "$date": ... } is the value in it.
    if (parts.length === 1 && parts[0]![0].startsWith("$")) return fieldOf(parts[0]![1]);
    return JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part));
  }
  return String(value);
}
