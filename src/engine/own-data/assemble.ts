/** What has been gathered becomes a dataset: ids numbered, rows ordered, ratings on one scale. */
import type { Dataset } from "../data/dataset.ts";
import { type Sentence, sentence } from "../declarations/sentence.ts";
import { catalogueOf, nameOf } from "./catalogue.ts";
import type { TablePlan } from "./columns.ts";
import type { Drops, InteractionsGathered, ItemsGathered } from "./gather.ts";
import { OwnDataError } from "./limits.ts";
import { NO_GRADES } from "./scale.ts";
import { type Example, exampleOf, tiesTold } from "./story.ts";
import type { TimeForm } from "./times.ts";

const REPEATED = sentence("the same user and item stand there again: the latest counts");
const NOT_RATED = sentence("the rating means “not rated”");
const NO_TIME = sentence("the time cannot be read as one from 1900 to 2200");

/** Which columns the files had; what a lesson may look for. */
export interface Has {
  readonly ratings: boolean;
  /** Whether the times are measured ones; a counter or the order of the lines only orders. */
  readonly times: boolean;
  readonly titles: boolean;
  readonly categories: boolean;
}

/** Everything that was read, before a core is taken. */
export interface Assembled extends Pick<Dataset, "users" | "items" | "interactions" | "catalogue"> {
  readonly has: Has;
  /** What the reader should know about how the file was understood. */
  readonly notes: readonly Sentence[];
  /** What one user did first and last, so that a reversed order is seen. */
  readonly example: Example | null;
  /** What the times are; undefined where they are none. */
  readonly timeForm: TimeForm | undefined;
}

export interface Gathered {
  readonly interactions: InteractionsGathered;
  readonly items: ItemsGathered;
  readonly table: string;
  readonly plan: TablePlan;
  /** What the column of ratings is called, plain. */
  readonly ratingName: string;
  readonly drops: Drops;
}

export function assemble({
  interactions: gathered,
  items,
  table,
  plan,
  ratingName,
  drops,
}: Gathered): Assembled {
  if (gathered.user.length === 0) throw nothingUsable(table, drops);
  const line = gathered.line.done();
  const given = { user: gathered.user.done(), item: gathered.item.done() };
  const textOf = (row: number) =>
    `${gathered.users.names[given.user[row]!]}, ${gathered.itemIds.names[given.item[row]!]}`.slice(
      0,
      160,
    );
  const drop = (reason: Sentence, row: number) =>
    drops.add(table, { reason, line: line[row]! }, () => textOf(row));

  const { scale = "auto", unrated } = plan;
  const rated = gathered.hasRatings
    ? gathered.rating.done({ scale, ...(unrated && { unrated }) }, ratingName)
    : undefined;
  const timed = gathered.hasTimes ? gathered.time.done(plan.dates) : undefined;
  const usable = new Uint8Array(given.user.length);
  for (let row = 0; row < usable.length; row++) {
    if (rated && Number.isNaN(rated.stars[row]!)) drop(NOT_RATED, row);
    else if (timed && Number.isNaN(timed.time[row]!)) drop(NO_TIME, row);
    else usable[row] = 1;
  }
  if (!usable.includes(1)) throw nothingUsable(table, drops);

  const users = numbered(gathered.users.names, given.user, usable);
  const ids = numbered(gathered.itemIds.names, given.item, usable);
  const user = given.user.map((u) => users.place[u]!);
  const item = given.item.map((i) => ids.place[i]!);
  const all = user.map((_, row) => row);
  const rows = all.filter((row) => usable[row] === 1);
  const time = timed?.time ?? new Float64Array(all);
  const order = ordered(rows, user, users.names.length, time);
  const kept = withoutRepeats(order, user, item, ids.names.length, (row) => drop(REPEATED, row));

  const measured = timed !== undefined && timed.form.kind !== "counter";
  const { catalogue, told } = catalogueOf(ids.names, items);
  const notes: Sentence[] = [...(timed?.told ?? [NO_TIMES]), ...(rated?.told ?? [])];
  if (!rated) {
    notes.push(
      sentence("There is no rating: every interaction counts as 1. {and}", { and: NO_GRADES }),
    );
  }
  const columns = {
    user: kept.map((row) => user[row]!),
    item: kept.map((row) => item[row]!),
    rating: new Float32Array(kept.length).map((_, n) => rated?.stars[kept[n]!] ?? 1),
    time: new Float64Array(kept.length).map((_, n) => time[kept[n]!]!),
  };
  if (timed) notes.push(...tiesTold(columns));
  notes.push(...told);
  return {
    users: users.names.length,
    items: ids.names.length,
    interactions: columns,
    catalogue,
    has: {
      ratings: rated?.graded ?? false,
      times: measured,
      titles: catalogue.titles.some((title, i) => title !== nameOf(ids.names[i]!)),
      categories: catalogue.genres.length > 0,
    },
    notes,
    example: exampleOf(columns, catalogue, users.names, measured),
    timeForm: timed?.form,
  };
}

