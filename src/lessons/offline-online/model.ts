/**
 * One loss, the log loss with weights, and what is made of it.
 *
 *   L = mean of w (softplus(s) - y s)          y: 1 clicked, 0 not; log loss of sigma(s), weighted
 *
 * World: two models learn from the same visits, each s_ui = p_u . v_i + b_i + b_0. One takes what was clicked
 * for a yes and any film for a no (what it learns is where clicks are logged); the other takes what was shown,
 * clicked or not (what it learns is who clicks what).
 * Auctions: s = x w + b, or a network of two hidden layers; a click may weigh as much as its bid.
 */
import * as tf from "@tensorflow/tfjs-core";
import {
  type Linear,
  linear,
  linearsOf,
  rows,
  squaredNorm,
  table,
  vector,
} from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { defineModel } from "../../engine/training/model.ts";
import type { OfflineSplit } from "./prepare.ts";
import type { OfflineConfig as Config } from "./settings.ts";

/** Vectors start as N(0, 0.05^2), biases at 0. */
const START = 0.05;

export type Factors = ReturnType<typeof factorsOf>;
export type Parameters = ReturnType<typeof init>;
export type Batch = {
  readonly label: tf.Tensor1D; // [B] 1 clicked, 0 not
  readonly user?: tf.Tensor1D; // [B] world: people
  readonly film?: tf.Tensor1D; // [B] what was shown to them
  readonly other?: tf.Tensor1D; // [B] what was clicked, or any film
  readonly x?: tf.Tensor2D; // [B, inputs] auctions
  readonly weight?: tf.Tensor1D; // [B]
};

const factorsOf = (rng: Rng, people: number, films: number, dim: number) => ({
  P: table(rng, people, dim, START),
  V: table(rng, films, dim, START),
  b: table(rng, films, 1, 0),
  b0: vector(1),
});

function init({ logged, auctions }: OfflineSplit, { dim, hidden }: Config, rng: Rng) {
  if (auctions) {
    const inputs = auctions.train.x.length / auctions.train.bid.length;
    const widths = hidden > 0 ? [inputs, hidden, hidden, 1] : [inputs, 1];
    return { scorer: linearsOf(rng, widths) };
  }
  const { people, films } = logged!.world;
  return {
    imitate: factorsOf(rng, people, films, dim),
    clicks: factorsOf(rng, people, films, dim),
  };
}

/** w (softplus(s) - y s), a mean over the batch */
function logLoss(s: tf.Tensor1D, y: tf.Tensor1D, weight?: tf.Tensor1D): tf.Tensor {
  const each = tf.sub(tf.softplus(s), tf.mul(y, s));
  return tf.mean(weight ? tf.mul(weight, each) : each);
}

/** s of pairs, and what l2 holds: the rows that they read. */
function pairs({ P, V, b, b0 }: Factors, user: tf.Tensor1D, film: tf.Tensor1D) {
  const [p, v, bias] = [rows(P, user), rows(V, film), rows(b, film)];
  const dot = tf.sum(tf.mul(p, v), 1, true); // p_u . v_i
  const s: tf.Tensor1D = tf.reshape(tf.add(tf.add(dot, bias), b0), [-1]);
  return { s, squares: tf.addN([squaredNorm(p), squaredNorm(v), squaredNorm(bias)]) };
}

/** A mean over all rows of a table: a film that is hardly ever shown is held as strongly as any. */
const prior = ({ P, V, b }: Factors): tf.Tensor => tf.addN([P, V, b].map((T) => squaredNorm(T)));

/** s of advertisements, [n]: x [n, inputs] */
export function scoresOf(scorer: readonly Linear[], x: tf.Tensor2D): tf.Tensor1D {
  const s = scorer.reduce((h, layer, n) => linear(n === 0 ? h : tf.relu(h), layer), x);
  return tf.reshape(s, [-1]);
}

function loss(parameters: Parameters, batch: Batch, config: Config): tf.Scalar {
  const { imitate, clicks, scorer } = parameters;
  const { label, user, film, other, x, weight } = batch;
  if (scorer && x) {
    const squares = tf.addN(scorer.map(({ W }) => tf.sum(tf.square(W))));
    return tf.add(logLoss(scoresOf(scorer, x), label, weight), tf.mul(config.l2, squares));
  }
  if (!imitate || !user || !film || !other)
    throw new Error("A batch of a world has people and films");
  const [any, shown] = [pairs(imitate, user, other), pairs(clicks, user, film)];
  const held = tf.mul(config.prior, tf.add(prior(imitate), prior(clicks)));
  const squares = tf.mul(config.l2, tf.add(any.squares, shown.squares));
  return tf.add(tf.addN([logLoss(any.s, label), logLoss(shown.s, label), held]), squares);
}

/** s of every film for everybody, [people, films]. */
export function allScores({ P, V, b, b0 }: Factors): tf.Tensor2D {
  const dots = tf.matMul(P, V, false, true);
  return tf.add<tf.Tensor2D>(tf.add(dots, tf.transpose(b)), b0);
}

export default defineModel({ init, loss });
