/** A file as a table: what it is written in, a sample for guesses, and all its rows. */
import { type Sentence, sentence } from "../declarations/sentence.ts";
import { type Dialect, dialectOf } from "./dialect.ts";
import { LIMITS, OwnDataError } from "./limits.ts";
import {
  type LineFormat,
  lineFormatOf,
  lineRows,
  namesOf,
  refuseOthers,
  rowOfObject,
} from "./lines.ts";
import { isParquet, parquetRows } from "./parquet.ts";
import { type BadLine, type Batch, firstRows, requireColumns, rowsOf } from "./rows.ts";
import {
  bytesOf,
  cleanText,
  Decoder,
  type Encoding,
  encodingOf,
  NotUtf8,
  oneByteOf,
} from "./text.ts";
import type { Source } from "./unpack.ts";

/** What the reader may say about a file of text instead of what was found. */
export interface TextWish {
  readonly encoding?: Encoding;
  readonly delimiter?: string;
}

export interface Table {
  readonly name: string;
  readonly blob: Blob;
  /** Of a file of delimited text. */
  readonly dialect?: Dialect;
  readonly encoding?: Encoding;
  /** Of any other: what it is. */
  readonly format?: Sentence;
  /** Whether the first row holds names for certain. */
  readonly named: boolean;
  /** The first rows, and some from further on. */
  readonly sample: readonly (readonly string[])[];
  /** What stands between the fields of a line that is shown. */
  readonly delimiter: string;
  readonly batches: (onBad: (bad: BadLine) => void) => AsyncGenerator<Batch>;
}

/** Enough for the guesses; a table whose first line is longer is none. */
const HEAD = 2 ** 18;
/** From further on in a file, so that one user's rows are not taken for everybody's. */
const PLACES = [0.25, 0.5, 0.75, 0.95];
const PLACE = 2 ** 15;
const FIRST_ROWS = 1500;

