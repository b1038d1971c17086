/**
 * Logistic regression and the factorization machine (Rendle 2010) as one model on the CPU:
 *
 *   s = b + sum_i w_i x_i + sum_{i<j} <v_i, v_j> x_i x_j
 *
 * over the ids, the genres (shares) and the numbers of a row. Without factors it is logistic regression.
 */

import { Rng } from "../../engine/numbers/random.ts";
import { adam } from "../../engine/training/optimizer.ts";
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

/** Rows as what is not zero in them (compressed rows): those of row n lie at offsets[n] .. offsets[n + 1]. */
export interface SparseRows {
  readonly offsets: Int32Array;
  readonly index: Int32Array;
  readonly value: Float32Array;
  /** How many weights there are. */
  readonly width: number;
}

/**
 * Trains until the validation loss rises.
 * @returns the logits of some rows, by the weights of the epoch that validation liked best
 */
export function trainFactorization(
  split: ClickSplit,
  config: ClickConfig,
  options: FactorizationOptions,
): (rows: Int32Array) => Float32Array {
  const { factors: k, lr, l2 } = options;
  const x = encode(split, config, options.crossed ?? false);
  const { label } = split.rows;
  const rng = new Rng(1);
  const w = parameter(new Float32Array(x.width + 1)); // the last is b
  const v = parameter(rng.normals(x.width * k, 0.05));
  const sums = new Float32Array(k);
  const logit = (row: number) => scoreOf(x, row, w.now, v.now, sums);
  const score = (rows: Int32Array) => Float32Array.from(rows, logit);

  const order = split.parts.training.slice();
  const { validation } = split.parts;
  const asked = Float32Array.from(validation, (row) => label[row]!);
  let best = { loss: Number.POSITIVE_INFINITY, w: w.now.slice(), v: v.now.slice() };
  for (let epoch = 1, step = 1; epoch <= options.epochs; epoch++) {
    rng.shuffle(order);
    for (let from = 0; from + BATCH <= order.length; from += BATCH, step++) {
      for (let n = from; n < from + BATCH; n++) {
        const row = order[n]!;
        const g = (1 / (1 + Math.exp(-logit(row))) - label[row]!) / BATCH; // dL/ds
        addSlopes(x, row, g, (2 * l2) / BATCH, w.slope, v, sums);
      }
      for (const p of [w, v]) move(p, lr, step);
    }
    const loss = logLoss(score(validation), asked);
    if (loss >= best.loss) break;
    best = { loss, w: w.now.slice(), v: v.now.slice() };
  }
  w.now.set(best.w);
  v.now.set(best.v);
  return score;
}

/** s of a row; leaves sum_i v_i x_i in `sums`. */
export function scoreOf(
  { offsets, index, value, width }: SparseRows,
  row: number,
  w: Float32Array,
  v: Float32Array,
  sums: Float32Array,
): number {
  const k = sums.length;
  const end = offsets[row + 1]!;
  let s = w[width]!;
  for (let at = offsets[row]!; at < end; at++) s += w[index[at]!]! * value[at]!;
  if (k === 0) return s;
  // sum_{i<j} <v_i, v_j> x_i x_j = (|sum v_i x_i|^2 - sum |v_i x_i|^2) / 2
  sums.fill(0);
  let squares = 0;
  for (let at = offsets[row]!; at < end; at++) {
    const from = index[at]! * k;
    const x = value[at]!;
    for (let f = 0; f < k; f++) {
      const term = v[from + f]! * x;
      sums[f]! += term;
      squares += term * term;
    }
  }
  let all = 0;
  for (let f = 0; f < k; f++) all += sums[f]! * sums[f]!;
  return s + (all - squares) / 2;
}

/** Adds dL/dw and dL/dv of one row, right after its `scoreOf`. */
function addSlopes(
  { offsets, index, value, width }: SparseRows,
  row: number,
  g: number,
  pull: number,
  slope: Float32Array,
  v: ReturnType<typeof parameter>,
  sums: Float32Array,
): void {
  const k = sums.length;
  slope[width]! += g;
  for (let at = offsets[row]!; at < offsets[row + 1]!; at++) {
    const i = index[at]!;
    const x = value[at]!;
    slope[i]! += g * x;
    for (let f = i * k, d = 0; d < k; f++, d++) {
      const own = v.now[f]!;
      v.slope[f]! += g * x * (sums[d]! - own * x) + pull * own; // x_i sum_{j != i} v_j x_j
    }
  }
}

/** Where ids, genres, numbers and crossings lie among the weights. */
export function encode(split: ClickSplit, config: ClickConfig, crossed: boolean): SparseRows {
  const { rows, sizes, dense, genreShares } = split;
  const withHour = config.features === "history";
  const film = sizes.user;
  const years = film + sizes.film;
  const hour = years + sizes.years;
  const genre = hour + (withHour ? sizes.hour : 0);
  const numbers = genre + sizes.genre;
  const crossings = numbers + dense.length;
  const count = rows.label.length;
  const offsets = new Int32Array(count + 1);
  const room = count * (4 + dense.length + 2 * sizes.genre);
  const index = new Int32Array(room);
  const value = new Float32Array(room);
  let end = 0;
  const add = (i: number, x: number) => {
    index[end] = i;
    value[end++] = x;
  };
  for (let row = 0; row < count; row++) {
    const user = rows.user[row]!;
    const item = rows.film[row]!;
    add(user, 1);
    add(film + item, 1);
    add(years + rows.years[row]!, 1);
    if (withHour) add(hour + rows.hour[row]!, 1);
    for (let g = 0; g < sizes.genre; g++) {
      const share = genreShares[item * sizes.genre + g]!;
      if (share === 0) continue;
      add(genre + g, share);
      if (crossed) add(crossings + user * sizes.genre + g, share);
    }
    for (let n = 0; n < dense.length; n++) add(numbers + n, rows.dense[row * dense.length + n]!);
    offsets[row + 1] = end;
  }
  const width = crossings + (crossed ? sizes.user * sizes.genre : 0);
  return { offsets, index: index.slice(0, end), value: value.slice(0, end), width };
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
