/** The full ranking of every retrieval lesson, and beside it the same for a film held out at random. */
import * as tf from "@tensorflow/tfjs-core";
import { itemsOf, type Part } from "../../engine/data/split.ts";
import type { Metrics } from "../../engine/declarations/run.ts";
import { popularityScorer } from "../../engine/ranking/baselines.ts";
import { popularityBaseline, scoreUsers, underValidation } from "../../engine/ranking/evaluate.ts";
import { meanOverRanks, RankingEvaluator } from "../../engine/ranking/metrics.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import type { Measure } from "../../engine/training/training.ts";
import { onHeldOut } from "../../families/retrieval/held-out.ts";
import { ageOf, inputRows, type Known, personColumns, watchedBefore } from "./draw.ts";
import { type Parameters, score } from "./model.ts";
import type { YoutubeSplit } from "./prepare.ts";
import type { YoutubeConfig as Config } from "./settings.ts";

/** s of every film for some people, [people, items]. */
export function scoresOf(
  parameters: Parameters,
  known: readonly Known[],
  split: YoutubeSplit,
  config: Config,
): tf.Tensor2D {
  return score(parameters, uploadBatch(personColumns(known, split, config)), config);
}

export const measure: Measure<Config, YoutubeSplit, Parameters> = {
  async evaluate(parameters, config, split) {
    const of = async (part: Part) => {
      const evaluator = new RankingEvaluator(split, part);
      await scoreUsers(
        split[part].user,
        (users) => {
          const known = Array.from(users, (user) => watchedBefore(split, config, part, user));
          return scoresOf(parameters, known, split, config);
        },
        (users, scores) => evaluator.add(users, scores),
      );
      return evaluator;
    };
    const apart = await random(split, (cases) =>
      scoresOf(
        parameters,
        Array.from(cases, (n) => aroundHeldOut(split, config, n)),
        split,
        config,
      ),
    );
    const test = await of("test");
    return {
      ...test.metrics(),
      ...byActivity(split, test.ranks()),
      ...apart,
      ...underValidation((await of("validation")).metrics()),
    };
  },

  baselines: async (split) => {
    const scorer = popularityScorer(split);
    const apart = await random(split, (cases) =>
      tf.tensor2d(
        scorer(
          cases.map((n) => split.heldOut.user[n]!),
          "test",
        ),
        [cases.length, split.train.items],
      ),
    );
    return { popularity: { ...popularityBaseline(split), ...apart } };
  },
};

/** NDCG@10 of the half of the people who watched more, and of the half who watched less. */
function byActivity(split: YoutubeSplit, ranks: Int32Array): Metrics {
  const watched = (user: number) => itemsOf(split.history.test, user).length;
  const order = Array.from(split.test.user).sort((a, b) => watched(a) - watched(b) || a - b);
  const half = order.length >> 1;
  const of = (users: readonly number[]) =>
    meanOverRanks(users.map((user) => ranks[user]!))["NDCG@10"];
  return { "NDCG@10 light": of(order.slice(0, half)), "NDCG@10 heavy": of(order.slice(half)) };
}

/** The films around the one that was held out at random, as they are read to find it. */
export function aroundHeldOut(split: YoutubeSplit, config: Config, n: number): Known {
  const { around, heldOut } = split;
  const user = heldOut.user[n]!;
  const rows = inputRows(around, heldOut.row[n]!, "random", config.history);
  return {
    films: rows.map((row) => around.item[row]!),
    watched: itemsOf(around, user).length - 1,
    age: config.age && config.moment === "own" ? ageOf(split, around.time[heldOut.row[n]!]!) : 0,
  };
}

/** The film held out at random under the names of this lesson. */
async function random(
  split: YoutubeSplit,
  scores: (cases: Int32Array) => tf.Tensor2D,
): Promise<Metrics> {
  const found = await onHeldOut(split, scores);
  return found ? { "NDCG@10 random": found.ndcg, "HR@10 random": found.hits } : {};
}
