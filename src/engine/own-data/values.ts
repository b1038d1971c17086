/** What stands in a field on its own: ids, times, titles, categories. Pure functions of text. */
import { EARLIEST, LATEST, readDate } from "./dates.ts";
import { LIMITS } from "./limits.ts";
import { cleanText } from "./text.ts";
import { timeNumber } from "./times.ts";

export { numberOf } from "./numbers.ts";

/** What can be wrong with an id. */
export type BadId = "empty" | "long" | "unreadable";

/** pandas makes 1.0 of the id 1 where a column has gaps. */
const FLOAT_ID = /^(-?\d+)\.0+$/;

/** An id as it is compared, or why it is none. Any text can be an id. */
export function idOf(field: string | undefined): { readonly id: string } | { readonly bad: BadId } {
  const id = (field?.trim() ?? "").replace(FLOAT_ID, "$1");
  if (id === "") return { bad: "empty" };
  if (id.length > LIMITS.id) return { bad: "long" };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  if (/[\u0000-\u001f\u007f]/.test(id)) return { bad: "unreadable" };
  return { id };
}

/**
 * A time on its own in seconds since 1970: a number of seconds (or milli-, micro-, nanoseconds, by its size),
 * or a date as text; NaN for what is no time from 1900 to 2200.
 * @param dayFirst how 3/4/2015 is read
 */
export function timeOf(field: string | undefined, dayFirst: boolean): number {
  const text = field?.trim() ?? "";
  const number = timeNumber(text);
  if (!Number.isNaN(number)) {
    const size = Math.abs(number);
    const perSecond = size < 1e11 ? 1 : size < 1e14 ? 1e3 : size < 1e17 ? 1e6 : 1e9;
    const seconds = number / perSecond;
    return seconds >= EARLIEST && seconds < LATEST ? seconds : Number.NaN;
  }
  const date = readDate(text);
  return typeof date === "number" ? date : date[dayFirst ? "day-first" : "month-first"];
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
