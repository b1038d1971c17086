/** A list with what speaks for each film on it: what the picture "This person, this list, why" shows. */
import { type Split, seen } from "../data/split.ts";
import type { Recommendations } from "./retrieval-probes.ts";

/** Whose list: a person's of the data, or the reader's by their ratings, oldest first. */
export interface Whose {
  readonly user: number;
  readonly items?: readonly number[];
  readonly ratings?: readonly number[];
}

/** One thing that speaks for a film (or, below zero, against it) in a model. */
export interface Voice {
  /** A film of the history; -1 where it is something else, which has a name. */
  readonly item: number;
  readonly name?: string;
  readonly weight: number;
  /** What else is to be said of it: "12 7 ·" */
  readonly value?: string;
}

export interface ReasonsReading {
  /** Best first, with what speaks loudest for each first. */
  readonly films: readonly {
    readonly item: number;
    readonly score: number;
    /** In place of the score’s text: "0.31, true 0.34". */
    readonly said?: string;
    readonly voices: readonly Voice[];
  }[];
  /** How many films the model knows of this person. */
  readonly history: number;
}

/** Voices that are shown of a film. */
export const VOICES = 3;

/** The films that are known of somebody, oldest first. */
export const historyOf = (
  split: Split,
  { user, items }: Whose,
): ArrayLike<number> & Iterable<number> => items ?? seen(split, "test", user);

/** A list with the voices of each film; the loudest are kept. */
export function reasonsFor(
  { items, scores }: Pick<Recommendations, "items" | "scores">,
  history: number,
  voicesOf: (item: number, at: number) => readonly Voice[],
): ReasonsReading {
  return {
    history,
    films: Array.from(items, (item, at) => ({
      item,
      score: scores[at]!,
      voices: loudest(voicesOf(item, at)),
    })),
  };
}

export const loudest = (voices: readonly Voice[], most = VOICES): readonly Voice[] =>
  voices
    .filter(({ weight }) => weight !== 0)
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.item - b.item)
    .slice(0, most);

/**
 * The films of a history that lie nearest to a film, by the cosine of their vectors.
 * @param vectors [items, d]
 */
export function nearestVoices(
  vectors: Float32Array,
  d: number,
  history: Iterable<number>,
): (item: number) => readonly Voice[] {
  const films = [...new Set(history)];
  return (item) =>
    films
      .map((other) => ({ item: other, weight: cosine(vectors, d, item, other) }))
      .sort((a, b) => b.weight - a.weight || a.item - b.item)
      .slice(0, VOICES);
}

/** Of rows a and b of [rows, d]; 0 where one of them is zero. */
export function cosine(vectors: Float32Array, d: number, a: number, b: number): number {
  let [dot, one, other] = [0, 0, 0];
  for (let k = 0; k < d; k++) {
    const [x, y] = [vectors[a * d + k]!, vectors[b * d + k]!];
    dot += x * y;
    one += x * x;
    other += y * y;
  }
  return one === 0 || other === 0 ? 0 : dot / Math.sqrt(one * other);
}
