/** A person's list, and what each film that was read does to it: by leaving it out, beside its attention. */
import { type ReasonsReading, reasonsFor } from "../../engine/ranking/reasons.ts";
import { firstItems } from "../../engine/ranking/retrieval-probes.ts";
import { logProbability } from "./expected.ts";
import type { HeadsReading } from "./heads.ts";

/** The last so many films are left out in turn: each is a pass through the model. */
const LAST = 20;

/**
 * @param all the films that are known of the person, oldest first
 * @param read how many of them the model reads
 * @param scored scores of all films after each of some histories
 * @param attention how the model looks at a history
 */
export async function reasonsByLeavingOut(
  all: readonly number[],
  read: number,
  scored: (histories: readonly (readonly number[])[]) => Promise<Float32Array[]>,
  attention: (past: readonly number[]) => Promise<HeadsReading>,
): Promise<ReasonsReading> {
  const past = all.slice(-read);
  const tried = past.length > 1 ? past.slice(-LAST) : [];
  const without = tried.map((_, n) =>
    past.filter((_, at) => at !== past.length - tried.length + n),
  );
  const [whole, ...rest] = await scored([past, ...without]);
  const seen = new Uint8Array(whole!.length);
  for (const film of all) seen[film] = 1;
  const known = new Set(all);
  const list = firstItems(whole!, seen);
  const p = Float32Array.from(list.items, (film) => Math.exp(logProbability(whole!, known, film)));
  const weights = lastRow(await attention(past), past.length);
  return reasonsFor({ items: list.items, scores: p }, past.length, (film, at) =>
    tried.map((item, n) => {
      const share = weights?.[past.length - tried.length + n];
      return {
        item,
        weight: Math.log(p[at]!) - logProbability(rest[n]!, known, film),
        ...(share !== undefined && { value: `attention ${share.toFixed(2)},` }),
      };
    }),
  );
}

/** How the last place of the last block looks at each film, a mean over heads; undefined without attention. */
function lastRow({ heads, films }: HeadsReading, known: number): number[] | undefined {
  const block = Math.max(...heads.map((head) => head.block));
  const last = heads.filter((head) => head.block === block);
  if (last.length === 0) return undefined;
  const n = films.length;
  return Array.from({ length: known }, (_, s) =>
    last.reduce((sum, { weights }) => sum + weights[(n - 1) * n + s]! / last.length, 0),
  );
}
