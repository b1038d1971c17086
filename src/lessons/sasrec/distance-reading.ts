/** How far back the model looks, on average, and how alike its positions are. */
import * as tf from "@tensorflow/tfjs-core";
import { snapshot } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import type { Context } from "./attention-reading.ts";
import type { Seen } from "./block.ts";
import { sequenceColumns } from "./draw.ts";
import { question } from "./evaluate.ts";
import { encode } from "./model.ts";

export interface DistanceReading {
  /** Of the last row, by head: the mean attention to the film so many steps before, [n]. */
  readonly heads: readonly {
    readonly block: number;
    readonly head: number;
    readonly byDistance: Float32Array;
  }[];
  /** Users whose sequences fill the whole length. */
  readonly users: number;
  /** What even attention would give each film. */
  readonly even: number;
  /** Of a generated task: how many steps before the last place the film stands that decides. */
  readonly right: number | null;
}

export interface PositionsReading {
  readonly n: number;
  /** Cosine of each two positions' vectors, [n, n]; the last position is "now". */
  readonly cosine: Float32Array;
  /** How long each vector is, [n]. */
  readonly norm: Float32Array;
}

const USERS = 96;

export async function distance({ parameters, config, split }: Context): Promise<DistanceReading> {
  const { length, objective } = config;
  const all = split.known.test;
  const long = all.filter((films) => films.length >= length).slice(0, USERS);
  const chosen = long.length > 0 ? long : all.slice(0, USERS);
  const inputs = chosen.map((films) => question(films, config));
  const seen = tf.tidy(() => {
    const blocks: Seen[] = [];
    encode(
      parameters,
      uploadBatch(sequenceColumns(inputs, config, split.catalogue)),
      config,
      blocks,
    );
    return blocks.map(({ attention }) => {
      const [B, heads, n] = attention.shape;
      return tf.mean<tf.Tensor2D>(tf.slice(attention, [0, 0, n - 1, 0], [B, heads, 1, n]), [0, 2]); // [heads, n]
    });
  });
  const heads: { block: number; head: number; byDistance: Float32Array }[] = [];
  for (const [block, means] of seen.entries()) {
    const [count, n] = means.shape;
    const values = await snapshot(means);
    means.dispose();
    for (let head = 0; head < count; head++) {
      heads.push({ block, head, byDistance: values.slice(head * n, (head + 1) * n).reverse() });
    }
  }
  const asks = objective === "cloze" ? 1 : 0; // the hidden film at the end takes a place
  return {
    heads,
    users: chosen.length,
    even: 1 / length,
    right: split.truth ? split.truth.lag - 1 + asks : null,
  };
}

export async function positions({ parameters }: Context): Promise<PositionsReading> {
  if (!parameters.P) return { n: 0, cosine: new Float32Array(0), norm: new Float32Array(0) };
  const [n, d] = parameters.P.shape;
  const rows = await snapshot(parameters.P);
  const norm = Float32Array.from({ length: n }, (_, t) =>
    Math.hypot(...rows.subarray(t * d, (t + 1) * d)),
  );
  const cosine = new Float32Array(n * n);
  for (let t = 0; t < n; t++) {
    for (let s = 0; s < n; s++) {
      let dot = 0;
      for (let i = 0; i < d; i++) dot += rows[t * d + i]! * rows[s * d + i]!;
      cosine[t * n + s] = dot / Math.max(1e-12, norm[t]! * norm[s]!);
    }
  }
  return { n, cosine, norm };
}
