/**
 * Other models of the generated target, trained beside the reader's on the very same batches: the losses
 * are added and share no parameter, so each learns as if it were alone.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Metrics } from "../../engine/declarations/run.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import type { BatchTensors } from "../../engine/training/model.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import { evaluateClicks } from "../../families/clicks/evaluate.ts";
import type { ClickSplit } from "../../families/clicks/examples.ts";
import { layer, linear } from "../../families/clicks/inputs.ts";
import type { DcnConfig as Config } from "./lesson.ts";
import { rivalsOf } from "./rival-names.ts";

export function initRivals(n: number, config: Config, rng: Rng): Record<string, tf.Variable> {
  const parameters: Record<string, tf.Variable> = {};
  for (const { key, widths } of rivalsOf(n, config)) {
    [...widths, 1].forEach((to, l) => {
      Object.assign(parameters, layer(`${key}.${l}`, widths[l - 1] ?? n, to, rng));
    });
  }
  return parameters;
}

/** The value of x, with a gradient of zero. */
const constantOf = tf.customGrad((x) => ({
  value: tf.clone(x as tf.Tensor),
  gradFunc: (dy) => tf.zerosLike(dy),
}));

/** The own loss as what is shown, with the gradients of the rivals' losses too. */
export function rivalsLoss(
  own: tf.Scalar,
  parameters: Parameters,
  batch: BatchTensors,
  config: Config,
): tf.Scalar {
  const others = rivalsOf(batch.numbers!.shape[1]!, config).map(({ key, widths }) =>
    tf.mean(tf.squaredDifference(mlp(parameters, key, widths.length, batch), batch.label!)),
  );
  if (others.length === 0) return own;
  const sum = tf.addN(others);
  return tf.add(own, tf.sub(sum, constantOf(sum))) as tf.Scalar; // adds gradients, and zero
}

export async function rivalsMetrics(
  parameters: Parameters,
  config: Config,
  split: ClickSplit,
): Promise<Metrics> {
  const metrics: Record<string, number> = {};
  for (const { key, name, widths } of rivalsOf(split.dense.length, config)) {
    const score = (batch: BatchTensors) => mlp(parameters, key, widths.length, batch);
    const { R2 } = await evaluateClicks(score, config, split);
    metrics[`R2 ${name}`] = R2!;
  }
  return metrics;
}

/** A linear map, or ReLU layers and a linear map: [B] */
function mlp(parameters: Parameters, key: string, hidden: number, batch: BatchTensors) {
  let h = batch.numbers as tf.Tensor2D;
  for (let l = 0; l < hidden; l++) {
    h = tf.relu(linear(parameters, `${key}.${l}`, h)) as tf.Tensor2D;
  }
  return tf.reshape(linear(parameters, `${key}.${hidden}`, h), [-1]) as tf.Tensor1D;
}
