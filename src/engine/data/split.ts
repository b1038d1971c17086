/**
 * How interactions are divided into what a model may learn from and what it is asked to find.
 */

import { sentence, ToldError } from "../declarations/sentence.ts";
import type { Catalogue, Dataset } from "./dataset.ts";

/** Said by whatever reads more of times than their order. */
export const NO_CALENDAR = sentence(
  "These data have no times, only an order, so nothing can be split or weighed by time: choose another split, a half-life of 0, or other data",
);

/** Interactions grouped by user (compressed rows): those of user u lie at offsets[u] .. offsets[u+1]. */
export interface Interactions {
  readonly users: number;
  readonly items: number;
  /** [users + 1] */
  readonly offsets: Int32Array;
  /** [interactions], in time order within a user */
  readonly item: Int32Array;
  readonly rating: Float32Array;
  readonly time: Float64Array;
}

/** Questions asked of a model: for each case, rank the catalogue for `user` and look for `item`. */
export interface Cases {
  /** Ascending; a user has at most one case. */
  readonly user: Int32Array;
  readonly item: Int32Array;
}

/** Which of the two sets of questions. */
export type Part = "validation" | "test";

export interface Split {
  readonly protocol: "leave-one-out" | "temporal";
  /** Everything that was divided, what is held out included: for lessons that divide it another way. */
  readonly whole: Interactions;
  /** Whether its times are measured ones, or only order. */
  readonly timed: boolean;
  readonly train: Interactions;
  readonly validation: Cases;
  readonly test: Cases;
  /**
   * What is known of each user when the question is asked, oldest first: it is not recommended again,
   * and a model that reads histories reads it. For validation the user's training part; for the test
   * also the validation item (and, in a temporal split of kind "last", what came between).
   */
  readonly history: Readonly<Record<Part, Interactions>>;
  /** [items] interactions of each item in the training part: its popularity. */
  readonly popularity: Int32Array;
  readonly catalogue: Catalogue;
}

/** What of a dataset a split is made from. */
export type Divisible = Pick<Dataset, "users" | "items" | "interactions" | "timed" | "catalogue">;

/** All interactions of a split by row, as a dataset has them, to be divided another way. */
export function rowsOf({
  whole,
  timed,
  catalogue,
}: Pick<Split, "whole" | "timed" | "catalogue">): Divisible {
  const user = new Int32Array(whole.item.length);
  for (let u = 0; u < whole.users; u++) user.fill(u, whole.offsets[u]!, whole.offsets[u + 1]!);
  const { users, items, item, rating, time } = whole;
  return { users, items, interactions: { user, item, rating, time }, timed, catalogue };
}

/** The items of one user, oldest first: a view, not a copy. */
export function itemsOf(interactions: Interactions, user: number): Int32Array {
  return interactions.item.subarray(interactions.offsets[user], interactions.offsets[user + 1]);
}

/** What a user has seen when the question is asked, oldest first: left out of the ranking. */
export function seen(split: Split, part: Part, user: number): Int32Array {
  return itemsOf(split.history[part], user);
}

/**
 * Each user's last interaction is the test, the one before it validation, the rest training. Users with
 * fewer than three interactions are trained on and not asked about. "Last" is by the dataset's order:
 * time, then the dataset's tie rule.
 *
 * The cut is per user, so a model may learn from what others did after a user's test: see temporalSplit.
 */
export function leaveOneOut(dataset: Divisible): Split {
  const { offsets } = group(dataset);
  const length = (user: number) => offsets[user + 1]! - offsets[user]!;
  const asked = range(dataset.users).filter((user) => length(user) >= 3);
  const trained = (user: number) => (length(user) >= 3 ? length(user) - 2 : length(user));
  return assemble(dataset, "leave-one-out", {
    train: trained,
    validation: asked.map((user) => ({ user, history: trained(user) })),
    test: asked.map((user) => ({ user, history: trained(user) + 1 })),
  });
}

/**
 * One cut in time for everybody, at a quantile of the interactions' times: a model learns from what was
 * before it only, so nobody's future leaks.
 *
 * Training: all interactions before the cut, but the last of each user who has two or more there, which
 * is validation. (Validation is by user, not by a second cut: in MovieLens small most users come once and
 * stay for an hour, so a second cut leaves some twenty cases. It can leak among users before the cut;
 * the test cannot.)
 *
 * Test, `asked`:
 * - "first": for users with a training part, their first interaction after the cut. Any model can be
 *   asked. In MovieLens small (5-core, 0.8) these are 20 cases, too few to tell models apart.
 * - "last": for every user active after the cut, newcomers included, their last interaction, if its item
 *   occurs in training. What the user did before it is known at that time, also after the cut (see
 *   `history`), so only a model that reads histories can be asked. In MovieLens small: 125 cases.
 *
 * @param quantile share of the interactions that lie before the cut, in (0, 1)
 * @throws ToldError where the times only order: there is no calendar to cut
 */
