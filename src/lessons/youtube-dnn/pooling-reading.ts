/** One history made into one vector in four ways: how much each film counts, and the vector. */
import * as tf from "@tensorflow/tfjs-core";
import { rows } from "../../engine/layers.ts";
import type { Whose } from "../../engine/ranking/reasons.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { type Context, knownOf } from "./asked.ts";
import { personColumns } from "./draw.ts";
import type { Person } from "./model.ts";
import { pool, shares } from "./pool.ts";
import { POOLINGS, type Pooling } from "./settings.ts";

export interface PoolingReading {
  /** The films that are pooled, oldest first. */
  readonly films: Int32Array;
  /** The way that this run has learnt with. */
  readonly own: Pooling;
  /** The ways that there are; attention only where it was learnt. */
  readonly ways: readonly {
    readonly pooling: Pooling;
    /** What each film adds; of a maximum the share of the numbers that are its own. */
    readonly weights: Float32Array;
    /** [d] */
    readonly vector: Float32Array;
  }[];
}

/** { user, items?, ratings?, twice? }: with `twice` every film stands there two times. */
export async function pooling(
  context: Context,
  { twice = false, ...whose }: Whose & { readonly twice?: boolean },
): Promise<PoolingReading | null> {
  const { parameters, split, config } = context;
  const known = knownOf(context, whose);
  if (known.films.length === 0) return null;
  const last = Array.from(known.films).slice(-config.history);
  const films = twice ? [...last, ...last] : last;
  const wide = { ...config, history: films.length };
  const ways = POOLINGS.map(({ value }) => value).filter(
    (value) => value !== "attention" || parameters.attention,
  );
  const read = tf.tidy(() => {
    const batch = uploadBatch(personColumns([{ ...known, films }], split, wide)) as Person;
    const e = rows(parameters.E, batch.history); // [1, H, d]
    return {
      e,
      made: ways.map((way) => ({
        vector: pool(e, batch.open, way, parameters.attention),
        ...(way !== "max" && { weights: shares(e, batch.open, way, parameters.attention) }),
      })),
    };
  });
  const e = await snapshot(read.e);
  const made = await Promise.all(
    read.made.map(async ({ vector, weights }, n) => ({
      pooling: ways[n]!,
      vector: await snapshot(vector),
      weights: weights ? await snapshot(weights) : largest(e, films.length),
    })),
  );
  tf.dispose(read);
  return {
    films: Int32Array.from(last),
    own: config.pooling,
    // A film that stands there twice counts with both.
    ways: made
      .map((way) => ({
        ...way,
        weights: twice
          ? last.map((_, t) => way.weights[t]! + way.weights[t + last.length]!)
          : way.weights,
      }))
      .map((way) => ({ ...way, weights: Float32Array.from(way.weights) })),
  };
}

/** The share of the d numbers in which each film has the largest, [H]; ties go to the first. */
function largest(e: Float32Array, H: number): Float32Array {
  const d = e.length / H;
  const share = new Float32Array(H);
  for (let k = 0; k < d; k++) {
    let best = 0;
    for (let t = 1; t < H; t++) if (e[t * d + k]! > e[best * d + k]!) best = t;
    share[best]! += 1 / d;
  }
  return share;
}
