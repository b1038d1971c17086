/** What the pictures of this lesson read. */

import { Rng } from "../../engine/numbers/random.ts";
import { ndcg } from "../../engine/ranking/metrics.ts";
import type { ReasonsReading } from "../../engine/ranking/reasons.ts";
import type { Probe, ProbeContext } from "../../engine/training/probe.ts";
import { sigmoid } from "../../families/worlds/world.ts";
import { fooledShare } from "./ab-test.ts";
import { askedReading } from "./asked-traps.ts";
import { byPrice, type PriceBin, rankValue, revenueOf } from "./bids.ts";
import { meansOf, missingShare, trueValue } from "./estimators.ts";
import { clickRates, policiesOf, rowsOf, scoresOfAll } from "./evaluate.ts";
import { example } from "./example.ts";
import { listOf, policyOf } from "./lists.ts";
import type { Parameters } from "./model.ts";
import { chosenBy, MODELS, type Model, type Row } from "./models.ts";
import type { OfflineSplit } from "./prepare.ts";
import type { OfflineConfig as Config } from "./settings.ts";
import { clickedRanks, pairedBootstrap, sampledNdcg } from "./traps.ts";

export type Context = ProbeContext<Config, OfflineSplit, Parameters>;

/** The models by every offline number, with what they are worth online. */
export interface TableReading {
  readonly rows: readonly Row[];
  /** The same with the rules in the offline numbers too; the same rows where there are none. */
  readonly ruled: readonly Row[];
  /** The model that the estimator of the settings puts first; null where it says nothing. */
  readonly chosen: Model | null;
}

/** What the logger shows to whom, and where a policy leaves its log. */
export interface LogReading {
  readonly visits: number;
  readonly people: number;
  readonly films: number;
  readonly clicks: number;
  /** The value of the logger itself. */
  readonly value: number;
  readonly chance: boolean;
  /** [tenths] films by how often they are in the log, most shown first: shares of all visits. */
  readonly shares: readonly number[];
  /** Pairs of person and film that the log has, of all. */
  readonly pairs: number;
  /** By model: the share of its choices that the logger never makes, and the greatest weight in the log. */
  readonly models: readonly {
    readonly model: Model;
    readonly missing: number;
    readonly unseen: number;
    readonly most: number | null;
  }[];
}

/** The lists' click probabilities by person, for tests that the page runs. */
export interface ArmsReading {
  readonly models: readonly {
    readonly model: Model;
    readonly p: Float64Array;
    readonly online: number;
  }[];
}

export interface PriceReading {
  readonly bins: readonly PriceBin[];
  /** Revenue by what is ranked by: what the loss calls for, p, p times bid. */
  readonly revenue: readonly { readonly rank: Config["rank"]; readonly value: number }[];
  readonly weight: Config["weight"];
}

export interface TrapsReading {
  /** How many films are drawn beside the clicked one; the last is all of them. */
  readonly sizes: readonly number[];
  readonly models: readonly {
    readonly model: Model;
    /** Expected NDCG@10 for each size. */
    readonly sampled: readonly number[];
    /** Its NDCG@10 less that of “clicked against any film”, on the same people. */
    readonly gap: { readonly mean: number; readonly low: number; readonly high: number };
  }[];
  readonly people: number;
}

const SIZES = [10, 20, 50, 100, 200, 400];
const TENTHS = 10;
const TESTS = { tests: 400, looks: 20, each: 500 } as const;

