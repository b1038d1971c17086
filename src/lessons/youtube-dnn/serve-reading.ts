/** One person's first ten, found in four ways: by the softmax, and by three kinds of nearest neighbours. */

import * as tf from "@tensorflow/tfjs-core";
import { topItems } from "../../engine/ranking/metrics.ts";
import { historyOf, type Whose } from "../../engine/ranking/reasons.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { marked } from "../../families/retrieval/reader-films.ts";
import { type Context, knownOf } from "./asked.ts";
import { personColumns } from "./draw.ts";
import { person } from "./model.ts";

export interface ServeReading {
  readonly ways: Readonly<
    Record<"softmax" | "dot" | "euclid" | "cosine", { items: Int32Array; values: Float32Array }>
  >;
  readonly films: number;
  readonly dim: number;
}

/** { user, items?, ratings? } */
export async function serve(context: Context, whose: Whose): Promise<ServeReading | null> {
  const { parameters, split, config } = context;
  const known = knownOf(context, whose);
  if (known.films.length === 0) return null;
  const { u, p, v } = tf.tidy(() => {
    const batch = uploadBatch(personColumns([known], split, config));
    const u = person(parameters, batch as never, config); // [1, d]
    // P(i|u) = e^{s_i} / sum_j e^{s_j} over every film
    const p = tf.softmax(tf.matMul(u, parameters.V, false, true));
    return { u, p, v: tf.clone(parameters.V) };
  });
  const [U, P, V] = [await snapshot(u), await snapshot(p), await snapshot(v)];
  tf.dispose([u, p, v]);
  const seen = marked(historyOf(split, whose), P.length);
  return {
    ways: {
      softmax: first(P, seen),
      dot: first(dots(U, V), seen),
      euclid: first(
        distances(U, V).map((x) => -x),
        seen,
      ),
      cosine: first(cosines(U, V), seen),
    },
    films: P.length,
    dim: config.dim,
  };
}

const first = (scores: Float32Array, excluded: Uint8Array) => {
  const items = topItems(scores, excluded).slice();
  return { items, values: Float32Array.from(items, (item) => scores[item]!) };
};

/** v_i . u of every film, [items] */
export function dots(u: Float32Array, V: Float32Array): Float32Array {
  const d = u.length;
  return Float32Array.from({ length: V.length / d }, (_, i) =>
    u.reduce((sum, x, k) => sum + x * V[i * d + k]!, 0),
  );
}

const lengths = (V: Float32Array, d: number) =>
  Float64Array.from({ length: V.length / d }, (_, i) =>
    Math.hypot(...V.subarray(i * d, (i + 1) * d)),
  );

/**
 * How far each film lies from the person once it has one number more, sqrt(M^2 - |v_i|^2) with M the greatest
 * length, and the person a 0: |u|^2 + M^2 - 2 v_i . u under the root, so the nearest film is the one with the
 * largest dot product (Bachrach et al. 2014). Any index for distances will do.
 */
export function distances(u: Float32Array, V: Float32Array): Float32Array {
  const d = u.length;
  const long = lengths(V, d);
  const M = Math.max(...long);
  return Float32Array.from(long, (length, i) => {
    let sum = M * M - length * length;
    for (let k = 0; k < d; k++) sum += (u[k]! - V[i * d + k]!) ** 2;
    return Math.sqrt(sum);
  });
}

/** cos(u, v_i): without the lengths, which hold how likely a film is for everybody. */
export function cosines(u: Float32Array, V: Float32Array): Float32Array {
  const long = lengths(V, u.length);
  const own = Math.hypot(...u);
  return dots(u, V).map((dot, i) => dot / (own * long[i]! || 1));
}
