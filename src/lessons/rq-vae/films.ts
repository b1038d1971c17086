/** What this lesson learns from: a vector a film, and which films people watched one after the other. */

import type { Split } from "../../engine/data/split.ts";
import { learntVectors } from "../../engine/training/learnt.ts";
import { contentVectors, type FilmVectors } from "./content-vectors.ts";
import type { RqVaeConfig } from "./lesson.ts";

export interface FilmSplit extends Split {
  readonly vectors: FilmVectors;
}

const NOTHING_LEARNT =
  "no model of this page has learnt these films yet. Train matrix factorization or two towers on this dataset and come back without closing the page, or choose the vectors “Content”";

/** @throws Error if the vectors of a model are asked for and there is none */
export function prepareFilms(split: Split, { vectors }: Pick<RqVaeConfig, "vectors">): FilmSplit {
  if (vectors === "content") return { ...split, vectors: contentVectors(split) };
  const learnt = learntVectors(split.catalogue);
  if (!learnt) throw new Error(NOTHING_LEARNT);
  return { ...split, vectors: standardised(learnt.values, learnt.width) };
}

/** Centred, and scaled so that the mean square of a number is 1, as content vectors are. */
export function standardised(values: Float32Array, width: number): FilmVectors {
  const films = values.length / width;
  const mean = new Float64Array(width);
  values.forEach((value, n) => {
    mean[n % width]! += value / films;
  });
  const centred = Float64Array.from(values, (value, n) => value - mean[n % width]!);
  const square = centred.reduce((sum, value) => sum + value * value, 0) / centred.length;
  const unit = square > 0 ? 1 / Math.sqrt(square) : 0;
  return { width, x: Float32Array.from(centred, (value) => unit * value), kept: 1, place: null };
}

/** Steps that a session takes in an epoch, over this split. */
export function stepsPerEpoch({ train }: Pick<Split, "train">, { batch }: RqVaeConfig): number {
  return Math.floor(train.items / Math.min(batch, train.items));
}
