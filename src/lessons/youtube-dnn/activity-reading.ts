/** Who the loss is about: tenths of the people by how much they watched, and what each tenth adds to it. */

import { itemsOf } from "../../engine/data/split.ts";
import { oncePer } from "../../engine/once.ts";
import { ndcg, rankOf } from "../../engine/ranking/metrics.ts";
import { userOfEach } from "../../engine/ranking/negatives.ts";
import { marked } from "../../families/retrieval/reader-films.ts";
import { type Context, scoresFor } from "./asked.ts";
import { knownFor, watchedBefore } from "./draw.ts";
import type { YoutubeSplit } from "./prepare.ts";

export interface ActivityReading {
  /** The fewest and the most films of a person of each tenth. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Share of the examples of an epoch when each film is one, and when all people give equally many. */
  readonly each: readonly number[];
  readonly equal: readonly number[];
  /** -log P of the film that is asked for, mean over some examples of the tenth. */
  readonly loss: readonly number[];
  /** NDCG@10 of the test. */
  readonly ndcg: readonly number[];
}

const TENTHS = 10;
/** Examples that are looked at of each tenth: enough for a mean within a few percent. */
const EXAMPLES = 64;

/** The people of each tenth, and some rows of theirs. */
const tenthsOf = oncePer((split: YoutubeSplit) => {
  const { people } = split;
  const order = [...people.user.keys()].sort(
    (a, b) => people.to[a]! - people.from[a]! - (people.to[b]! - people.from[b]!) || a - b,
  );
  return Array.from({ length: TENTHS }, (_, tenth) => {
    const end = (n: number) => Math.round((n * order.length) / TENTHS);
    const who = order.slice(end(tenth), end(tenth + 1));
    const rows = who.flatMap((n) =>
      Array.from({ length: people.to[n]! - people.from[n]! }, (_, k) => people.from[n]! + k),
    );
    const every = Math.max(1, rows.length / EXAMPLES);
    return {
      users: who.map((n) => people.user[n]!),
      count: rows.length,
      rows: Array.from(
        { length: Math.min(EXAMPLES, rows.length) },
        (_, n) => rows[Math.floor(n * every)]!,
      ),
    };
  }).filter(({ count }) => count > 0);
});

export async function activity(context: Context): Promise<ActivityReading> {
  const { split, config } = context;
  const { train } = split;
  const tenths = tenthsOf(split);
  const all = tenths.reduce((sum, { count }) => sum + count, 0);
  const people = tenths.reduce((sum, { users }) => sum + users.length, 0);
  const lengths = tenths.map(({ users }) => users.map((user) => itemsOf(train, user).length));
  const loss: number[] = [];
  const found: number[] = [];
  const tests = new Map(Array.from(split.test.user, (user, n) => [user, split.test.item[n]!]));
  for (const { rows, users } of tenths) {
    const asked = rows.map((row) => knownFor(split, config, row));
    const own = rows.map((row) => train.item[row]!);
    const watched = rows.map((row) => itemsOf(train, userOfEach(train)[row]!));
    const scores = await scoresFor(context, asked);
    loss.push(
      mean(own.map((film, n) => surprise(rowOf(scores, n, train.items), film, watched[n]!))),
    );
    const tested = users.filter((user) => tests.has(user));
    if (tested.length === 0) {
      found.push(0);
      continue;
    }
    const lists = await scoresFor(
      context,
      tested.map((user) => watchedBefore(split, config, "test", user)),
    );
    found.push(
      mean(
        tested.map((user, n) =>
          ndcg(
            rankOf(
              tests.get(user)!,
              rowOf(lists, n, train.items),
              marked(itemsOf(split.history.test, user), train.items),
            ),
          ),
        ),
      ),
    );
  }
  return {
    from: lengths.map((of) => Math.min(...of)),
    to: lengths.map((of) => Math.max(...of)),
    each: tenths.map(({ count }) => count / all),
    equal: tenths.map(({ users }) => users.length / people),
    loss,
    ndcg: found,
  };
}

const rowOf = (scores: Float32Array, row: number, items: number) =>
  scores.subarray(row * items, (row + 1) * items);

const mean = (values: readonly number[]) =>
  values.reduce((sum, x) => sum + x, 0) / Math.max(1, values.length);

/** -log P(film) of the softmax over all films but the others that the person watched. */
function surprise(scores: Float32Array, film: number, watched: Int32Array): number {
  const out = marked(watched, scores.length);
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (let item = 0; item < scores.length; item++) {
    if (item === film || out[item] === 0) sum += Math.exp(scores[item]! - most);
  }
  return Math.log(sum) + most - scores[film]!;
}
