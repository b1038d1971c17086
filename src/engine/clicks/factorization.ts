/**
 * Logistic regression and the factorization machine (Rendle 2010) as one model on the CPU:
 *
 *   s = b + sum_i w_i x_i + sum_{i<j} <v_i, v_j> x_i x_j
 *
 * over the ids, the genres (shares) and the numbers of a row. Without factors it is logistic regression.
 */
import { adam } from "../optimizer.ts";
import { Rng } from "../random.ts";
import type { ClickSplit } from "./examples.ts";
import { logLoss } from "./metrics.ts";
import type { ClickConfig } from "./settings.ts";

export interface FactorizationOptions {
  /** Length of the v_i; 0 is logistic regression. */
  readonly factors: number;
  readonly lr: number;
  readonly epochs: number;
  /** On the v_i of a batch, a mean over its rows. */
  readonly l2: number;
  /** Adds a weight for every pair of user and genre: one crossing made by hand. */
  readonly crossed?: boolean;
}

const BATCH = 1024;
/** Training stops after so many epochs without a better validation loss. */
const PATIENCE = 2;

/** A row as the indices of what is not zero, and their values. */
interface Sparse {
  readonly index: Int32Array;
  readonly value: Float32Array;
  /** Entries from here on have a weight but no factors. */
  readonly factored: number;
}

/** @returns the logits of some rows, by the weights of the epoch that validation liked best */
export function trainFactorization(
  split: ClickSplit,
  config: ClickConfig,
  options: FactorizationOptions,
): (rows: Int32Array) => Float32Array {
  const { factors: k, lr, l2 } = options;
  const { width, factored, sparse } = encoder(split, config, options.crossed ?? false);
  const { label } = split.rows;
  const rng = new Rng(1);
  const w = parameter(new Float32Array(width + 1)); // the last is b
  const v = parameter(rng.normals(factored * k, 0.05));
  const sums = new Float32Array(k);
  const scoreOf = ({ index, value, factored: n }: Sparse): number => {
    let s = w.now[width]!;
    for (let i = 0; i < index.length; i++) s += w.now[index[i]!]! * value[i]!;
    if (k === 0) return s;
    // sum_{i<j} <v_i, v_j> x_i x_j = (|sum v_i x_i|^2 - sum |v_i x_i|^2) / 2
    sums.fill(0);
    let squares = 0;
    for (let i = 0; i < n; i++) {
      for (let f = 0; f < k; f++) {
        const term = v.now[index[i]! * k + f]! * value[i]!;
        sums[f]! += term;
        squares += term * term;
      }
    }
    return s + (sums.reduce((sum, x) => sum + x * x, 0) - squares) / 2;
  };
  const score = (rows: Int32Array) => Float32Array.from(rows, (row) => scoreOf(sparse(row)));

  const order = split.parts.training.slice();
  const { validation } = split.parts;
  const asked = Float32Array.from(validation, (row) => label[row]!);
  let best = { loss: Number.POSITIVE_INFINITY, w: w.now.slice(), v: v.now.slice(), epoch: 0 };
  for (let epoch = 1, step = 0; epoch <= options.epochs; epoch++) {
    rng.shuffle(order);
    for (let from = 0; from + BATCH <= order.length; from += BATCH) {
      for (const row of order.subarray(from, from + BATCH)) {
        const x = sparse(row);
        const g = (1 / (1 + Math.exp(-scoreOf(x))) - label[row]!) / BATCH; // dL/ds
        w.slope[width]! += g;
        for (let i = 0; i < x.index.length; i++) w.slope[x.index[i]!]! += g * x.value[i]!;
        for (let i = 0; k > 0 && i < x.factored; i++) {
          const at = x.index[i]! * k;
          for (let f = 0; f < k; f++) {
            const own = v.now[at + f]!;
            const others = sums[f]! - own * x.value[i]!; // dS/dv_i = x_i sum_{j != i} v_j x_j
            v.slope[at + f]! += g * x.value[i]! * others + (2 * l2 * own) / BATCH;
          }
        }
      }
      step++;
      for (const p of [w, v]) move(p, lr, step);
    }
    const loss = logLoss(score(validation), asked);
    if (loss < best.loss) best = { loss, w: w.now.slice(), v: v.now.slice(), epoch };
    else if (epoch - best.epoch >= PATIENCE) break;
  }
  w.now.set(best.w);
  v.now.set(best.v);
  return score;
}

/** Where ids, genres, numbers and crossings lie among the weights. */
function encoder(
  { rows, sizes, dense, genreShares }: ClickSplit,
  config: ClickConfig,
  crossed: boolean,
) {
  const withHour = config.features === "history";
  const at = { user: 0, film: sizes.user, years: sizes.user + sizes.film, hour: 0, genre: 0 };
  at.hour = at.years + sizes.years;
  at.genre = at.hour + (withHour ? sizes.hour : 0);
  const numbers = at.genre + sizes.genre;
  const factored = numbers + dense.length;
  const width = factored + (crossed ? sizes.user * sizes.genre : 0);
  const made = new Map<number, Sparse>();
  const encode = (row: number): Sparse => {
    const user = rows.user[row]!;
    const film = rows.film[row]!;
    const index = [user, at.film + film, at.years + rows.years[row]!];
    if (withHour) index.push(at.hour + rows.hour[row]!);
    const value = index.map(() => 1);
    const own: [number, number][] = [];
    for (let g = 0; g < sizes.genre; g++) {
      const share = genreShares[film * sizes.genre + g]!;
      if (share > 0) own.push([g, share]);
    }
    for (const [g, share] of own) {
      index.push(at.genre + g);
      value.push(share);
    }
    for (let n = 0; n < dense.length; n++) {
      index.push(numbers + n);
      value.push(rows.dense[row * dense.length + n]!);
    }
    const end = index.length;
    for (const [g, share] of crossed ? own : []) {
      index.push(factored + user * sizes.genre + g);
      value.push(share);
    }
    return { index: Int32Array.from(index), value: Float32Array.from(value), factored: end };
  };
  const sparse = (row: number): Sparse => {
    let x = made.get(row);
    if (!x) {
      x = encode(row);
      made.set(row, x);
    }
    return x;
  };
  return { width, factored, sparse };
}

/** Values with the gradient of a batch and Adam's moments. */
function parameter(now: Float32Array) {
  const zeros = () => new Float32Array(now.length);
  return { now, slope: zeros(), m: zeros(), v: zeros() };
}

function move(p: ReturnType<typeof parameter>, lr: number, step: number): void {
  const second = Math.sqrt(1 - 0.999 ** step);
  const rate = (lr * second) / (1 - 0.9 ** step);
  adam(p.slope, p.now, p.m, p.v, { rate, epsilon: 1e-8 * second, beta1: 0.9, beta2: 0.999 });
  p.slope.fill(0);
}
