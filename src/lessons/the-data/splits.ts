/**
 * The three ways to hide films that this lesson compares. All of them hide two films a user, one for
 * validation and one for the test, and differ only in which.
 */

import {
  type Divisible,
  type Interactions,
  leaveOneOut,
  rowsOf,
  type Split,
  temporalSplit,
} from "../../engine/data/split.ts";
import type { Rng } from "../../engine/numbers/random.ts";

export type SplitName = "last" | "random" | "temporal";

/** Divides all interactions again, as the setting says. */
export function divide(split: Split, how: SplitName, rng: Rng): Split {
  if (how === "last") return split;
  const rows = rowsOf(split);
  return how === "temporal"
    ? temporalSplit(rows, 0.8, "last")
    : leaveOneOut(withTwoMovedToTheEnd(rows, split.whole, rng));
}

/**
 * Each user's rows with two of them, drawn at random, moved behind the others: leave-one-out then hides
 * those two, and the films before and after them stay in training.
 */
function withTwoMovedToTheEnd(rows: Divisible, { offsets }: Interactions, rng: Rng): Divisible {
  const order = Int32Array.from(rows.interactions.item.keys());
  for (let u = 0; u < rows.users; u++) {
    const own = order.subarray(offsets[u]!, offsets[u + 1]!);
    for (let last = own.length - 1; last >= Math.max(1, own.length - 2); last--) {
      const chosen = rng.int(last + 1);
      const moved = own[chosen]!;
      own.copyWithin(chosen, chosen + 1, last + 1);
      own[last] = moved;
    }
  }
  const { user, item, rating, time } = rows.interactions;
  return {
    ...rows,
    interactions: {
      user,
      item: order.map((row) => item[row]!),
      rating: Float32Array.from(order, (row) => rating[row]!),
      time: Float64Array.from(order, (row) => time[row]!),
    },
  };
}
