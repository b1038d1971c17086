/**
 * A corner of the next batch: its logits before and after the logQ correction, the softmax of each row,
 * and one row taken apart. The rest of the batch takes part in none of it, so that what is shown adds up.
 */
import * as tf from "@tensorflow/tfjs-core";
import { userOfEach } from "../../engine/ranking/negatives.ts";
import { copyNotes } from "../../engine/training/batch.ts";
import { valuesOf } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { drawBatch, isMasked, samplingQ, shareOf, shiftOf } from "./draw.ts";
import { logits, tau } from "./model.ts";
import {
  crossEntropy,
  difference,
  mean,
  shiftAt,
  softmax,
  type VectorGradient,
  vectorGradients,
} from "./softmax-row.ts";
import { streamOf } from "./stream-frequency.ts";
import { filmTower, userTower } from "./towers.ts";
import type { Context } from "./vectors.ts";

const MOST = 24;

export interface BatchReading {
  /** [n] the users of the rows and the films they watched next: row b's own film is film b. */
  readonly users: Int32Array;
  readonly films: Int32Array;
  readonly popularity: Int32Array;
  /** [n, n] s_bc = u_b . v_c / tau */
  readonly logits: Float32Array;
  /** [n] -log Q(c), whether or not the run uses it; -log (n - 1) Q(c) where the positive is left out */
  readonly shift: Float32Array;
  /** Whether a row's own film has it too. */
  readonly ownShift: boolean;
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
  /** The same one layer further down: what the row asks of its user's vector and of its own film's. */
  readonly u: VectorGradient;
  readonly v: VectorGradient;
}

/** { size?, row? } */
export async function batch(
  context: Context,
  args: { readonly size?: number; readonly row?: number },
): Promise<BatchReading> {
  const { parameters, config, split, streams, step } = context;
  const notes = streamOf(copyNotes(context.notes));
  const size = Math.min(MOST, args.size ?? 12);
  const row = Math.min(size - 1, args.row ?? 0);
  const examples = Int32Array.from({ length: size }, () =>
    streams.batches.int(split.train.item.length),
  );
  const users = examples.map((example) => userOfEach(split.train)[example]!);
  const films = examples.map((example) => split.train.item[example]!);
  // The same columns as in training, with in-batch films alone.
  const small = { ...config, negatives: "in-batch" as const };
  const columns = drawBatch({ split, config: small, streams, step, notes }, examples);
  const towers = await valuesOf(() => {
    const tensors = uploadBatch(columns);
    const u = userTower(parameters, tensors, small);
    const v = filmTower(parameters, tensors, small);
    return tf.concat([u, v, logits(parameters, u, v, small)], 1);
  });
  const d = towers.length / size - size;
  const half = d / 2;
  const part = (from: number, to: number, of: number) =>
    towers.subarray(of * (d + size) + from, of * (d + size) + to);
  const s = Float32Array.from(
    { length: size * size },
    (_, cell) => part(d, d + size, Math.floor(cell / size))[cell % size]!,
  );
  const [temperature] = await valuesOf(() => tau(parameters, config));
  const share = shareOf(split, config, notes);
  const correction = { logq: true, corrected: config.logq && config.corrected };
  const shift = Float32Array.from(films, (film) =>
    shiftOf(samplingQ(split, small, share(film), size), correction, size - 1),
  );
  const usesLogQ = config.logq && config.negatives !== "uniform";
  const ownShift = !correction.corrected;
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
        : s[b * size + c]! + (usesLogQ ? shiftAt({ films, shift, ownShift }, b * size + c) : 0),
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
    ownShift,
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
    ...vectorGradients({
      u: part(0, half, row),
      v: Array.from({ length: size }, (_, c) => part(half, d, c)),
      // What is added to the dot products: -log Q, or that a film takes no part.
      added: asked.map((logit, c) => (Number.isFinite(logit) ? logit - s[row * size + c]! : logit)),
      temperature: temperature!,
      own: row,
    }),
  };
}
