/** How good a set of semantic IDs is, whoever made them: this model, hashing, or chance. */
import type { Metrics } from "../../engine/declarations/run.ts";
import { wordOf } from "./tokenize.ts";

/**
 * - Unique IDs: how many different words there are.
 * - Collisions: the share of films whose word another film has too.
 * - Perplexity L: exp of the entropy of the codes in use; K when all are used alike, 1 when one is.
 * - Purity L1: the share of films that have the most frequent genre of their level-1 code.
 *
 * @param codes by level, [films]
 * @param genreBits [films] bit g says that the film has genre g
 */
export function wordMetrics(codes: readonly Int32Array[], genreBits: Uint32Array): Metrics {
  const films = genreBits.length;
  const count = new Map<string, number>();
  for (let film = 0; film < films; film++) {
    const word = wordOf(codes, film);
    count.set(word, (count.get(word) ?? 0) + 1);
  }
  let alone = 0;
  for (const sharing of count.values()) if (sharing === 1) alone++;
  return {
    "Unique IDs": count.size,
    Collisions: 1 - alone / Math.max(1, films),
    ...Object.fromEntries(codes.map((level, l) => [`Perplexity L${l + 1}`, perplexity(level)])),
    "Purity L1": codes[0] ? purity(codes[0], genreBits) : 0,
  };
}

/** exp(-sum p log p) over the codes' shares of the films. */
export function perplexity(codes: Int32Array): number {
  let entropy = 0;
  for (const n of sizesOf(codes)) {
    if (n > 0) entropy -= (n / codes.length) * Math.log(n / codes.length);
  }
  return Math.exp(entropy);
}

/** How many rows each code has, up to the largest code that occurs. */
export function sizesOf(codes: Int32Array, count = 1 + codes.reduce((a, b) => Math.max(a, b), 0)) {
  const sizes = new Int32Array(count);
  for (const code of codes) sizes[code]!++;
  return sizes;
}

/** The share of films that have the genre which most films of their group have. */
export function purity(group: Int32Array, genreBits: Uint32Array): number {
  const having = new Map<number, Int32Array>();
  group.forEach((code, film) => {
    const counts = having.get(code) ?? new Int32Array(32);
    having.set(code, counts);
    for (let g = 0; g < 32; g++) counts[g]! += (genreBits[film]! >>> g) & 1;
  });
  let sum = 0;
  for (const counts of having.values()) sum += Math.max(...counts);
  return sum / Math.max(1, group.length);
}
