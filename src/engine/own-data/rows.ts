/**
 * From text to rows. Papa Parse splits lines and fields; this feeds it a file piece by piece and confines
 * damage to the line it is in, so that one quotation mark that never closes does not eat the rest.
 */
import Papa from "papaparse";
import { type Sentence, sentence } from "../declarations/sentence.ts";
import { BLANKS, cleanerOf, type Dialect, mayQuote } from "./dialect.ts";
import { LIMITS, OwnDataError } from "./limits.ts";
import { bytesOf, cleanText, Decoder } from "./text.ts";

const PIECE = 2 ** 19;
/** After so many lines whose quotes make no sense, a quotation mark is a character like any other. */
const MOST_BAD_QUOTES = 20;

export interface Batch {
  readonly rows: readonly (readonly string[])[];
  /** The line in the file on which each row begins, from 1. */
  readonly lines: readonly number[];
  /** How much of the file has been read. */
  readonly bytes: number;
}

export interface BadLine {
  readonly reason: Sentence;
  readonly line: number;
  readonly text: string;
}

export const TOO_MANY_FIELDS = sentence("the line has more fields than the table has columns");

interface Parsed {
  readonly data: string[][];
  readonly errors: readonly { readonly row?: number; readonly index?: number }[];
  readonly meta: { readonly cursor: number };
}

/** The first rows of a text that has been decoded, read as all of the file will be. */
export async function firstRows(text: string, dialect: Dialect, most: number): Promise<string[][]> {
  const rows: string[][] = [];
  const decoded: Dialect = { ...dialect, encoding: "utf-8" };
  for await (const batch of rowsOf(new Blob([text]), decoded, () => {})) {
    rows.push(...batch.rows.slice(0, most - rows.length).map((row) => [...row]));
  }
  return rows;
}

/**
 * All rows of a file, blank lines left out.
 * @param onBad is told of lines that cannot be read; they are left out
 * @throws NotUtf8 where the bytes are not UTF-8 after all
 */
export async function* rowsOf(
  blob: Blob,
  dialect: Dialect,
  onBad: (bad: BadLine) => void,
): AsyncGenerator<Batch> {
  const { encoding, quote } = dialect;
  const delimiter = dialect.delimiter === BLANKS ? " " : dialect.delimiter;
  const decoder = new Decoder(encoding);
  const clean = cleanerOf(dialect);
  let quotes = mayQuote(delimiter);
  let badQuotes = 0;
  /** What has been decoded and not yet become rows. */
  let text = "";
  /** Where lines have to be made plain: what has been decoded of one that is not all there yet. */
  let begun = "";
  let line = 1;
  /** Within a line that is too long: the rest of it is passed over. */
  let skipping = false;

  const bad = (reason: Sentence, given: string) =>
    onBad({ reason, line, text: cleanText(given.slice(0, 400), 160) });

  for (let start = 0; start < blob.size; start += PIECE) {
    const last = start + PIECE >= blob.size;
    const bytes = await bytesOf(blob, start, start + PIECE);
    const decoded = decoder.decode(bytes, last);
    if (clean) {
      begun += decoded;
      const end = last || begun.length > 4 * PIECE ? begun.length : begun.lastIndexOf("\n") + 1;
      text += clean(begun.slice(0, end));
      begun = begun.slice(end);
    } else text += decoded;
    if (skipping) {
      const end = text.indexOf("\n");
      text = end < 0 ? "" : text.slice(end + 1);
      skipping = end < 0;
      if (skipping) continue;
      line++;
    }
    const rows: string[][] = [];
    const lines: number[] = [];
    for (;;) {
      const quoted = quotes && text.includes(quote);
      const { data, errors, meta } = parse(text, delimiter, quotes ? quote : "", last);
      const wrong = errors.find(({ row }) => row !== undefined && row < data.length);
      const good = wrong ? data.slice(0, wrong.row) : data;
      for (const row of good) {
        if (notBlank(row)) {
          rows.push(row);
          lines.push(line);
        }
        line += 1 + (quoted ? breaksIn(row) : 0);
      }
      const open = !wrong && !last && text.length - meta.cursor > LIMITS.line;
      if (!wrong && !open) {
        text = last ? "" : text.slice(meta.cursor);
        break;
      }
      // The line on which the quotation mark stands, or the one that does not end.
      const from = wrong ? text.lastIndexOf("\n", wrong.index! - 1) + 1 : meta.cursor;
      const end = text.indexOf("\n", from);
      const given = text.slice(from, end < 0 ? undefined : end);
      if (end < 0 && !last) {
        bad(sentence("the line is too long"), given);
        text = "";
        skipping = true;
        break;
      }
      badQuotes++;
      if (badQuotes <= MOST_BAD_QUOTES) {
        bad(sentence("a quotation mark opens and never closes"), given);
        text = end < 0 ? "" : text.slice(end + 1);
        line++;
      } else {
        quotes = false;
        text = text.slice(from);
      }
    }
    for (let n = rows.length - 1; n >= 0; n--) {
      if (rows[n]!.length <= 10 * LIMITS.columns) continue;
      onBad({
        reason: TOO_MANY_FIELDS,
        line: lines[n]!,
        text: cleanText(rows[n]!.slice(0, 8).join(delimiter), 160),
      });
      rows.splice(n, 1);
      lines.splice(n, 1);
    }
    yield { rows, lines, bytes: Math.min(blob.size, start + PIECE) };
  }
}

/** @param quote the mark of quoted fields; "" where every mark is a character like any other */
function parse(text: string, delimiter: string, quote: string, last: boolean): Parsed {
  const parser = new Papa.Parser({
    delimiter,
    newline: "\n",
    ...(quote ? { quoteChar: quote } : { fastMode: true }),
  });
  return parser.parse(text, 0, !last) as Parsed;
}

function notBlank(row: readonly string[]): boolean {
  return row.length > 1 ? row.some((field) => field.trim() !== "") : row[0]!.trim() !== "";
}

function breaksIn(row: readonly string[]): number {
  let breaks = 0;
  for (const field of row) {
    for (let at = field.indexOf("\n"); at >= 0; at = field.indexOf("\n", at + 1)) breaks++;
  }
  return breaks;
}

/** Refuses a first line that no table has. */
export function requireColumns(
  name: string,
  head: string,
  delimiter: string,
  whole: boolean,
): void {
  const end = head.indexOf("\n");
  const first = end < 0 ? head : head.slice(0, end);
  if (first.length > LIMITS.line || (end < 0 && !whole)) {
    throw new OwnDataError(
      sentence(
        "The first line of “{name}” goes on for more than {n} characters, so this is no table with a row for each interaction. Choose a file with one interaction a line: user, item and perhaps rating and time.",
        { name, n: LIMITS.line },
      ),
    );
  }
  const columns = first.split(delimiter === BLANKS ? " " : delimiter).length;
  if (columns > LIMITS.columns) {
    throw new OwnDataError(
      sentence(
        "“{name}” has {n} columns; {most} can be read. If it is a matrix of users by items, turn it into a table with one interaction a line; else keep the columns for user, item, rating and time.",
        { name, n: columns, most: LIMITS.columns },
      ),
    );
  }
}
