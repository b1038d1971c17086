/** How a table of text is written: its delimiter, quotes and comments, and what stands above it. */
import Papa from "papaparse";
import type { Encoding } from "./text.ts";

export interface Dialect {
  readonly encoding: Encoding;
  readonly delimiter: string;
  /** Which mark a field is quoted with, and what stands before that mark inside of a field. */
  readonly quote: '"' | "'";
  readonly escape: "double" | "backslash";
  /** What a line that is no row begins with; "" where there are none. */
  readonly comment: string;
  /** Lines above the table. */
  readonly skip: number;
  /** Whether the names stand behind a mark of comments: "# user item". */
  readonly namesMarked: boolean;
}

/** Any number of blanks and tabs. */
export const BLANKS = "  ";
/** Delimiters that are looked for, in the order that decides between equals. */
export const DELIMITERS = [",", "\t", ";", "|", "::", "\u0001", " ", BLANKS] as const;

/** Whether a field may be quoted: MovieLens's own formats do not quote, their titles hold bare marks. */
export const mayQuote = (delimiter: string) => delimiter !== "::" && delimiter !== "|";

const MARKS = /^(#|%|\/\/)/;
const LOOKED_AT = 80;

/** @param escaped lines from anywhere in the file in which a backslash stands before a quotation mark */
export function dialectOf(text: string, escaped: readonly string[]): Omit<Dialect, "encoding"> {
  let lines = text.split("\n", 4 * LOOKED_AT);
  let skip = 0;
  const said = /^"?sep=(.)"?\s*$/i.exec(lines[0] ?? "");
  if (said) skip = 1;
  lines = lines.slice(skip);
  const marked = lines.findIndex((line) => line.trim() !== "" && !MARKS.test(line.trimStart()));
  const mark =
    marked > 0
      ? (MARKS.exec(lines.find((line) => line.trim() !== "")?.trimStart() ?? "")?.[1] ?? "")
      : "";
  const bare = mark ? lines.filter((line) => !line.trimStart().startsWith(mark)) : lines;
  const delimiter = said?.[1] ?? delimiterOf(bare.slice(0, LOOKED_AT).join("\n"));
  const fieldsOf = (line: string) => split(line.trim(), delimiter);
  let namesMarked = false;
  if (mark) {
    const last = lines.slice(0, marked).findLastIndex((line) => line.trimStart().startsWith(mark));
    const names = fieldsOf(lines[last]?.trimStart().slice(mark.length) ?? "");
    const width = fieldsOf(lines[marked] ?? "").length;
    // As many names as there are columns, and none of them a sentence or a number.
    namesMarked =
      width > 1 &&
      names.length === width &&
      names.every((name) => /^[^\d]*\p{L}[\w\p{L} :/.-]{0,30}$/u.test(name.trim()));
    if (namesMarked) skip += last;
    // Matrix Market says its sizes on the first line that is no comment.
    else if (/^%%MatrixMarket/i.test(lines[0] ?? "")) skip += marked + 1;
  } else skip += titleLines(bare, delimiter);
  const [some = ""] = bare.slice(skip > 0 && !mark ? 1 : 0);
  const single = /^'[^']*'(?=[,;\t|])/.test(some.trim()) && !text.includes('"');
  return {
    delimiter,
    quote: single ? "'" : '"',
    escape: isBackslashed(escaped, delimiter) ? "backslash" : "double",
    comment: mark,
    skip,
    namesMarked,
  };
}

/** Lines above the names that hold one field each, as reports have them. */
function titleLines(lines: readonly string[], delimiter: string): number {
  const widths = lines
    .slice(0, LOOKED_AT)
    .map((line) => (line.trim() === "" ? 0 : split(line, delimiter).length));
  const usual = mostFrequent(widths.filter((width) => width > 0));
  const first = widths.indexOf(usual);
  if (usual < 2 || first < 1 || first > 12) return 0;
  return widths.slice(0, first).every((width) => width <= 1) ? first : 0;
}

function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0];
}

function split(line: string, delimiter: string): string[] {
  if (delimiter === BLANKS) return line.trim().split(/[ \t]+/);
  if (!mayQuote(delimiter) || !line.includes('"')) return line.split(delimiter);
  return Papa.parse<string[]>(line, { delimiter }).data[0] ?? [line];
}

