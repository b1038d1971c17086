/** What is recommended when the model is told that it is another time: a list for each age of an example. */

import { itemsOf } from "../../engine/data/split.ts";
import { oncePer } from "../../engine/once.ts";
import { topItems } from "../../engine/ranking/metrics.ts";
import { marked } from "../../families/retrieval/reader-films.ts";
import { type Context, scoresFor } from "./asked.ts";
import { watchedBefore } from "./draw.ts";
import type { YoutubeSplit } from "./prepare.ts";

export interface AgeReading {
  /** 0 (now) to 1, and the moment that was, in seconds. */
  readonly ages: readonly number[];
  readonly moments: readonly number[];
  /** Mean year of release in the first tens of some people, by age; and of the films watched about then. */
  readonly released: readonly number[];
  readonly watchedReleased: readonly number[];
  /** Mean moment at which the recommended films were rated, as a calendar year with its fraction. */
  readonly popularIn: readonly number[];
  /** The first ten for the chosen person, by age. */
  readonly lists: readonly Int32Array[];
}

const LEVELS = 11;
const PEOPLE = 60;

/** { user }; null without ages, which the model then does not read. */
export async function age(
  context: Context,
  { user }: { readonly user: number },
): Promise<AgeReading | null> {
  const { split, config } = context;
  if (!config.age) return null;
  const { items } = split.train;
  const { years } = split.catalogue;
  const meanTime = timesOf(split);
  const tested = split.test.user;
  const some = Array.from(
    { length: Math.min(PEOPLE, tested.length) },
    (_, n) => tested[Math.floor((n * tested.length) / Math.min(PEOPLE, tested.length))]!,
  );
  const ages = Array.from({ length: LEVELS }, (_, n) => n / (LEVELS - 1));
  const lists: Int32Array[] = [];
  const [released, popularIn]: number[][] = [[], []];
  for (const x of ages) {
    const asked = [user, ...some];
    const scores = await scoresFor(
      context,
      asked.map((one) => ({ ...watchedBefore(split, config, "test", one), age: x })),
    );
    const firsts = asked.map((one, n) =>
      topItems(
        scores.subarray(n * items, (n + 1) * items),
        marked(itemsOf(split.history.test, one), items),
      ).slice(),
    );
    lists.push(firsts[0]!);
    const films = firsts.slice(1).flatMap((list) => [...list]);
    released!.push(mean(films.map((film) => years[film]!).filter((year) => year > 0)));
    popularIn!.push(yearOf(mean(films.map((film) => meanTime[film]!).filter(Number.isFinite))));
  }
  const { times } = split;
  const place = (x: number) => Math.round((1 - x) * (times.length - 1));
  const near = Math.ceil(times.length / (2 * (LEVELS - 1)));
  return {
    ages,
    moments: ages.map((x) => times[place(x)]!),
    released: released!,
    watchedReleased: ages.map((x) => {
      const from = times[Math.max(0, place(x) - near)]!;
      const to = times[Math.min(times.length - 1, place(x) + near)]!;
      const films = Array.from(split.train.item).filter(
        (_, row) => split.train.time[row]! >= from && split.train.time[row]! <= to,
      );
      return mean(films.map((film) => years[film]!).filter((year) => year > 0));
    }),
    popularIn: popularIn!,
    lists,
  };
}

/** The mean moment of each film's ratings for training; NaN without any. */
const timesOf = oncePer(({ train }: YoutubeSplit) => {
  const [sum, count] = [new Float64Array(train.items), new Float64Array(train.items)];
  train.item.forEach((film, row) => {
    sum[film]! += train.time[row]!;
    count[film]!++;
  });
  return sum.map((total, film) => total / count[film]!);
});

const YEAR = 365.25 * 24 * 3600;
const yearOf = (seconds: number) => 1970 + seconds / YEAR;

/** NaN where nothing is known. */
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
