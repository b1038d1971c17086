/** How popular what is recommended is, beside the catalogue and beside what people go on to watch. */

import { seen } from "../../engine/data/split.ts";
import { topItems } from "../../engine/ranking/metrics.ts";
import { valuesOf } from "../../engine/training/snapshot.ts";
import { streamOf, streamQ } from "./stream-frequency.ts";
import { type Context, scoresFor, vectorsOfUsers } from "./vectors.ts";

export interface PopularityReading {
  /** Lower ends of the bins, in training ratings; each is twice the one before. */
  readonly from: readonly number[];
  /** Shares by bin: of the films, of the first tens, of the films held out for the test. */
  readonly catalogue: Float32Array;
  readonly recommended: Float32Array;
  readonly heldOut: Float32Array;
  readonly meanRecommended: number;
  readonly meanHeldOut: number;
  readonly users: number;
}

/** Enough for a histogram, and quick while training. */
const USERS = 200;
const FROM = [0, 4, 8, 16, 32, 64, 128, 256];

export async function popularity(context: Context): Promise<PopularityReading> {
  const { split } = context;
  const { items } = split.train;
  const count = Math.min(USERS, split.test.user.length);
  const at = Int32Array.from({ length: count }, (_, n) =>
    Math.floor((n * split.test.user.length) / count),
  );
  const users = at.map((n) => split.test.user[n]!);
  const scores = await valuesOf(() => scoresFor(context, vectorsOfUsers(context, [...users])));
  const excluded = new Uint8Array(items);
  const shown: number[] = [];
  users.forEach((user, row) => {
    for (const known of seen(split, "test", user)) excluded[known] = 1;
    shown.push(...topItems(scores.subarray(row * items, (row + 1) * items), excluded));
    excluded.fill(0);
  });
  const heldOut = Array.from(at, (n) => split.test.item[n]!);
  const all = Array.from(split.popularity.keys());
  const mean = (films: readonly number[]) =>
    films.reduce((sum, film) => sum + split.popularity[film]!, 0) / Math.max(1, films.length);
  return {
    from: FROM,
    catalogue: binned(all, split.popularity),
    recommended: binned(shown, split.popularity),
    heldOut: binned(heldOut, split.popularity),
    meanRecommended: mean(shown),
    meanHeldOut: mean(heldOut),
    users: count,
  };
}

function binned(films: readonly number[], popularity: Int32Array): Float32Array {
  const shares = new Float32Array(FROM.length);
  for (const film of films) {
    const bin = FROM.findLastIndex((from) => popularity[film]! >= from);
    shares[bin]! += 1 / films.length;
  }
  return shares;
}

export interface StreamReading {
  /** Films of all degrees of popularity, some hundred of them. */
  readonly films: Int32Array;
  /** n_j / sum of n, and the same from the stream of examples up to now. */
  readonly counted: Float32Array;
  readonly estimated: Float32Array;
  readonly examples: number;
  readonly used: boolean;
}

const SHOWN = 120;

/** Q as the stream has it at this moment of training, beside Q counted. */
export function stream(context: Context): StreamReading {
  const { split, config } = context;
  const notes = streamOf(context.notes);
  const ranked = Array.from(split.popularity.keys())
    .filter((film) => notes.met[film]! > 0)
    .sort((a, b) => split.popularity[b]! - split.popularity[a]! || a - b);
  const count = Math.min(SHOWN, ranked.length);
  // Evenly in the logarithm of the rank, so that the head is not one point.
  const places = Array.from({ length: count }, (_, n) =>
    Math.max(0, Math.round(ranked.length ** (n / Math.max(1, count - 1))) - 1),
  );
  const films = Int32Array.from(new Set(places), (place) => ranked[place]!);
  return {
    films,
    counted: Float32Array.from(films, (film) => split.frequency[film]!),
    estimated: Float32Array.from(films, (film) => streamQ(notes, film)),
    examples: notes.examples[0]!,
    used: config.logq && config.frequency === "stream" && config.negatives !== "uniform",
  };
}
