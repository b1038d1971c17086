/** What the pictures of this lesson read from the model. */
import type { Probe } from "../../engine/training/probe.ts";
import { drifted, trainedAnew } from "./drift.ts";
import type { FilmSplit } from "./films.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";
import { levelMap } from "./map-reading.ts";
import { own } from "./own-film.ts";
import { tokenizeFilms } from "./read.ts";
import { way } from "./way-reading.ts";
import { perplexity, sizesOf } from "./word-metrics.ts";

/** Every film's word. */
export interface WordsReading {
  /** By level, [films]. */
  readonly codes: readonly Int32Array[];
  /** By level, [codes]: how many films have each code. */
  readonly used: readonly Int32Array[];
  readonly perplexity: readonly number[];
}

export const probes = {
  words: async ({ parameters, split, config }): Promise<WordsReading> => {
    const { books, words } = await tokenizeFilms(parameters, split.vectors, config);
    return {
      codes: words.codes,
      used: words.codes.map((codes, level) => sizesOf(codes, books[level]!.length / config.dim)),
      perplexity: words.codes.map(perplexity),
    };
  },

  /** { level }: what is left before a level on a flat map, with the level's codes. */
  map: levelMap,

  /** { item }: one film, level by level. */
  way,

  /** { title, year, genres }: the word of a film that the reader makes up. */
  own,

  /** { noise }: how many words change when the vectors drift and the tokenizer stays. */
  drifted,

  /** { kind, noise, seed, turn }: how many change when it is trained again. */
  trainedAnew,

  /** For pictures that have not been asked anything yet. */
  nothing: () => null,
} satisfies Record<string, Probe<Config, FilmSplit>>;
