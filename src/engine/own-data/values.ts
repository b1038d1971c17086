/** What stands in a field: ids, ratings, times, titles, categories. Pure functions of text. */
import { LIMITS } from "./limits.ts";
import { cleanText } from "./text.ts";

/** What can be wrong with an id. */
export type BadId = "empty" | "long" | "unreadable";

/** An id as it is compared, or why it is none. Any text can be an id. */
export function idOf(field: string | undefined): { readonly id: string } | { readonly bad: BadId } {
  const id = field?.trim() ?? "";
  if (id === "") return { bad: "empty" };
  if (id.length > LIMITS.id) return { bad: "long" };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  if (/[\u0000-\u001f\u007f]/.test(id)) return { bad: "unreadable" };
  return { id };
}

/** A number, with a point or a comma before its decimals; NaN for anything else. */
export function numberOf(field: string | undefined): number {
  const text = field?.trim() ?? "";
  if (!/^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,3})?$/i.test(text)) return Number.NaN;
  const value = Number(text.replace(",", "."));
  return Math.abs(value) < 1e9 ? value : Number.NaN;
}

const EARLIEST = Date.UTC(1900, 0, 1) / 1000;
const LATEST = Date.UTC(2200, 0, 1) / 1000;

/**
 * A time in seconds since 1970: a number of seconds (or milli-, micro-, nanoseconds, by its size), or a
 * date as text; NaN for what is no time from 1900 to 2200.
 * @param dayFirst how 3/4/2015 is read
 */
export function timeOf(field: string | undefined, dayFirst: boolean): number {
  const seconds = secondsOf(field?.trim() ?? "", dayFirst);
  return seconds >= EARLIEST && seconds < LATEST ? seconds : Number.NaN;
}

const NUMBER = /^[+-]?\d+(\.\d*)?(e\+?\d{1,2})?$/i;
const CLOCK = String.raw`(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d*)?)?)?`;
const ZONE = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?`;
const YEAR_FIRST = new RegExp(
  String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${CLOCK}${ZONE}$`,
  "i",
);
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${CLOCK}${ZONE}$`, "i");

function secondsOf(text: string, dayFirst: boolean): number {
  if (NUMBER.test(text)) {
    const value = Number(text);
    const size = Math.abs(value);
    const unit = size < 1e11 ? 1 : size < 1e14 ? 1e3 : size < 1e17 ? 1e6 : 1e9;
    return unit === 1 ? value : Math.floor(value / unit);
  }
  const forward = YEAR_FIRST.exec(text);
  if (forward) return civil(forward[1], forward[2], forward[3], forward);
  const backward = YEAR_LAST.exec(text);
  if (backward) {
    const [, a, b, year] = backward;
    return dayFirst ? civil(year, b, a, backward) : civil(year, a, b, backward);
  }
  // "13-Jul-1995", "Sep 13, 2015": a name of a month, and no zone of the reader's own.
  if (text.length > 40 || !/[a-z]{3}/i.test(text) || !/\d{4}/.test(text)) return Number.NaN;
  const zoned = /(Z|UTC|GMT|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text} UTC`;
  return Math.floor(Date.parse(zoned) / 1000);
}

/** @param match holds hour, minute, second and zone in places 4 to 7 */
function civil(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  match: RegExpExecArray,
): number {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const [hour, minute, second] = [match[4], match[5], match[6]].map((part) => Number(part ?? 0));
  const date = new Date(Date.UTC(y, m - 1, d));
  // 31 February is no date, though JavaScript makes 3 March of it.
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return Number.NaN;
  if (hour! > 24 || minute! > 59 || second! > 60) return Number.NaN;
  const zone = /([+-])(\d{2}):?(\d{2})/.exec(match[7] ?? "");
  const offset = zone
    ? (zone[1] === "-" ? -1 : 1) * (Number(zone[2]) * 3600 + Number(zone[3]) * 60)
    : 0;
  return date.getTime() / 1000 + hour! * 3600 + minute! * 60 + second! - offset;
}

/**
 * Whether dates such as 3/4/2015 are day first: where some day is over 12, or they have points between.
 * @returns undefined where there are none, or none that decides
 */
export function dayFirstIn(fields: readonly string[]): boolean | undefined {
  let pointed: boolean | undefined;
  for (const field of fields) {
    const match = YEAR_LAST.exec(field.trim());
    if (!match) continue;
    if (Number(match[1]) > 12) return true;
    if (Number(match[2]) > 12) return false;
    if (/^\d+\./.test(field.trim())) pointed = true;
  }
  return pointed;
}

/** Articles that MovieLens puts last. "I" and "A" are also Italian and Hungarian ones. */
const ARTICLES = "The|A|An|La|Le|Les|L'|Un|Une|Der|Die|Das|Den|Det|De|En|El|Los|Las|Il|Lo|I|Da";
const ARTICLE_LAST = new RegExp(`^(.+), (${ARTICLES})((?: \\(.*|:.*)?)$`);
const WITH_YEAR = /^(.*\S)\s*\((\d{4})(?:[-–]\d{0,4})?\)$/;

/** "Godfather, The (1972)" to "The Godfather" and 1972; a title without a year stays as it is. */
export function titleOf(field: string | undefined): {
  readonly title: string;
  readonly year: number;
} {
  const text = cleanText(field ?? "", LIMITS.title);
  const match = WITH_YEAR.exec(text);
  const year = Number(match?.[2]);
  if (!match || year < 1870 || year > 2100) return { title: text, year: 0 };
  const turned = ARTICLE_LAST.exec(match[1]!);
  if (!turned) return { title: match[1]!, year };
  const [, rest, article, after] = turned;
  return { title: `${article}${article!.endsWith("'") ? "" : " "}${rest}${after}`, year };
}

/** A year from a column of years, or from a date in it; 0 for anything else. */
export function yearOf(field: string | undefined): number {
  const year = Number(/\b(1[89]\d\d|20\d\d)\b/.exec(field ?? "")?.[1] ?? 0);
  return year;
}

const NO_CATEGORY = /^(\(no genres listed\)|none|null|nan|n\/a|unknown|-)?$/i;

/** "Comedy|Drama", "Comedy, Drama" or "['Comedy', 'Drama']" as a list. */
export function categoriesOf(field: string | undefined): string[] {
  const text = cleanText((field ?? "").slice(0, 2000), 2000).replace(/^\[(.*)\]$/, "$1");
  const mark = ["|", ";", ","].find((candidate) => text.includes(candidate));
  const parts = (mark ? text.split(mark) : [text]).map((part) =>
    cleanText(part.replace(/^\s*(['"])(.*)\1\s*$/, "$2"), 60),
  );
  return [...new Set(parts.filter((part) => !NO_CATEGORY.test(part)))].slice(0, 32);
}