/** @throws OwnDataError for what is no table */
export async function openTable(source: Source, wish: TextWish = {}): Promise<Table> {
  const { name, blob } = source;
  const bytes = await bytesOf(blob, 0, HEAD);
  if (isParquet(bytes)) return parquetTable(source);
  const whole = blob.size <= HEAD;
  const { encoding, escaped } = await survey(
    source,
    wish.encoding ?? encodingOf(name, bytes, whole),
    wish,
  );
  const text = new Decoder(encoding).decode(bytes, whole);
  if (text.trim() === "") {
    throw new OwnDataError(
      sentence("“{name}” holds blank lines only. Choose a file with one interaction a line.", {
        name,
      }),
    );
  }
  refuseOthers(name, text);
  if (/^\s*\[\s*[{[]/.test(text)) return jsonTable(source, encoding);
  const lines = whole ? text : text.slice(0, text.lastIndexOf("\n") + 1);
  const format = wish.delimiter ? undefined : lineFormatOf((lines || text).split("\n", 200));
  if (format) return lineTable(source, encoding, format);
  const found = dialectOf(lines || text, escaped);
  const dialect: Dialect = {
    ...found,
    encoding,
    ...(wish.delimiter && { delimiter: wish.delimiter }),
  };
  requireColumns(name, text, dialect.delimiter, whole);
  const first = await firstRows(lines, dialect, FIRST_ROWS);
  if (first.length === 0) {
    throw new OwnDataError(
      sentence("“{name}” holds blank lines only. Choose a file with one interaction a line.", {
        name,
      }),
    );
  }
  const width = first[0]!.length;
  const later = whole ? [] : await Promise.all(PLACES.map((place) => rowsAt(blob, dialect, place)));
  return {
    name,
    blob,
    dialect,
    encoding,
    named: false,
    sample: [...first, ...later.flat().filter((row) => row.length === width)],
    delimiter: dialect.delimiter,
    batches: (onBad) => rowsOf(blob, dialect, onBad),
  };
}

/** Whole lines from the middle of a file. UTF-16 is left to its beginning: its characters are not bytes. */
async function rowsAt(blob: Blob, dialect: Dialect, place: number): Promise<string[][]> {
  if (dialect.encoding.startsWith("utf-16")) return [];
  const start = Math.floor(blob.size * place);
  const bytes = await bytesOf(blob, start, start + PLACE);
  const [from, to] = [bytes.indexOf(10) + 1, bytes.lastIndexOf(10) + 1];
  if (from <= 0 || to <= from) return [];
  const label = dialect.encoding === "utf-8" ? "utf-8" : dialect.encoding;
  const text = new TextDecoder(label).decode(bytes.subarray(from, to)).replace(/\r\n?/g, "\n");
  return firstRows(text, { ...dialect, skip: 0, namesMarked: false }, 300);
}

const ESCAPED_LINES = 200;
const BACKSLASH = 92;

/**
 * Looks through all of a file: whether it is UTF-8 to its end, and for lines with \" in them.
 * @param begun the encoding that its beginning speaks for
 */
async function survey({ blob }: Source, begun: Encoding, wish: TextWish) {
  let encoding = begun;
  const piece = 2 ** 22;
  for (let attempt = 0; ; attempt++) {
    const decoder = new Decoder(encoding);
    const escaped: string[] = [];
    let rest = "";
    let bytes = new Uint8Array();
    try {
      for (let start = 0; start < blob.size; start += piece) {
        bytes = (await bytesOf(blob, start, start + piece)) as Uint8Array<ArrayBuffer>;
        const decoded = decoder.decode(bytes, start + piece >= blob.size);
        const may = bytes.includes(BACKSLASH) || rest.endsWith("\\");
        const text = may ? rest + decoded : decoded;
        for (let at = text.indexOf('\\"'); at >= 0 && escaped.length < ESCAPED_LINES; ) {
          const end = text.indexOf("\n", at);
          escaped.push(text.slice(text.lastIndexOf("\n", at) + 1, end < 0 ? undefined : end));
          at = end < 0 ? -1 : text.indexOf('\\"', end);
        }
        const last = text.lastIndexOf("\n") + 1;
        rest = text.length - last < LIMITS.line ? text.slice(last) : "";
      }
      return { encoding, escaped };
    } catch (error) {
      if (!(error instanceof NotUtf8) || attempt > 0 || wish.encoding) throw error;
      encoding = oneByteOf(bytes);
    }
  }
}

async function collect(batches: AsyncGenerator<Batch>, most: number): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of batches) {
    rows.push(...batch.rows.slice(0, most - rows.length).map((row) => [...row]));
    if (rows.length >= most) break;
  }
  return rows;
}

async function parquetTable(source: Source): Promise<Table> {
  const sample = await collect(parquetRows(source, FIRST_ROWS), FIRST_ROWS + 1);
  return {
    ...source,
    format: sentence("Parquet"),
    named: true,
    sample,
    delimiter: ",",
    batches: () => parquetRows(source),
  };
}

async function lineTable(source: Source, encoding: Encoding, format: LineFormat): Promise<Table> {
  const { blob, name } = source;
  const head = { name, blob: blob.slice(0, HEAD) };
  const sample = await collect(
    lineRows(head, encoding, format, () => {}),
    FIRST_ROWS,
  );
  return {
    ...source,
    encoding,
    format: format.name,
    named: true,
    sample,
    delimiter: ",",
    batches: (onBad) => lineRows(source, encoding, format, onBad),
  };
}

/** A list of objects, or of lists, as one piece of JSON. */
async function jsonTable(source: Source, encoding: Encoding): Promise<Table> {
  const { name, blob } = source;
  let given: unknown;
  try {
    given = JSON.parse(new TextDecoder(encoding).decode(await bytesOf(blob, 0, blob.size)));
  } catch (cause) {
    throw new OwnDataError(
      sentence(
        "“{name}” looks like JSON and is not: it breaks off or holds a mistake. Write it again, best with one object a line.",
        { name },
      ),
      { cause },
    );
  }
  const list = given as unknown[];
  const objects = list.filter(
    (one): one is Record<string, unknown> =>
      one !== null && typeof one === "object" && !Array.isArray(one),
  );
  const rows = list.filter((one): one is unknown[] => Array.isArray(one));
  const names = namesOf(objects.slice(0, 1000));
  const table =
    objects.length >= rows.length
      ? [names, ...objects.map((object) => rowOfObject(object, names))]
      : rows.map((row) => row.map((value) => (value === null ? "" : String(value))));
  async function* batches(): AsyncGenerator<Batch> {
    const size = 20_000;
    for (let start = 0; start < table.length; start += size) {
      const some = table.slice(start, start + size);
      const bytes = Math.round((blob.size * (start + some.length)) / table.length);
      yield {
        rows: some,
        lines: some.map((_, n) => start + n + (objects.length >= rows.length ? 0 : 1)),
        bytes,
      };
    }
  }
  return {
    ...source,
    encoding,
    format: sentence("JSON"),
    named: objects.length >= rows.length,
    sample: table.slice(0, FIRST_ROWS),
    delimiter: ",",
    batches,
  };
}

/** The sample's first rows for display. */
export const shownRows = (sample: Table["sample"], most: number) =>
  sample
    .slice(0, most)
    .map((row) => row.slice(0, LIMITS.columns).map((field) => cleanText(field.slice(0, 200), 80)));
