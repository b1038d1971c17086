/** The model's numbers, read off the device: every film's latent, the codebooks, what is decoded. */
import * as tf from "@tensorflow/tfjs-core";
import type { Parameters } from "../../engine/training/parameters.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import type { FilmVectors } from "./content-vectors.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";
import { decode, encode } from "./model.ts";
import { type Codebooks, tokenize, type Words } from "./tokenize.ts";

/** Reads what a calculation gives, and lets its tensors go. */
async function read(calculate: () => tf.Tensor): Promise<Float32Array> {
  const tensor = tf.tidy(calculate);
  try {
    return await snapshot(tensor);
  } finally {
    tensor.dispose();
  }
}

/** z of these rows, [n, d]. */
export function latents(
  parameters: Parameters,
  x: Float32Array,
  width: number,
): Promise<Float32Array> {
  return read(() => encode(parameters, tf.tensor2d(x, [x.length / width, width])));
}

/** x' of these quantized latents, [n, F]. */
export function decoded(parameters: Parameters, q: Float32Array, d: number): Promise<Float32Array> {
  return read(() => decode(parameters, tf.tensor2d(q, [q.length / d, d])));
}

export function codebooks(parameters: Parameters, { levels }: Config): Promise<Float32Array[]> {
  return Promise.all(
    Array.from({ length: levels }, (_, level) => snapshot(parameters[`codes${level}`]!)),
  );
}

export interface Tokenized {
  /** [films, d] */
  readonly z: Float32Array;
  readonly books: Codebooks;
  readonly words: Words;
}

/** Every film's latent and its word. */
export async function tokenizeFilms(
  parameters: Parameters,
  { x, width }: FilmVectors,
  config: Config,
): Promise<Tokenized> {
  const books = await codebooks(parameters, config);
  const z = await latents(parameters, x, width);
  return { z, books, words: tokenize(z, config.dim, books) };
}
