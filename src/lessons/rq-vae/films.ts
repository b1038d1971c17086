/** What this lesson learns from: a vector a film, and which films people watched one after the other. */
import type { Split } from "../../engine/split.ts";
import { contentVectors, type FilmVectors } from "./content-vectors.ts";
import type { RqVaeConfig } from "./lesson.ts";

export interface FilmSplit extends Split {
  readonly vectors: FilmVectors;
}

export function prepareFilms(split: Split): FilmSplit {
  return { ...split, vectors: contentVectors(split) };
}

/** Steps that a session takes in an epoch, over this split. */
export function stepsPerEpoch({ train }: Pick<Split, "train">, { batch }: RqVaeConfig): number {
  return Math.floor(train.items / Math.min(batch, train.items));
}
