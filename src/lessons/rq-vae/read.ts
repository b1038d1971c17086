/** The model's numbers, read off the device: every film's latent, the codebooks, what is decoded. */
import * as tf from "@tensorflow/tfjs-core";
import { snapshot, valuesOf } from "../../engine/training/snapshot.ts";
import type { FilmVectors } from "../../families/codes/content-vectors.ts";
import { type Codebooks, tokenize, type Words } from "../../families/codes/tokenize.ts";
import { decode, encode, type Parameters } from "./model.ts";

/** z of these rows, [n, d]. */
export function latents(
  parameters: Parameters,
  x: Float32Array,
  width: number,
): Promise<Float32Array> {
  return valuesOf(() => encode(parameters, tf.tensor2d(x, [x.length / width, width])));
}

/** x' of these quantized latents, [n, F]. */
export function decoded(parameters: Parameters, q: Float32Array, d: number): Promise<Float32Array> {
  return valuesOf(() => decode(parameters, tf.tensor2d(q, [q.length / d, d])));
}

export function codebooks(parameters: Parameters): Promise<Float32Array[]> {
  return Promise.all(parameters.codebooks.map(snapshot));
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
): Promise<Tokenized> {
  const books = await codebooks(parameters);
  const z = await latents(parameters, x, width);
  return { z, books, words: tokenize(z, z.length / (x.length / width), books) };
}
