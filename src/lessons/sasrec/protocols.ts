/** What stands beside the model: models without training, and of a generated task the truth itself. */

import { leaveOneOut, rowsOf, type Split, temporalSplit } from "../../engine/data/split.ts";
import type { Metrics } from "../../engine/declarations/run.ts";
import { oncePer } from "../../engine/once.ts";
import { itemKnnScorer, popularityScorer, type Scorer } from "../../engine/ranking/baselines.ts";
import { underValidation } from "../../engine/ranking/evaluate.ts";
import { RankingEvaluator } from "../../engine/ranking/metrics.ts";
import { ProtocolEvaluator } from "../../engine/ranking/protocols.ts";
import type { Context } from "./attention-reading.ts";
import type { SasrecSplit } from "./sequences.ts";

const USERS_PER_BLOCK = 64;

export async function baselines(split: SasrecSplit): Promise<Readonly<Record<string, Metrics>>> {
  const popularity = underProtocols(split, popularityScorer(split));
  return split.truth
    ? { popularity, truth: underProtocols(split, truthScorer(split)) }
    : { popularity };
}

export type Protocol = "last" | "temporal";

export interface ProtocolsReading {
  /** Models without training under every ruler of every split, by split and name. */
  readonly beside: Readonly<Partial<Record<Protocol, Readonly<Record<string, Metrics>>>>>;
  /** Users who are asked about, by split. */
  readonly cases: Readonly<Partial<Record<Protocol, number>>>;
}

/** Popularity and item-kNN under both splits; generated or by file id, there is no calendar to cut. */
export const protocols = ({ split, config }: Context) =>
  rulersOf(split.whole.item, split, !split.truth && split.timed && config.order !== "file");

/** Once for the films in question: item-kNN takes a moment, and asks the same whatever is trained beside it. */
const rulersOf = oncePer(
  (_: Int32Array, split: SasrecSplit, hasCalendar: boolean): ProtocolsReading => {
    const rows = rowsOf(split);
    const splits: Partial<Record<Protocol, Split>> = {
      last: leaveOneOut(rows),
      ...(hasCalendar && { temporal: temporalSplit(rows, 0.8, "last") }),
    };
    return {
      beside: mapValues(splits, (one) => ({
        popularity: underProtocols(one, popularityScorer(one)),
        "item-kNN": underProtocols(one, itemKnnScorer(one)),
      })),
      cases: mapValues(splits, (one) => one.test.user.length),
    };
  },
  (_, hasCalendar) => hasCalendar,
);

function mapValues<K extends string, A, B>(
  record: Readonly<Partial<Record<K, A>>>,
  change: (value: A) => B,
): Partial<Record<K, B>> {
  const entries = Object.entries(record) as [K, A][];
  return Object.fromEntries(entries.map(([key, value]) => [key, change(value)])) as Partial<
    Record<K, B>
  >;
}

function underProtocols(split: Split, scorer: Scorer): Metrics {
  const test = new ProtocolEvaluator(split);
  const validation = new RankingEvaluator(split, "validation");
  for (const [part, evaluator] of [
    ["test", test],
    ["validation", validation],
  ] as const) {
    const { user } = split[part];
    for (let start = 0; start < user.length; start += USERS_PER_BLOCK) {
      const block = user.subarray(start, start + USERS_PER_BLOCK);
      evaluator.add(block, scorer(block, part));
    }
  }
  return { ...test.metrics(), ...underValidation(validation.metrics()) };
}

/** The probabilities that a generated task was drawn from: no model can rank better. */
function truthScorer({ truth, known, train }: SasrecSplit): Scorer {
  return (users, part) => {
    const scores = new Float32Array(users.length * train.items);
    users.forEach((user, n) => {
      scores.set(truth!.next(user, known[part][user]!), n * train.items);
    });
    return scores;
  };
}
