/** One film of a person, asked for in both ways: which films are read in each, and where the model puts it. */

import { itemsOf } from "../../engine/data/split.ts";
import { rankOf } from "../../engine/ranking/metrics.ts";
import { marked } from "../../families/retrieval/reader-films.ts";
import { type Context, scoresFor } from "./asked.ts";
import { inputRows } from "./draw.ts";
import { TARGETS, type Target } from "./settings.ts";

export interface TargetsReading {
  /** The films of the person that training may use, oldest first, and their times. */
  readonly films: Int32Array;
  readonly times: Float64Array;
  /** The place of the one that is asked for. */
  readonly at: number;
  /** In each way: the places of the films that are read, and the film's rank among all that are not theirs. */
  readonly ways: Readonly<
    Record<Target, { readonly read: readonly number[]; readonly rank: number }>
  >;
  /** Whether its times are moments. */
  readonly timed: boolean;
}

/** { user, at? }: the film at that place of a person's; the middle one unless said. */
export async function targets(
  context: Context,
  { user, at }: { readonly user: number; readonly at?: number },
): Promise<TargetsReading | null> {
  const { split, config } = context;
  const { around } = split;
  const films = itemsOf(around, user);
  if (films.length < 2) return null;
  const from = around.offsets[user]!;
  // The first film has none before it.
  const place = Math.min(films.length - 1, Math.max(1, at ?? films.length >> 1));
  const read = TARGETS.map(({ value }) =>
    inputRows(around, from + place, value, config.history).map((row) => row - from),
  );
  const scores = await scoresFor(
    context,
    read.map((places) => ({
      films: places.map((n) => films[n]!),
      watched: places.length,
      age: 0,
    })),
  );
  const others = marked(films, around.items);
  const way = (target: Target) => {
    const n = TARGETS.findIndex(({ value }) => value === target);
    const own = scores.subarray(n * around.items, (n + 1) * around.items);
    return { read: read[n]!, rank: rankOf(films[place]!, own, others) };
  };
  return {
    films: films.slice(),
    times: around.time.slice(from, from + films.length),
    at: place,
    ways: { future: way("future"), random: way("random") },
    timed: split.timed,
  };
}
