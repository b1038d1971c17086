/** What the command line says of a table: --columns user,item,rating:10,time:day-first and --table key=value. */
import { verbatim } from "../declarations/sentence.ts";
import { ROLES, type Role, type TablePlan } from "./columns.ts";
import { DATE_ORDERS, type DateOrder } from "./dates.ts";
import { OwnDataError } from "./limits.ts";
import type { Offer } from "./sample.ts";
import { SCALES, type ScaleChoice } from "./scale.ts";
import type { TextWish } from "./table.ts";
import { ENCODINGS, type Encoding } from "./text.ts";

const KNOWN_ROLES = ROLES.map(({ role }) => role).filter((role) => role !== "none");
const RATING_WORDS = [
  ...SCALES.filter((scale) => scale !== "auto"),
  "unrated=-1",
  "unrated=0",
  "unrated=none",
];

/**
 * A plan with its columns as they are said, in their order; "-" leaves one out, and so does saying nothing more.
 * @throws OwnDataError which says what would be right
 */
export function withColumns(name: string, plan: TablePlan, text: string): TablePlan {
  const said = text.split(",").map((part) => part.trim().split(":"));
  if (said.length > plan.roles.length) {
    throw new OwnDataError(
      verbatim(
        `--columns names ${said.length} columns, and “${name}” has ${plan.roles.length}: say user, item, rating, time or - for each, in their order`,
      ),
    );
  }
  let changed: TablePlan = plan;
  const roles = plan.roles.map((_, c): Role => {
    const [word = "-", ...options] = said[c] ?? [];
    if (word === "-" || word === "") return "none";
    const role = KNOWN_ROLES.find((known) => known === word.toLowerCase());
    if (!role) {
      throw new OwnDataError(
        verbatim(
          `--columns knows no “${word.slice(0, 40)}”; it takes ${KNOWN_ROLES.join(", ")}, or - for a column that is left out`,
        ),
      );
    }
    for (const option of options) changed = { ...changed, ...optionOf(role, option) };
    return role;
  });
  return { ...changed, use: "interactions", roles };
}

function optionOf(role: Role, option: string): Partial<TablePlan> {
  const scale = SCALES.find((known) => known === option);
  if (role === "rating" && scale) return { scale: scale as ScaleChoice };
  const [, marks] = /^unrated=(none|-?\d+(?:;-?\d+)*)$/.exec(option) ?? [];
  if (role === "rating" && marks)
    return { unrated: marks === "none" ? [] : marks.split(";").map(Number) };
  const order = DATE_ORDERS.find((known) => known === option);
  if (role === "time" && order) return { dates: order as DateOrder };
  const known = role === "rating" ? RATING_WORDS : role === "time" ? DATE_ORDERS : [];
  throw new OwnDataError(
    verbatim(
      `--columns knows no “${option.slice(0, 40)}” of ${role}; after a colon it takes ${known.join(", ") || "-"}`,
    ),
  );
}

/** What --table says. */
export interface TableWish extends TextWish {
  readonly header?: boolean;
  /** Which sample is taken of a table that is too large. */
  readonly sample?: "users" | "newest";
  readonly core?: number;
}

const WISHES =
  "header=yes or no, encoding=windows-1251, delimiter=;, sample=users or newest, core=5";

/** @throws OwnDataError which says what would be right */
export function wishOf(given: readonly (readonly [string, string])[]): TableWish {
  const wish: { -readonly [K in keyof TableWish]: TableWish[K] } = {};
  for (const [key, value] of given) {
    const encoding = ENCODINGS.find((known) => known === value.toLowerCase());
    if (key === "header" && /^(yes|no)$/.test(value)) wish.header = value === "yes";
    else if (key === "encoding" && encoding) wish.encoding = encoding as Encoding;
    else if (key === "delimiter" && value !== "")
      wish.delimiter = value === "tab" || value === "\\t" ? "\t" : value;
    else if (key === "sample" && (value === "users" || value === "newest")) wish.sample = value;
    else if (key === "core" && /^\d{1,3}$/.test(value)) wish.core = Number(value);
    else
      throw new OwnDataError(
        verbatim(`--table cannot use “${`${key}=${value}`.slice(0, 60)}”; it takes ${WISHES}`),
      );
  }
  return wish;
}

/** What --table sample= would have to say for each of the offers. */
export const offerWords = (offers: readonly Offer[]): string =>
  offers.map(({ sample }) => `--table sample=${sample.kind}`).join(" or ");
