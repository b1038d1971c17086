/** Which column is what: a guess from names and values with its reasons, which the reader can correct. */
import { type Sentence, sentence } from "../declarations/sentence.ts";
import { type Role, type TablePlan, U_ITEM_COLUMNS, type Use } from "./columns.ts";
import { isClockName, isOtherTime, plain, rolesNamed } from "./names.ts";
import { isNumeric } from "./numbers.ts";
import { lookOf, looksLikeRating, type Profile, profileOf, type Rows } from "./profile.ts";
import { COUNTING } from "./ratings.ts";

export interface Guess {
  readonly plan: TablePlan;
  /** Why each column was taken for what it was; for those left out, what they look like. */
  readonly why: readonly Sentence[];
}

/** Files of MovieLens that are neither interactions nor items, and that come in the same folder. */
const BESIDE =
  /^(tags|links|genome-(scores|tags))\.csv$|^users\.dat$|^u\.(user|genre|occupation|info)$|^u[1-5ab]\.(base|test)$|^readme|\.(sh|pl|md|html?)$/i;
const ITEMS =
  /^(movies\.(csv|dat)|u\.item|news\.tsv|(movies|items|films|books|products)\.\w+|meta_.*)$/i;

const BY_NAME = sentence("by its name");
const BY_VALUES = sentence("by its values");
const BY_PLACE = sentence("by its place: its values can be ids");
const MIND_NEWS = 8;
/** A column that is called ratings may hold so many other things, which are then left out and counted. */
const LEAST_NUMBERS = 0.3;

/** The guess for one table. @param rows its first rows, and some from further on */
export function guessTable(fileName: string, rows: Rows): Guess {
  const width = rows[0]?.length ?? 0;
  const header = isHeader(rows);
  if (width === U_ITEM_COLUMNS.length && !header) return uItem();
  const body = header ? rows.slice(1) : rows;
  const profiles = Array.from({ length: width }, (_, c) => profileOf(body, c));
  const made = header ? fromNames(rows[0]!, profiles) : fromValues(fileName, profiles);
  const has = (role: Role) => made.roles.includes(role);
  let use: Use = "interactions";
  if (BESIDE.test(fileName)) use = "none";
  else if (has("item") && !has("user")) use = "items";
  else if (ITEMS.test(fileName) && (has("title") || has("categories")) && !has("rating")) {
    use = "items";
    made.roles.forEach((role, c) => {
      if (role === "user") made.roles[c] = "none";
    });
  }
  const why = made.roles.map((role, c) =>
    role === "none" ? lookOf(profiles[c]!) : (made.why[c] ?? BY_NAME),
  );
  return { plan: { use, header, roles: made.roles }, why };
}

function uItem(): Guess {
  const roles = U_ITEM_COLUMNS.map((_, c): Role => {
    if (c < 2) return c === 0 ? "item" : "title";
    return c > 5 ? "category" : c === 2 ? "year" : "none";
  });
  const known = sentence("as in MovieLens 100K");
  return { plan: { use: "items", header: false, roles }, why: roles.map(() => known) };
}

/** Of several tables one holds the interactions and at most one the items; the others are left out. */
export function guessTables(
  tables: readonly { readonly name: string; readonly rows: Rows }[],
): Guess[] {
  const guesses = tables.map(({ name, rows }) => guessTable(name, rows));
  const best = (use: Use) => {
    const scores = guesses.map(({ plan }) =>
      plan.use === use ? new Set(plan.roles.filter((role) => role !== "none")).size : -1,
    );
    const most = Math.max(...scores);
    return most < 0 ? -1 : scores.indexOf(most);
  };
  const kept = [best("interactions"), best("items")];
  return guesses.map((guess, n) =>
    kept.includes(n) ? guess : { ...guess, plan: { ...guess.plan, use: "none" } },
  );
}

/** Names above numbers or dates, or names that are known. */
function isHeader(rows: Rows): boolean {
  const [first = [], second] = rows;
  const valued = (field: string | undefined) =>
    isNumeric(field) || profileOf([[field ?? ""]], 0).time !== "none";
  if (first.length === 0 || first.some((field) => field.trim() !== "" && valued(field)))
    return false;
  if (first.some((field) => rolesNamed(field).length > 0)) return true;
  return second?.some((field, c) => valued(field) && !valued(first[c])) ?? false;
}

interface Made {
  readonly roles: Role[];
  readonly why: (Sentence | undefined)[];
}

/** By the names, where the values do not speak against them; what is missing then by the values. */
function fromNames(names: readonly string[], profiles: readonly Profile[]): Made {
  const made: Made = { roles: names.map(() => "none"), why: names.map(() => undefined) };
  const { roles, why } = made;
  const named = names.map(rolesNamed);
  const closed = names.map(
    (_, c) => named[c]![0] === "none" || (profiles[c]!.running && named[c]!.length === 0),
  );
  const free = (c: number) => roles[c] === "none" && !closed[c];
  const claim = (role: Role, fits: (profile: Profile, c: number) => number) => {
    const columns = names.map((_, c) => c).filter((c) => free(c) && named[c]!.includes(role));
    const scores = columns.map((c) => fits(profiles[c]!, c));
    const most = Math.max(0, ...scores);
    const at = columns[scores.indexOf(most)];
    if (at === undefined || most === 0) return;
    roles[at] = role;
  };
  const first = (role: Role, c: number) => (named[c]![0] === role ? 2 : 1);
  // "movieId" is the item even where a column "movie", its title, stands before it.
  claim("item", (_, c) =>
    /(id|asin|isbn|sku|code)$/.test(plain(names[c]!)) ? 4 : first("item", c),
  );
  claim("user", (_, c) => (/id$/.test(plain(names[c]!)) ? 4 : first("user", c)));
  claim("rating", (profile, c) =>
    profile.numbers > LEAST_NUMBERS
      ? looksLikeRating(profile) || COUNTING.test(plain(names[c]!))
        ? 2
        : 1
      : 0,
  );
  claim("time", ({ time, numeric, clock }) => (time !== "none" ? 3 : numeric && !clock ? 1 : 0));
  const reviews = names.some((name) =>
    /^(text|review|reviewtext|reviewbody|comment)$/.test(plain(name)),
  );
  if (!reviews || !roles.includes("user")) claim("title", () => 1);
  claim("categories", ({ numeric }) => (numeric ? 0 : 1));
  claim("year", ({ filled }) => (filled > 0 ? 1 : 0));
  addByValues(made, names, profiles, free);
  why.forEach((reason, c) => {
    if (!reason && roles[c] !== "none") why[c] = BY_NAME;
  });
  return made;
}

