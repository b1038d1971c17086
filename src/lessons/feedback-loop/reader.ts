/**
 * The reader as one more person: everything stays as it is but one vector p, which is fitted to what they were shown
 * and clicked, by the loss of training; of the run, or of its ghost.
 */
import * as tf from "@tensorflow/tfjs-core";
import { Rng } from "../../engine/numbers/random.ts";
import { column } from "../../engine/training/batch.ts";
import { snapshot, valuesOf } from "../../engine/training/snapshot.ts";
import type { Made } from "../../engine/training/training.ts";
import { fitted } from "../../families/clicks/fold-in.ts";
import { example } from "./draw.ts";
import type { Parameters } from "./model.ts";
import type { FeedbackConfig as Config } from "./settings.ts";

/** What a list is made from without the people. */
export interface Films {
  readonly average: tf.Tensor2D; // [1, d] the mean of all p_u
  readonly V: tf.Tensor2D; // [films, d]
  readonly b: tf.Tensor2D; // [films, 1]
  readonly b0: tf.Tensor1D; // [1]
}

/** The reader’s lists so far: films of the world, list after list, and 1 where they clicked. */
export interface OwnRounds {
  readonly film: readonly number[];
  readonly clicked: readonly number[];
}

/** In the model that is in training. */
export const filmsIn = ({ P, V, b, b0 }: Parameters): Films => ({
  average: tf.mean<tf.Tensor2D>(P, 0, true),
  V,
  b,
  b0,
});

/** As arrays, for a run whose ghost this is. */
export async function filmsOf(parameters: Parameters): Promise<Made> {
  const { V, b, b0 } = parameters;
  const average = await valuesOf(() => filmsIn(parameters).average);
  return {
    average: column(average, [1, average.length]),
    V: column(await snapshot(V), V.shape),
    b: column(await snapshot(b), b.shape),
    b0: column(await snapshot(b0), b0.shape),
  };
}

/** What the ghost has made, on the device. */
export const filmsMade = ({ average, V, b, b0 }: Made): Films => ({
  average: tf.tensor2d(average!.values as Float32Array, average!.shape as [number, number]),
  V: tf.tensor2d(V!.values as Float32Array, V!.shape as [number, number]),
  b: tf.tensor2d(b!.values as Float32Array, b!.shape as [number, number]),
  b0: tf.tensor1d(b0!.values as Float32Array),
});

/** @returns s of every film for the reader, and their vector p */
export async function readerScores(
  filmsFrom: () => Films,
  { film, clicked }: OwnRounds,
  config: Config,
): Promise<{ readonly scores: Float32Array; readonly p: Float32Array }> {
  const rng = new Rng(1 + film.length);
  const [p, s] = tf.tidy(() => {
    const { average, V, b, b0 } = filmsFrom();
    const films = V.shape[0];
    const vector = film.length === 0 ? tf.clone(average) : taught();
    const all = tf.add(tf.matMul(vector as tf.Tensor2D, V, false, true), tf.transpose(b));
    return [vector, tf.squeeze(tf.add(all, b0), [0])];

    function taught(): tf.Tensor {
      const learnt = film.map((i, n) => example(i, clicked[n] === 1, films, config, rng));
      const ids = tf.tensor1d(learnt, "int32");
      const label = tf.tensor1d(clicked as number[]);
      const [own, bias] = [tf.gather(V, ids), tf.squeeze(tf.gather(b, ids), [1])];
      return fitted(average, (x) => {
        const score = tf.add(tf.add(tf.squeeze(tf.matMul(own, x, false, true), [1]), bias), b0);
        const clicks = tf.mean(tf.sub(tf.softplus(score), tf.mul(label, score)));
        return tf.add<tf.Scalar>(clicks, tf.mul(config.l2, tf.sum(tf.square(x))));
      });
    }
  });
  const made = { scores: await snapshot(s!), p: await snapshot(p!) };
  tf.dispose([p!, s!]);
  return made;
}
