/**
 * What becomes of the words when vectors drift, or when the tokenizer is trained again: a second tokenizer
 * is trained inside this session, a little at each reading.
 */

import type { Split } from "../../engine/data/split.ts";
import { Rng } from "../../engine/numbers/random.ts";
import type { Arguments, ProbeContext } from "../../engine/training/probe.ts";
import { Session } from "../../engine/training/session.ts";
import type { FilmVectors } from "./content-vectors.ts";
import type { FilmSplit } from "./films.ts";
import { type RqVaeConfig as Config, codeSizes } from "./lesson.ts";
import model from "./model.ts";
import type { WordsReading } from "./probes.ts";
import { tokenizeFilms } from "./read.ts";
import { type Changed, changedWords } from "./relabel.ts";

/** Milliseconds that a reading trains the second tokenizer. */
const BUDGET_MS = 120;
/** Added to the run's seed for other first weights. */
const OTHER_SEED = 1000;

export interface DriftReading {
  /** 0 to 1: how far the second tokenizer is. */
  readonly progress: number;
  /** Against the words of the run on screen; null until it is trained. */
  readonly changed: Changed | null;
}

/** The second tokenizer that is being trained; one at a time. */
let underWay:
  | { readonly owner: object; readonly name: string; readonly session: Session }
  | undefined;

/** { noise } the tokenizer as it is reads drifted vectors. */
export async function drifted(
  { parameters, split, config }: ProbeContext<Config, FilmSplit>,
  args: Arguments,
): Promise<Changed> {
  const before = await tokenizeFilms(parameters, split.vectors, config);
  const after = await tokenizeFilms(parameters, withNoise(split.vectors, noiseOf(args)), config);
  return changedWords(before.words.codes, after.words.codes, codeSizes(config));
}

/**
 * { kind, noise, seed, turn }: a tokenizer trained anew, either from other first weights on the same vectors
 * ("weights") or from the same first weights on drifted ones ("vectors"). To be asked again, with another
 * `turn`, until it is done.
 */
export async function trainedAnew(
  { parameters, split, config, memory }: ProbeContext<Config, FilmSplit>,
  args: Arguments,
): Promise<DriftReading> {
  const weights = args.kind === "weights";
  const noise = weights ? 0 : noiseOf(args);
  const seed = Number(args.seed) + (weights ? OTHER_SEED : 0);
  const name = `anew ${args.kind} ${noise} ${seed}`;
  let words = memory.get(name) as Int32Array[] | undefined;
  if (!words) {
    if (underWay?.owner !== memory || underWay.name !== name) {
      underWay?.session.close();
      underWay = undefined;
      const vectors = withNoise(split.vectors, noise);
      const other = { ...model, prepare: (): FilmSplit => ({ ...split, vectors }) };
      const session = await Session.open(other as never, split as Split, config as never, seed);
      underWay = { owner: memory, name, session };
    }
    const { session } = underWay;
    const { finished, step, totalSteps } = await session.advance({ budgetMs: BUDGET_MS });
    if (!finished) return { progress: step / totalSteps, changed: null };
    const read = await session.read([{ key: "words", probe: "words", args: {} }]);
    words = [...(read.words as WordsReading).codes];
    session.close();
    underWay = undefined;
    memory.set(name, words);
  }
  const own = await tokenizeFilms(parameters, split.vectors, config);
  return { progress: 1, changed: changedWords(own.words.codes, words!, codeSizes(config)) };
}

const noiseOf = ({ noise }: Arguments) => Math.min(1, Math.max(0, Number(noise) || 0));

/**
 * Vectors of which a share `noise` of the energy is new: x' = sqrt(1 - noise) x + sqrt(noise) s e, with s
 * the spread of each number over the catalogue and e normal. The same noise each time.
 */
export function withNoise(vectors: FilmVectors, noise: number): FilmVectors {
  if (noise === 0) return vectors;
  const { x, width } = vectors;
  const spread = new Float64Array(width);
  for (let n = 0; n < x.length; n++) spread[n % width]! += (x[n]! ** 2 * width) / x.length;
  const chance = new Rng(5);
  return {
    ...vectors,
    x: x.map(
      (value, n) =>
        Math.sqrt(1 - noise) * value + Math.sqrt(noise * spread[n % width]!) * chance.normal(),
    ),
  };
}
