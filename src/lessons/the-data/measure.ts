/** The numbers of this lesson: the full catalogue, and the same question among a hundred films. */
import type { Metrics } from "../../engine/declarations/run.ts";
import { evaluateScorer, type Scorer, sameForAll } from "../../engine/ranking/baselines.ts";
import { underValidation } from "../../engine/ranking/evaluate.ts";
import { SampledEvaluator } from "../../engine/ranking/sampled-metrics.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import type { Measure } from "../../engine/training/training.ts";
import type { DataConfig as Config } from "./lesson.ts";
import type { Parameters } from "./model.ts";
import { ratingsRead, scorerOf } from "./scorer.ts";
import type { Stream } from "./stream.ts";

export const measure: Measure<Config, Stream, Parameters> = {
  async evaluate(parameters, config, split) {
    return {
      "Ratings read": await ratingsRead(parameters),
      ...metricsOf(split, await scorerOf(parameters, config, split)),
      "Top 10%": headShare(await snapshot(parameters.n)),
    };
  },

  async baselines(split) {
    return { popularity: metricsOf(split, sameForAll(split.popularity)) };
  },
};

function metricsOf(split: Stream, scorer: Scorer): Metrics {
  const sampled = new SampledEvaluator(split, split.candidates);
  const test = evaluateScorer(split, "test", (users, part) => {
    const scores = scorer(users, part);
    sampled.add(users, scores);
    return scores;
  });
  return {
    ...test,
    "Sampled HR@10": sampled.metrics()["HR@10"],
    ...underValidation(evaluateScorer(split, "validation", scorer)),
  };
}

/** The share of the counts that the largest tenth of them holds. */
export function headShare(counts: Float32Array): number {
  const falling = counts.toSorted((a, b) => b - a);
  const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);
  const head = falling.subarray(0, Math.round(counts.length / 10));
  return sum(head) / Math.max(1, sum(falling));
}
