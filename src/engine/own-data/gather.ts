/** Rows of text become interactions and items; what cannot be used is counted with its reason. */

import { type Sentence, sentence } from "../declarations/sentence.ts";
import { Column } from "./column.ts";
import type { Role, TablePlan } from "./columns.ts";
import { LIMITS, OwnDataError } from "./limits.ts";
import { RatingColumn } from "./ratings.ts";
import { type BadLine, TOO_MANY_FIELDS } from "./rows.ts";
import { cleanText } from "./text.ts";
import { TimeColumn, timeAs } from "./times.ts";
import { type BadId, categoriesOf, idOf, titleOf, yearOf } from "./values.ts";

const BAD_USERS: Readonly<Record<BadId, Sentence>> = {
  empty: sentence("the user is empty"),
  long: sentence("the user has more than {n} characters", { n: LIMITS.id }),
  unreadable: sentence("the user holds unreadable characters"),
};
const BAD_ITEMS: Readonly<Record<BadId, Sentence>> = {
  empty: sentence("the item is empty"),
  long: sentence("the item has more than {n} characters", { n: LIMITS.id }),
  unreadable: sentence("the item holds unreadable characters"),
};
const NO_RATING = sentence("the rating is no number");
const NO_TIME = sentence("the time cannot be read as one from 1900 to 2200");
/** So many lines say whether titles are those of the items. */
const MOST_COMPARED = 2000;
const TWICE = sentence("the item stands there twice: the first line counts");

export interface Dropped {
  readonly table: string;
  readonly reason: Sentence;
  readonly count: number;
  /** The first such line. */
  readonly line: number;
  readonly text: string;
}

type Counting = { -readonly [K in keyof Dropped]: Dropped[K] };

/** Counts what is left out, by table and reason, with the first line of each. */
export class Drops {
  readonly #tables = new Map<string, Map<string, Counting>>();

  /** @param text of the line, where it is made only when it is the first */
  add(table: string, { reason, line }: Omit<BadLine, "text">, text: () => string): void {
    const byReason = this.#tables.get(table) ?? new Map<string, Counting>();
    this.#tables.set(table, byReason);
    const known = byReason.get(reason.english);
    if (known) known.count++;
    else byReason.set(reason.english, { table, reason, count: 1, line, text: text() });
  }

  list(): Dropped[] {
    const all = [...this.#tables.values()].flatMap((byReason) => [...byReason.values()]);
    return all.sort((a, b) => b.count - a.count);
  }
}

/** What is known of an item from a table. */
export interface ItemFacts {
  readonly title: string;
  readonly year: number;
  readonly categories: readonly string[];
}

/** Ids as text, numbered in the order in which they first stand in the file. */
class Ids {
  readonly #numbers = new Map<string, number>();
  /** By the field as it stands there: most have been seen before, and are not looked at again. */
  readonly #ofField = new Map<string, number>();
  /** The same, plus one, of fields that are small whole numbers, as most ids are. */
  #ofSmall = new Int32Array(1024);
  readonly names: string[] = [];

  /** The number of a field's id, or what is wrong with it. */
  numberOf(field: string | undefined): number | BadId {
    const small = smallOf(field);
    if (small < 0) return this.#find(field);
    const known = this.#ofSmall[small] ?? 0;
    if (known > 0) return known - 1;
    const found = this.#find(field);
    if (typeof found === "string") return found;
    if (small >= this.#ofSmall.length) {
      const larger = new Int32Array(2 * small);
      larger.set(this.#ofSmall);
      this.#ofSmall = larger;
    }
    this.#ofSmall[small] = found + 1;
    return found;
  }

  #find(field: string | undefined): number | BadId {
    const known = this.#ofField.get(field ?? "");
    if (known !== undefined) return known;
    const given = idOf(field);
    if ("bad" in given) return given.bad;
    let number = this.#numbers.get(given.id);
    if (number === undefined) {
      number = this.names.length;
      this.names.push(given.id);
      this.#numbers.set(given.id, number);
    }
    this.#ofField.set(field ?? "", number);
    return number;
  }
}

/** The whole number that a field is, written as numbers are and below a million; else -1. */
function smallOf(field: string | undefined): number {
  if (!field || field.length > 6 || (field.length > 1 && field.charCodeAt(0) === ZERO)) return -1;
  let number = 0;
  for (let i = 0; i < field.length; i++) {
    const digit = field.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    number = 10 * number + digit;
  }
  return number;
}
const ZERO = 48;

/** Where in a row each role stands; -1 where none. */
class Places {
  readonly #at = new Map<Role, number>();
  constructor({ roles }: TablePlan) {
    roles.forEach((role, c) => {
      if (!this.#at.has(role)) this.#at.set(role, c);
    });
  }
  has(role: Role): boolean {
    return this.#at.has(role);
  }
  of(role: Role): number {
    return this.#at.get(role) ?? -1;
  }
}

const places = new WeakMap<TablePlan, Places>();

function placesOf(plan: TablePlan): Places {
  let known = places.get(plan);
  if (!known) {
    known = new Places(plan);
    places.set(plan, known);
  }
  return known;
}

export interface Parts {
  readonly table: string;
  readonly plan: TablePlan;
  readonly delimiter: string;
  readonly drops: Drops;
  readonly items: ItemsGathered;
}

/** What the rows of a table of interactions come to. */
export class InteractionsGathered {
  readonly users = new Ids();
  readonly itemIds = new Ids();
  /** Of every row that can be used; the other columns end at the most that may be trained on. */
  readonly user = new Column(Int32Array);
  readonly time = new TimeColumn();
  readonly item = new Column(Int32Array);
  readonly rating = new RatingColumn();
  readonly line = new Column(Int32Array);
  readonly #parts: Parts;
  readonly #places: Places;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#places = placesOf(parts.plan);
  }

