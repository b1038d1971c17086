/**
 * Held-out evaluation of a model by ranking the full catalogue for every case (protocol in
 * metrics.ts), scoring users block by block so that memory stays bounded.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Part, Split } from "../data/split.ts";
import type { Config } from "../declarations/hyperparameters.ts";
import type { Metrics } from "../declarations/run.ts";
import type { Model, Parameters } from "../training/model.ts";
import { evaluateScorer, popularityScorer } from "./baselines.ts";
import { RankingEvaluator } from "./metrics.ts";

const USERS_PER_BLOCK = 256;

/** Test metrics by name, and the same of the validation part under "Validation ...". */
export async function evaluateRanking(
  model: Model,
  parameters: Parameters,
  config: Config,
  split: Split,
): Promise<Metrics> {
  const score = model.score?.bind(model);
  if (!score) throw new Error("The model has neither `score` nor an evaluation of its own");
  const validation = new RankingEvaluator(split, "validation");
  const test = new RankingEvaluator(split, "test");
  const passes: Part[][] = model.readsHistory
    ? [["validation"], ["test"]]
    : [["validation", "test"]];
  const everybody = Int32Array.from({ length: split.train.users }, (_, user) => user);
  for (const parts of passes) {
    for (let start = 0; start < everybody.length; start += USERS_PER_BLOCK) {
      const users = everybody.subarray(start, start + USERS_PER_BLOCK);
      const scores = tf.tidy(() =>
        score(parameters, tf.tensor1d(users, "int32"), {
          config,
          split,
          part: parts.at(-1)!,
        }),
      );
      // Read in place: the evaluators do not keep the array, so it need not be copied.
      const rows = (await scores.data()) as Float32Array;
      scores.dispose();
      if (parts.includes("validation")) validation.add(users, rows);
      if (parts.includes("test")) test.add(users, rows);
    }
  }
  return { ...test.metrics(), ...underValidation(validation.metrics()) };
}

/** What ranking everything by its training popularity reaches: the line every lesson draws. */
export function popularityBaseline(split: Split): Metrics {
  const evaluate = (part: Part) => evaluateScorer(split, part, popularityScorer(split));
  return { ...evaluate("test"), ...underValidation(evaluate("validation")) };
}

function underValidation(metrics: Metrics): Metrics {
  return Object.fromEntries(Object.entries(metrics).map(([name, x]) => [`Validation ${name}`, x]));
}
