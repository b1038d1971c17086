/**
 * A film of each person held out of training at random, besides the last two: with films around it, before and
 * after, it is another question than which film comes next.
 */
import type * as tf from "@tensorflow/tfjs-core";
import { type Cases, type Interactions, itemsOf } from "../../engine/data/split.ts";
import type { Streams } from "../../engine/numbers/random.ts";
import { scoreUsers } from "../../engine/ranking/evaluate.ts";
import { meanOverRanks, rankOf } from "../../engine/ranking/metrics.ts";

/** A person with fewer films for training gives none of them away. */
const LEAST = 5;

export interface HeldOut {
  /** A film of each person that was taken out of training at random, and the row of `around` it stood in. */
  readonly heldOut: Cases & { readonly row: Int32Array };
  /** What there was for training before that: what lies before and after the held-out film. */
  readonly around: Interactions;
}

/** @param edge how many films stay on either side of it */
export function drawHeldOut(
  train: Interactions,
  { split: rng }: Streams,
  edge = 0,
): HeldOut["heldOut"] {
  const cases: { user: number; item: number; row: number }[] = [];
  for (let user = 0; user < train.users; user++) {
    const [from, to] = [train.offsets[user]!, train.offsets[user + 1]!];
    if (to - from < LEAST) continue;
    const row = from + edge + rng.int(to - from - 2 * edge);
    cases.push({ user, item: train.item[row]!, row });
  }
  return {
    user: Int32Array.from(cases, ({ user }) => user),
    item: Int32Array.from(cases, ({ item }) => item),
    row: Int32Array.from(cases, ({ row }) => row),
  };
}

/** Interactions without some of their rows. */
export function without(part: Interactions, rows: ReadonlySet<number>): Interactions {
  const kept = Array.from(part.item.keys()).filter((row) => !rows.has(row));
  const offsets = new Int32Array(part.users + 1);
  let user = 0;
  kept.forEach((row) => {
    while (row >= part.offsets[user + 1]!) user++;
    offsets[user + 1]!++;
  });
  for (let u = 0; u < part.users; u++) offsets[u + 1]! += offsets[u]!;
  return {
    ...part,
    offsets,
    item: Int32Array.from(kept, (row) => part.item[row]!),
    rating: Float32Array.from(kept, (row) => part.rating[row]!),
    time: Float64Array.from(kept, (row) => part.time[row]!),
  };
}

/**
 * Where the films that were held out at random stand among all films, the person's others left out.
 * @param scores of every film for some of the cases, [cases, items]
 * @returns undefined where nobody has films enough
 */
export async function onHeldOut(
  { around, heldOut }: HeldOut,
  scores: (cases: Int32Array) => tf.Tensor2D,
): Promise<{ readonly ndcg: number; readonly hits: number } | undefined> {
  const ranks: number[] = [];
  const excluded = new Uint8Array(around.items);
  await scoreUsers(Int32Array.from(heldOut.user.keys()), scores, (cases, s) => {
    cases.forEach((n, at) => {
      const others = itemsOf(around, heldOut.user[n]!);
      for (const film of others) excluded[film] = 1;
      ranks.push(
        rankOf(heldOut.item[n]!, s.subarray(at * around.items, (at + 1) * around.items), excluded),
      );
      for (const film of others) excluded[film] = 0;
    });
  });
  if (ranks.length === 0) return undefined;
  const { "NDCG@10": ndcg, "HR@10": hits } = meanOverRanks(ranks);
  return { ndcg, hits };
}