const NO_TIMES = sentence(
  "There is no time: the order of the lines stands for it. Hours, years, pauses and a split by time need one, and are not made from it.",
);

function nothingUsable(table: string, drops: Drops): OwnDataError {
  const most = drops.list().find((drop) => drop.table === table);
  return new OwnDataError(
    most
      ? sentence(
          "No line of “{table}” could be used. Most often {reason}, as on line {line}: {text}. Check which column is which.",
          { table, reason: most.reason, line: most.line, text: most.text },
        )
      : sentence(
          "“{table}” holds no interactions, only a header or nothing at all. Choose a file with one interaction a line.",
          { table },
        ),
  );
}

/** Ids in order, whole numbers by their size, anything else as text; and where each went, -1 if nowhere. */
function numbered(
  given: readonly string[],
  of: Int32Array,
  usable: Uint8Array,
): { names: string[]; place: Int32Array } {
  const used = new Uint8Array(given.length);
  for (let row = 0; row < of.length; row++) if (usable[row]) used[of[row]!] = 1;
  const order = Array.from(used.keys()).filter((n) => used[n] === 1);
  if (order.every((n) => /^-?\d{1,15}$/.test(given[n]!))) {
    const values = given.map(Number);
    order.sort((a, b) => values[a]! - values[b]! || a - b);
  } else {
    order.sort((a, b) => (given[a]! < given[b]! ? -1 : 1));
  }
  const place = new Int32Array(given.length).fill(-1);
  order.forEach((old, now) => {
    place[old] = now;
  });
  return { names: order.map((old) => given[old]!), place };
}

/** Rows by user, then time, then place in the file. */
function ordered(
  rows: Int32Array,
  user: Int32Array,
  users: number,
  time: Float64Array,
): Int32Array {
  const offsets = new Int32Array(users + 1);
  for (const row of rows) offsets[user[row]! + 1]!++;
  for (let u = 0; u < users; u++) offsets[u + 1]! += offsets[u]!;
  const next = offsets.slice();
  const order = new Int32Array(rows.length);
  for (const row of rows) order[next[user[row]!]!++] = row;
  for (let u = 0; u < users; u++) {
    const own = order.subarray(offsets[u], offsets[u + 1]);
    // Most files are in order already.
    if (own.some((row, n) => n > 0 && time[row]! < time[own[n - 1]!]!))
      own.sort((a, b) => time[a]! - time[b]! || a - b);
  }
  return order;
}

/** Of several interactions of a user with an item the latest stays: else a test could ask for what is known. */
function withoutRepeats(
  order: Int32Array,
  user: Int32Array,
  item: Int32Array,
  items: number,
  onRepeat: (row: number) => void,
): Int32Array {
  const lastUser = new Int32Array(items).fill(-1);
  const keep = new Uint8Array(order.length);
  let kept = 0;
  for (let n = order.length - 1; n >= 0; n--) {
    const row = order[n]!;
    if (lastUser[item[row]!] === user[row]!) {
      onRepeat(row);
      continue;
    }
    lastUser[item[row]!] = user[row]!;
    keep[n] = 1;
    kept++;
  }
  return kept === order.length ? order : order.filter((_, n) => keep[n] === 1);
}
