/** The vectors behind a patch of the matrix of scores. */
import * as tf from "@tensorflow/tfjs-core";
import { valuesOf } from "../../engine/training/snapshot.ts";
import type { Parameters } from "./model.ts";

/** The vectors of a patch of the matrix, whose products are its scores. */
export interface Factors {
  readonly dim: number;
  /** p, [users, d] by rows */
  readonly p: Float32Array;
  /** q, [items, d] by rows */
  readonly q: Float32Array;
  /** What is added to the dot product for each film (with stars also for the user), [users, items] by rows */
  readonly added: Float32Array;
}

/** The rows of P and Q that a patch of scores is made of, and what is added to their products. */
export async function factorsOf(
  { P, Q }: Parameters,
  users: readonly number[],
  items: readonly number[],
  scores: Float32Array,
): Promise<Factors> {
  const rowsOf = (table: tf.Tensor, ids: readonly number[]) =>
    valuesOf(() => tf.gather(table, tf.tensor1d([...ids], "int32")));
  const dim = P.shape[1]!;
  const [p, q] = [await rowsOf(P, users), await rowsOf(Q, items)];
  const added = scores.map((score, cell) => {
    const [row, column] = [Math.floor(cell / items.length), cell % items.length];
    let dot = 0;
    for (let k = 0; k < dim; k++) dot += p[row * dim + k]! * q[column * dim + k]!;
    return score - dot;
  });
  return { dim, p, q, added };
}
