/** Numbers as people write them. How a comma or a point is meant is decided by the whole column. */

/** A fraction's slash and what follows, stars and points: "4/5", "4.5 out of 5 stars". */
const UNIT =
  /\s*(?:(?:\/|out of|of|из)\s*\d+(?:[.,]\d+)?)?\s*(?:stars?|points?|зв[её]зд\p{L}*|балл\p{L}*|%)?$/iu;
const SPACED = /^([+-]?\d{1,3}(?:[ \u00a0\u202f'’_]\d{3})+)(?=[.,]|$)/;
const WORDS: Readonly<Record<string, number>> = {
  true: 1,
  yes: 1,
  да: 1,
  like: 1,
  liked: 1,
  false: 0,
  no: 0,
  нет: 0,
  dislike: 0,
  disliked: 0,
};
const DIGITS = /^[+-]?(?:\d+(?:[.,]\d*)*|[.,]\d+)(?:e[+-]?\d{1,3})?$/i;

/** The digits of a number with its separators, as far as one field says; undefined for what is no number. */
function bare(text: string): string | undefined {
  const plain = text.trim();
  if (DIGITS.test(plain)) return plain;
  const word = WORDS[plain.toLowerCase()];
  if (word !== undefined) return String(word);
  const stars = /^(★*)(☆*)$/.exec(plain);
  if (stars && plain !== "") return String(stars[1]!.length);
  const rest = plain.replace(UNIT, "").replace(SPACED, (number) => number.replace(/[^\d+-]/g, ""));
  return DIGITS.test(rest) ? rest : undefined;
}

/** What stands before decimals, and between groups of three digits. */
interface Style {
  readonly decimal: "." | ",";
  readonly grouped: boolean;
}

/** Whether a field can be a number in some column. */
export const isNumeric = (field: string | undefined): boolean =>
  !Number.isNaN(numbersOf([field ?? ""])[0]!);

/** A number on its own: 1,234 is read with a decimal comma. */
export function numberOf(field: string | undefined): number {
  const text = bare(field ?? "");
  return text === undefined ? Number.NaN : valueIn(text, loneStyle(text));
}

function loneStyle(text: string): Style {
  const [comma, point] = [text.lastIndexOf(","), text.lastIndexOf(".")];
  if (comma >= 0 && point >= 0) return { decimal: comma > point ? "," : ".", grouped: true };
  const mark = comma >= 0 ? "," : ".";
  if (groups(text, mark) > 1) return { decimal: mark === "," ? "." : ",", grouped: true };
  return { decimal: mark, grouped: false };
}

/** How many groups of three follow; 0 where the mark is no mark of groups. */
function groups(text: string, mark: "," | "."): number {
  const pattern =
    mark === ","
      ? /^[+-]?[1-9]\d{0,2}((?:,\d{3})+)(?:\.\d*)?$/
      : /^[+-]?[1-9]\d{0,2}((?:\.\d{3})+)(?:,\d*)?$/;
  return (pattern.exec(text)?.[1]?.length ?? 0) / 4;
}

/**
 * The numbers of a column's fields; NaN for what is none.
 * @param texts all different fields of the column
 */
export function numbersOf(texts: readonly string[]): Float64Array {
  const given = texts.map(bare);
  const style = styleOf(given.filter((text) => text !== undefined));
  return Float64Array.from(given, (text) =>
    text === undefined ? Number.NaN : valueIn(text, style),
  );
}

/** Groups where one number has several, or where 999 is followed by 1,000: the digits before never stop. */
function styleOf(texts: readonly string[]): Style {
  const both = texts.find((text) => text.includes(",") && text.includes("."));
  if (both) return loneStyle(both);
  for (const mark of [",", "."] as const) {
    const marked = texts.filter((text) => text.includes(mark));
    if (marked.length === 0) continue;
    const other = mark === "," ? "." : ",";
    if (marked.some((text) => groups(text, mark) > 1)) return { decimal: other, grouped: true };
    if (!marked.every((text) => groups(text, mark) === 1)) return { decimal: mark, grouped: false };
    const whole = texts
      .filter((text) => !text.includes(mark))
      .map((text) => Math.abs(Number(text)));
    const goesOn = whole.length > 0 && Math.max(...whole.slice(0, 50_000)) >= 100;
    const lead = Math.max(
      ...marked.slice(0, 50_000).map((text) => Math.abs(Number.parseInt(text, 10))),
    );
    // Marks of ten at most with three decimals are no thousands; 12,345 can be nothing else.
    const grouped = whole.every((n) => n < 1000) && (goesOn || (mark === "," && lead > 10));
    return grouped ? { decimal: other, grouped } : { decimal: mark, grouped };
  }
  return { decimal: ".", grouped: false };
}

function valueIn(text: string, { decimal, grouped }: Style): number {
  const mark = decimal === "." ? "," : ".";
  // Groups are of three digits: 1.5,5 is no number.
  if (text.includes(mark) && !(grouped && groups(text, mark) > 0)) return Number.NaN;
  const plain = text.replaceAll(mark, "").replace(decimal, ".");
  const value = /[.,].*[.,]/.test(plain) ? Number.NaN : Number(plain);
  return Math.abs(value) < 1e9 ? value : Number.NaN;
}
