/**
 * Generated sequences where the right attention is known: what comes next depends on exactly one of the
 * items before, the last one or the one before it.
 */
import type { Divisible } from "../../engine/data/split.ts";
import {
  nextItemProbabilities,
  type SyntheticTruth,
  syntheticDataset,
} from "../../engine/data/synthetic.ts";
import { TASK_ITEMS, TASK_USERS } from "./task-size.ts";

export type TaskName = "markov" | "two-back";

export interface TaskTruth {
  /** How many steps before the next item the one that decides it stands; 1 is the last. */
  readonly lag: number;
  /** The true probability of every item as the next one: no model can rank better. */
  readonly next: (user: number, history: ArrayLike<number>) => Float64Array;
}

/** The same sequences for every seed, so that runs are asked the same questions. */
export function generateTask(task: TaskName): { rows: Divisible; truth: TaskTruth } {
  const lag = task === "markov" ? 1 : 2;
  const generated: { dataset: Divisible; truth: SyntheticTruth } = syntheticDataset({
    seed: lag,
    users: TASK_USERS,
    items: TASK_ITEMS,
    interactionsPerUser: 30,
    tastes: 1,
    sharpness: 0,
    skew: 0,
    follow: 0.95,
    successors: 3,
    lag,
  });
  return {
    rows: generated.dataset,
    truth: {
      lag,
      next: (user, history) => nextItemProbabilities(generated.truth, user, history),
    },
  };
}
