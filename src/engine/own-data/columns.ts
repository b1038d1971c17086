/** Which column is what: a guess from names and values, which the reader can correct. */
import { type Sentence, sentence } from "../declarations/sentence.ts";
import { numberOf, timeOf } from "./values.ts";

export const ROLES = [
  { role: "user", label: sentence("User") },
  { role: "item", label: sentence("Item") },
  { role: "rating", label: sentence("Rating") },
  { role: "time", label: sentence("Time") },
  { role: "title", label: sentence("Title") },
  { role: "categories", label: sentence("Categories") },
  { role: "category", label: sentence("One category (0 or 1)") },
  { role: "year", label: sentence("Year") },
  { role: "none", label: sentence("Left out") },
] as const;
export type Role = (typeof ROLES)[number]["role"];

/** What a table is for: who did what, what the items are called, or nothing here. */
export type Use = "interactions" | "items" | "none";

export interface TablePlan {
  readonly use: Use;
  /** Whether the first row holds names. */
  readonly header: boolean;
  /** One a column. */
  readonly roles: readonly Role[];
}

const NAMES: readonly (readonly [Role, RegExp])[] = [
  [
    "user",
    /^(user|uid|usr|customer|reviewer|person|people|member|visitor|account|student|listener|reader|profile)(s|id|ids|name|no|number)?$/,
  ],
  [
    "item",
    /^(item|iid|movie|film|product|book|song|track|artist|article|anime|business|game|recipe|parentasin|asin|isbn|sku|show|video|thing)(s|id|ids|no|number)?$/,
  ],
  [
    "rating",
    /^(rating|ratings|score|stars?|grade|overall|value|weight|preference|userrating|bookrating|reviewscore|points|note|count|plays|playcount|label)$/,
  ],
  [
    "time",
    /^(timestamp|time|date|datetime|when|unixtime|unixreviewtime|reviewtime|createdat|ratedat|updatedat|ts|day)$/,
  ],
  [
    "title",
    /^(title|name|movietitle|movie|film|itemname|itemtitle|producttitle|productname|booktitle|label)$/,
  ],
  ["categories", /^(genres?|categor(y|ies)|maincategory|tags|topics?|types?|classes)$/],
  ["year", /^(year|releaseyear|releasedate|yearofpublication|published)$/],
];

const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

function named(name: string): Role[] {
  const text = plain(name);
  return NAMES.filter(([, pattern]) => pattern.test(text)).map(([role]) => role);
}

/** Columns of MovieLens 100K's u.item, which has no header. */
export const U_ITEM_COLUMNS = [
  ..."movie id,movie title,release date,video release date,IMDb URL".split(","),
  ..."unknown,Action,Adventure,Animation,Children's,Comedy,Crime,Documentary,Drama,Fantasy".split(
    ",",
  ),
  ..."Film-Noir,Horror,Musical,Mystery,Romance,Sci-Fi,Thriller,War,Western".split(","),
] as const;

/** Files of MovieLens that are neither interactions nor items, and that come in the same folder. */
const BESIDE =
  /^(tags|links|genome-(scores|tags))\.csv$|^users\.dat$|^u\.(user|genre|occupation|info)$|^readme/i;
const ITEMS = /^(movies\.(csv|dat)|u\.item|(movies|items|films|books|products)\.\w+)$/i;

const isNumeric = (field: string | undefined) => !Number.isNaN(numberOf(field));

/** The guess for one table. @param rows its first rows */
export function guessPlan(fileName: string, rows: readonly (readonly string[])[]): TablePlan {
  const width = rows[0]?.length ?? 0;
  const isUItem = width === U_ITEM_COLUMNS.length && !isHeader(rows);
  if (isUItem) {
    const roles = U_ITEM_COLUMNS.map((_, c): Role => {
      if (c < 2) return c === 0 ? "item" : "title";
      return c > 5 ? "category" : c === 2 ? "year" : "none";
    });
    return { use: "items", header: false, roles };
  }
  const header = isHeader(rows);
  const body = header ? rows.slice(1) : rows;
  const roles = header ? fromNames(rows[0]!, body) : fromValues(fileName, body, width);
  const has = (role: Role) => roles.includes(role);
  if (BESIDE.test(fileName)) return { use: "none", header, roles };
  if (has("item") && !has("user")) return { use: "items", header, roles };
  if (ITEMS.test(fileName) && (has("title") || has("categories")) && !has("rating"))
    return { use: "items", header, roles: roles.map((r) => (r === "user" ? "none" : r)) };
  return { use: "interactions", header, roles };
}

/** Of several tables one holds the interactions and at most one the items; the others are left out. */
export function guessPlans(
  tables: readonly { readonly name: string; readonly rows: readonly (readonly string[])[] }[],
): TablePlan[] {
  const plans = tables.map(({ name, rows }) => guessPlan(name, rows));
  const best = (use: Use) => {
    const score = ({ use: own, roles }: TablePlan) =>
      own === use ? new Set(roles.filter((role) => role !== "none")).size : -1;
    const scores = plans.map(score);
    const most = Math.max(...scores);
    return most < 0 ? -1 : scores.indexOf(most);
  };
  const kept = [best("interactions"), best("items")];
  return plans.map((plan, n) => (kept.includes(n) ? plan : { ...plan, use: "none" }));
}

