/** What the models are worth: offline by the log, online by the world; or what an auction earns. */
import * as tf from "@tensorflow/tfjs-core";
import type { Metrics } from "../../engine/declarations/run.ts";
import { ndcg } from "../../engine/ranking/metrics.ts";
import { valuesOf } from "../../engine/training/snapshot.ts";
import type { Measure } from "../../engine/training/training.ts";
import { auc } from "../../families/clicks/metrics.ts";
import { sigmoid } from "../../families/worlds/world.ts";
import { type Impressions, INPUTS, priceAuc, RIVALS, rankValue, revenueOf } from "./bids.ts";
import { type Answer, estimate, isEstimate, NAMES, type Name, trueValue } from "./estimators.ts";
import { policyOf } from "./lists.ts";
import { SLOTS, type Visits } from "./loggers.ts";
import { allScores, type Parameters, scoresOf } from "./model.ts";
import { chosenBy, MODELS, type Model, type Row } from "./models.ts";
import type { Logged, OfflineSplit } from "./prepare.ts";
import type { OfflineConfig as Config } from "./settings.ts";
import { clickedRanks } from "./traps.ts";

/** [people, films] scores of each model. */
export type Scores = Readonly<Record<Model, ArrayLike<number>>>;

export async function scoresOfAll(
  { imitate, clicks }: Parameters,
  { logged, popularity }: OfflineSplit,
): Promise<Scores> {
  if (!imitate || !logged) throw new Error("Only a world has lists");
  const { world, logger } = logged;
  const known = Float64Array.from(world.tastes.films, (film) => popularity[film]!);
  return {
    imitate: await valuesOf(() => allScores(imitate)),
    clicks: await valuesOf(() => allScores(clicks)),
    popular: Float64Array.from(world.probability, (_, pair) => known[pair % world.films]!),
    yesterday: logger.scores,
  };
}

/** [people, films] what each model’s lists show, under rules. */
export type Policies = Readonly<Record<Model, Float64Array>>;

export const policiesOf = (
  { world, facts }: Logged,
  scores: Scores,
  rules: Config["rules"],
): Policies => ({
  imitate: policyOf(scores.imitate, facts, world, rules),
  clicks: policyOf(scores.clicks, facts, world, rules),
  popular: policyOf(scores.popular, facts, world, rules),
  yesterday: policyOf(scores.yesterday, facts, world, rules),
});

/**
 * The table of the models.
 * @param offline what the offline numbers are of
 * @param online what is shown online
 */
export function rowsOf(
  { world, logger, test }: Logged,
  scores: Scores,
  offline: Policies,
  online: Policies,
): Row[] {
  const { films, probability } = world;
  const q = Float64Array.from(scores.clicks, sigmoid);
  return MODELS.map((model) => {
    const answers = NAMES.map((name) => [
      name,
      estimate(name, test, logger, offline[model], q, films),
    ]);
    return {
      model,
      ndcg: ndcgOnLog(test, scores[model], films),
      answers: Object.fromEntries(answers) as Record<Name, Answer>,
      online: trueValue(online[model], probability, films),
    };
  });
}

/** NDCG@10 of what was clicked in the log, ranked among all films: ties never favour it. */
export function ndcgOnLog(log: Visits, scores: ArrayLike<number>, films: number): number {
  const ranks = clickedRanks(log, scores, films, SLOTS);
  return ranks.reduce((sum, { rank }) => sum + ndcg(rank, SLOTS), 0) / Math.max(1, ranks.length);
}

/** p of every impression. */
export async function clickRates(parameters: Parameters, { x }: Impressions) {
  const { scorer } = parameters;
  if (!scorer) throw new Error("Only auctions have a scorer");
  const s = await valuesOf(() => scoresOf(scorer, tf.tensor2d(x, [x.length / INPUTS, INPUTS])));
  return Float64Array.from(s, sigmoid);
}

export const measure: Measure<Config, OfflineSplit, Parameters> = {
  async evaluate(parameters, config, split): Promise<Metrics> {
    const { logged, auctions } = split;
    if (auctions)
      return auctionMetrics(auctions.test, await clickRates(parameters, auctions.test), config);
    const scores = await scoresOfAll(parameters, split);
    const free = policiesOf(logged!, scores, "none");
    const ruled = config.rules === "none" ? free : policiesOf(logged!, scores, config.rules);
    const rows = rowsOf(logged!, scores, free, ruled);
    const own = rows.find(({ model }) => model === config.policy)!;
    const numbers = NAMES.flatMap((name) => {
      const answer = own.answers[name];
      return isEstimate(answer) ? [[name, answer.value] as const] : [];
    });
    const choice = chosenBy(rows, config.estimator);
    return {
      "NDCG@10": own.ndcg,
      ...Object.fromEntries(numbers),
      Online: own.online,
      ...(choice && { "Online of the choice": choice.online }),
    };
  },

  baselines: async (split, { rules }) =>
    split.auctions ? auctionBaselines(split.auctions.test) : worldBaselines(split.logged!, rules),
};

/** Films by chance, yesterday’s lists, the logger as it is, and lists of an oracle that knows every probability. */
function worldBaselines(
  { world, logger, facts }: Logged,
  rules: Config["rules"],
): Record<string, Metrics> {
  const { films, probability } = world;
  const value = (scores: ArrayLike<number>) =>
    trueValue(policyOf(scores, facts, world, rules), probability, films);
  const yesterday = value(logger.scores);
  return {
    chance: { Online: probability.reduce((sum, p) => sum + p, 0) / probability.length },
    yesterday: { Online: yesterday },
    logger: {
      Online: logger.probability ? trueValue(logger.probability, probability, films) : yesterday,
    },
    oracle: { Online: value(probability) },
  };
}

/** An auction won by chance, and by an oracle that knows every probability. */
function auctionBaselines(test: Impressions): Record<string, Metrics> {
  const { truth, bid, clicked } = test;
  return {
    chance: { Revenue: revenueByChance(test), AUC: 0.5, "Price-weighted AUC": 0.5 },
    oracle: {
      Revenue: revenueOf(test, (n) => truth[n]! * bid[n]!),
      AUC: auc(truth, clicked),
      "Price-weighted AUC": priceAuc(truth, clicked, (n) => bid[n]!),
    },
  };
}

export function auctionMetrics(
  test: Impressions,
  p: Float64Array,
  config: Pick<Config, "rank" | "weight">,
): Metrics {
  const clicks = test.clicked.reduce((sum, one) => sum + one, 0);
  return {
    AUC: auc(p, test.clicked),
    "Price-weighted AUC": priceAuc(p, test.clicked, (n) => test.bid[n]!),
    Revenue: revenueOf(test, (n) => rankValue(p[n]!, test.bid[n]!, config)),
    "Predicted over clicked": p.reduce((sum, x) => sum + x, 0) / Math.max(1, clicks),
  };
}

/** The mean over an auction's advertisements in place of a winner. */
function revenueByChance({ truth, bid }: Impressions): number {
  let [mean, most] = [0, 0];
  for (let from = 0; from + RIVALS <= truth.length; from += RIVALS) {
    let richest = 0;
    for (let n = from; n < from + RIVALS; n++) {
      const worth = truth[n]! * bid[n]!;
      mean += worth / RIVALS;
      richest = Math.max(richest, worth);
    }
    most += richest;
  }
  return mean / most;
}
