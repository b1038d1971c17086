/** One film of each person, guessed from what was before it, and from both sides. */
import { itemsOf } from "../../engine/data/split.ts";
import { oncePer } from "../../engine/once.ts";
import { rankOf } from "../../engine/ranking/metrics.ts";
import { filled } from "./evaluate.ts";
import type { Bert4recSplit } from "./prepare.ts";
import type { Context } from "./readings.ts";

interface Sides {
  /** The share whose film is among the first ten guesses, from as many films before it. */
  readonly before: number;
  /** The same from both sides; null where the model cannot. */
  readonly both: number | null;
}

export interface SidesReading {
  readonly model: Sides;
  /** Of generated chains: what the probabilities that they were drawn from can do. */
  readonly truth: Sides | null;
  readonly cases: number;
}

export async function sides({ parameters, config, split }: Context): Promise<SidesReading> {
  const { before, both } = await filled(parameters, config, split);
  return {
    model: { before: before?.hits ?? 0, both: both?.hits ?? null },
    truth: split.truth ? truthOf(split) : null,
    cases: split.heldOut.user.length,
  };
}

/**
 * By Bayes: P(x | before, after) is proportional to P(x | before) P(next | before, x). Films further behind say
 * only that they are not x, and they are left out of the ranking.
 */
const truthOf = oncePer(({ truth, heldOut, around }: Bert4recSplit): Sides => {
  const hits = { before: 0, both: 0 };
  const excluded = new Uint8Array(around.items);
  heldOut.user.forEach((user, n) => {
    const films = Array.from(itemsOf(around, user));
    const place = heldOut.row[n]! - around.offsets[user]!;
    for (const film of films) excluded[film] = 1;
    const film = films[place]!;
    const history = films.slice(0, place);
    const prior = Float32Array.from(truth!.next(user, history));
    if (rankOf(film, prior, excluded) <= 10) hits.before++;
    const next = films[place + 1];
    const posterior =
      next === undefined
        ? prior
        : prior.map((p, x) => (p === 0 ? 0 : p * truth!.next(user, [...history, x])[next]!));
    if (rankOf(film, posterior, excluded) <= 10) hits.both++;
    for (const other of films) excluded[other] = 0;
  });
  const cases = Math.max(1, heldOut.user.length);
  return { before: hits.before / cases, both: hits.both / cases };
});