/** Names above numbers, or names that are known. */
function isHeader(rows: readonly (readonly string[])[]): boolean {
  const [first = [], second] = rows;
  if (first.length === 0 || first.some((field) => field.trim() !== "" && isNumeric(field)))
    return false;
  if (first.some((field) => named(field).length > 0)) return true;
  return second?.some((field, c) => isNumeric(field) && !isNumeric(first[c])) ?? false;
}

/** By the names; where the user or the item is missing, by what columns are left. */
function fromNames(names: readonly string[], body: readonly (readonly string[])[]): Role[] {
  const roles: Role[] = names.map(() => "none");
  const taken = new Set<Role>();
  // "movieId" is the item even where a column "movie", its title, stands before it.
  const byLength = names.map((_, c) => c).sort((a, b) => idFirst(names[b]!) - idFirst(names[a]!));
  for (const c of byLength) {
    const role = named(names[c]!).find((candidate) => !taken.has(candidate));
    if (!role || (role === "rating" && !body.some((row) => isNumeric(row[c])))) continue;
    if (role === "time" && body.length > 0 && !looksLikeTime(body, c)) continue;
    roles[c] = role;
    taken.add(role);
  }
  const items = taken.has("item") && (taken.has("title") || taken.has("categories"));
  for (const role of ["user", "item"] as const) {
    if (taken.has(role) || (role === "user" && items)) continue;
    const free = roles.indexOf("none");
    if (free < 0) continue;
    roles[free] = role;
    taken.add(role);
  }
  return roles;
}

const idFirst = (name: string) => (/(id|asin|isbn|sku)$/i.test(plain(name)) ? 1 : 0);

/** Without names: user, item, rating, time in MovieLens's order; or item, title, categories. */
function fromValues(fileName: string, body: readonly (readonly string[])[], width: number): Role[] {
  const roles: Role[] = Array.from({ length: width }, () => "none");
  const set = (role: Role, c: number) => {
    if (c < width && roles[c] === "none") roles[c] = role;
  };
  const wordy = (c: number) => body.some((row) => /\p{L}.*\s|\|/u.test(row[c] ?? ""));
  if (
    ITEMS.test(fileName) ||
    (width === 3 && wordy(1) && body.some((row) => /\|/.test(row[2] ?? "")))
  ) {
    set("item", 0);
    set("title", 1);
    set("categories", 2);
    return roles;
  }
  set("user", 0);
  set("item", 1);
  for (let c = 2; c < width; c++) {
    if (!roles.includes("time") && looksLikeTime(body, c)) set("time", c);
    else if (!roles.includes("rating") && body.every((row) => isNumeric(row[c]))) set("rating", c);
    else if (!roles.includes("title") && wordy(c)) set("title", c);
  }
  return roles;
}

/** Dates, or numbers that are seconds since 1980 at the least. */
function looksLikeTime(body: readonly (readonly string[])[], c: number): boolean {
  const fields = body.map((row) => row[c] ?? "").filter((field) => field.trim() !== "");
  if (fields.length === 0) return false;
  const times = fields.filter((field) => {
    const time = timeOf(field, false);
    const other = Number.isNaN(time) ? timeOf(field, true) : time;
    return !Number.isNaN(other) && (!isNumeric(field) || other > 3e8);
  });
  return times.length > fields.length / 2;
}

/** What a column is called in the preview. */
export function columnName(
  rows: readonly (readonly string[])[],
  plan: TablePlan,
  c: number,
): string {
  if (plan.header) return rows[0]?.[c]?.trim() || `Column ${c + 1}`;
  if (plan.use === "items" && plan.roles.length === U_ITEM_COLUMNS.length)
    return U_ITEM_COLUMNS[c]!;
  return `Column ${c + 1}`;
}

/** Why a table cannot be read with this plan; null when it can. */
export function problemOfPlans(plans: readonly TablePlan[]): Sentence | null {
  const tables = (use: Use) => plans.filter((plan) => plan.use === use);
  const interactions = tables("interactions");
  if (interactions.length !== 1 || tables("items").length > 1) {
    return sentence(
      "One table must hold the interactions, and at most one the items: say which under “This table holds”.",
    );
  }
  const lacks = (plan: TablePlan, role: Role) => !plan.roles.includes(role);
  if (lacks(interactions[0]!, "user") || lacks(interactions[0]!, "item")) {
    return sentence("Say which column holds the user and which the item.");
  }
  const [items] = tables("items");
  if (items && lacks(items, "item")) {
    return sentence("Say which column of the table of items holds the item.");
  }
  for (const { roles } of [...interactions, ...tables("items")]) {
    const twice = roles.find(
      (role, c) => role !== "none" && role !== "category" && roles.indexOf(role) !== c,
    );
    if (twice) {
      const { label } = ROLES.find(({ role }) => role === twice)!;
      return sentence("Two columns are “{role}”: leave one of them out.", {
        role: label,
      });
    }
  }
  return null;
}