/** The delimiter of some lines; "," where none is found. */
export function delimiterOf(text: string): string {
  const lines = text.split("\n", LOOKED_AT).filter((line) => line.trim() !== "");
  // MovieLens's .dat files: what stands in their titles would mislead the counting of fields.
  if (lines.length > 0 && lines.every((line) => /^[^,;\t]*::/.test(line))) return "::";
  let best = { delimiter: ",", score: 0 };
  for (const delimiter of DELIMITERS) {
    const score = scoreOf(lines, delimiter);
    if (score > best.score + 1e-9) best = { delimiter, score };
  }
  return best.delimiter;
}

/**
 * How well lines divide: the share of lines with the usual number of fields counts most, more columns a little.
 * Blanks stand in texts too, so they divide only what no other delimiter does.
 */
function scoreOf(lines: readonly string[], delimiter: string): number {
  const parts = lines.map((line) => split(line, delimiter));
  const usual = mostFrequent(parts.map((fields) => fields.length));
  if (usual < 2) return 0;
  const agreeing = parts.filter((fields) => fields.length === usual).length / lines.length;
  const blank = delimiter === " " || delimiter === BLANKS;
  if (blank) {
    const clean = (field: string) => !/[,;|\t"]/.test(field) || /^[+-]?\d+,\d+$/.test(field);
    if (agreeing < 0.98 || usual > 8 || !parts.every((fields) => fields.every(clean))) return 0;
    if (
      delimiter === BLANKS &&
      (!lines.some((line) => / {2}|^ /.test(line)) || scoreOf(lines, "\t") > 1.9)
    )
      return 0;
    if (delimiter === " " && parts.some((fields) => fields.includes(""))) return 0;
    // A decimal comma divides lines as well, but not into a user and an item.
    return 3 + usual / 100;
  }
  if (agreeing < 0.5) return 0;
  return agreeing * 2 + Math.min(usual, 40) / 100;
}

/** Whether \" is a quotation mark inside of a field: more of the lines are then well-formed. */
function isBackslashed(lines: readonly string[], delimiter: string): boolean {
  if (lines.length === 0 || !mayQuote(delimiter)) return false;
  const mark = (delimiter === BLANKS ? " " : delimiter).replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
  const field = `(?:"(?:[^"]|"")*"|(?!")(?:(?!${mark}).)*?(?<!"))`;
  const line = new RegExp(`^${field}(?:${mark}${field})*$`, "s");
  const good = (texts: readonly string[]) => texts.filter((text) => line.test(text.trim())).length;
  return good(lines.map(unescaped)) > good(lines);
}

/** Marks that a backslash protects, doubled instead, as Papa Parse reads them. */
export function unescaped(line: string): string {
  return line.replace(/\\(["\\])/g, (_, mark: string) => (mark === '"' ? '""' : "\\"));
}

/** Makes lines plain: comments and what stands above the table become empty, so that lines keep their numbers. */
export function cleanerOf(dialect: Dialect): ((lines: string) => string) | undefined {
  const { comment, skip, namesMarked, delimiter, quote } = dialect;
  const backslash = dialect.escape === "backslash";
  const blanks = delimiter === BLANKS;
  const spaced = delimiter === "," || delimiter === ";";
  if (!comment && !skip && !backslash && !blanks && !spaced && quote === '"') return undefined;
  let line = 0;
  const plain = (given: string): string => {
    const at = line++;
    let text = given;
    if (at < skip) return "";
    if (namesMarked && at === skip) text = text.trimStart().slice(comment.length).trimStart();
    else if (comment && text.trimStart().startsWith(comment)) return "";
    if (backslash && text.includes("\\")) text = unescaped(text);
    if (blanks) text = text.trim().replace(/[ \t]+/g, " ");
    // A blank after the delimiter hides a quotation mark from the parser.
    else if (spaced && text.includes(`${delimiter} ${quote}`)) {
      text = text.replaceAll(`${delimiter} ${quote}`, delimiter + quote);
    }
    return text;
  };
  const always = comment || namesMarked || backslash || blanks;
  return (lines) => {
    if (!always && line >= skip && !(spaced && lines.includes(`${delimiter} ${quote}`)))
      return lines;
    const ended = lines.endsWith("\n");
    const all = (ended ? lines.slice(0, -1) : lines).split("\n").map(plain).join("\n");
    return ended ? `${all}\n` : all;
  };
}
