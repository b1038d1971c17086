/** What BST's candidate looks at, head by head, and how far back that is. */
import type { Whose } from "../../engine/ranking/reasons.ts";
import { ask, type Context, candidatesOf, knownOf, withReader } from "./asked.ts";
import { BUCKETS, bucketOf } from "./time-buckets.ts";

export interface AttentionReading {
  readonly candidate: number;
  /** Films that are read, oldest first; the candidate stands behind them. */
  readonly films: Int32Array;
  readonly buckets: Int32Array;
  /** The candidate's row, [films + 1], of each block and head. */
  readonly heads: readonly {
    readonly block: number;
    readonly head: number;
    readonly row: Float32Array;
  }[];
  /** [BUCKETS] the attention that films of a bucket get, a mean over these films; NaN where there is none. */
  readonly byBucket: Float32Array;
}

/** { user | items, candidate? }: null where no BST is trained. */
export function attention(
  context: Context,
  { candidate, ...who }: Whose & { readonly candidate?: number },
): Promise<AttentionReading | null> {
  const known = knownOf(context, who);
  const about = candidate ?? candidatesOf(context.split, who.user)[0]!;
  return withReader(context, "bst", async (asked) => {
    const { history: T, heads } = asked.config;
    const { attention: blocks } = await ask(asked, known, Int32Array.of(about), true);
    const read = Math.min(T, known.films.length);
    const buckets = Int32Array.from(Array.from(known.times).slice(-read), (time) =>
      bucketOf(known.asked - time),
    );
    const n = T + 1;
    const rows = (blocks ?? []).flatMap((A, block) =>
      Array.from({ length: heads }, (_, head) => {
        const from = (head * n + T) * n;
        return { block, head, row: A.slice(from + T - read, from + n) };
      }),
    );
    const byBucket = new Float32Array(BUCKETS).fill(Number.NaN);
    for (const bucket of new Set(buckets)) {
      const at = [...buckets.keys()].filter((t) => buckets[t] === bucket);
      const all = rows.flatMap(({ row }) => at.map((t) => row[t]!));
      byBucket[bucket] = all.reduce((sum, a) => sum + a, 0) / all.length;
    }
    return {
      candidate: about,
      films: Int32Array.from(Array.from(known.films).slice(-read)),
      buckets,
      heads: rows,
      byBucket,
    };
  });
}
