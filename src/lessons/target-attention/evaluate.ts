/** AUC, GAUC and log loss of questions, and what these are without a model. */
import type { Part } from "../../engine/data/split.ts";
import type { Metrics } from "../../engine/declarations/run.ts";
import { scoreUsers, underValidation } from "../../engine/ranking/evaluate.ts";
import { column } from "../../engine/training/batch.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import type { Measure } from "../../engine/training/training.ts";
import { auc, groupedAuc, logLoss } from "../../families/clicks/metrics.ts";
import type { State } from "./activation.ts";
import { historyColumns, historyOf } from "./draw.ts";
import { type Parameters, score } from "./model.ts";
import type { Questions, TargetSplit } from "./prepare.ts";
import type { TargetConfig as Config } from "./settings.ts";

/** Pairs that are scored together. */
const PAIRS = 4096;

export const measure: Measure<Config, TargetSplit, Parameters, State> = {
  async evaluate(parameters, config, split, state) {
    const scored = (questions: Questions) => scoresOf(parameters, state, config, split, questions);
    const of = async (part: Part | "trained") => {
      const questions = split.parts[part];
      return measured(questions, await scored(questions), config);
    };
    const { AUC, GAUC, "Log loss": loss } = await of("validation");
    return {
      ...(await of("test")),
      "Training set loss": (await of("trained"))["Log loss"]!,
      ...underValidation({ AUC: AUC!, GAUC: GAUC!, loss: loss! }),
    };
  },

  /** What the film alone is worth: how often it was watched, or which share of its ratings are likes. */
  baselines: async (split, config): Promise<Readonly<Record<string, Metrics>>> => {
    if (config.task === "interests") return {};
    const { training } = split.parts;
    const [yes, all] = [new Float64Array(split.films), new Float64Array(split.films)];
    training.candidates.forEach((film, n) => {
      all[film]!++;
      yes[film]! += training.labels[n]!;
    });
    const usual = training.labels.reduce((sum, y) => sum + y, 0) / training.labels.length;
    const scored = (film: number) => {
      if (config.task === "next") return all[film]!;
      const p = (yes[film]! + SHRINKAGE * usual) / (all[film]! + SHRINKAGE);
      return Math.log(p / (1 - p));
    };
    const of = (part: Part) => {
      const questions = split.parts[part];
      return measured(questions, Float32Array.from(questions.candidates, scored), config);
    };
    const { AUC, GAUC, "Log loss": loss } = of("validation");
    const { "Log loss": testLoss, ...ranked } = of("test");
    // A count of views ranks, but is no probability.
    if (config.task === "next") {
      return { "film alone": { ...ranked, ...underValidation({ AUC: AUC!, GAUC: GAUC! }) } };
    }
    return {
      "film alone": {
        ...ranked,
        "Log loss": testLoss!,
        ...underValidation({ AUC: AUC!, GAUC: GAUC!, loss: loss! }),
      },
    };
  },
};
/** Ratings pull a film's share of likes away from the usual one, as if it had so many more. */
const SHRINKAGE = 5;

/** s of every candidate of some questions, [questions x each], block by block. */
export async function scoresOf(
  parameters: Parameters,
  state: State,
  config: Config,
  { log }: Pick<TargetSplit, "log">,
  questions: Questions,
): Promise<Float32Array> {
  const { each, candidates } = questions;
  const scores = new Float32Array(candidates.length);
  const all = Int32Array.from(questions.to.keys());
  await scoreUsers(
    all,
    (some) => {
      const histories = Array.from(some, (n) => historyOf(log, questions, n));
      const films = candidates.subarray(some[0]! * each, (some.at(-1)! + 1) * each);
      const pairs = uploadBatch({
        ...historyColumns(histories, config),
        candidate: column(films, [some.length, each]),
      });
      return score(parameters, pairs, config, { state });
    },
    (some, s) => scores.set(s, some[0]! * each),
    Math.max(1, Math.floor(PAIRS / each)),
  );
  return scores;
}

/**
 * The metrics of some questions. Where the next film is asked for, AUC and GAUC are against films by chance,
 * "GAUC popular" against films by popularity, and log loss is over as many of both as training has.
 */
export function measured(
  { user, each, candidates, labels }: Questions,
  scores: Float32Array,
  { task, numNegatives }: Config,
): Metrics {
  const pairs = Int32Array.from(candidates.keys());
  const within = (place: (c: number) => boolean) => pairs.filter((n) => place(n % each));
  const group = (some: Int32Array) =>
    [
      some.map((n) => user[Math.floor(n / each)]!),
      Float32Array.from(some, (n) => scores[n]!),
      Float32Array.from(some, (n) => labels[n]!),
    ] as const;
  const against = (each - 1) / 2;
  const [someChance, somePopular] = [Math.ceil(numNegatives / 2), Math.floor(numNegatives / 2)];
  const next = task === "next";
  const chance = group(next ? within((c) => c <= against) : pairs);
  const taught = group(
    next ? within((c) => c <= someChance || (c > against && c <= against + somePopular)) : pairs,
  );
  const found = {
    AUC: auc(chance[1], chance[2]),
    GAUC: groupedAuc(...chance),
    ...(next && {
      "GAUC popular": groupedAuc(...group(within((c) => c === 0 || c > against))),
    }),
    "Log loss": logLoss(taught[1], taught[2]),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => Number.isFinite(value)));
}
