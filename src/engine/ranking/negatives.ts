/**
 * Drawing negatives: items a user has not interacted with in training, standing in for "did not want".
 * A drawn item that the user did interact with is drawn again once; the few that stay are the price of
 * a sampler that never loops for long.
 */

import type { Interactions, Split } from "../data/split.ts";
import type { Rng } from "../numbers/random.ts";
import { oncePer } from "../once.ts";

/** Draws item ids in proportion to given weights, in constant time (Walker's alias method, 1977). */
export class WeightedSampler {
  readonly #probability: Float64Array;
  readonly #alias: Int32Array;

  /** @param weights [items], not negative, not all zero */
  constructor(weights: Float64Array) {
    const n = weights.length;
    const total = weights.reduce((sum, w) => sum + w, 0);
    if (!(total > 0)) throw new RangeError("A sampler needs at least one positive weight");
    this.#probability = weights.map((w) => (w * n) / total);
    this.#alias = Int32Array.from({ length: n }, (_, i) => i);
    const small: number[] = [];
    const large: number[] = [];
    for (let i = 0; i < n; i++) (this.#probability[i]! < 1 ? small : large).push(i);
    while (small.length > 0 && large.length > 0) {
      const poor = small.pop()!;
      const rich = large.pop()!;
      this.#alias[poor] = rich;
      this.#probability[rich]! -= 1 - this.#probability[poor]!;
      (this.#probability[rich]! < 1 ? small : large).push(rich);
    }
    // Rounding leaves a few columns a hair away from full.
    for (const i of [...small, ...large]) this.#probability[i] = 1;
  }

  draw(rng: Rng): number {
    const column = rng.int(this.#probability.length);
    return rng.uniform() < this.#probability[column]! ? column : this.#alias[column]!;
  }
}

/** Q(j) proportional to n_j^alpha, n_j the training interactions of item j (Mikolov et al. 2013). */
export const popularitySampler = oncePer(
  (split: Split, alpha: number) =>
    new WeightedSampler(Float64Array.from(split.popularity, (n) => n ** alpha)),
  (alpha) => alpha,
);

/** [users, ceil(items / 32)] one bit a pair. */
const seenBits = oncePer((part: Interactions) => {
  const words = Math.ceil(part.items / 32);
  const bits = new Uint32Array(part.users * words);
  for (let u = 0; u < part.users; u++) {
    for (let n = part.offsets[u]!; n < part.offsets[u + 1]!; n++) {
      bits[u * words + (part.item[n]! >>> 5)]! |= 1 << (part.item[n]! & 31);
    }
  }
  return bits;
});

/** Whether the user interacted with the item in this part of the data. */
export function hasSeen(part: Interactions, user: number, item: number): boolean {
  const words = Math.ceil(part.items / 32);
  return ((seenBits(part)[user * words + (item >>> 5)]! >>> (item & 31)) & 1) === 1;
}

/**
 * `each` negatives for every user of the batch.
 * @param users [batch]
 * @param draw one item id from the sampler's distribution
 * @returns [batch x each], row by row
 */
export function drawNegatives(
  users: Int32Array,
  each: number,
  part: Interactions,
  draw: () => number,
): Int32Array {
  const negatives = new Int32Array(users.length * each);
  for (let n = 0; n < negatives.length; n++) {
    const user = users[Math.floor(n / each)]!;
    let item = draw();
    if (hasSeen(part, user, item)) item = draw();
    negatives[n] = item;
  }
  return negatives;
}

/** [interactions] the user of each interaction: the rows of `offsets`, written out. */
export const userOfEach = oncePer((part: Interactions) => {
  const user = new Int32Array(part.item.length);
  for (let u = 0; u < part.users; u++) user.fill(u, part.offsets[u], part.offsets[u + 1]);
  return user;
});