export const probes = {
  table: async ({ parameters, split, config }: Context): Promise<TableReading | null> => {
    if (!split.logged) return null;
    const scores = await scoresOfAll(parameters, split);
    const free = policiesOf(split.logged, scores, "none");
    const bound = config.rules === "none" ? free : policiesOf(split.logged, scores, config.rules);
    const rows = rowsOf(split.logged, scores, free, bound);
    const ruled = bound === free ? rows : rowsOf(split.logged, scores, bound, bound);
    return {
      rows,
      ruled,
      chosen: chosenBy(rows, config.estimator)?.model ?? null,
    };
  },

  log: async ({ parameters, split }: Context): Promise<LogReading | null> => {
    if (!split.logged) return null;
    const { world, logger, test, facts } = split.logged;
    const { people, films, probability } = world;
    const shown = new Float64Array(films);
    const seen = new Uint8Array(people * films);
    test.film.forEach((i, n) => {
      shown[i]! += 1 / test.film.length;
      seen[test.user[n]! * films + i] = 1;
    });
    const order = shown.toSorted((a, b) => b - a);
    const scores = await scoresOfAll(parameters, split);
    return {
      visits: test.user.length,
      people,
      films,
      clicks: test.clicked.reduce((sum, one) => sum + one, 0),
      value: logger.probability
        ? trueValue(logger.probability, probability, films)
        : trueValue(policyOf(logger.scores, facts, world, "none"), probability, films),
      chance: logger.probability !== null,
      shares: Array.from({ length: TENTHS }, (_, tenth) =>
        order
          .subarray(
            Math.round((tenth * films) / TENTHS),
            Math.round(((tenth + 1) * films) / TENTHS),
          )
          .reduce((sum, x) => sum + x, 0),
      ),
      pairs: seen.reduce((sum, one) => sum + one, 0),
      models: MODELS.map((model) => {
        const pi = policyOf(scores[model], facts, world, "none");
        const unseen = pi.reduce((sum, p, pair) => sum + (seen[pair] ? 0 : p), 0) / people;
        let most = 0;
        test.user.forEach((u, n) => {
          const p = pi[u * films + test.film[n]!]!;
          if (logger.probability) most = Math.max(most, p / test.propensity[n]!);
        });
        return {
          model,
          missing: missingShare(pi, logger),
          unseen,
          most: logger.probability ? most : null,
        };
      }),
    };
  },

  arms: async ({ parameters, split, config }: Context): Promise<ArmsReading | null> => {
    if (!split.logged) return null;
    const { world, facts } = split.logged;
    const { films, probability } = world;
    const scores = await scoresOfAll(parameters, split);
    return {
      models: MODELS.map((model) => {
        const pi = policyOf(scores[model], facts, world, config.rules);
        return {
          model,
          p: meansOf(pi, probability, films),
          online: trueValue(pi, probability, films),
        };
      }),
    };
  },

  /** { seed }: tests between yesterday's lists and themselves. */
  fooled: ({ split }: Context, { seed }: { readonly seed: number }) => {
    if (!split.logged) return null;
    const { world, logger, facts } = split.logged;
    const pi = policyOf(logger.scores, facts, world, "none");
    return {
      ...fooledShare(meansOf(pi, world.probability, world.films), { ...TESTS, seed }),
      each: TESTS.each,
    };
  },

  price: async ({ parameters, split, config }: Context): Promise<PriceReading | null> => {
    if (!split.auctions) return null;
    const { test } = split.auctions;
    const p = await clickRates(parameters, test);
    return {
      bins: byPrice(test, p, config.weight),
      revenue: (["own", "p", "p-bid"] as const).map((rank) => ({
        rank,
        value: revenueOf(test, (n) =>
          rankValue(p[n]!, test.bid[n]!, { rank, weight: config.weight }),
        ),
      })),
      weight: config.weight,
    };
  },

  /** NDCG@10 on the log among m drawn films, for every model, and pairs of models on the same people. */
  traps: async ({ parameters, split }: Context): Promise<TrapsReading | null> => {
    if (!split.logged) return null;
    const { world, test } = split.logged;
    const { people, films } = world;
    const scores = await scoresOfAll(parameters, split);
    const sizes = SIZES.filter((m) => m < films - 1).concat(films - 1);
    const models = MODELS.map((model) => {
      const ranks = clickedRanks(test, scores[model], films);
      const count = new Float64Array(films + 1);
      const [sum, rows] = [new Float64Array(people), new Float64Array(people)];
      for (const { user, rank } of ranks) {
        count[rank]!++;
        sum[user]! += ndcg(rank);
        rows[user]!++;
      }
      const at = (m: number) =>
        count.reduce((all, n, rank) => all + (n > 0 ? n * sampledNdcg(rank, films, m) : 0), 0) /
        Math.max(1, ranks.length);
      return { model, sampled: sizes.map(at), own: sum.map((x, u) => x / Math.max(1, rows[u]!)) };
    });
    const base = models.find(({ model }) => model === "imitate")!;
    return {
      sizes,
      models: models.map(({ model, sampled, own }) => ({
        model,
        sampled,
        gap: pairedBootstrap(base.own, own, new Rng(1)),
      })),
      people,
    };
  },

  /** Recommenders that only count, under other protocols; the world has no part in it. */
  asked: ({ split }: Context) => askedReading(split),

  /** { at }: a row of the log in the next batch. */
  example,

  /** { user }: the list of a person of the data, or of the next one who is in the world. */
  reasons: async (
    { parameters, split, config }: Context,
    { user }: { readonly user: number },
  ): Promise<ReasonsReading | null> => {
    if (!split.logged) return null;
    const { world, facts, train } = split.logged;
    const { films, probability, tastes } = world;
    const u = Math.max(
      0,
      tastes.people.findIndex((person) => person >= user),
    );
    const scores = await scoresOfAll(parameters, split);
    const own = Float64Array.from(
      { length: films },
      (_, i) => scores[config.policy][u * films + i]!,
    );
    const counts = new Map<number, { shown: number; clicked: number }>();
    train.user.forEach((one, n) => {
      if (one !== u) return;
      const of = counts.get(train.film[n]!) ?? { shown: 0, clicked: 0 };
      of.shown++;
      of.clicked += train.clicked[n]!;
      counts.set(train.film[n]!, of);
    });
    return {
      history: counts.size,
      films: listOf(own, facts, u, config.rules).map((i) => {
        const { shown = 0, clicked = 0 } = counts.get(i) ?? {};
        const truth = probability[u * films + i]!;
        return {
          item: tastes.films[i]!,
          score: own[i]!,
          said: `true ${truth.toFixed(2)}`,
          voices: [
            { item: -1, name: "believed", weight: sigmoid(scores.clicks[u * films + i]!) },
            { item: -1, name: "true", weight: truth },
            ...(shown > 0
              ? [
                  {
                    item: -1,
                    name: "in the log",
                    value: `(${clicked} of ${shown} clicked)`,
                    weight: clicked / shown,
                  },
                ]
              : []),
          ],
        };
      }),
    };
  },
} satisfies Record<string, Probe<Config, OfflineSplit, Parameters>>;
