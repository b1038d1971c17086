/**
 * What bends the layers. With s the input of a unit and alpha its own parameter:
 *
 *   PReLU   f(s) = max(0, s) + alpha min(0, s)
 *   Dice    f(s) = p s + (1 - p) alpha s,   p = sigma((s - E s) / sqrt(Var s + 1e-8))
 *
 * Dice turns softly, and where the inputs are instead of at 0. E and Var are the batch's in training and
 * running ones when the model is asked; padding counts in neither.
 *
 * He et al. 2015 (PReLU); Zhou et al. 2018 (DIN), equations 8 and 9.
 */
import * as tf from "@tensorflow/tfjs-core";
import { type Vector, vector } from "../../engine/layers.ts";
import type { TargetConfig as Config } from "./settings.ts";

/** How fast running statistics follow those of the batches. */
const RATE = 0.1;
const START = { prelu: 0.25, dice: 0 };

/** Running statistics of a layer's n inputs. */
export type Running = { readonly mean: Vector; readonly variance: Vector };
/** By the layers' names; none without Dice. */
export type State = { readonly [layer: string]: Running };
/** While training: what the running statistics become. */
export type Next = Record<string, tf.Tensor>;
/** Where Dice has its statistics from: the batch, where there is a `next` to note them in. */
export type Statistics = { readonly state: State; readonly next?: Next };

export const alphaOf = (n: number, { activation }: Config): Vector => vector(n, START[activation]);

export const runningOf = (n: number): Running => ({ mean: vector(n), variance: vector(n, 1) });

/**
 * f of the inputs of a layer, [rows, n].
 * @param open [rows, 1] 1 for rows that count, 0 for padding; all of them count unless given
 */
export function activate(
  s: tf.Tensor2D,
  alpha: tf.Tensor1D,
  layer: string,
  { state, next }: Statistics,
  open?: tf.Tensor2D,
): tf.Tensor2D {
  const running = state[layer];
  if (!running) return tf.sub(tf.relu(s), tf.mul(alpha, tf.relu(tf.neg(s))));
  const now: { mean: tf.Tensor; variance: tf.Tensor } = next ? moments(s, open) : running;
  if (next) {
    for (const of of ["mean", "variance"] as const) {
      next[`${layer}.${of}`] = tf.add(tf.mul(1 - RATE, running[of]), tf.mul(RATE, now[of]));
    }
  }
  const unit = tf.mul(tf.sub(s, now.mean), tf.rsqrt(tf.add(now.variance, 1e-8)));
  const p = tf.sigmoid(unit);
  return tf.add(tf.mul(p, s), tf.mul(tf.mul(tf.sub(1, p), alpha), s));
}

/** E s and Var s of each column over the rows that count. */
function moments(s: tf.Tensor2D, open?: tf.Tensor2D) {
  const weight = open ? tf.div(open, tf.maximum(tf.sum(open), 1)) : tf.scalar(1 / s.shape[0]);
  const mean = tf.sum(tf.mul(s, weight), 0);
  const variance = tf.sum(tf.mul(tf.square(tf.sub(s, mean)), weight), 0);
  return { mean, variance };
}
