/**
 * Held-out evaluation by ranking (protocol in metrics.ts): the full catalogue, block by block so that
 * memory stays bounded. The measure of every lesson that has no other.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Part, Split } from "../data/split.ts";
import type { Config } from "../declarations/hyperparameters.ts";
import type { Metrics } from "../declarations/run.ts";
import type { Model, ScoreContext } from "../training/model.ts";
import type { Parameters } from "../training/parameters.ts";
import type { Measure } from "../training/training.ts";
import { evaluateScorer, popularityScorer } from "./baselines.ts";
import { RankingEvaluator } from "./metrics.ts";

const USERS_PER_BLOCK = 256;
/** Pairs that a ranker looks at together. */
const PAIRS_PER_BLOCK = 65_536;

/** Scores users block by block, so that memory stays bounded. */
export async function scoreUsers(
  users: Int32Array,
  score: (users: Int32Array) => tf.Tensor2D,
  take: (users: Int32Array, scores: Float32Array) => void,
  perBlock = USERS_PER_BLOCK,
): Promise<void> {
  for (let start = 0; start < users.length; start += perBlock) {
    const block = users.subarray(start, start + perBlock);
    const scored = tf.tidy(() => score(block));
    // Read in place: nobody keeps the array, so it need not be copied.
    take(block, (await scored.data()) as Float32Array);
    scored.dispose();
  }
}

/** Test metrics by name, those of the validation part under "Validation ..."; popularity to beat. */
export function rankingMeasure(model: Model): Measure {
  return {
    evaluate: (parameters, config, split) => evaluateRanking(model, parameters, config, split),
    baselines: async (split) => ({ popularity: popularityBaseline(split) }),
  };
}

async function evaluateRanking(
  model: Model,
  parameters: Parameters,
  config: Config,
  split: Split,
): Promise<Metrics> {
  const evaluators = {
    validation: new RankingEvaluator(split, "validation"),
    test: new RankingEvaluator(split, "test"),
  };
  const passes: Part[][] = model.readsHistory
    ? [["validation"], ["test"]]
    : [["validation", "test"]];
  const everybody = Int32Array.from({ length: split.train.users }, (_, user) => user);
  const perBlock = model.score
    ? USERS_PER_BLOCK
    : Math.max(1, Math.floor(PAIRS_PER_BLOCK / split.train.items));
  for (const parts of passes) {
    const context = { config, split, part: parts.at(-1)! };
    await scoreUsers(
      everybody,
      (users) => scoreCatalogue(model, parameters, tf.tensor1d(users, "int32"), context),
      (users, scores) => {
        for (const part of parts) evaluators[part].add(users, scores);
      },
      perBlock,
    );
  }
  return { ...evaluators.test.metrics(), ...underValidation(evaluators.validation.metrics()) };
}

/**
 * Scores of every item for these users, [users, items], of a retriever or of a ranker that is asked about
 * everything.
 */
export function scoreCatalogue<C, S extends Split, P extends Parameters>(
  model: Pick<Model<C, S, P>, "score" | "scoreOf">,
  parameters: P,
  users: tf.Tensor1D,
  context: ScoreContext<C, S>,
): tf.Tensor2D {
  if (model.score) return model.score(parameters, users, context);
  if (!model.scoreOf)
    throw new Error("The model scores nothing, and the lesson has no other measure");
  const { items } = context.split.train;
  const everything = tf.tile(tf.range(0, items, 1, "int32").expandDims<tf.Tensor2D>(0), [
    users.shape[0],
    1,
  ]);
  return model.scoreOf(parameters, users, everything, context);
}

/** What ranking everything by its training popularity reaches: the line every lesson draws. */
export function popularityBaseline(split: Split): Metrics {
  const evaluate = (part: Part) => evaluateScorer(split, part, popularityScorer(split));
  return { ...evaluate("test"), ...underValidation(evaluate("validation")) };
}

/** The metrics of the validation part by the names they have in a history. */
export function underValidation(metrics: Metrics): Metrics {
  return Object.fromEntries(Object.entries(metrics).map(([name, x]) => [`Validation ${name}`, x]));
}
