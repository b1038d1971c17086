/**
 * A ranker that need not give every film a row of its own. Person u and film i meet in a dot product and in
 * the cross layers of DCN-v2; how the film is held is all that is changed from run to run.
 *
 *   v_i = m + sum_r E_r + x_i W            r: the rows that the film looks up, x_i: its content vector
 *   b_i = beta_0 + sum_r beta_r + x_i w    the same for its bias
 *   s   = p_u . v_i + b_u + b_i + o . x_L  x_0 = [p_u ; v_i],  x_{l+1} = x_0 * (W_l x_l + b_l) + x_l
 *
 * Own row: one r, which is the film's alone. Hash: one r, shared by chance. Codes: an r a level, shared with
 * films of the same code. N-grams: an r for each prefix of the codes. Content: no r, only x_i.
 *
 * Singh et al. 2024 (semantic IDs in ranking); Wang et al. 2021 (DCN-v2).
 */
import * as tf from "@tensorflow/tfjs-core";
import { linear, linearOf, rows, squaredNorm, table, vector } from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { defineModel } from "../../engine/training/model.ts";
import { crossLayer, initCrossLayers } from "../../families/clicks/cross-layers.ts";
import { clickLoss } from "../../families/clicks/inputs.ts";
import { hold } from "./films.ts";
import type { RankSplit } from "./prepare.ts";
import type { SemanticConfig as Config } from "./settings.ts";

/** Vectors start as N(0, 0.05^2), biases at 0. */
const START = 0.05;
/** Full matrices, multiplied with x_0, as DCN-v2 has them. */
const CROSS = { cross: "matrix", partner: "x0", rank: 0 } as const;

export type Parameters = ReturnType<typeof init>;
export type Batch = {
  readonly user: tf.Tensor1D; // [B] ids
  readonly rows?: tf.Tensor2D; // [B, r] what each film looks up
  readonly content?: tf.Tensor2D; // [B, width] its content vector
  readonly label: tf.Tensor1D; // [B] 1 liked, 0 not
};
/** A side of the pair: vectors [B, d] and biases [B, 1]. */
export type Side = { readonly vector: tf.Tensor2D; readonly bias: tf.Tensor2D };

function init({ train, known, content }: RankSplit, config: Config, rng: Rng) {
  const { dim, film, crossLayers } = config;
  const held = hold(known, film, config);
  return {
    P: table(rng, train.users, dim, START),
    b: table(rng, train.users, 1, 0),
    ...(held.rows > 0 && {
      E: table(rng, held.rows, dim, START),
      beta: table(rng, held.rows, 1, 0),
    }),
    ...(held.content && {
      W: table(rng, content.width, dim, START),
      w: table(rng, content.width, 1, 0),
    }),
    m: vector(dim),
    beta0: vector(1),
    crosses: initCrossLayers(2 * dim, { ...CROSS, crossLayers }, rng),
    ...(crossLayers > 0 && { out: linearOf(rng, 2 * dim, 1, START) }),
  };
}

function loss(parameters: Parameters, batch: Batch, config: Config): tf.Scalar {
  const { E } = parameters;
  const person = personSide(parameters, batch);
  const s = score(parameters, person, filmSide(parameters, batch));
  const people = squaredNorm(person.vector);
  const squares = E && batch.rows ? tf.add(people, squaredNorm(rows(E, batch.rows))) : people;
  return tf.add(clickLoss(s, batch.label, { task: "movielens" }), tf.mul(config.l2, squares));
}

export default defineModel({ init, loss });

/** p_u and b_u of the people of a batch. */
export const personSide = ({ P, b }: Parameters, { user }: Pick<Batch, "user">): Side => ({
  vector: rows(P, user),
  bias: rows(b, user),
});

/** v_i and b_i of the films of a batch. */
export function filmSide(
  { E, beta, W, w, m, beta0 }: Parameters,
  batch: Pick<Batch, "rows" | "content">,
): Side {
  const { rows: ids, content: x } = batch;
  let v = tf.expandDims<tf.Tensor2D>(m, 0);
  let b = tf.expandDims<tf.Tensor2D>(beta0, 0);
  if (E && beta && ids) {
    v = tf.add(v, tf.sum(rows(E, ids), 1)); // sum_r E_r
    b = tf.add(b, tf.sum(rows(beta, ids), 1));
  }
  if (W && w && x) {
    v = tf.add(v, tf.matMul(x, W)); // x_i W
    b = tf.add(b, tf.matMul(x, w));
  }
  return { vector: v, bias: b };
}

/** s: the logit of "liked", [B] */
export function score({ crosses, out }: Parameters, person: Side, film: Side): tf.Tensor1D {
  const dot = tf.sum(tf.mul(person.vector, film.vector), 1, true); // p_u . v_i
  let s = tf.add(dot, tf.add(person.bias, film.bias));
  if (out) {
    const x0: tf.Tensor2D = tf.concat([person.vector, film.vector], 1);
    const xL = crosses.reduce((x, layer) => crossLayer(layer, x0, x, CROSS), x0);
    s = tf.add(s, linear(xL, out));
  }
  return tf.reshape(s, [-1]);
}
