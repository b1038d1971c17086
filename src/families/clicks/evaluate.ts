/** The metrics of a click model on its three parts, scored block by block so that memory stays bounded. */
import * as tf from "@tensorflow/tfjs-core";
import type { Metrics } from "../../engine/declarations/run.ts";
import { scoreUsers, underValidation } from "../../engine/ranking/evaluate.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import type { Measure } from "../../engine/training/training.ts";
import { clickBaselines } from "./baselines.ts";
import { columnsOf } from "./columns.ts";
import type { ClickSplit, Rows } from "./examples.ts";
import type { Batch } from "./inputs.ts";
import { auc, logLoss, rSquared } from "./metrics.ts";
import type { ClickConfig } from "./settings.ts";

/** s of a batch, without dropout: [B] */
export type Score = (batch: Batch) => tf.Tensor1D;
/** The same under some parameters. */
export type ScoreWith<C, P> = (parameters: P, batch: Batch, config: C) => tf.Tensor1D;

const BLOCK = 4096;
/** Training rows that are measured: as many as there are test rows. */
const SAMPLE = 10_000;

/** How click models are measured, and what they are held against. */
export function clickMeasure<C extends ClickConfig, P extends Parameters>(
  score: ScoreWith<C, P>,
): Measure<C, ClickSplit, P> {
  return {
    evaluate: (parameters, config, split) =>
      evaluateClicks((batch) => score(parameters, batch, config), config, split),
    baselines: async (split, config) => clickBaselines(split, config),
  };
}

/** s of some rows, block by block. */
export async function scoresOf(
  score: Score,
  split: ClickSplit,
  config: ClickConfig,
  chosen: Int32Array,
  rows: Rows = split.rows,
): Promise<Float32Array> {
  const scores = new Float32Array(chosen.length);
  let from = 0;
  await scoreUsers(
    chosen,
    (some) => tf.expandDims(score(uploadBatch(columnsOf(split, rows, some, config))), 1),
    (some, s) => {
      scores.set(s, from);
      from += some.length;
    },
    BLOCK,
  );
  return scores;
}

async function evaluateClicks(
  score: Score,
  config: ClickConfig,
  split: ClickSplit,
): Promise<Metrics> {
  const { parts, rows } = split;
  const measured = async (part: Int32Array) => {
    const labels = Float32Array.from(part, (row) => rows.label[row]!);
    return { scores: await scoresOf(score, split, config, part), labels };
  };
  const training = await measured(parts.training.subarray(0, SAMPLE));
  const validation = await measured(parts.validation);
  const test = await measured(parts.test);
  if (config.task === "crosses") {
    const r2 = (part: typeof test) => ({ R2: rSquared(part.scores, part.labels) });
    return {
      ...r2(test),
      ...underValidation(r2(validation)),
      "Validation loss": meanSquare(validation),
      "Training set loss": meanSquare(training),
    };
  }
  const loss = (part: typeof test) => logLoss(part.scores, part.labels);
  return {
    AUC: auc(test.scores, test.labels),
    "Log loss": loss(test),
    "Validation AUC": auc(validation.scores, validation.labels),
    "Validation loss": loss(validation),
    "Training set AUC": auc(training.scores, training.labels),
    "Training set loss": loss(training),
  };
}

function meanSquare(part: { scores: Float32Array; labels: Float32Array }): number {
  const sum = part.scores.reduce((total, s, n) => total + (s - part.labels[n]!) ** 2, 0);
  return sum / part.scores.length;
}
