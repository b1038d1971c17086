/**
 * The codes of every film by level, and its content vector: as they are known of films in training, and as
 * they are of a film that has just arrived, which nobody has watched.
 */
import type { Split } from "../../engine/data/split.ts";
import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import type { Under } from "../../engine/training/training.ts";
import { arrivedVectors } from "../../families/codes/arrived.ts";
import { contentVectors } from "../../families/codes/content-vectors.ts";
import { randomCodes, residualKMeans } from "../../families/codes/quantizers.ts";
import { levelByLevel, tokenize } from "../../families/codes/tokenize.ts";
import type { SemanticConfig as Config } from "./settings.ts";

/** Levels of codes that are made here; RQ-VAE's run has its own number. */
const LEVELS = 3;

export interface FilmCodes {
  /** By level, [items]: as films are known in training, and as they were on the day they arrived. */
  readonly codes: readonly Int32Array[];
  readonly arrived: readonly Int32Array[];
  /** How many codes each level has. */
  readonly sizes: readonly number[];
}

/** What is known of films before anybody rates them, and with who watched what. */
export interface Content {
  readonly width: number;
  /** [items, width] */
  readonly known: Float32Array;
  readonly arrived: Float32Array;
}

const NO_CODES = sentence(
  "The codes come from a run of RQ-VAE on the same films whose vectors are made from content, so that a film nobody has watched has codes too: choose “Content” as its film vectors, or codes by k-means",
);

export function contentOf(split: Split): Content {
  const vectors = contentVectors(split);
  const { width, x } = vectors;
  return { width, known: x, arrived: arrivedVectors(vectors, split.catalogue) };
}

/**
 * @param hidden [items] 1 for films that get the codes of one that has just arrived
 * @throws ToldError if the run beneath has made no such codes
 */
export function codesOf(
  { width, known, arrived }: Content,
  hidden: Uint8Array,
  { by, codes: size }: Pick<Config, "by" | "codes">,
  rng: Rng,
  under: Under | undefined,
): FilmCodes {
  const items = hidden.length;
  const sizes = Array.from({ length: LEVELS }, () => size);
  if (by === "random") {
    const codes = randomCodes(items, sizes, rng);
    return { codes, arrived: codes, sizes };
  }
  if (by === "k-means") {
    const seen = Float32Array.from(known.filter((_, n) => !hidden[Math.floor(n / width)]));
    const books = residualKMeans(seen, width, sizes, rng);
    const [usual, anew] = [known, arrived].map((x) => tokenize(x, width, books).codes);
    return { codes: chosen(usual!, anew!, hidden), arrived: anew!, sizes };
  }
  const { codes: made, arrived: madeAnew, sizes: levels } = under?.made ?? {};
  if (!made || !madeAnew || !levels || made.shape[0] !== items) throw new ToldError(NO_CODES);
  const byLevel = ({ values }: typeof made) => levelByLevel(values, levels.values.length);
  const anew = byLevel(madeAnew);
  return {
    codes: chosen(byLevel(made), anew, hidden),
    arrived: anew,
    sizes: Array.from(levels.values),
  };
}

/** Level by level the codes of films as they are known, and of hidden ones as they arrive. */
const chosen = (
  known: readonly Int32Array[],
  arrived: readonly Int32Array[],
  hidden: Uint8Array,
): Int32Array[] =>
  known.map((level, l) => level.map((code, film) => (hidden[film] ? arrived[l]![film]! : code)));
