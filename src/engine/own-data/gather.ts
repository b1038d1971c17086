/** Rows of text become interactions and items; what cannot be used is counted with its reason. */

import { type Sentence, sentence } from "../declarations/sentence.ts";
import type { Role, TablePlan } from "./columns.ts";
import { LIMITS, OwnDataError } from "./limits.ts";
import { type BadLine, TOO_MANY_FIELDS } from "./rows.ts";
import { cleanText } from "./text.ts";
import { type BadId, categoriesOf, idOf, numberOf, timeOf, titleOf, yearOf } from "./values.ts";

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
const TWICE = sentence("the item stands there twice: the first line counts");

export interface Dropped {
  readonly table: string;
  readonly reason: Sentence;
  readonly count: number;
  /** The first such line. */
  readonly line: number;
  readonly text: string;
}

/** Counts what is left out, by table and reason, with the first line of each. */
export class Drops {
  readonly #byReason = new Map<string, { -readonly [K in keyof Dropped]: Dropped[K] }>();

  add(table: string, { reason, line, text }: BadLine): void {
    const key = `${table}\n${reason.english}`;
    const known = this.#byReason.get(key);
    if (known) known.count++;
    else this.#byReason.set(key, { table, reason, count: 1, line, text });
  }

  list(): Dropped[] {
    return [...this.#byReason.values()].sort((a, b) => b.count - a.count);
  }
}

/** What is known of an item from a table. */
export interface ItemFacts {
  readonly title: string;
  readonly year: number;
  readonly categories: readonly string[];
}

/** A column of numbers that grows. */
class Column<T extends Int32Array | Float32Array | Float64Array> {
  #values: T;
  length = 0;
  constructor(readonly Type: new (length: number) => T) {
    this.#values = new Type(1024);
  }
  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new this.Type(2 * this.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }
  done(): T {
    return this.#values.subarray(0, this.length) as T;
  }
}

/** Ids as text, numbered in the order in which they first stand in the file. */
class Ids {
  readonly #numbers = new Map<string, number>();
  readonly names: string[] = [];
  numberOf(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    this.names.push(id);
    this.#numbers.set(id, this.names.length - 1);
    return this.names.length - 1;
  }
}

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

interface Parts {
  readonly table: string;
  readonly plan: TablePlan;
  readonly delimiter: string;
  readonly dayFirst: boolean;
  readonly drops: Drops;
  readonly items: ItemsGathered;
}

/** What the rows of a table of interactions come to. */
export class InteractionsGathered {
  readonly users = new Ids();
  readonly itemIds = new Ids();
  readonly user = new Column(Int32Array);
  readonly item = new Column(Int32Array);
  readonly rating = new Column(Float32Array);
  readonly time = new Column(Float64Array);
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

  add(row: readonly string[], line: number): void {
    const { table, drops, delimiter } = this.#parts;
    const reason = this.#take(row, line);
    if (reason) drops.add(table, { reason, line, text: textOf(row, delimiter) });
  }

  /** @returns why the row cannot be used, or null */
  #take(row: readonly string[], line: number): Sentence | null {
    const { table, plan, dayFirst, items } = this.#parts;
    const places = this.#places;
    if (tooLong(row, plan)) return TOO_MANY_FIELDS;
    const user = idOf(row[places.of("user")]);
    if ("bad" in user) return BAD_USERS[user.bad];
    const item = idOf(row[places.of("item")]);
    if ("bad" in item) return BAD_ITEMS[item.bad];
    const rating = places.has("rating") ? numberOf(row[places.of("rating")]) : 1;
    if (Number.isNaN(rating)) return NO_RATING;
    const time = places.has("time") ? timeOf(row[places.of("time")], dayFirst) : 0;
    if (Number.isNaN(time)) return NO_TIME;
    if (this.user.length >= LIMITS.interactions) {
      throw new OwnDataError(
        sentence(
          "“{table}” holds more than {n} interactions, and no more can be trained on here. Keep a part of it, the newest interactions or every tenth user, and choose that file.",
          { table, n: LIMITS.interactions },
        ),
      );
    }
    this.user.push(this.users.numberOf(user.id));
    this.item.push(this.itemIds.numberOf(item.id));
    this.rating.push(rating);
    this.time.push(time);
    this.line.push(line);
    items.addFacts(item.id, row, places);
    return null;
  }
}

/** Titles, years and categories by item id, from a table of items or from the interactions' own rows. */
export class ItemsGathered {
  readonly facts = new Map<string, ItemFacts>();
  /** Columns with 0 or 1, and the category that each stands for. */
  readonly #flags: readonly { readonly column: number; readonly name: string }[];

  constructor(flags: readonly { readonly column: number; readonly name: string }[]) {
    this.#flags = flags;
  }

  /** A row of a table of items. */
  add(row: readonly string[], line: number, parts: Omit<Parts, "items" | "dayFirst">): void {
    const { table, delimiter, drops } = parts;
    const reason = this.#take(row, parts);
    if (reason) drops.add(table, { reason, line, text: textOf(row, delimiter) });
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

  addFacts(id: string, row: readonly string[], places: Places): void {
    if (this.facts.has(id)) return;
    const described =
      this.#flags.length > 0 ||
      places.has("title") ||
      places.has("categories") ||
      places.has("year");
    if (!described) return;
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
