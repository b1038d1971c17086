/** What stands beside a model of sequences: popularity, and of a generated task the truth itself. */
import type { Split } from "../../engine/data/split.ts";
import type { Metrics } from "../../engine/declarations/run.ts";
import { popularityScorer, type Scorer } from "../../engine/ranking/baselines.ts";
import { inTensors, underProtocols } from "../../engine/ranking/protocols.ts";
import type { SequenceSplit } from "./sequences.ts";

export async function baselines(split: SequenceSplit): Promise<Readonly<Record<string, Metrics>>> {
  const popularity = await beside(split, popularityScorer(split));
  return split.truth
    ? { popularity, truth: await beside(split, truthScorer(split)) }
    : { popularity };
}

/** A model without training under the three rulers. */
export const beside = (split: Split, scorer: Scorer) =>
  underProtocols(split, inTensors(scorer, split));

/** The probabilities that a generated task was drawn from: no model can rank better. */
function truthScorer({ truth, known, train }: SequenceSplit): Scorer {
  return (users, part) => {
    const scores = new Float32Array(users.length * train.items);
    users.forEach((user, n) => {
      scores.set(truth!.next(user, known[part][user]!), n * train.items);
    });
    return scores;
  };
}