export function temporalSplit(
  dataset: Divisible,
  quantile = 0.8,
  asked: "first" | "last" = "first",
): Split {
  if (!(quantile > 0 && quantile < 1)) {
    throw new RangeError(`A temporal split needs a quantile between 0 and 1, got ${quantile}`);
  }
  if (!dataset.timed) throw new ToldError(NO_CALENDAR);
  const { item, time } = dataset.interactions;
  const { offsets } = group(dataset);
  const cut = time.toSorted()[Math.floor(quantile * time.length)] ?? Number.POSITIVE_INFINITY;
  const before = Int32Array.from({ length: dataset.users }, (_, user) => {
    const times = time.subarray(offsets[user], offsets[user + 1]);
    const index = times.findIndex((t) => t >= cut);
    return index < 0 ? times.length : index;
  });
  const trained = (user: number) => Math.max(before[user]! - 1, Math.min(before[user]!, 1));
  const inTraining = new Uint8Array(dataset.items);
  for (let user = 0; user < dataset.users; user++) {
    const start = offsets[user]!;
    for (const i of item.subarray(start, start + trained(user))) inTraining[i] = 1;
  }

  const everybody = range(dataset.users);
  const active = everybody.filter((user) => offsets[user]! + before[user]! < offsets[user + 1]!);
  const test =
    asked === "first"
      ? active.filter((user) => before[user]! > 0).map((user) => ({ user, history: before[user]! }))
      : active
          .filter((user) => inTraining[item[offsets[user + 1]! - 1]!] === 1)
          .map((user) => ({ user, history: offsets[user + 1]! - offsets[user]! - 1 }));
  return assemble(dataset, "temporal", {
    train: trained,
    validation: everybody
      .filter((user) => trained(user) < before[user]!)
      .map((user) => ({ user, history: trained(user) })),
    test,
  });
}

/** A question about the interaction that follows a user's first `history` ones. */
interface Question {
  readonly user: number;
  readonly history: number;
}

/** @param parts.train how many of a user's first interactions are trained on */
function assemble(
  dataset: Divisible,
  protocol: Split["protocol"],
  parts: {
    readonly train: (user: number) => number;
    readonly validation: readonly Question[];
    readonly test: readonly Question[];
  },
): Split {
  const all = group(dataset);
  const cases = (questions: readonly Question[]): Cases => ({
    user: Int32Array.from(questions, ({ user }) => user),
    item: Int32Array.from(
      questions,
      ({ user, history }) => all.item[all.offsets[user]! + history]!,
    ),
  });
  const history = (questions: readonly Question[]): Interactions => {
    const known = Int32Array.from({ length: dataset.users }, (_, user) => parts.train(user));
    for (const question of questions) known[question.user] = question.history;
    return firstOf(all, (user) => known[user]!);
  };
  const train = firstOf(all, parts.train);
  const popularity = new Int32Array(dataset.items);
  for (const item of train.item) popularity[item]!++;
  return {
    protocol,
    whole: all,
    timed: dataset.timed,
    train,
    validation: cases(parts.validation),
    test: cases(parts.test),
    history: { validation: history(parts.validation), test: history(parts.test) },
    popularity,
    catalogue: dataset.catalogue,
  };
}

/** A dataset's rows by user; they are ordered by user already, so only the offsets are new. */
function group(dataset: Divisible): Interactions {
  const { user, item, rating, time } = dataset.interactions;
  const offsets = new Int32Array(dataset.users + 1);
  for (const u of user) offsets[u + 1]!++;
  for (let u = 0; u < dataset.users; u++) offsets[u + 1]! += offsets[u]!;
  return { users: dataset.users, items: dataset.items, offsets, item, rating, time };
}

/** Only the first `length(user)` interactions of each user. */
function firstOf(all: Interactions, length: (user: number) => number): Interactions {
  const offsets = new Int32Array(all.users + 1);
  for (let u = 0; u < all.users; u++) offsets[u + 1] = offsets[u]! + length(u);
  const total = offsets[all.users]!;
  const item = new Int32Array(total);
  const rating = new Float32Array(total);
  const time = new Float64Array(total);
  for (let u = 0; u < all.users; u++) {
    const start = all.offsets[u]!;
    const end = start + length(u);
    item.set(all.item.subarray(start, end), offsets[u]);
    rating.set(all.rating.subarray(start, end), offsets[u]);
    time.set(all.time.subarray(start, end), offsets[u]);
  }
  return { users: all.users, items: all.items, offsets, item, rating, time };
}

function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}
