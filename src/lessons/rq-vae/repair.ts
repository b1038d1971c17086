/** What happens to the codebooks between epochs, without a gradient. */
import * as tf from "@tensorflow/tfjs-core";
import type { Rng } from "../../engine/numbers/random.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import { type FilmSplit, stepsPerEpoch } from "./films.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";
import { tokenizeFilms } from "./read.ts";
import { sizesOf } from "./word-metrics.ts";

/** Share of training after which dead codes are left alone, so that the end is quiet. */
const RESTARTS_UNTIL = 0.8;
/** How much of a code stays as it was when it follows the mean of its films. */
export const EMA_KEEPS = 0.8;

/** By level: codes without a film at the end of the epoch, and how many of them were restarted. */
export interface Repairs {
  readonly dead: readonly number[];
  readonly restarted: readonly number[];
}
const repairs = new WeakMap<Parameters, Repairs>();
/** What the last epoch repaired; told once. */
export function takeRepairs(parameters: Parameters): Repairs | undefined {
  const last = repairs.get(parameters);
  repairs.delete(parameters);
  return last;
}

/**
 * Once an epoch, over the whole catalogue: EMA codebooks follow their films (van den Oord et al. 2017, appendix A.1), and dead codes, which no film has, are
 * restarted (Zeghidour et al. 2021).
 */
export async function repairCodes(
  parameters: Parameters,
  { split, config, streams, step }: DrawContext<Config, FilmSplit>,
): Promise<void> {
  const per = stepsPerEpoch(split, config);
  const epoch = Math.round(step / per);
  const { books, words } = await tokenizeFilms(parameters, split.vectors, config);
  const restarting = config.restart && epoch < RESTARTS_UNTIL * config.epochs;
  const dead: number[] = [];
  const restarted: number[] = [];
  const changed = books.map((book, level) => {
    const residual = words.residuals[level]!;
    const codes = words.codes[level]!;
    const sizes = sizesOf(codes, book.length / config.dim);
    const next = book.slice();
    if (config.codebook === "ema") followFilms(next, codes, residual, sizes, config.dim);
    dead.push(sizes.filter((size) => size === 0).length);
    restarted.push(restarting ? dead.at(-1)! : 0);
    if (restarting) restartDead(next, sizes, residual, config.dim, streams.negatives);
    return next;
  });
  if (config.codebook === "ema" || restarted.some((count) => count > 0)) write(parameters, changed);
  repairs.set(parameters, { dead, restarted });
}

function write(parameters: Parameters, books: readonly Float32Array[]): void {
  books.forEach((book, level) => {
    const variable = parameters[`codes${level}`]!;
    tf.tidy(() => variable.assign(tf.tensor(book, variable.shape)));
  });
}

/** e_k becomes the residual of a film drawn at random, for each code k that no film has. */
function restartDead(
  book: Float32Array,
  sizes: Int32Array,
  residual: Float32Array,
  d: number,
  chance: Rng,
): void {
  sizes.forEach((size, code) => {
    if (size > 0) return;
    const film = chance.int(residual.length / d);
    book.set(residual.subarray(film * d, (film + 1) * d), code * d);
  });
}

/** e_k becomes g e_k + (1 - g) (mean of its films' residuals). */
function followFilms(
  book: Float32Array,
  codes: Int32Array,
  residual: Float32Array,
  sizes: Int32Array,
  d: number,
): void {
  const sums = new Float64Array(book.length);
  codes.forEach((code, film) => {
    for (let k = 0; k < d; k++) sums[code * d + k]! += residual[film * d + k]!;
  });
  for (let n = 0; n < book.length; n++) {
    const size = sizes[Math.floor(n / d)]!;
    if (size > 0) book[n] = EMA_KEEPS * book[n]! + (1 - EMA_KEEPS) * (sums[n]! / size);
  }
}
