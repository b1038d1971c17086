/**
 * Windows of people's films as models of sequences read them: films on the right, padding on the left, who
 * may look at whom, and what is asked where. Runs on the CPU.
 */
import type * as tf from "@tensorflow/tfjs-core";
import type { Interactions } from "../../engine/data/split.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { hasSeen } from "../../engine/ranking/negatives.ts";
import { type ColumnsOf, column, dropoutMask } from "../../engine/training/batch.ts";

/** Added to a score that may not take part: exp of it is 0. */
export const MASKED = -1e9;

/** A window of a user's films as the model reads it; -1 stands for a film that is hidden. */
export type Input = ArrayLike<number>;

/** What is read. */
export type Placed = {
  readonly items: tf.Tensor2D; // [B, n] films on the right, padding on the left
  readonly mask: tf.Tensor3D; // [B, n, n] M_ts: 0 where t may look at s, -1e9 where it may not
  readonly hidden: tf.Tensor3D; // [B, n, 1] 1 where a film is hidden
};
/** What is asked. */
export type Questions = {
  readonly targets: tf.Tensor1D; // [N] the film that is right
  readonly weights: tf.Tensor1D; // [N] 0 for padding; they sum to 1
  readonly at?: tf.Tensor1D; // [N] the positions that are asked, of all B n; without it every one
};

/** At most `size` neighbouring films: the whole sequence, or a window that starts anywhere. */
export function windowOf(films: Int32Array, size: number, rng: Rng): Int32Array {
  if (films.length <= size) return films;
  const start = rng.int(films.length - size + 1);
  return films.subarray(start, start + size);
}

/**
 * B windows of n places. Padding has an id too (0), which nobody sees: no key of it is open to others.
 */
export function placed(inputs: readonly Input[], n: number, causal: boolean): ColumnsOf<Placed> {
  const rows = inputs.length;
  const items = new Int32Array(rows * n);
  const hidden = new Float32Array(rows * n);
  const mask = new Float32Array(rows * n * n).fill(MASKED);
  for (let row = 0; row < rows; row++) {
    const films = inputs[row]!;
    const count = Math.min(films.length, n);
    const first = n - count;
    for (let t = 0; t < n; t++) {
      if (t >= first) {
        const film = films[films.length - n + t]!;
        items[row * n + t] = Math.max(0, film);
        if (film < 0) hidden[row * n + t] = 1;
      }
      // M_ts = 0 where t may look at s. Padding looks at itself, so that its softmax has a sum.
      const [from, to] = t < first ? [t, t] : [first, causal ? t : n - 1];
      for (let s = from; s <= to; s++) mask[(row * n + t) * n + s] = 0;
    }
  }
  return {
    items: column(items, [rows, n]),
    hidden: column(hidden, [rows, n, 1]),
    mask: column(mask, [rows, n, n]),
  };
}

export interface Asked {
  readonly inputs: readonly Input[];
  /** The film that is right for each question, row by row. */
  readonly targets: Int32Array;
  readonly columns: ColumnsOf<Questions>;
}

/** At every position: which film comes next? */
export function askNext(windows: readonly Int32Array[], n: number): Asked {
  const targets = new Int32Array(windows.length * n);
  const weights = new Float32Array(windows.length * n);
  windows.forEach((films, row) => {
    const first = n - Math.max(0, films.length - 1);
    for (let t = first; t < n; t++) {
      targets[row * n + t] = films[t - first + 1]!;
      weights[row * n + t] = 1;
    }
  });
  return {
    inputs: windows.map((films) => films.subarray(0, Math.max(0, films.length - 1))),
    targets,
    columns: { targets: column(targets), weights: column(shares(weights)) },
  };
}

/** How many films of a window are hidden: the share of it, at least one. */
export const hiddenOf = (films: number, share: number): number =>
  Math.max(1, Math.round(share * films));

/**
 * At hidden positions only: which film was here? So many a window; those left over have weight 0.
 * @param share of a window's films that are hidden
 * @param lastOnly the share of windows that hide their last film only, as the model will be asked
 */
export function askHidden(
  windows: readonly Int32Array[],
  n: number,
  { share, lastOnly }: { readonly share: number; readonly lastOnly: number },
  rng: Rng,
): Asked {
  const most = hiddenOf(n, share);
  const targets = new Int32Array(windows.length * most);
  const at = new Int32Array(windows.length * most);
  const weights = new Float32Array(windows.length * most);
  const inputs = windows.map((films, row) => {
    const seen = Int32Array.from(films);
    const last = rng.uniform() < lastOnly;
    const places = rng.shuffle(Int32Array.from(films.keys()));
    const count = Math.min(most, hiddenOf(films.length, share));
    const chosen = last ? [films.length - 1] : [...places.subarray(0, count)];
    for (const [k, place] of chosen.filter((p) => p >= 0).entries()) {
      targets[row * most + k] = films[place]!;
      at[row * most + k] = row * n + n - films.length + place;
      weights[row * most + k] = 1;
      seen[place] = -1;
    }
    return seen;
  });
  return {
    inputs,
    targets,
    columns: { targets: column(targets), at: column(at), weights: column(shares(weights)) },
  };
}

/** Weights that sum to 1: the loss is a mean over what is asked, not over padding. */
function shares(weights: Float32Array): Float32Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / Math.max(1, total));
}

/** For each question a film drawn uniformly, which its user has not watched as far as five draws can tell. */
export function negativeEach(
  targets: Int32Array,
  users: Int32Array,
  train: Interactions,
  rng: Rng,
): Int32Array {
  const each = targets.length / users.length;
  return targets.map((_, n) => {
    const user = users[Math.floor(n / each)]!;
    let item = rng.int(train.items);
    for (let again = 0; again < 5 && hasSeen(train, user, item); again++) {
      item = rng.int(train.items);
    }
    return item;
  });
}

/** Dropout masks, [B, n, d]: of the films, and of both branches of each block. */
export type Drops = {
  readonly drop?: tf.Tensor3D;
  readonly [ofBlock: `drop${"A" | "F"}${number}`]: tf.Tensor3D | undefined;
};

export function dropoutMasks(
  rows: number,
  {
    length,
    dim,
    dropout,
    blocks,
  }: Readonly<Record<"length" | "dim" | "dropout" | "blocks", number>>,
  rng: Rng,
): ColumnsOf<Drops> {
  if (dropout === 0) return {};
  const names = ["drop", ...Array.from({ length: blocks }, (_, b) => [`dropA${b}`, `dropF${b}`])];
  return Object.fromEntries(
    names.flat().map((name) => [name, dropoutMask([rows, length, dim], dropout, rng)]),
  );
}
