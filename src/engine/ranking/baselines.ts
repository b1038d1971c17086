/**
 * Recommenders without training by gradient: popularity, item-kNN, EASE. Each takes a split, learns from
 * its training part only, and gives a scorer. At test time kNN and EASE read the user's whole history,
 * the validation item included (see Split.history), but their item-item weights stay those of training.
 */

import { type Interactions, itemsOf, type Part, type Split, seen } from "../data/split.ts";
import { factor } from "../numbers/cholesky.ts";
import { addSimilar, type ItemKnnOptions, itemNeighbours, transpose } from "./item-knn.ts";
import { RankingEvaluator, type RankingMetrics } from "./metrics.ts";

/** Scores of every item for these users when the part's questions are asked: [users, items]. */
export type Scorer = (users: Int32Array, part: Part) => Float32Array;

const USERS_PER_BLOCK = 64;

/** The metrics of a scorer on one part of a split. */
export const evaluateScorer = (split: Split, part: Part, scorer: Scorer): RankingMetrics =>
  askScorer(split, part, scorer).metrics();

/** All cases of one part of a split, asked of a scorer: its metrics and its ranks. */
export function askScorer(split: Split, part: Part, scorer: Scorer): RankingEvaluator {
  const evaluator = new RankingEvaluator(split, part);
  const { user } = split[part];
  for (let start = 0; start < user.length; start += USERS_PER_BLOCK) {
    const block = user.subarray(start, start + USERS_PER_BLOCK);
    evaluator.add(block, scorer(block, part));
  }
  return evaluator;
}

/** Everybody gets the items with the most training interactions. */
export function popularityScorer(split: Split): Scorer {
  return sameForAll(split.popularity);
}

/**
 * Everybody gets the items with the highest values; of equal ones the lower id comes first.
 *
 * The score is the item's place from the end of that order, and not the value, so that no two items tie:
 * a tie would count against the held-out item, and how many there are says nothing about the model.
 * @param values [items]
 */
export function sameForAll(values: ArrayLike<number>): Scorer {
  const items = values.length;
  const order = Int32Array.from({ length: items }, (_, item) => item).sort(
    (a, b) => values[b]! - values[a]! || a - b,
  );
  const row = new Float32Array(items);
  for (let place = 0; place < items; place++) row[order[place]!] = items - place;
  return (users) => {
    const scores = new Float32Array(users.length * items);
    for (let n = 0; n < users.length; n++) scores.set(row, n * items);
    return scores;
  };
}

/**
 * Item-based nearest neighbours (Sarwar et al. 2001; Deshpande and Karypis 2004) on binary interactions:
 *   sim(i, j) = n_ij / (sqrt(n_i n_j) + shrinkage),  n_ij users with both, n_i users with i,
 *   score(u, j) = sum of sim(i, j) over the i in u's history that are among j's k most similar items.
 * The neighbours are those of the candidate j, not of the history's items i; of equally similar items the
 * lower id is the nearer.
 */
export function itemKnnScorer(split: Split, options: ItemKnnOptions = {}): Scorer {
  const { items } = split.train;
  const similar = itemNeighbours(split.train, options);
  return (users, part) => {
    const scores = new Float32Array(users.length * items);
    users.forEach((user, n) => {
      addSimilar(similar, seen(split, part, user), scores.subarray(n * items, (n + 1) * items));
    });
    return scores;
  };
}

/**
 * EASE (Steck 2019): the linear item-item weights B with zero diagonal that minimise
 * |X - X B|^2 + lambda |B|^2; in closed form P = (X'X + lambda I)^-1, B_ij = -P_ij / P_jj, and
 * score(h) = h B for a history h. X is binary, [users, items].
 *
 * P is as large as the catalogue squared, so it is never formed. With K = X X' + lambda I, [users, users],
 * and M = K^-1 X, the push-through identity gives X P = M and P = (I - X'M) / lambda: one inverse of
 * 671 x 671 in place of 3,496 x 3,496, and the same scores but for rounding (about 1e-12 in the weights).
 * Time grows with users^3 + users * interactions, memory with users * items.
 */
export function easeScorer(
  split: Split,
  { lambda = 400 }: { readonly lambda?: number } = {},
): Scorer {
  const { train } = split;
  const { users, items } = train;
  const byItem = transpose(train);
  const inverse = invertPositiveDefinite(gramOfUsers(train, byItem, lambda), users);

  /** M = K^-1 X, [users, items]. */
  const m = new Float64Array(users * items);
  for (let u = 0; u < users; u++) {
    const row = m.subarray(u * items, (u + 1) * items);
    for (let v = 0; v < users; v++) {
      const weight = inverse[u * users + v]!;
      const end = train.offsets[v + 1]!;
      for (let n = train.offsets[v]!; n < end; n++) row[train.item[n]!]! += weight;
    }
  }
  /** P_jj */
  const diagonal = new Float64Array(items);
  for (let j = 0; j < items; j++) {
    let sum = 0;
    for (const user of byItem(j)) sum += m[user * items + j]!;
    diagonal[j] = (1 - sum) / lambda;
  }

  return (asked, part) => {
    const scores = new Float32Array(asked.length * items);
    const hP = new Float64Array(items);
    const shared = new Int32Array(users);
    asked.forEach((user, n) => {
      // h = x_u + e, where e is what became known after training: h P = M_u + (e - e X' M) / lambda.
      const history = seen(split, part, user);
      const later = history.subarray(itemsOf(train, user).length);
      hP.set(m.subarray(user * items, (user + 1) * items));
      shared.fill(0);
      for (const item of later) {
        hP[item]! += 1 / lambda;
        for (const other of byItem(item)) shared[other]!++;
      }
      for (let other = 0; other < users; other++) {
        const weight = shared[other]! / lambda;
        if (weight === 0) continue;
        for (let j = 0; j < items; j++) hP[j]! -= weight * m[other * items + j]!;
      }
      // h B = h - h P / diag(P), column by column.
      const row = scores.subarray(n * items, (n + 1) * items);
      for (let j = 0; j < items; j++) row[j] = -hP[j]! / diagonal[j]!;
      for (const item of history) row[item]! += 1;
    });
    return scores;
  };
}

/** K = X X' + lambda I: how many items each two users share. */
function gramOfUsers(
  train: Interactions,
  byItem: (item: number) => Int32Array,
  lambda: number,
): Float64Array {
  const { users, items } = train;
  const gram = new Float64Array(users * users);
  for (let item = 0; item < items; item++) {
    const having = byItem(item);
    for (const u of having) for (const v of having) gram[u * users + v]!++;
  }
  for (let u = 0; u < users; u++) gram[u * users + u]! += lambda;
  return gram;
}

/**
 * The inverse of a symmetric positive definite matrix through its Cholesky factor: A = L L',
 * A^-1 = L^-T L^-1. About n^3 / 2 multiplications.
 * @param a [n, n]
 */
export function invertPositiveDefinite(a: Float64Array, n: number): Float64Array {
  const l = factor(a, n);
  // Row i of w is L^-1's column i: forward substitution of the unit vector i.
  const w = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    w[i * n + i] = 1 / l[i * n + i]!;
    for (let r = i + 1; r < n; r++) {
      let sum = 0;
      for (let k = i; k < r; k++) sum -= l[r * n + k]! * w[i * n + k]!;
      w[i * n + r] = sum / l[r * n + r]!;
    }
  }
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      let sum = 0;
      for (let k = j; k < n; k++) sum += w[i * n + k]! * w[j * n + k]!;
      inverse[i * n + j] = sum;
      inverse[j * n + i] = sum;
    }
  }
  return inverse;
}
