/** What happens to the codebooks between epochs, without a gradient. */
import * as tf from "@tensorflow/tfjs-core";
import type { Metrics } from "../../engine/declarations/run.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import type { DrawContext, Round } from "../../engine/training/training.ts";
import { type FilmSplit, stepsPerEpoch } from "./films.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";
import type { Parameters } from "./model.ts";
import { tokenizeFilms } from "./read.ts";
import { sizesOf } from "./word-metrics.ts";

/** Share of training after which dead codes are left alone, so that the end is quiet. */
const RESTARTS_UNTIL = 0.8;
/** How much of a code stays as it was when it follows the mean of its films. */
export const EMA_KEEPS = 0.8;

/**
 * Once an epoch, over the whole catalogue: EMA codebooks follow their films (van den Oord et al. 2017,
 * appendix A.1), and dead codes, which no film has, are restarted (Zeghidour et al. 2021).
 * @returns by level, "Dead L1" codes without a film at the end of the epoch, and "Restarted L1" of them
 */
export async function repairCodes(
  parameters: Parameters,
  { split, config, streams, step }: DrawContext<Config, FilmSplit>,
): Promise<Round> {
  const epoch = Math.round(step / stepsPerEpoch(split, config));
  const restarting = config.restart && epoch < RESTARTS_UNTIL * config.epochs;
  const ema = config.codebook === "ema";
  const { books, words } = await tokenizeFilms(parameters, split.vectors);
  const dead: number[] = [];
  parameters.codebooks.forEach((variable, level) => {
    const residual = words.residuals[level]!;
    const codes = words.codes[level]!;
    const book = books[level]!.slice();
    const sizes = sizesOf(codes, book.length / config.dim);
    dead.push(sizes.filter((size) => size === 0).length);
    if (ema) followFilms(book, codes, residual, sizes, config.dim);
    if (restarting) restartDead(book, sizes, residual, config.dim, streams.noise);
    if (!ema && !(restarting && dead.at(-1)! > 0)) return;
    tf.tidy(() => variable.assign(tf.tensor2d(book, variable.shape)));
  });
  const restarted = restarting ? dead : dead.map(() => 0);
  return { metrics: { ...byLevel("Dead", dead), ...byLevel("Restarted", restarted) } };
}

const byLevel = (name: string, counts: readonly number[]): Metrics =>
  Object.fromEntries(counts.map((count, level) => [`${name} L${level + 1}`, count]));

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
