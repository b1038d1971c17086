/** What the error's gradient is on either side of the choice of codes, measured by moving a little. */
import type { ProbeContext } from "../../engine/training/probe.ts";
import { tokenize, type Words } from "../../families/codes/tokenize.ts";
import { meanSquare } from "./baselines.ts";
import type { FilmSplit } from "./films.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";
import type { Parameters } from "./model.ts";
import { codebooks, decoded, latents } from "./read.ts";
import { gradientAt } from "./way-reading.ts";

export interface ThroughReading {
  readonly codes: readonly number[];
  readonly error: number;
  /** Length of the error's gradient at q; straight through, it is also what z gets. */
  readonly gradient: number;
  /** How far q and z are moved, against the gradient, and what the gradient says that does to the error. */
  readonly moved: number;
  readonly expected: number;
  /** What it does: q moved, and z moved and its codes chosen again. */
  readonly atQ: number;
  readonly atZ: number;
  /** Whether the moved z still has the same codes. */
  readonly sameCodes: boolean;
}

/** Of the length of z: too little, as a rule, to come into another cell. */
const SHARE = 0.002;

/** { item } */
export async function through(
  { parameters, split, config }: ProbeContext<Config, FilmSplit, Parameters>,
  args: { readonly item: number },
): Promise<ThroughReading> {
  const { x, width } = split.vectors;
  const d = config.dim;
  const item = Math.min(split.train.items - 1, args.item);
  const own = x.slice(item * width, (item + 1) * width);
  const books = await codebooks(parameters);
  const z = await latents(parameters, own, width);
  const words = tokenize(z, d, books);
  // As the sum of the codes, so that the same codes give the same q to the last digit.
  const sumOf = ({ codes }: Words) =>
    z.map((_, k) => codes.reduce((sum, level, l) => sum + books[l]![level[0]! * d + k]!, 0));
  const q = sumOf(words);
  const g = await gradientAt(parameters, q, own);
  const gradient = lengthOf(g);
  const moved = SHARE * lengthOf(z);
  const against = (from: Float32Array) =>
    from.map((value, k) => value - (moved * g[k]!) / Math.max(1e-12, gradient));
  const errorOf = async (at: Float32Array) => meanSquare(await decoded(parameters, at, d), own);
  const error = await errorOf(q);
  const again = tokenize(against(z), d, books);
  const codes = words.codes.map((level) => level[0]!);
  const sameCodes = codes.every((code, level) => again.codes[level]![0] === code);
  return {
    codes,
    error,
    gradient,
    moved,
    expected: -gradient * moved,
    atQ: (await errorOf(against(q))) - error,
    atZ: (await errorOf(sumOf(again))) - error,
    sameCodes,
  };
}

const lengthOf = (vector: Float32Array) =>
  Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
