/** The scores that the three recommenders give, from the counts and from the ratings read so far. */
import { type Interactions, seen } from "../../engine/data/split.ts";
import { oncePer } from "../../engine/once.ts";
import { type Scorer, sameForAll } from "../../engine/ranking/baselines.ts";
import { addSimilar, type ItemNeighbours, itemNeighbours } from "../../engine/ranking/item-knn.ts";
import { snapshot, valuesOf } from "../../engine/training/snapshot.ts";
import type { DataConfig as Config } from "./lesson.ts";
import { type Parameters, valueOfFilms } from "./model.ts";
import { firstRead, type Stream, slices } from "./stream.ts";

/** How often the counts are measured while they grow. */
export const EVALUATIONS = 10;

/** How many ratings have been read. */
export async function ratingsRead({ read }: Parameters): Promise<number> {
  return (await snapshot(read))[0]!;
}

/** The scores of everything for some users, [users, items]. */
export async function scorerOf(
  parameters: Parameters,
  config: Config,
  split: Stream,
): Promise<Scorer> {
  if (config.model !== "item-knn")
    return sameForAll(await valuesOf(() => valueOfFilms(parameters, config)));
  const { similar } = await neighbours(parameters, config, split);
  const { items } = split.train;
  return (users, part) => {
    const scores = new Float32Array(users.length * items);
    users.forEach((user, n) => {
      // score(u, j) = sum of sim(i, j) over the i in u's history with i among j's k nearest
      addSimilar(similar, seen(split, part, user), scores.subarray(n * items, (n + 1) * items));
    });
    return scores;
  };
}

/** The similarities in what has been read up to the last refresh. */
export async function neighbours(
  parameters: Parameters,
  config: Config,
  split: Stream,
): Promise<Fitted> {
  return newestOf(split)(refreshed(await ratingsRead(parameters), split, config), config);
}

interface Fitted {
  readonly similar: ItemNeighbours;
  readonly read: Interactions;
}

/** They are large, and time moves on: only the newest are kept. */
const newestOf = oncePer((split: Stream) => {
  let newest: (Fitted & { readonly key: string }) | undefined;
  return (read: number, { k, shrinkage }: Config): Fitted => {
    const key = `${read} ${k} ${shrinkage}`;
    if (newest?.key === key) return newest;
    const sofar = firstRead(split, read);
    newest = { key, similar: itemNeighbours(sofar, { k, shrinkage }), read: sofar };
    return newest;
  };
});

/** Comparing all pairs of films takes a while, so it is done anew at each evaluation only. */
function refreshed(read: number, split: Stream, config: Config): number {
  const between = Math.ceil(slices(split, config) / EVALUATIONS) * config.batch;
  return read >= split.order.length ? read : Math.floor(read / between) * between;
}
