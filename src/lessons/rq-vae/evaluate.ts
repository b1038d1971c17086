/** The metrics of this lesson: how well words reconstruct, how many there are, and what they mean. */

import type { Metrics } from "../../engine/declarations/run.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import { meanSquare } from "./baselines.ts";
import type { FilmSplit } from "./films.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";
import { decoded, tokenizeFilms } from "./read.ts";
import { takeRepairs } from "./repair.ts";
import { quantized } from "./tokenize.ts";
import { wordMetrics } from "./word-metrics.ts";

export async function evaluate(
  parameters: Parameters,
  config: Config,
  split: FilmSplit,
): Promise<Metrics> {
  const { z, words } = await tokenizeFilms(parameters, split.vectors, config);
  const errors: Record<string, number> = {};
  for (let levels = 1; levels <= config.levels; levels++) {
    const q = quantized(z, words, levels);
    const error = meanSquare(await decoded(parameters, q, config.dim), split.vectors.x);
    errors[levels === config.levels ? "MSE" : `MSE of ${levels}`] = error;
  }
  const repairs = takeRepairs(parameters);
  const counts = (name: string, of: readonly number[] = []) =>
    of.map((count, level) => [`${name} L${level + 1}`, count] as const);
  return {
    ...errors,
    ...wordMetrics(words.codes, split.catalogue.genreBits),
    "Co-watched L1": watchedTogether(words.codes[0]!, split),
    ...Object.fromEntries(counts("Dead", repairs?.dead)),
    ...Object.fromEntries(counts("Restarted", repairs?.restarted)),
  };
}

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
