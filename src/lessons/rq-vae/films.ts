/** What this lesson learns from: a vector a film, and which films people watched one after the other. */
import type { Split } from "../../engine/data/split.ts";
import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import type { Streams } from "../../engine/numbers/random.ts";
import type { Under } from "../../engine/training/training.ts";
import { contentVectors, type FilmVectors } from "../../families/codes/content-vectors.ts";
import { withNoise } from "./drift.ts";
import type { RqVaeConfig } from "./lesson.ts";

export interface FilmSplit extends Split {
  readonly vectors: FilmVectors;
}

const NO_VECTORS = sentence(
  "The run beneath has learnt no vectors of these films, as with a generated task: choose another run beneath, or the film vectors “Content”",
);

/**
 * @param under with the vectors "learnt": the run that has learnt them
 * @throws ToldError if that has none of these films
 */
export function prepareFilms(
  split: Split,
  { vectors, drift }: RqVaeConfig,
  _streams?: Streams,
  under?: Under,
): FilmSplit {
  const own = vectors === "content" ? contentVectors(split) : learntVectors(split, under);
  return { ...split, vectors: withNoise(own, drift) };
}

function learntVectors({ train }: Split, under: Under | undefined): FilmVectors {
  const { values, shape: [films, width = 0] = [] } = under?.made.vectors ?? {};
  if (!values || films !== train.items) throw new ToldError(NO_VECTORS);
  return standardised(values, width);
}

/** Centred, and scaled so that the mean square of a number is 1, as content vectors are. */
export function standardised(values: ArrayLike<number>, width: number): FilmVectors {
  const films = values.length / width;
  const mean = new Float64Array(width);
  for (let n = 0; n < values.length; n++) mean[n % width]! += values[n]! / films;
  const centred = Float64Array.from(values, (value, n) => value - mean[n % width]!);
  const square = centred.reduce((sum, value) => sum + value * value, 0) / centred.length;
  const unit = square > 0 ? 1 / Math.sqrt(square) : 0;
  return { width, x: Float32Array.from(centred, (value) => unit * value), kept: 1, place: null };
}

/** Steps that a session takes in an epoch, over this split. */
export function stepsPerEpoch({ train }: Pick<Split, "train">, { batch }: RqVaeConfig): number {
  return Math.floor(train.items / Math.min(batch, train.items));
}
