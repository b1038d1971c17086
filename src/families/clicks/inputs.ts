/** What click models read and what they are taught, as tensors: vectors of the fields, and the loss. */
import * as tf from "@tensorflow/tfjs-core";
import { type Matrix, rows, squaredNorm, table, times } from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { type Field, fieldsOf } from "./columns.ts";
import type { ClickSplit } from "./examples.ts";
import type { ClickConfig } from "./settings.ts";

/** A row of a table for each id of a field. The generated task has no fields. */
export type Embeddings = { readonly [F in Field]?: Matrix };
export type Batch = {
  readonly numbers: tf.Tensor2D; // [B, numbers] each with mean 0 and deviation 1
  readonly label: tf.Tensor1D; // [B] 1 liked, 0 not; or the generated target
  readonly user?: tf.Tensor1D; // [B] ids
  readonly film?: tf.Tensor1D; // [B]
  readonly genres?: tf.Tensor2D; // [B, genres] the film's, as shares that sum to 1
  readonly years?: tf.Tensor1D; // [B]
  readonly hour?: tf.Tensor1D; // [B]
  readonly mask0?: tf.Tensor2D; // [B, units] dropout of the first hidden layer
  readonly mask1?: tf.Tensor2D; // [B, units] and of the second
};

export function embeddings({ sizes }: ClickSplit, config: ClickConfig, rng: Rng): Embeddings {
  const ids = { ...sizes, genres: sizes.genre };
  return Object.fromEntries(
    fieldsOf(config).map((field) => [field, table(rng, ids[field], config.dim, 0.05)]),
  );
}

/** The vector of each field that the task has, [B, d]; of genres the mean of the film's genres' vectors. */
export function fieldVectors(tables: Embeddings, batch: Batch): tf.Tensor2D[] {
  const of = (field?: Matrix, ids?: tf.Tensor1D) => (field && ids ? [rows(field, ids)] : []);
  const mean = (field?: Matrix, shares?: tf.Tensor2D) =>
    field && shares ? [times(shares, field)] : [];
  return [
    ...of(tables.user, batch.user),
    ...of(tables.film, batch.film),
    ...mean(tables.genres, batch.genres),
    ...of(tables.years, batch.years),
    ...of(tables.hour, batch.hour),
  ];
}

/** Mean over the batch of -y log p - (1 - y) log(1 - p), p = sigma(s); squared error if generated. */
export function clickLoss(
  s: tf.Tensor1D,
  label: tf.Tensor1D,
  { task }: Pick<ClickConfig, "task">,
): tf.Scalar {
  if (task === "crosses") return tf.mean(tf.squaredDifference(s, label));
  return tf.mean(tf.sub(tf.softplus(s), tf.mul(label, s))); // softplus(s) - y s
}

/** L + l2 (|e_user|^2 + |e_film|^2), where there are such vectors. */
export function withPenalty(
  loss: tf.Scalar,
  { user, film }: Embeddings,
  batch: Batch,
  { l2 }: ClickConfig,
): tf.Scalar {
  if (l2 === 0 || !user || !film || !batch.user || !batch.film) return loss;
  const squares = tf.add(squaredNorm(rows(user, batch.user)), squaredNorm(rows(film, batch.film)));
  return tf.add(loss, tf.mul(l2, squares));
}
