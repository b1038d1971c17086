/**
 * What one step of matrix factorization sees: positives from the training part and the negatives that
 * the chosen sampler draws for them. Runs on the CPU, where the ids are.
 */

import type { Split } from "../../engine/data/split.ts";
import { oncePer } from "../../engine/once.ts";
import {
  drawNegatives,
  hasSeen,
  popularitySampler,
  userOfEach,
} from "../../engine/ranking/negatives.ts";
import { type ColumnsOf, column } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import type { MatrixFactorizationConfig as Config } from "./lesson.ts";
import { type Batch, CANDIDATES } from "./model.ts";

export function drawBatch(context: DrawContext<Config>, examples: Int32Array): ColumnsOf<Batch> {
  const { split, config } = context;
  const { train } = split;
  const users = examples.map((example) => userOfEach(train)[example]!);
  const positives = examples.map((example) => train.item[example]!);
  if (config.loss === "mse") {
    const mean = meanRating(split);
    const stars = Float32Array.from(examples, (example) => train.rating[example]! - mean);
    return {
      users: column(users),
      items: column(positives, [examples.length, 1]),
      stars: column(stars, [examples.length, 1]),
    };
  }
  if (config.negatives === "in-batch") {
    const items = column(positives, [examples.length, 1]);
    return { users: column(users), items, ...corrections(context, users, positives) };
  }
  return { users: column(users), ...withNegatives(context, users, positives) };
}

/** Rows of [positive, negative, negative, ...]. */
function withNegatives(context: DrawContext<Config>, users: Int32Array, positives: Int32Array) {
  const each = negativesPerPositive(context.config);
  const negatives = drawNegatives(users, each, context.split.train, sampler(context));
  const items = new Int32Array(users.length * (1 + each));
  for (let row = 0; row < users.length; row++) {
    items[row * (1 + each)] = positives[row]!;
    items.set(negatives.subarray(row * each, (row + 1) * each), row * (1 + each) + 1);
  }
  return { items: column(items, [users.length, 1 + each]) };
}

/** How many films are drawn for a positive; of hard candidates only some go on to teach. */
export function negativesPerPositive({ negatives, numNegatives }: Config): number {
  return negatives === "hard" ? numNegatives * CANDIDATES : numNegatives;
}

/** One film from the chosen distribution. */
export function sampler({ split, config, streams }: DrawContext<Config>): () => number {
  const rng = streams.negatives;
  if (config.negatives === "popularity") {
    const popular = popularitySampler(split, config.alpha);
    return () => popular.draw(rng);
  }
  return () => rng.int(split.train.items);
}

/**
 * What is added to the in-batch scores s_bc: minus infinity where film c is no negative for user b (the
 * user's other positives, the same film again), and -log Q(i_c) with the logQ correction.
 */
function corrections(
  { split, config }: DrawContext<Config>,
  users: Int32Array,
  positives: Int32Array,
) {
  const size = users.length;
  const total = split.train.item.length;
  const own = Float32Array.from(positives, (item) =>
    config.logq ? -Math.log(split.popularity[item]! / total) : 0,
  );
  const added = new Float32Array(size * size);
  for (let b = 0; b < size; b++) {
    for (let c = 0; c < size; c++) {
      const masked = c !== b && hasSeen(split.train, users[b]!, positives[c]!);
      added[b * size + c] = masked ? -1e9 : own[c]!;
    }
  }
  return { correction: column(added, [size, size]), ownCorrection: column(own) };
}

/** The mean number of stars in training. */
export const meanRating = oncePer(
  ({ train }: Split) => train.rating.reduce((sum, r) => sum + r, 0) / train.rating.length,
);
