/** Russian forms of a noun after a number: 1 фильм, 2 фильма, 5 фильмов. */
const rules = new Intl.PluralRules("ru");

/**
 * The form that goes with a number.
 * @param count a number, or one as it is written on the page ("3,496")
 * @param one 1, 21: фильм
 * @param few 2 to 4: фильма
 * @param many 5 to 20, 0: фильмов
 * @param part with a fraction: фильма, unless said
 */
export function form(
  count: string | number | undefined,
  one: string,
  few: string,
  many: string,
  part = few,
): string {
  const number = typeof count === "number" ? count : Number(String(count).replace(/[,\s]/g, ""));
  const forms = { one, few, many, other: part, zero: many, two: few };
  return forms[rules.select(number)];
}
