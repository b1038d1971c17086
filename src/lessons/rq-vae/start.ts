/** The first codes: the centres of k-means among the films (Zeghidour et al. 2021, section III-C). */
import * as tf from "@tensorflow/tfjs-core";
import type { Rng } from "../../engine/numbers/random.ts";
import type { FilmVectors } from "../../families/codes/content-vectors.ts";
import { residualKMeans } from "../../families/codes/quantizers.ts";
import { codeSizes } from "./code-sizes.ts";
import type { FilmSplit } from "./films.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";
import type { Parameters } from "./model.ts";

/** Before the first step: with k-means, the codes begin among the films. */
export function start(parameters: Parameters, split: FilmSplit, config: Config, rng: Rng): void {
  if (config.init === "random") return;
  const z = encodeOnCpu(split.vectors, parameters);
  const books = residualKMeans(z, config.dim, codeSizes(config), rng);
  parameters.codebooks.forEach((codes, level) => {
    tf.tidy(() => codes.assign(tf.tensor2d(books[level]!, codes.shape)));
  });
}

/**
 * What the untrained encoder makes of the films. On the CPU, where k-means is: the first weights were
 * drawn there and have not left yet, and all biases are 0.
 */
function encodeOnCpu({ x }: FilmVectors, { encoder }: Parameters): Float32Array {
  return encoder.reduce((rows, { W }, n) => {
    const input = n === 0 ? rows : rows.map((value) => Math.max(0, value));
    return product(input, W.dataSync<"float32">(), ...W.shape);
  }, x);
}

/** rows [n, inputs] times W [inputs, outputs] */
function product(rows: Float32Array, W: Float32Array, inputs: number, outputs: number) {
  const out = new Float32Array((rows.length / inputs) * outputs);
  const sum = new Float64Array(outputs);
  for (let row = 0; row < rows.length / inputs; row++) {
    sum.fill(0);
    for (let i = 0; i < inputs; i++) {
      const value = rows[row * inputs + i]!;
      for (let o = 0; o < outputs; o++) sum[o]! += value * W[i * outputs + o]!;
    }
    out.set(sum, row * outputs);
  }
  return out;
}
