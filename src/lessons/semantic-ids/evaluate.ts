/** AUC, GAUC and log loss of the test part, whole and by how well films are known. */
import * as tf from "@tensorflow/tfjs-core";
import type { Metrics } from "../../engine/declarations/run.ts";
import { scoreUsers, underValidation } from "../../engine/ranking/evaluate.ts";
import { column } from "../../engine/training/batch.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import type { Measure } from "../../engine/training/training.ts";
import { auc, groupedAuc, logLoss } from "../../families/clicks/metrics.ts";
import { BUCKETS } from "./buckets.ts";
import { filmColumns } from "./draw.ts";
import { tableSize } from "./films.ts";
import { heldAs } from "./held.ts";
import { filmSide, type Parameters, personSide, score } from "./model.ts";
import type { RankSplit } from "./prepare.ts";
import type { SemanticConfig as Config } from "./settings.ts";

const BLOCK = 4096;
/** Training ratings that are measured, too. */
const SAMPLE = 8192;
/** Ratings pull a person's share of likes away from everybody's, as if everybody's were so many more. */
const SHRINKAGE = 5;

export const measure: Measure<Config, RankSplit, Parameters> = {
  async evaluate(parameters, config, split) {
    const scores = (part: Int32Array) => scoresOf(parameters, config, split, part);
    const { validation, training } = split.parts;
    const checked = measured(split, validation, await scores(validation));
    const sample = training.subarray(0, SAMPLE);
    const trained = measured(split, sample, await scores(sample));
    const held = heldAs(split.known, config.film, config);
    return {
      ...(await sliced(split, scores)),
      Table: tableSize(held, config, split.content.width),
      "Training set loss": trained["Log loss"]!,
      ...underValidation({ AUC: checked.AUC!, loss: checked["Log loss"]! }),
    };
  },

  /** What knowing the person alone is worth: their share of likes in training, whatever the film. */
  baselines: async (split) => {
    const { user, label } = split.rows;
    const { training } = split.parts;
    const [liked, all] = [new Float64Array(split.train.users), new Float64Array(split.train.users)];
    let usual = 0;
    for (const row of training) {
      liked[user[row]!]! += label[row]!;
      all[user[row]!]!++;
      usual += label[row]! / training.length;
    }
    const logits = (part: Int32Array) =>
      Float32Array.from(part, (row) => {
        const u = user[row]!;
        const p = (liked[u]! + SHRINKAGE * usual) / (all[u]! + SHRINKAGE);
        return Math.log(p / (1 - p));
      });
    const { validation } = split.parts;
    const checked = measured(split, validation, logits(validation));
    return {
      "person alone": {
        ...(await sliced(split, async (part) => logits(part))),
        ...underValidation({ AUC: checked.AUC!, loss: checked["Log loss"]! }),
      },
    };
  },
};

/** s of some ratings, block by block. */
async function scoresOf(
  parameters: Parameters,
  config: Config,
  split: RankSplit,
  part: Int32Array,
): Promise<Float32Array> {
  const scores = new Float32Array(part.length);
  let from = 0;
  await scoreUsers(
    part,
    (some) => {
      const user = column(some.map((row) => split.rows.user[row]!));
      const films = some.map((row) => split.rows.film[row]!);
      const batch = uploadBatch({ user, ...filmColumns(split, config, films) });
      const s = score(parameters, personSide(parameters, batch), filmSide(parameters, batch));
      return tf.expandDims(s, 1);
    },
    (some, s) => {
      scores.set(s, from);
      from += some.length;
    },
    BLOCK,
  );
  return scores;
}

/** Every metric on the test part, and under "AUC tail" on that of its films; unseen ones on all their ratings. */
async function sliced(
  split: RankSplit,
  scores: (part: Int32Array) => Promise<Float32Array>,
): Promise<Metrics> {
  const { parts, unseen, bucket, rows } = split;
  const s = await scores(parts.test);
  const found: Record<string, number> = { ...measured(split, parts.test, s) };
  for (const [at, name] of BUCKETS.entries()) {
    const own = Int32Array.from(parts.test.keys()).filter(
      (n) => bucket[rows.film[parts.test[n]!]!] === at,
    );
    const metrics =
      name === "unseen"
        ? measured(split, unseen, await scores(unseen))
        : measured(
            split,
            own.map((n) => parts.test[n]!),
            Float32Array.from(own, (n) => s[n]!),
          );
    for (const [metric, value] of Object.entries(metrics)) found[`${metric} ${name}`] = value;
  }
  return found;
}

/** A metric that these ratings cannot have (all liked, or none) is left out. */
function measured({ rows }: RankSplit, part: Int32Array, scores: Float32Array): Metrics {
  const labels = Float32Array.from(part, (row) => rows.label[row]!);
  const found = {
    AUC: auc(scores, labels),
    GAUC: groupedAuc(
      part.map((row) => rows.user[row]!),
      scores,
      labels,
    ),
    "Log loss": logLoss(scores, labels),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => Number.isFinite(value)));
}
