/**
 * Learning to rank: one scorer, six losses. The scorer sees features of a (person, film) and gives one
 * number; the losses differ in what they ask of the numbers of one list.
 *
 *   s = w2 . tanh(W1 x + b1)      or, without a hidden layer,      s = w . x
 *
 * Burges et al. 2005 (RankNet), 2006 (LambdaRank), 2010 (an overview); Cao et al. 2007 (ListNet).
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Metrics } from "../../engine/declarations/run.ts";
import type { Model } from "../../engine/training/model.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { baselines } from "./baselines.ts";
import { drawLists } from "./draw.ts";
import { forcesOf } from "./forces.ts";
import type { RankingConfig as Config } from "./lesson.ts";
import { listMetrics, underValidation } from "./list-metrics.ts";
import { countOf, type Lists, prepareLists, type RankingSplit } from "./lists.ts";
import { batchSize, type ListBatch, listLosses } from "./losses.ts";
import { probes } from "./probes.ts";

const model: Model<Config, RankingSplit> = {
  prepare: prepareLists,

  /** An epoch visits every list once. */
  examples: ({ lists }) => countOf(lists.training),

  init({ columns, lists }, { task, hidden, loss }, rng) {
    const inputs = columns.length;
    // Only a pointwise loss can learn a constant: in differences of scores it cancels.
    const start = constantFor(loss, lists.training);
    const constant: Parameters = start === null ? {} : { b: tf.variable(tf.tensor1d([start])) };
    if (task === "top-heavy" || hidden === 0) {
      return { w: tf.variable(tf.tensor2d(rng.normals(inputs, 0.1), [inputs, 1])), ...constant };
    }
    const normal = (rows: number, across: number) =>
      tf.tensor2d(rng.normals(rows * across, Math.sqrt(1 / rows)), [rows, across]);
    return {
      W1: tf.variable(normal(inputs, hidden)),
      b1: tf.variable(tf.zeros([hidden])),
      w2: tf.variable(normal(hidden, 1)),
      ...constant,
    };
  },

  draw: drawLists,

  loss(parameters, batch, config) {
    const lists = batch as unknown as ListBatch;
    const [B, L, F] = batch.features!.shape as [number, number, number];
    const x = tf.reshape(batch.features!, [B * L, F]) as tf.Tensor2D;
    const s = tf.reshape(scoresOf(parameters, x), [B, L]) as tf.Tensor2D;
    const loss = tf.div(tf.sum(listLosses(s, lists, config)), batchSize(lists, config));
    const weights = [parameters.w, parameters.W1, parameters.w2].filter((w) => w !== undefined);
    const squares = weights.map((w) => tf.sum(tf.square(w)));
    return tf.add(loss, tf.mul(config.l2, tf.addN(squares))) as tf.Scalar;
  },

  async evaluate(parameters, config, { lists, columns }) {
    const test = await scoreLists(parameters, lists.test, columns.length);
    const validation = await scoreLists(parameters, lists.validation, columns.length);
    const validated = listMetrics(lists.validation, validation);
    return {
      ...listMetrics(lists.test, test),
      RMSE: distanceFromGrades(test, lists.test, config),
      ...underValidation(validated),
      "Validation choice": choiceOf(config, lists.validation, validation),
      ...(config.task === "top-heavy" && (await direction(parameters))),
    };
  },

  baselines: async ({ lists }, config) => baselines(lists, config),

  probes,
};
export default model;

/** s of each row: x [n, F] gives [n, 1]. */
export function scoresOf(parameters: Parameters, x: tf.Tensor2D): tf.Tensor2D {
  const { w, W1, b1, w2, b } = parameters;
  const s = w
    ? tf.matMul(x, w as tf.Tensor2D) // w . x
    : tf.matMul(
        tf.tanh(tf.add(tf.matMul(x, W1 as unknown as tf.Tensor2D), b1!)),
        w2 as unknown as tf.Tensor2D,
      ); // w2 . tanh(W1 x + b1)
  return (b ? tf.add(s, b) : s) as tf.Tensor2D;
}

/** The scores of every film of every list, [films]. */
export async function scoreLists(
  parameters: Parameters,
  lists: Lists,
  columns: number,
): Promise<Float32Array> {
  const scores = tf.tidy(() =>
    scoresOf(parameters, tf.tensor2d(lists.features, [lists.grade.length, columns])),
  );
  const values = await snapshot(scores);
  scores.dispose();
  return values;
}

/** What a score says of the grade: the score itself, with BCE four times its sigmoid. */
export function gradeFrom(score: number, { loss }: Pick<Config, "loss">): number {
  return loss === "bce" ? 4 / (1 + Math.exp(-score)) : score;
}

function distanceFromGrades(scores: Float32Array, lists: Lists, config: Config): number {
  let sum = 0;
  scores.forEach((score, n) => {
    sum += (gradeFrom(score, config) - lists.grade[n]!) ** 2;
  });
  return Math.sqrt(sum / Math.max(1, scores.length));
}

/** Films of a validation list that its loss looks at: pairs grow with the square. */
const LOOKED_AT = 40;

/**
 * What chooses the epoch, the higher the better: the loss itself on the validation lists. (LambdaRank's
 * weights change with the ranking, so its loss compares epochs only roughly; NDCG would compare them no
 * better, since whole stretches of training tie in it.)
 */
function choiceOf(config: Config, lists: Lists, scores: Float32Array): number {
  let sum = 0;
  for (let list = 0; list < countOf(lists); list++) {
    const start = lists.offsets[list]!;
    const end = Math.min(lists.offsets[list + 1]!, start + LOOKED_AT);
    const one = {
      scores: Array.from(scores.subarray(start, end)),
      grades: Array.from(lists.grade.subarray(start, end)),
    };
    sum += forcesOf(one, config.loss, config.measure).loss;
  }
  return -sum / countOf(lists);
}

/** The score that fits best when all films get the same; null for losses that know only differences. */
function constantFor(loss: Config["loss"], { grade }: Lists): number | null {
  const mean = grade.reduce((sum, g) => sum + g, 0) / Math.max(1, grade.length);
  if (loss === "mse") return mean;
  return loss === "bce" ? Math.log(mean / (4 - mean)) : null;
}

/** Which way the two weights of the generated task point, in degrees: 0 is all x1, 90 all x2. */
async function direction({ w }: Parameters): Promise<Metrics> {
  const [w1, w2] = await snapshot(w!);
  return { Direction: (Math.atan2(w2!, w1!) * 180) / Math.PI };
}
