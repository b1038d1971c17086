/** How popular what is recommended is, beside the catalogue and beside what people go on to watch. */
import { topItems } from "../../engine/metrics.ts";
import { seen } from "../../engine/split.ts";
import { StreamFrequency } from "./stream-frequency.ts";
import { type Context, read, scoresFor, vectorsOfUsers } from "./vectors.ts";

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
  const scores = await read(() => scoresFor(context, vectorsOfUsers(context, [...users])));
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
  /** n_j / sum of n, and the same from the stream of so many batches. */
  readonly counted: Float32Array;
  readonly estimated: Float32Array;
  readonly batches: number;
}

const SHOWN = 120;
const RATE = 0.05;

/** The stream of two epochs of batches, watched by the estimator; no model takes part, so once is enough. */
export function stream(context: Context): StreamReading {
  const kept = context.memory.get("stream") as StreamReading | undefined;
  const reading = kept ?? watchStream(context);
  context.memory.set("stream", reading);
  return reading;
}

function watchStream({ split, config, streams }: Context): StreamReading {
  const { item } = split.train;
  const size = Math.min(config.batch, item.length);
  const estimator = new StreamFrequency(split.train.items, RATE);
  let t = 0;
  for (let epoch = 0; epoch < 2; epoch++) {
    const order = streams.batches.shuffle(Int32Array.from(item.keys()));
    for (let start = 0; start + size <= order.length; start += size) {
      estimator.see(
        t++,
        order.subarray(start, start + size).map((example) => item[example]!),
      );
    }
  }
  const estimate = estimator.estimate(size);
  const ranked = Array.from(split.popularity.keys())
    .filter((film) => estimate[film]! > 0)
    .sort((a, b) => split.popularity[b]! - split.popularity[a]! || a - b);
  const count = Math.min(SHOWN, ranked.length);
  const films = Int32Array.from({ length: count }, (_, n) => {
    // Evenly in the logarithm of the rank, so that the head is not one point.
    const rank = Math.round(ranked.length ** (n / Math.max(1, count - 1))) - 1;
    return ranked[Math.min(ranked.length - 1, rank)]!;
  });
  return {
    films: Int32Array.from(new Set(films)),
    counted: Float32Array.from(new Set(films), (film) => split.frequency[film]!),
    estimated: Float32Array.from(new Set(films), (film) => estimate[film]!),
    batches: t,
  };
}
