/** One film on its way through the levels, and what a gradient does at the end of it. */
import * as tf from "@tensorflow/tfjs-core";
import type { Parameters } from "../../engine/training/parameters.ts";
import type { Arguments, ProbeContext } from "../../engine/training/probe.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { meanSquare } from "./baselines.ts";
import type { FilmSplit } from "./films.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";
import { decode } from "./model.ts";
import { codebooks, decoded, latents } from "./read.ts";
import { quantized, tokenize } from "./tokenize.ts";

export interface LevelWay {
  readonly code: number;
  /** Squared distances of the residual to the nearest and to the second nearest code. */
  readonly distance: number;
  readonly second: { readonly code: number; readonly distance: number } | null;
  /** [d] the residual before the level, and the code that is subtracted. */
  readonly residual: Float32Array;
  readonly vector: Float32Array;
  /** Squared length of what is left. */
  readonly left: number;
  /** Mean squared error of what is decoded from the codes up to this one. */
  readonly error: number;
}

export interface WayReading {
  readonly z: Float32Array;
  /** Squared length of z. */
  readonly length: number;
  readonly levels: readonly LevelWay[];
  /** [d] the gradient of the reconstruction error at the quantized vector: z gets it as it is. */
  readonly gradient: Float32Array;
}

/** { item } */
export async function way(
  { parameters, split, config }: ProbeContext<Config, FilmSplit>,
  args: Arguments,
): Promise<WayReading> {
  const { x, width } = split.vectors;
  const d = config.dim;
  const item = Math.min(split.train.items - 1, (args.item as number | undefined) ?? 0);
  const own = x.slice(item * width, (item + 1) * width);
  const books = await codebooks(parameters, config);
  const z = await latents(parameters, own, width);
  const words = tokenize(z, d, books);
  const levels: LevelWay[] = [];
  for (let level = 0; level < config.levels; level++) {
    const residual = words.residuals[level]!;
    const book = books[level]!;
    const code = words.codes[level]![0]!;
    const distances = Array.from(
      { length: book.length / d },
      (_, k) => d * meanSquare(residual, book.subarray(k * d, (k + 1) * d)),
    );
    const [, runner] = [...distances.keys()].sort((a, b) => distances[a]! - distances[b]!);
    const next = words.residuals[level + 1]!;
    const q = quantized(z, words, level + 1);
    levels.push({
      code,
      distance: distances[code]!,
      second: runner === undefined ? null : { code: runner, distance: distances[runner]! },
      residual,
      vector: book.slice(code * d, (code + 1) * d),
      left: squared(next),
      error: meanSquare(await decoded(parameters, q, d), own),
    });
  }
  return {
    z,
    length: squared(z),
    levels,
    gradient: await gradientAt(parameters, quantized(z, words), own),
  };
}

/** d |x - dec(q)|^2 / dq. Through the straight-through estimator z gets this, and the codes get nothing. */
export async function gradientAt(
  parameters: Parameters,
  q: Float32Array,
  x: Float32Array,
): Promise<Float32Array> {
  const gradient = tf.tidy(() =>
    tf.grad((at: tf.Tensor) =>
      tf.mean(
        tf.square(tf.sub(decode(parameters, at as tf.Tensor2D), tf.tensor2d(x, [1, x.length]))),
      ),
    )(tf.tensor2d(q, [1, q.length])),
  );
  try {
    return await snapshot(gradient);
  } finally {
    gradient.dispose();
  }
}

const squared = (vector: Float32Array) => vector.reduce((sum, value) => sum + value ** 2, 0);
