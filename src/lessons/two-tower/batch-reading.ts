/**
 * A corner of the next batch: its logits before and after the logQ correction, the softmax of each row,
 * and one row taken apart. The rest of the batch takes part in none of it, so that what is shown adds up.
 */
import * as tf from "@tensorflow/tfjs-core";
import { copyNotes } from "../../engine/model.ts";
import { userOfEach } from "../../engine/negatives.ts";
import type { Arguments } from "../../engine/probe.ts";
import { uploadBatch } from "../../engine/stepper.ts";
import { drawBatch, isMasked, samplingQ, shareOf } from "./draw.ts";
import { filmTower, logits, tau, userTower } from "./model.ts";
import type { StreamNotes } from "./stream-frequency.ts";
import { type Context, read } from "./vectors.ts";

const MOST = 24;

export interface BatchReading {
  /** [n] the users of the rows and the films they watched next: row b's own film is film b. */
  readonly users: Int32Array;
  readonly films: Int32Array;
  readonly popularity: Int32Array;
  /** [n, n] s_bc = u_b . v_c / tau */
  readonly logits: Float32Array;
  /** [n] -log Q(c), whether or not the run uses it */
  readonly shift: Float32Array;
  readonly usesLogQ: boolean;
  /** [n, n] 1 where film c is no negative for row b and takes no part */
  readonly masked: Uint8Array;
  /** [n, n] 1 where film c is a film that row b's user watched, c not b: a false negative unless masked */
  readonly watched: Uint8Array;
  /** [n, n] the softmax of each row, as trained: with the correction if the run uses it */
  readonly probability: Float32Array;
  /** Mean entropy of the rows of `probability`, in nats, and the entropy of a uniform row. */
  readonly entropy: number;
  readonly uniformEntropy: number;
  /** Mean of -log p of the own films. */
  readonly loss: number;
  readonly temperature: number;
  /** [n] of row `row`: dL/ds_c = p_c - [c = b], and the same by finite differences in double precision. */
  readonly row: number;
  readonly gradient: Float32Array;
  readonly checked: Float32Array;
}

/** { size?, row? } */
export async function batch(context: Context, args: Arguments): Promise<BatchReading> {
  const { parameters, config, split, streams, step } = context;
  const notes = context.notes && (copyNotes(context.notes) as StreamNotes);
  const size = Math.min(MOST, (args.size as number | undefined) ?? 12);
  const row = Math.min(size - 1, (args.row as number | undefined) ?? 0);
  const examples = Int32Array.from({ length: size }, () =>
    streams.batches.int(split.train.item.length),
  );
  const users = examples.map((example) => userOfEach(split.train)[example]!);
  const films = examples.map((example) => split.train.item[example]!);
  // The same columns as in training, with in-batch films alone.
  const small = { ...config, negatives: "in-batch" as const };
  const columns = drawBatch(
    { split, config: small, streams, step, ...(notes && { notes }) },
    examples,
  );
  const s = await read(() => {
    const tensors = uploadBatch(columns);
    const u = userTower(parameters, tensors, small);
    return logits(parameters, u, filmTower(parameters, tensors, small), small);
  });
  const [temperature] = await read(() => tf.reshape(tau(parameters, config), [1]));
  const share = shareOf(split, config, notes);
  const shift = Float32Array.from(
    films,
    (film) => -Math.log(samplingQ(split, small, share(film), size)),
  );
  const usesLogQ = config.logq && config.negatives !== "uniform";
  const masked = new Uint8Array(size * size);
  const watched = new Uint8Array(size * size);
  for (let b = 0; b < size; b++) {
    for (let c = 0; c < size; c++) {
      if (b === c) continue;
      const of = (mask: typeof config.mask) =>
        Number(isMasked(split, { mask }, users[b]!, films[b]!, films[c]!));
      masked[b * size + c] = of(config.mask);
      watched[b * size + c] = of("watched");
    }
  }
  const rowOf = (b: number) =>
    Array.from({ length: size }, (_, c) =>
      masked[b * size + c]
        ? Number.NEGATIVE_INFINITY
        : s[b * size + c]! + (usesLogQ ? shift[c]! : 0),
    );
  const rows = Array.from({ length: size }, (_, b) => rowOf(b));
  const probability = Float32Array.from(rows.flatMap(softmax));
  const losses = rows.map((row, b) => crossEntropy(row, b));
  const entropies = rows.map((logits) =>
    softmax(logits).reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0),
  );
  const asked = rows[row]!;
  return {
    users,
    films,
    popularity: films.map((film) => split.popularity[film]!),
    logits: s,
    shift,
    usesLogQ,
    masked,
    watched,
    probability,
    entropy: mean(entropies),
    uniformEntropy: Math.log(size),
    loss: mean(losses),
    temperature: temperature!,
    row,
    gradient: Float32Array.from(softmax(asked), (p, c) => p - (c === row ? 1 : 0)),
    checked: Float32Array.from(asked, (_, c) => difference(asked, row, c)),
  };
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

/** log of the sum of exp, less the own logit: -log softmax(row)_own. */
export function crossEntropy(row: readonly number[], own: number): number {
  const most = Math.max(...row);
  return most + Math.log(row.reduce((sum, x) => sum + Math.exp(x - most), 0)) - row[own]!;
}

export function softmax(row: readonly number[]): number[] {
  const most = Math.max(...row);
  const exps = row.map((x) => Math.exp(x - most));
  const total = exps.reduce((a, b) => a + b, 0);
  return exps.map((x) => x / total);
}

/** (L(s_c + h) - L(s_c - h)) / 2h */
function difference(row: readonly number[], own: number, c: number): number {
  const h = 1e-4;
  const at = (nudge: number) =>
    crossEntropy(
      row.map((x, n) => (n === c ? x + nudge : x)),
      own,
    );
  return Number.isFinite(row[c]!) ? (at(h) - at(-h)) / (2 * h) : 0;
}
