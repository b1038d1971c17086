/** The cell on the sampled softmax: 200 films of this model, and sampled gradients held to the exact one. */
import { oncePer } from "../../engine/once.ts";
import { type Context, knownOf, scoresFor } from "./asked.ts";
import {
  exactGradient,
  METHODS,
  type Method,
  type Nearness,
  nearness,
  withChance,
} from "./correction.ts";
import type { YoutubeSplit } from "./prepare.ts";

export interface CorrectionReading {
  readonly sizes: readonly number[];
  readonly films: number;
  /** The film that is asked for, its share of what is drawn, and its probability. */
  readonly positive: number;
  readonly share: number;
  readonly p: number;
  /** Of each way, by size. */
  readonly ways: Readonly<Record<Method, readonly Nearness[]>>;
}

const FILMS = 200;
/** The place of the film that is asked for, by popularity. */
const POSITIVE = 9;
const SIZES = [8, 32, 128, 512] as const;
/** Films drawn in all for a mean. */
const DRAWN = 160_000;

/** The most watched films. */
const commonest = oncePer(({ frequency }: YoutubeSplit) =>
  [...frequency.keys()]
    .filter((film) => frequency[film]! > 0)
    .sort((a, b) => frequency[b]! - frequency[a]! || a - b)
    .slice(0, FILMS),
);

/** { user, p? }: the tenth film by popularity is the positive; with p its score is set so that it has that chance. */
export async function correction(
  context: Context,
  { user, p }: { readonly user: number; readonly p?: number },
): Promise<CorrectionReading> {
  const films = commonest(context.split);
  const scores = await scoresFor(context, [knownOf(context, { user })]);
  const own = Float64Array.from(films, (film) => scores[film]!);
  const at = Math.min(POSITIVE, films.length - 1);
  const s = p === undefined ? own : withChance(own, at, p);
  const all = films.reduce((sum, film) => sum + context.split.frequency[film]!, 0);
  const Q = Float64Array.from(films, (film) => context.split.frequency[film]! / all);
  const way = (method: Method) =>
    SIZES.map((K) => nearness(method, s, Q, at, K, Math.ceil(DRAWN / K)));
  const [none, logq, corrected] = METHODS.map(way) as [Nearness[], Nearness[], Nearness[]];
  return {
    sizes: SIZES,
    films: films.length,
    positive: films[at]!,
    share: Q[at]!,
    p: 1 + exactGradient(s, at)[at]!,
    ways: { none, logq, corrected },
  };
}
