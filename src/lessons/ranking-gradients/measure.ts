/** The numbers of this lesson: how well the scores order the test lists, and what chooses the epoch. */
import * as tf from "@tensorflow/tfjs-core";
import type { Metrics } from "../../engine/declarations/run.ts";
import { underValidation } from "../../engine/ranking/evaluate.ts";
import { snapshot, valuesOf } from "../../engine/training/snapshot.ts";
import type { Measure } from "../../engine/training/training.ts";
import { baselines } from "./baselines.ts";
import { forcesOf } from "./forces.ts";
import type { RankingConfig as Config } from "./lesson.ts";
import { listMetrics, meanPairLoss } from "./list-metrics.ts";
import { countOf, type Lists, type RankingSplit } from "./lists.ts";
import { gradeFrom, type Parameters, scoresOf } from "./model.ts";

export const measure: Measure<Config, RankingSplit, Parameters> = {
  async evaluate(parameters, config, { lists, columns }) {
    const test = await scoreLists(parameters, lists.test, columns.length);
    const validation = await scoreLists(parameters, lists.validation, columns.length);
    return {
      ...listMetrics(lists.test, test),
      "Pair loss": meanPairLoss(lists.test, test),
      RMSE: distanceFromGrades(test, lists.test, config),
      ...underValidation(listMetrics(lists.validation, validation)),
      "Validation choice": choiceOf(config, lists.validation, validation),
      ...(config.task === "top-heavy" && (await direction(parameters))),
    };
  },

  baselines: async ({ lists }, config) => baselines(lists, config),
};

/** The scores of every film of every list, [films]. */
export function scoreLists(
  parameters: Parameters,
  { features, grade }: Lists,
  columns: number,
): Promise<Float32Array> {
  return scoreRows(parameters, features, grade.length, columns);
}

/** The scores of rows of features, [rows]. */
export function scoreRows(
  parameters: Parameters,
  features: Float32Array,
  rows: number,
  columns: number,
): Promise<Float32Array> {
  return valuesOf(() => scoresOf(parameters, tf.tensor2d(features, [rows, columns])));
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

/** Which way the two weights of the generated task point, in degrees: 0 is all x1, 90 all x2. */
async function direction({ w }: Parameters): Promise<Metrics> {
  if (!w) return {};
  const [w1, w2] = await snapshot(w);
  return { Direction: (Math.atan2(w2!, w1!) * 180) / Math.PI };
}
