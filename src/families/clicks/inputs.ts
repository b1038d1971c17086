/** From rows to what a network sees: columns of a batch on the CPU, blocks of numbers on the device. */
import * as tf from "@tensorflow/tfjs-core";
import type { Rng } from "../../engine/numbers/random.ts";
import { type Batch, column } from "../../engine/training/batch.ts";
import type { BatchTensors } from "../../engine/training/model.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import type { ClickSplit, Rows } from "./examples.ts";
import type { ClickConfig } from "./settings.ts";

/** A run of inputs that belong together: the vector of a field, or all numbers. */
export interface Block {
  readonly name: string;
  readonly size: number;
}

const FIELDS = ["user", "film", "genres", "years", "hour"] as const;
export type Field = (typeof FIELDS)[number];

export function fieldsOf({ task, features }: Pick<ClickConfig, "task" | "features">): Field[] {
  if (task === "crosses") return [];
  return FIELDS.filter((field) => features === "history" || field !== "hour");
}

/** The blocks of x_0, in order. In the generated task every input is a block of its own. */
export function blocksOf({ dense }: Pick<ClickSplit, "dense">, config: ClickConfig): Block[] {
  if (config.task === "crosses") return dense.map((name) => ({ name, size: 1 }));
  const fields = fieldsOf(config).map((name) => ({ name, size: config.dim }));
  return [...fields, { name: "numbers", size: dense.length }];
}

/** How many numbers x_0 has. */
export function widthOf(split: Pick<ClickSplit, "dense">, config: ClickConfig): number {
  return blocksOf(split, config).reduce((sum, { size }) => sum + size, 0);
}

/** A table of vectors for each field. */
export function embeddings(
  { sizes }: ClickSplit,
  config: ClickConfig,
  rng: Rng,
): Record<string, tf.Variable> {
  const rows = { ...sizes, genres: sizes.genre };
  return Object.fromEntries(
    fieldsOf(config).map((field) => [
      field,
      tf.variable(
        tf.tensor2d(rng.normals(rows[field] * config.dim, 0.05), [rows[field], config.dim]),
      ),
    ]),
  );
}

/** The columns of some rows. */
export function columnsOf(
  { dense, genreShares, sizes }: ClickSplit,
  rows: Rows,
  chosen: Int32Array,
  config: ClickConfig,
): Batch {
  const size = chosen.length;
  const numbers = new Float32Array(size * dense.length);
  chosen.forEach((row, n) => {
    const from = row * dense.length;
    numbers.set(rows.dense.subarray(from, from + dense.length), n * dense.length);
  });
  const batch: Record<string, Batch[string]> = {
    numbers: column(numbers, [size, dense.length]),
    label: column(Float32Array.from(chosen, (row) => rows.label[row]!)),
  };
  for (const field of fieldsOf(config)) {
    if (field === "genres") {
      const shares = new Float32Array(size * sizes.genre);
      chosen.forEach((row, n) => {
        const from = rows.film[row]! * sizes.genre;
        shares.set(genreShares.subarray(from, from + sizes.genre), n * sizes.genre);
      });
      batch.genres = column(shares, [size, sizes.genre]);
    } else batch[field] = column(chosen.map((row) => rows[field][row]!));
  }
  return batch;
}

/** The vector of each field, [B, d]; of genres the mean of the film's genres' vectors. */
export function fieldVectors(
  parameters: Parameters,
  batch: BatchTensors,
  config: ClickConfig,
): tf.Tensor2D[] {
  return fieldsOf(config).map((field) => {
    const table = parameters[field] as tf.Tensor as tf.Tensor2D;
    return field === "genres"
      ? tf.matMul(batch.genres as tf.Tensor2D, table)
      : (tf.gather(table, batch[field] as tf.Tensor1D) as tf.Tensor2D);
  });
}

/** Weights of a layer (He et al. 2015) and its zero biases, under `${name}W` and `${name}b`. */
export function layer(name: string, from: number, to: number, rng: Rng) {
  return {
    [`${name}W`]: tf.variable(tf.tensor2d(rng.normals(from * to, Math.sqrt(2 / from)), [from, to])),
    [`${name}b`]: tf.variable(tf.zeros([to])),
  };
}

/** x W + b */
export function linear(parameters: Parameters, name: string, x: tf.Tensor): tf.Tensor2D {
  const W = parameters[`${name}W`] as tf.Tensor as tf.Tensor2D;
  return tf.add(tf.matMul(x as tf.Tensor2D, W), parameters[`${name}b`]!);
}

/** Which units stay on in a step, scaled so that sums keep their size (Srivastava et al. 2014). */
export function dropoutMask(rows: number, units: number, rate: number, rng: Rng) {
  const kept = 1 / (1 - rate);
  const mask = new Float32Array(rows * units);
  for (let n = 0; n < mask.length; n++) mask[n] = rng.uniform() < rate ? 0 : kept;
  return column(mask, [rows, units]);
}

/** Mean over the batch of -y log p - (1 - y) log(1 - p), p = sigma(s); squared error if generated. */
export function clickLoss(s: tf.Tensor1D, label: tf.Tensor, { task }: Pick<ClickConfig, "task">) {
  if (task === "crosses") return tf.mean(tf.squaredDifference(s, label)) as tf.Scalar;
  return tf.mean(tf.sub(tf.softplus(s), tf.mul(label, s))) as tf.Scalar; // softplus(s) - y s
}

/** |e|^2 of the users and films of a batch, summed over the vector, a mean over rows. */
export function penalty(parameters: Parameters, batch: BatchTensors): tf.Scalar {
  const rows = ["user", "film"].map((field) => tf.gather(parameters[field]!, batch[field]!));
  return tf.addN(rows.map((e) => tf.div(tf.sum(tf.square(e)), e.shape[0]!))) as tf.Scalar;
}
