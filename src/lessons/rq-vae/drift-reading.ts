/** How many words change when vectors drift, or when the tokenizer is trained again. */
import type { ProbeContext } from "../../engine/training/probe.ts";
import { levelByLevel } from "../../families/codes/tokenize.ts";
import { codeSizes } from "./code-sizes.ts";
import { withNoise } from "./drift.ts";
import type { FilmSplit } from "./films.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";
import type { Parameters } from "./model.ts";
import { tokenizeFilms } from "./read.ts";
import { type Changed, changedWords } from "./relabel.ts";

type Context = ProbeContext<Config, FilmSplit, Parameters>;

/** { noise }: the tokenizer as it is reads drifted vectors. */
export async function drifted(
  { parameters, split, config }: Context,
  { noise }: { readonly noise: number },
): Promise<Changed> {
  const before = await tokenizeFilms(parameters, split.vectors);
  const after = await tokenizeFilms(parameters, withNoise(split.vectors, noise));
  return changedWords(before.words.codes, after.words.codes, codeSizes(config));
}

/**
 * { name, turn? }: against the words of a companion; another `turn` asks again.
 * @returns null until there is one that has taken as many steps
 */
export async function anew(
  { parameters, split, config, beside }: Context,
  { name }: { readonly name: string; readonly turn?: string },
): Promise<Changed | null> {
  const codes = (await beside(name))?.codes;
  if (!codes) return null;
  const { words } = await tokenizeFilms(parameters, split.vectors);
  const others = levelByLevel(codes.values, config.levels);
  return changedWords(words.codes, others, codeSizes(config));
}
