/** The metrics of this lesson: how well words reconstruct, how many there are, and what they mean. */
import type { Measure } from "../../engine/training/training.ts";
import { quantized } from "../../families/codes/tokenize.ts";
import { baselines, meanSquare } from "./baselines.ts";
import { codeSizes } from "./code-sizes.ts";
import type { FilmSplit } from "./films.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";
import type { Parameters } from "./model.ts";
import { decoded, tokenizeFilms } from "./read.ts";
import { wordMetrics } from "./word-metrics.ts";

export const measure: Measure<Config, FilmSplit, Parameters> = {
  async evaluate(parameters, config, split) {
    const { z, words } = await tokenizeFilms(parameters, split.vectors);
    const errors: Record<string, number> = {};
    for (let levels = 1; levels <= config.levels; levels++) {
      const q = quantized(z, words, levels);
      const error = meanSquare(await decoded(parameters, q, config.dim), split.vectors.x);
      errors[levels === config.levels ? "MSE" : `MSE of ${levels}`] = error;
    }
    return {
      ...errors,
      ...wordMetrics(words.codes, split.catalogue.genreBits),
      "Co-watched L1": watchedTogether(words.codes[0]!, split),
    };
  },

  baselines: async ({ vectors, catalogue }, config) =>
    baselines(vectors, codeSizes(config), catalogue.genreBits),
};

/**
 * How many times more often than by chance two films have the same level-1 code when somebody watched them
 * one after the other: each user's validation and test film, which no training pair holds.
 */
export function watchedTogether(codes: Int32Array, { validation, test }: FilmSplit): number {
  const next = new Map(Array.from(test.user, (user, n) => [user, test.item[n]!]));
  let [same, pairs] = [0, 0];
  const before = new Map<number, number>();
  const after = new Map<number, number>();
  validation.user.forEach((user, n) => {
    const film = next.get(user);
    if (film === undefined) return;
    const [a, b] = [codes[validation.item[n]!]!, codes[film]!];
    pairs++;
    if (a === b) same++;
    before.set(a, (before.get(a) ?? 0) + 1);
    after.set(b, (after.get(b) ?? 0) + 1);
  });
  let chance = 0;
  for (const [code, n] of before) chance += (n / pairs) * ((after.get(code) ?? 0) / pairs);
  return chance > 0 ? same / pairs / chance : 1;
}
