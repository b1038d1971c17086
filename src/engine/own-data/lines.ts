/** Files in which a line is no row of a table: what each line comes to. */
import { type Sentence, sentence } from "../declarations/sentence.ts";
import { LIMITS, OwnDataError } from "./limits.ts";
import { fieldOf } from "./parquet.ts";
import type { BadLine, Batch } from "./rows.ts";
import { bytesOf, cleanText, Decoder, type Encoding } from "./text.ts";
import type { Source } from "./unpack.ts";

/** One way in which lines hold interactions. */
export interface LineFormat {
  readonly name: Sentence;
  readonly names: readonly string[];
  /** The rows of a line, given the lines before it; null for a line that is none of this format. */
  readonly rowsOf: (line: string) => string[][] | null;
}

const PIECE = 2 ** 19;
/** Adjacency lists and objects have long lines: one for all that a user did, a review as text. */
const LONGEST = 2 ** 22;
const NO_SUCH_LINE = sentence("the line is not like the others");

/** What is known by its first lines to be no table at all. @throws OwnDataError */
export function refuseOthers(name: string, text: string): void {
  const start = text.trimStart().slice(0, 200);
  const refuse = (told: Sentence) => {
    throw new OwnDataError({ ...told, values: { name } });
  };
  if (/^<(!doctype|html|\?xml|[a-z]+[\s>])/i.test(start))
    refuse(
      sentence(
        "“{name}” is a web page or XML, not a table. Download the file itself, or save its table as CSV.",
      ),
    );
  if (start.startsWith("version https://git-lfs"))
    refuse(
      sentence(
        "“{name}” is only a pointer of Git LFS to the file. Download the file itself (git lfs pull).",
      ),
    );
  if (/^\{'/.test(start))
    refuse(
      sentence(
        "“{name}” holds Python dictionaries, with ' where JSON has \". Write it as JSON lines (json.dumps) or CSV and choose that.",
      ),
    );
  if (/^@relation/i.test(start))
    refuse(sentence("“{name}” is an ARFF file of Weka. Save it as CSV there and choose that."));
  if (/^%%MatrixMarket matrix array/i.test(start))
    refuse(
      sentence("“{name}” is a dense matrix. Write it as a table with one interaction a line."),
    );
  if (/^\S+( \d+:\S+){2}/.test(start))
    refuse(
      sentence(
        "“{name}” is in the format of LIBSVM. Write it as a table with one interaction a line: user, item, rating.",
      ),
    );
}

/** @param lines the first lines of a file, whole */
export function lineFormatOf(lines: readonly string[]): LineFormat | undefined {
  const some = lines.filter((line) => line.trim() !== "");
  if (some.length === 0) return undefined;
  return jsonLines(some) ?? netflix(some) ?? behaviours(some) ?? adjacency(some);
}

function objectOf(line: string): Record<string, unknown> | null {
  if (!line.trimStart().startsWith("{")) return null;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}

/** The names of all objects' values; one level of objects in objects is opened. */
export function namesOf(objects: readonly Record<string, unknown>[]): string[] {
  const names = new Set<string>();
  for (const object of objects) for (const [name] of entriesOf(object)) names.add(name);
  return [...names].slice(0, LIMITS.columns);
}

function entriesOf(object: Record<string, unknown>): [string, unknown][] {
  return Object.entries(object).flatMap(([name, value]): [string, unknown][] => {
    const inside =
      value && typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : [];
    if (inside.length === 0 || inside.some(([key]) => key.startsWith("$"))) return [[name, value]];
    return inside.map(([key, part]) => [`${name}.${key}`, part]);
  });
}

export function rowOfObject(object: Record<string, unknown>, names: readonly string[]): string[] {
  const values = new Map(entriesOf(object));
  return names.map((name) => fieldOf(values.get(name)).replaceAll("\n", " "));
}

/** {"user": ..., "item": ...} on each line, as Amazon, Yelp and Goodreads publish reviews. */
function jsonLines(lines: readonly string[]): LineFormat | undefined {
  const objects = lines.map(objectOf).filter((object) => object !== null);
  if (objects.length < Math.max(1, 0.9 * lines.length)) return undefined;
  const names = namesOf(objects);
  return {
    name: sentence("JSON lines"),
    names,
    rowsOf: (line) => {
      const object = objectOf(line.trim().replace(/,$/, ""));
      return object && [rowOfObject(object, names)];
    },
  };
}

/** "1:" begins a film; the lines below it are user, rating, date (the Netflix Prize's combined_data). */
function netflix(lines: readonly string[]): LineFormat | undefined {
  if (!/^\d+:$/.test(lines[0]!.trim()) || !/^\d+,/.test(lines[1] ?? "")) return undefined;
  let film = "";
  return {
    name: sentence("films with their ratings below, as in the Netflix Prize"),
    names: ["movie", "user", "rating", "date"],
    rowsOf: (line) => {
      const text = line.trim();
      const [, begun] = /^(\d+):$/.exec(text) ?? [];
      if (begun) {
        film = begun;
        return [];
      }
      const parts = text.split(",");
      return film && parts.length >= 2 && parts.length <= 3
        ? [[film, parts[0]!, parts[1]!, parts[2] ?? ""]]
        : null;
    },
  };
}

const CLICKED = /^\S+-[01]( \S+-[01])*$/;

/** MIND's behaviors.tsv: an impression's news, "-1" behind those that were clicked. Only clicks are rows. */
function behaviours(lines: readonly string[]): LineFormat | undefined {
  const parts = lines[0]!.split("\t");
  if (parts.length !== 5 || !CLICKED.test(parts[4]!.trim())) return undefined;
  return {
    name: sentence("impressions, of which the clicks are read, as in MIND"),
    names: ["user", "item", "time"],
    rowsOf: (line) => {
      const [, user, time, , shown] = line.split("\t");
      if (user === undefined || time === undefined || shown === undefined) return null;
      return shown
        .trim()
        .split(" ")
        .filter((item) => item.endsWith("-1"))
        .map((item) => [user, item.slice(0, -2), time]);
    },
  };
}

/** A user and then all their items, as LightGCN and its successors keep data. */
function adjacency(lines: readonly string[]): LineFormat | undefined {
  const rows = lines.map((line) => line.trim().split(/[ \t]+/));
  if (!rows.every((row) => row.every((field) => /^\d+$/.test(field)))) return undefined;
  const users = new Set(rows.map(([user]) => user));
  const widths = new Set(rows.map((row) => row.length));
  const longest = Math.max(...widths);
  const different = rows.every((row) => new Set(row.slice(1)).size === row.length - 1);
  // A table has the same width everywhere; so may users with as many items each, but not with a table's few columns.
  if (users.size < rows.length || !different || longest < 3 || (widths.size === 1 && longest < 6))
    return undefined;
  if (rows.length < 3) return undefined;
  return {
    name: sentence("a user and their items on each line, as in LightGCN"),
    names: ["user", "item"],
    rowsOf: (line) => {
      const [user, ...items] = line.trim().split(/[ \t]+/);
      return user && items.every((item) => /^\d+$/.test(item))
        ? items.map((item) => [user, item])
        : null;
    },
  };
}

/** The rows of all lines, the names as the first. */
export async function* lineRows(
  { blob }: Source,
  encoding: Encoding,
  { names, rowsOf }: LineFormat,
  onBad: (bad: BadLine) => void,
): AsyncGenerator<Batch> {
  const decoder = new Decoder(encoding);
  yield { rows: [names], lines: [1], bytes: 0 };
  let begun = "";
  let number = 0;
  for (let start = 0; start < blob.size; start += PIECE) {
    const last = start + PIECE >= blob.size;
    begun += decoder.decode(await bytesOf(blob, start, start + PIECE), last);
    const all = begun.split("\n");
    begun = last ? "" : (all.pop() ?? "");
    const rows: string[][] = [];
    const lines: number[] = [];
    for (const line of all) {
      number++;
      if (line.trim() === "") continue;
      const made = rowsOf(line);
      if (made) {
        for (const row of made) {
          rows.push(row);
          lines.push(number);
        }
      } else
        onBad({ reason: NO_SUCH_LINE, line: number, text: cleanText(line.slice(0, 400), 160) });
    }
    if (begun.length > LONGEST) {
      onBad({
        reason: sentence("the line is too long"),
        line: number + 1,
        text: cleanText(begun.slice(0, 400), 160),
      });
      begun = "";
    }
    yield { rows, lines, bytes: Math.min(blob.size, start + PIECE) };
  }
}
