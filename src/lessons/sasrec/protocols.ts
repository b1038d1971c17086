/** What stands beside the model: models without training, and of a generated task the truth itself. */
import { itemKnnScorer, popularityScorer, type Scorer } from "../../engine/baselines.ts";
import { RankingEvaluator } from "../../engine/metrics.ts";
import { ProtocolEvaluator, underValidation } from "../../engine/protocols.ts";
import type { Metrics } from "../../engine/run.ts";
import type { Split } from "../../engine/split.ts";
import type { SasrecSplit } from "./sequences.ts";

const USERS_PER_BLOCK = 64;

export async function baselines(split: SasrecSplit): Promise<Readonly<Record<string, Metrics>>> {
  const popularity = underProtocols(split, popularityScorer(split));
  return split.truth
    ? { popularity, truth: underProtocols(split, truthScorer(split)) }
    : { popularity };
}

/** Item-kNN under all protocols: it takes a moment, so it is asked for by the picture that shows it. */
export function itemKnn(split: Split): Metrics {
  return underProtocols(split, itemKnnScorer(split));
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