function addByValues(
  { roles, why }: Made,
  names: readonly string[],
  profiles: readonly Profile[],
  free: (c: number) => boolean,
): void {
  const set = (role: Role, c: number, reason: Sentence) => {
    roles[c] = role;
    why[c] = reason;
  };
  const open = () => profiles.map((_, c) => c).filter(free);
  if (!roles.includes("time")) {
    const times = open().filter((c) => profiles[c]!.time !== "none" && !isOtherTime(names[c]!));
    if (times.length === 1) set("time", times[0]!, BY_VALUES);
  }
  const clocks = open().filter((c) => profiles[c]!.clock && isClockName(names[c]!));
  const date = roles.indexOf("time");
  if (clocks.length === 1 && profiles[date]?.time === "dates") set("clock", clocks[0]!, BY_NAME);
  const items = roles.includes("item") && (roles.includes("title") || roles.includes("categories"));
  const [user, item] = (["user", "item"] as const).map((role) => roles.includes(role));
  if ((user || items) && item) return;
  const ids = idColumns(profiles, open());
  for (const role of ["user", "item"] as const) {
    if (roles.includes(role) || (role === "user" && items)) continue;
    const c = ids.shift();
    if (c !== undefined) set(role, c, BY_PLACE);
  }
}

/** Of some columns those that may hold ids, in order; the others only where too few are left. */
function idColumns(profiles: readonly Profile[], among: readonly number[]): number[] {
  const of = (c: number) => profiles[c]!;
  const tests: readonly ((c: number) => boolean)[] = [
    (c) => of(c).time === "none" && !of(c).clock && of(c).filled > 0,
    (c) => !of(c).running,
    // A key of the line itself is different on every one.
    (c) => of(c).filled < 30 || of(c).distinct < of(c).filled,
    // A few words: what somebody did.
    (c) => of(c).numeric || of(c).distinct > 6 || of(c).examples.some((text) => /\d/.test(text)),
    (c) => !of(c).wordy,
    // Marks, where two others differ far more.
    (c) =>
      !looksLikeRating(of(c)) ||
      among.filter(
        (other) => !looksLikeRating(of(other)) && of(other).distinct > 3 * of(c).distinct,
      ).length < 2,
  ];
  return tests.reduce<number[]>(
    (left, test) => {
      const kept = left.filter(test);
      return kept.length >= 2 ? kept : left;
    },
    [...among],
  );
}

/** Without names: the values say what is a time, a mark and an id; MovieLens's order says who is who. */
function fromValues(fileName: string, profiles: readonly Profile[]): Made {
  const roles: Role[] = profiles.map(() => "none");
  const why: (Sentence | undefined)[] = profiles.map(() => undefined);
  const set = (role: Role, c: number | undefined, reason: Sentence) => {
    if (c === undefined || c >= roles.length) return;
    roles[c] = role;
    why[c] = reason;
  };
  const columns = profiles.map((_, c) => c);
  if (/^news\.tsv$/i.test(fileName) && roles.length === MIND_NEWS) {
    set("item", 0, BY_NAME);
    set("categories", 1, BY_NAME);
    set("title", 3, BY_NAME);
    return { roles, why };
  }
  const listed =
    roles.length === 3 &&
    profiles[1]!.wordy &&
    profiles[2]!.examples.some((text) => text.includes("|"));
  if (ITEMS.test(fileName) || listed) {
    set("item", 0, BY_PLACE);
    set("title", 1, BY_PLACE);
    set("categories", 2, BY_PLACE);
    return { roles, why };
  }
  const times = columns.filter((c) => profiles[c]!.time !== "none");
  const finest = times.reduce<number | undefined>(
    (best, c) =>
      best === undefined || profiles[c]!.distinct > 2 * profiles[best]!.distinct ? c : best,
    undefined,
  );
  // Two columns are a user and an item whatever stands in them.
  const ids = roles.length <= 2 ? columns : idColumns(profiles, columns);
  if (roles.length > 2) set("time", finest, BY_VALUES);
  set("user", ids[0], BY_PLACE);
  set("item", ids[1], BY_PLACE);
  const open = () => columns.filter((c) => roles[c] === "none" && !profiles[c]!.running);
  const clock = open().find((c) => profiles[c]!.clock);
  if (finest !== undefined && profiles[finest]!.time === "dates") set("clock", clock, BY_VALUES);
  const one = ({ numeric, distinct, low }: Profile) => numeric && distinct === 1 && low === 1;
  set(
    "rating",
    open().find((c) => looksLikeRating(profiles[c]!) || one(profiles[c]!)),
    BY_VALUES,
  );
  set(
    "title",
    open().find((c) => profiles[c]!.wordy && profiles[c]!.time === "none"),
    BY_VALUES,
  );
  return { roles, why };
}
