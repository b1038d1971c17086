/** Models without training under every ruler of both splits. */

import { leaveOneOut, rowsOf, type Split, temporalSplit } from "../../engine/data/split.ts";
import type { Metrics } from "../../engine/declarations/run.ts";
import { oncePer } from "../../engine/once.ts";
import { itemKnnScorer, popularityScorer } from "../../engine/ranking/baselines.ts";
import { beside } from "../../families/sequences/baselines.ts";
import type { SequenceSplit } from "../../families/sequences/sequences.ts";
import type { Context } from "./attention-reading.ts";

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
  async (_: Int32Array, split: SequenceSplit, hasCalendar: boolean): Promise<ProtocolsReading> => {
    const rows = rowsOf(split);
    const splits: readonly (readonly [Protocol, Split])[] = [
      ["last", leaveOneOut(rows)],
      ...(hasCalendar ? [["temporal", temporalSplit(rows, 0.8, "last")] as const] : []),
    ];
    const rulers = splits.map(async ([protocol, one]) => {
      const popularity = await beside(one, popularityScorer(one));
      const knn = await beside(one, itemKnnScorer(one));
      return [protocol, { popularity, "item-kNN": knn }] as const;
    });
    return {
      beside: Object.fromEntries(await Promise.all(rulers)),
      cases: Object.fromEntries(splits.map(([protocol, one]) => [protocol, one.test.user.length])),
    };
  },
  (_, hasCalendar) => hasCalendar,
);
