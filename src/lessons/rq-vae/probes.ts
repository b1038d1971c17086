/** What the pictures of this lesson read from the model. */
import type { Probe, ProbeContext } from "../../engine/training/probe.ts";
import { alike } from "./alike.ts";
import { anew, drifted } from "./drift-reading.ts";
import { example } from "./example.ts";
import type { FilmSplit } from "./films.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";
import { levelMap } from "./map-reading.ts";
import type { Parameters } from "./model.ts";
import { own } from "./own-film.ts";
import { tokenizeFilms } from "./read.ts";
import { through } from "./through-reading.ts";
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

type Context = ProbeContext<Config, FilmSplit, Parameters>;

export const probes = {
  words: async ({ parameters, split, config }: Context): Promise<WordsReading> => {
    const { books, words } = await tokenizeFilms(parameters, split.vectors);
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

  /** { item }: the error’s gradient on either side of the choice of codes. */
  through,

  /** { at }: an example of the next batch. */
  example,

  /** { item }: a film's word, and the films that are spelled alike. */
  alike,

  /** { title, year, genres }: the word of a film that the reader makes up. */
  own,

  /** { noise }: how many words change when the vectors drift and the tokenizer stays. */
  drifted,

  /** { name, turn? }: how many a companion spells otherwise. */
  anew,
} satisfies Record<string, Probe<Config, FilmSplit, Parameters>>;
