/** What has been gathered becomes a dataset: ids numbered, rows ordered, ratings on one scale. */
import type { Catalogue, Dataset } from "../data/dataset.ts";
import { type Sentence, sentence } from "../declarations/sentence.ts";
import type { Drops, InteractionsGathered, ItemsGathered } from "./gather.ts";
import { LIMITS, OwnDataError } from "./limits.ts";

const REPEATED = sentence("the same user and item stand there again: the latest counts");

/** Which columns the files had; what a lesson may look for. */
export interface Has {
  readonly ratings: boolean;
  readonly times: boolean;
  readonly titles: boolean;
  readonly categories: boolean;
}

const NO_GRADES = sentence(
  "Lessons about graded ratings (ranking gradients, DLRM, DCN-v2) cannot use that, and say so.",
);

/** Everything that was read, before a core is taken. */
export interface Assembled extends Pick<Dataset, "users" | "items" | "interactions" | "catalogue"> {
  readonly has: Has;
  /** What the reader should know about how the file was understood. */
  readonly notes: readonly Sentence[];
}

export function assemble(
  gathered: InteractionsGathered,
  items: ItemsGathered,
  table: string,
  drops: Drops,
): Assembled {
  const rows = gathered.user.length;
  if (rows === 0) {
    const most = drops.list().find((drop) => drop.table === table);
    throw new OwnDataError(
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
  const users = numbered(gathered.users.names);
  const ids = numbered(gathered.itemIds.names);
  const user = gathered.user.done().map((u) => users.place[u]!);
  const item = gathered.item.done().map((i) => ids.place[i]!);
  const notes: Sentence[] = [];
  const order = ordered(user, users.names.length, gathered.time.done());
  const kept = withoutRepeats(order, user, item, ids.names.length, (row, times) =>
    drops.add(table, {
      reason: REPEATED,
      line: gathered.line.done()[row]!,
      text: `${users.names[user[row]!]} and ${ids.names[item[row]!]}${times > 1 ? `, ${times} times` : ""}`.slice(
        0,
        160,
      ),
    }),
  );
  const has: Has = {
    ratings: gathered.hasRatings,
    times: gathered.hasTimes,
    titles: false,
    categories: false,
  };
  if (!has.times) {
    notes.push(
      sentence(
        "There is no time: the order of the lines stands for it. A picture that speaks of times shows the lines’ numbers as seconds from 1970.",
      ),
    );
  }
  const time = gathered.time.done();
  const { catalogue, told } = catalogueOf(ids.names, items);
  notes.push(...told);
  const { ratings, scale } = stars(kept, gathered.rating.done());
  if (!has.ratings) {
    notes.push(
      sentence("There is no rating: every interaction counts as 1. {and}", { and: NO_GRADES }),
    );
  }
  if (scale) notes.push(scale);
  return {
    users: users.names.length,
    items: ids.names.length,
    interactions: {
      user: kept.map((row) => user[row]!),
      item: kept.map((row) => item[row]!),
      rating: ratings,
      time: Float64Array.from(kept, (row) => (has.times ? time[row]! : row)),
    },
    catalogue,
    has: {
      ...has,
      titles: catalogue.titles.some((title, i) => title !== nameOf(ids.names[i]!)),
      categories: catalogue.genres.length > 0,
    },
    notes,
  };
}

/** Ids in order, whole numbers by their size, anything else as text; and where each went. */
function numbered(names: readonly string[]): { names: string[]; place: Int32Array } {
  const whole = names.every((name) => /^-?\d{1,15}$/.test(name));
  const order = names.map((_, n) => n);
  if (whole) {
    const values = names.map(Number);
    order.sort((a, b) => values[a]! - values[b]! || a - b);
  } else {
    order.sort((a, b) => (names[a]! < names[b]! ? -1 : 1));
  }
  const place = new Int32Array(names.length);
  order.forEach((old, now) => {
    place[old] = now;
  });
  return { names: order.map((old) => names[old]!), place };
}

/** Rows by user, then time, then place in the file. */
function ordered(user: Int32Array, users: number, time: Float64Array): Int32Array {
  const offsets = new Int32Array(users + 1);
  for (const u of user) offsets[u + 1]!++;
  for (let u = 0; u < users; u++) offsets[u + 1]! += offsets[u]!;
  const next = offsets.slice();
  const rows = new Int32Array(user.length);
  for (let row = 0; row < user.length; row++) rows[next[user[row]!]!++] = row;
  for (let u = 0; u < users; u++) {
    rows.subarray(offsets[u], offsets[u + 1]).sort((a, b) => time[a]! - time[b]! || a - b);
  }
  return rows;
}

/** Of several interactions of a user with an item the latest stays: else a test could ask for what is known. */
function withoutRepeats(
  order: Int32Array,
  user: Int32Array,
  item: Int32Array,
  items: number,
  onRepeat: (row: number, times: number) => void,
): Int32Array {
  const lastUser = new Int32Array(items).fill(-1);
  const keep = new Uint8Array(order.length);
  let kept = 0;
  for (let n = order.length - 1; n >= 0; n--) {
    const row = order[n]!;
    if (lastUser[item[row]!] === user[row]!) {
      onRepeat(row, 1);
      continue;
    }
    lastUser[item[row]!] = user[row]!;
    keep[n] = 1;
    kept++;
  }
  return kept === order.length ? order : order.filter((_, n) => keep[n] === 1);
}

/** Ratings as stars from 0.5 to 5, as the lessons read them; another scale is stretched onto that. */
function stars(rows: Int32Array, given: Float32Array): { ratings: Float32Array; scale?: Sentence } {
  const ratings = Float32Array.from(rows, (row) => given[row]!);
  const low = ratings.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = ratings.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (low >= 0.5 && high <= 5) return { ratings };
  const shown = (value: number) => Number(value.toPrecision(4)).toLocaleString("en");
  if (low === high) {
    return {
      ratings: ratings.fill(1),
      scale: sentence("All ratings are {rating}: every interaction counts as 1. {and}", {
        rating: shown(low),
        and: NO_GRADES,
      }),
    };
  }
  return {
    ratings: ratings.map((value) => 0.5 + (4.5 * (value - low)) / (high - low)),
    scale: sentence(
      "The ratings run from {low} to {high}; they are stretched evenly to run from 0.5 to 5 stars, which is what the lessons read.",
      { low: shown(low), high: shown(high) },
    ),
  };
}

/** What an item without a title is called. */
const nameOf = (id: string) => (/^-?\d+$/.test(id) ? `Item ${id}` : id);

function catalogueOf(ids: readonly string[], gathered: ItemsGathered) {
  const facts = ids.map((id) => gathered.facts.get(id));
  const told: Sentence[] = [];
  const counts = new Map<string, number>();
  for (const fact of facts) {
    for (const category of fact?.categories ?? []) {
      counts.set(category, (counts.get(category) ?? 0) + 1);
    }
  }
  const byCount = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const genres = byCount
    .slice(0, LIMITS.categories)
    .map(([category]) => category)
    .sort();
  if (counts.size > genres.length) {
    told.push(
      sentence("There are {n} categories; the {kept} with the most items are kept.", {
        n: counts.size,
        kept: genres.length,
      }),
    );
  }
  const untitled = facts.filter((fact) => !fact?.title).length;
  if (untitled === ids.length) {
    told.push(sentence("There are no titles: the ids stand for them."));
  } else if (untitled === 1) {
    told.push(sentence("One item has no title: the id stands for it."));
  } else if (untitled > 0) {
    told.push(sentence("{n} items have no title: the id stands for it.", { n: untitled }));
  }
  if (genres.length === 0) {
    told.push(sentence("There are no categories: what a lesson reads from them is empty."));
  }
  const place = new Map(genres.map((genre, g) => [genre, g]));
  const catalogue: Catalogue = {
    ids: Int32Array.from(ids.keys()),
    titles: ids.map((id, i) => facts[i]?.title || nameOf(id)),
    years: Int16Array.from(facts, (fact) => fact?.year ?? 0),
    genres,
    genreBits: Uint32Array.from(facts, (fact) =>
      (fact?.categories ?? []).reduce((bits, category) => {
        const g = place.get(category);
        return g === undefined ? bits : (bits | (1 << g)) >>> 0;
      }, 0),
    ),
  };
  return { catalogue, told };
}
