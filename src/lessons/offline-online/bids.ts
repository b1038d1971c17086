/**
 * Auctions whose truth is known: ten advertisements compete for a place, the click pays the bid.
 *
 *   x ~ N(0, I),  t ~ N(0, 1),  bid = e^(0.9 t)
 *   P(click) = sigma(-3.6 + a . x + t (b . x))       a = .8 in two places, b = .8 in the two others
 *
 * So dear advertisements are clicked for other reasons than cheap ones. The scorer reads x and t = ln bid / 0.9;
 * a linear one must choose which of the two reasons to know (AIE: auction information enhanced, 2024).
 */
import type { Rng } from "../../engine/numbers/random.ts";
import { sigmoid } from "../../families/worlds/world.ts";
import type { OfflineConfig as Config } from "./settings.ts";

/** Impressions of training, and of the test. */
const ROWS = 80_000;
const TEST = 40_000;
/** Advertisements that compete for one place. */
export const RIVALS = 10;
/** Numbers of x, and of what the scorer reads. */
const WIDTH = 4;
export const INPUTS = WIDTH + 1;
const [USUAL, CHEAP, DEAR, SPREAD] = [-3.6, 0.8, 0.8, 0.9];

export interface Impressions {
  /** [rows, INPUTS] x and t */
  readonly x: Float32Array;
  readonly bid: Float64Array;
  /** The true probability of a click. */
  readonly truth: Float64Array;
  readonly clicked: Uint8Array;
}
export interface Auctions {
  readonly train: Impressions;
  readonly test: Impressions;
}

export function impressions(rows: number, rng: Rng): Impressions {
  const x = rng.normals(rows * INPUTS);
  const t = (n: number) => x[n * INPUTS + WIDTH]!;
  const truth = new Float64Array(rows);
  for (let n = 0; n < rows; n++) {
    const [x1, x2, x3, x4] = x.subarray(n * INPUTS, n * INPUTS + WIDTH);
    truth[n] = sigmoid(USUAL + CHEAP * (x1! + x2!) + DEAR * t(n) * (x3! + x4!));
  }
  return {
    x,
    truth,
    bid: truth.map((_, n) => Math.exp(SPREAD * t(n))),
    clicked: Uint8Array.from(truth, (p) => Number(rng.uniform() < p)),
  };
}

/** The auctions of a seed. */
export const auctionsOf = (rng: Rng): Auctions => ({
  train: impressions(ROWS, rng),
  test: impressions(TEST, rng),
});

/** w of a click at this bid. */
export const weightOf = (bid: number, weight: Config["weight"]): number =>
  weight === "none" ? 1 : weight === "price" ? bid : Math.sqrt(bid);

/** What a loss with clicks of weight w fits is p' = w p / (w p + 1 - p): p with ln w added to its logit. */
export const shifted = (p: number, w: number): number => (w * p) / (w * p + 1 - p);

/** p again: p = p' / (w - (w - 1) p') */
export const undone = (shift: number, w: number): number => shift / (w - (w - 1) * shift);

/**
 * What an auction goes by. With p' of a loss weighted by w, p' is p times w where p is small, so bid / w is
 * what is left of the bid; to multiply by the whole bid counts it twice.
 */
export function rankValue(
  p: number,
  bid: number,
  { rank, weight }: Pick<Config, "rank" | "weight">,
): number {
  if (rank === "p") return p;
  return p * (rank === "p-bid" ? bid : bid / weightOf(bid, weight));
}

/** What the winners are worth, over what those of an oracle are: p times bid, by the true p. */
export function revenueOf({ truth, bid }: Impressions, value: (n: number) => number): number {
  let [own, most] = [0, 0];
  for (let from = 0; from + RIVALS <= truth.length; from += RIVALS) {
    let [winner, richest] = [from, from];
    for (let n = from + 1; n < from + RIVALS; n++) {
      if (value(n) > value(winner)) winner = n;
      if (truth[n]! * bid[n]! > truth[richest]! * bid[richest]!) richest = n;
    }
    own += truth[winner]! * bid[winner]!;
    most += truth[richest]! * bid[richest]!;
  }
  return own / most;
}

/** P(a clicked one scores above one that was not), clicked ones counted by a price each; ties count a half. */
export function priceAuc(
  scores: ArrayLike<number>,
  clicked: ArrayLike<number>,
  price: (n: number) => number,
): number {
  const order = Array.from({ length: scores.length }, (_, n) => n).sort(
    (a, b) => scores[a]! - scores[b]!,
  );
  let [below, won, paid] = [0, 0, 0];
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++;
    const tied = order.slice(from, to);
    const noes = tied.filter((n) => !clicked[n]).length;
    for (const n of tied.filter((one) => clicked[one])) {
      won += price(n) * (below + noes / 2);
      paid += price(n);
    }
    below += noes;
    from = to;
  }
  return won / (paid * below);
}

/** Impressions of one price range: what was predicted, and how many clicked. */
export interface PriceBin {
  readonly bid: number;
  readonly count: number;
  /** Means: p' as it is, p after the weight is taken out, and the share that was clicked. */
  readonly predicted: number;
  readonly undone: number;
  readonly clicked: number;
}

/** Equally many impressions a bin, cheapest first. */
export function byPrice(
  of: Impressions,
  p: ArrayLike<number>,
  weight: Config["weight"],
  bins = 10,
): PriceBin[] {
  const order = Array.from(of.bid.keys()).sort((a, b) => of.bid[a]! - of.bid[b]!);
  return Array.from({ length: bins }, (_, bin) => {
    const rows = order.slice(
      Math.round((bin * order.length) / bins),
      Math.round(((bin + 1) * order.length) / bins),
    );
    const mean = (value: (n: number) => number) =>
      rows.reduce((sum, n) => sum + value(n), 0) / rows.length;
    return {
      bid: mean((n) => of.bid[n]!),
      count: rows.length,
      predicted: mean((n) => p[n]!),
      undone: mean((n) => undone(p[n]!, weightOf(of.bid[n]!, weight))),
      clicked: mean((n) => of.clicked[n]!),
    };
  });
}
