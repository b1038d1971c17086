/** What the reader can check the order by: one user's first and last interaction, and how many lasts tie. */
import type { Catalogue, Dataset } from "../data/dataset.ts";
import { type Sentence, sentence } from "../declarations/sentence.ts";
import { timeText } from "./times.ts";

type Interactions = Dataset["interactions"];

export interface Example {
  readonly user: string;
  readonly interactions: number;
  readonly first: Moment;
  readonly last: Moment;
}

export interface Moment {
  readonly title: string;
  /** "2019-11-14 09:05"; null where there are no times. */
  readonly time: string | null;
}

/** "User 7, 14 interactions: first Item 14 at ..., last Item 1 at ..." */
export function exampleTold({ user, interactions, first, last }: Example): Sentence {
  const values = { user, n: interactions, first: first.title, last: last.title };
  return first.time === null || last.time === null
    ? sentence(
        "In order: user {user} began with {first} and ended with {last}, of {n} interactions.",
        values,
      )
    : sentence(
        "In order: user {user} began with {first} ({began}) and ended with {last} ({ended}), of {n} interactions.",
        { ...values, began: first.time, ended: last.time },
      );
}

/** The first user of whom there is enough to see an order, at different times if there are such. */
export function exampleOf(
  { user, item, time }: Interactions,
  { titles }: Catalogue,
  names: readonly string[],
  measured: boolean,
): Example | null {
  let best: { readonly start: number; readonly end: number } | undefined;
  for (let start = 0; start < user.length; ) {
    let end = start;
    while (end + 1 < user.length && user[end + 1] === user[start]) end++;
    const long = end - start >= 2;
    if (long && time[end]! > time[start]!) {
      best = { start, end };
      break;
    }
    if (long || !best) best ??= { start, end };
    start = end + 1;
  }
  if (!best) return null;
  const span = time[best.end]! - time[best.start]!;
  const moment = (row: number): Moment => ({
    title: titles[item[row]!]!,
    time: measured ? timeText(time[row]!, span) : null,
  });
  return {
    user: names[user[best.start]!]!,
    interactions: best.end - best.start + 1,
    first: moment(best.start),
    last: moment(best.end),
  };
}

/** A warning where it is mostly not the time that decides which interaction is the last. */
export function tiesTold({ user, item, time }: Interactions): Sentence[] {
  let [asked, tied, pairs, ascending] = [0, 0, 0, 0];
  for (let row = 1; row < user.length; row++) {
    const same = user[row] === user[row - 1];
    if (same && time[row] === time[row - 1]) {
      pairs++;
      if (item[row]! > item[row - 1]!) ascending++;
    }
    if (!same || (row + 1 < user.length && user[row + 1] === user[row])) continue;
    asked++;
    if (time[row] === time[row - 1]) tied++;
  }
  if (tied * 2 <= asked) return [];
  const values = { tied, asked };
  return [
    pairs > 20 && ascending > 0.95 * pairs
      ? sentence(
          "The last two interactions of {tied} of {asked} users have the same time, and lines of the same time are sorted by item: which is the last is then decided by the item and not by the user.",
          values,
        )
      : sentence(
          "The last two interactions of {tied} of {asked} users have the same time: the order of the lines decides which is the last.",
          values,
        ),
  ];
}
