/** The cell on the sampled softmax: 200 films of this model, and sampled gradients held to the exact one. */
import { oncePer } from "../../engine/once.ts";
import { type Context, knownOf, scoresFor } from "./asked.ts";
import { METHODS, type Method, type Nearness, nearness } from "./correction.ts";
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
const SIZES = [8, 32, 128, 512] as const;
/** Films drawn in all for a mean. */
const DRAWN = 160_000;

/** The most watched films. */
const commonest = oncePer(({ frequency }: YoutubeSplit) =>
  [...frequency.keys()].sort((a, b) => frequency[b]! - frequency[a]! || a - b).slice(0, FILMS),
);

/** { user, place? }: the film at that place, by popularity, is the positive; the tenth unless said. */
export async function correction(
  context: Context,
  { user, place = 9 }: { readonly user: number; readonly place?: number },
): Promise<CorrectionReading> {
  const films = commonest(context.split);
  const scores = await scoresFor(context, [knownOf(context, { user })]);
  const s = Float64Array.from(films, (film) => scores[film]!);
  const all = films.reduce((sum, film) => sum + context.split.frequency[film]!, 0);
  const Q = Float64Array.from(films, (film) => context.split.frequency[film]! / all);
  const at = Math.min(place, films.length - 1);
  const sum = s.reduce((total, x) => total + Math.exp(x - s[at]!), 0);
  const way = (method: Method) =>
    SIZES.map((K) => nearness(method, s, Q, at, K, Math.ceil(DRAWN / K)));
  const [none, logq, corrected] = METHODS.map(way) as [Nearness[], Nearness[], Nearness[]];
  return {
    sizes: SIZES,
    films: films.length,
    positive: films[at]!,
    share: Q[at]!,
    p: 1 / sum,
    ways: { none, logq, corrected },
  };
}