  get hasRatings(): boolean {
    return this.#places.has("rating");
  }
  get hasTimes(): boolean {
    return this.#places.has("time");
  }
  /** Whether there is more than may be trained on. */
  get over(): boolean {
    return this.user.length > this.item.length;
  }

  add(row: readonly string[], line: number): void {
    const { table, drops, delimiter } = this.#parts;
    const reason = this.#take(row, line);
    if (reason) drops.add(table, { reason, line }, () => textOf(row, delimiter));
  }

  /** @returns why the row cannot be used, or null */
  #take(row: readonly string[], line: number): Sentence | null {
    const { plan, items } = this.#parts;
    const places = this.#places;
    if (tooLong(row, plan)) return TOO_MANY_FIELDS;
    const u = this.users.numberOf(row[places.of("user")]);
    if (typeof u === "string") return BAD_USERS[u];
    const i = this.itemIds.numberOf(row[places.of("item")]);
    if (typeof i === "string") return BAD_ITEMS[i];
    const rating = places.has("rating") ? this.rating.codeOf(row[places.of("rating")] ?? "") : 0;
    if (rating < 0) return NO_RATING;
    const { sample } = plan;
    if (sample?.kind === "users" && u % sample.every !== 0) return null;
    if (places.has("time")) {
      const field = timeOfRow(row, places);
      if (sample?.kind === "newest" && !(timeAs(field, sample.form) >= sample.from)) return null;
      if (!this.time.add(field)) return NO_TIME;
    }
    this.user.push(u);
    if (this.item.length >= LIMITS.interactions) return null;
    this.item.push(i);
    if (places.has("rating")) this.rating.push(rating);
    this.line.push(line);
    items.addFacts(this.itemIds.names[i]!, row, places);
    return null;
  }
}

/** A date and the time of day beside it are one time. */
function timeOfRow(row: readonly string[], places: Places): string {
  const date = row[places.of("time")] ?? "";
  const clock = places.has("clock") ? (row[places.of("clock")]?.trim() ?? "") : "";
  return clock ? `${date.trim()} ${clock}` : date;
}

/** Titles, years and categories by item id, from a table of items or from the interactions' own rows. */
export class ItemsGathered {
  readonly facts = new Map<string, ItemFacts>();
  /** Columns with 0 or 1, and the category that each stands for. */
  readonly #flags: readonly { readonly column: number; readonly name: string }[];

  #compared = 0;
  #different = 0;

  constructor(flags: readonly { readonly column: number; readonly name: string }[]) {
    this.#flags = flags;
  }

  /** A row of a table of items. */
  add(row: readonly string[], line: number, parts: Omit<Parts, "items">): void {
    const { table, delimiter, drops } = parts;
    const reason = this.#take(row, parts);
    if (reason) drops.add(table, { reason, line }, () => textOf(row, delimiter));
  }

  /** @returns why the row cannot be used, or null */
  #take(row: readonly string[], { table, plan }: Pick<Parts, "table" | "plan">): Sentence | null {
    const places = placesOf(plan);
    if (tooLong(row, plan)) return TOO_MANY_FIELDS;
    const item = idOf(row[places.of("item")]);
    if ("bad" in item) return BAD_ITEMS[item.bad];
    if (this.facts.has(item.id)) return TWICE;
    if (this.facts.size >= LIMITS.items) {
      throw new OwnDataError(
        sentence(
          "“{table}” describes more than {n} items. Keep those that occur in the interactions, and choose that file.",
          { table, n: LIMITS.items },
        ),
      );
    }
    this.addFacts(item.id, row, places);
    return null;
  }

  /** Whether the titles of an item's lines are mostly different ones: those of reviews, say. */
  get titlesDiffer(): boolean {
    return this.#compared >= 20 && this.#different > this.#compared / 2;
  }

  addFacts(id: string, row: readonly string[], places: Places): void {
    const described =
      this.#flags.length > 0 ||
      places.has("title") ||
      places.has("categories") ||
      places.has("year");
    if (!described) return;
    const known = this.facts.get(id);
    if (known) {
      if (this.#compared >= MOST_COMPARED || !places.has("title")) return;
      this.#compared++;
      if (titleOf(row[places.of("title")]).title !== known.title) this.#different++;
      return;
    }
    const { title, year } = titleOf(row[places.of("title")]);
    const flagged = this.#flags.filter(({ column }) => row[column]?.trim() === "1");
    this.facts.set(id, {
      title,
      year: (places.has("year") ? yearOf(row[places.of("year")]) : 0) || year,
      categories: [
        ...categoriesOf(row[places.of("categories")]),
        ...flagged.map(({ name }) => name),
      ],
    });
  }
}

/** More fields than columns: a delimiter stands inside of a field, so nobody knows which field is which. */
function tooLong(row: readonly string[], { roles }: TablePlan): boolean {
  return row.length > roles.length && row.slice(roles.length).some((field) => field.trim() !== "");
}

function textOf(row: readonly string[], delimiter: string): string {
  return cleanText(row.slice(0, 12).join(delimiter).slice(0, 400), 160);
}
