/** What the model expects next: after each film of a user, and after a sequence that the reader made. */
import * as tf from "@tensorflow/tfjs-core";
import {
  type Expectation,
  expectation,
  logProbability,
  rowsOf,
} from "../../families/sequences/expected.ts";
import { filmsOf } from "../../families/sequences/sequences.ts";
import type { Context } from "./attention-reading.ts";
import { scoresAfter } from "./evaluate.ts";

export interface NextReading extends Expectation {
  /** The films read, oldest first. */
  readonly films: readonly number[];
}

export interface Leaning {
  /** How much likelier the first film is with this one in the sequence: the log of the ratio. */
  readonly gain: Float32Array;
  /** The film that the gains are about. */
  readonly about: number;
}

export interface OwnReading extends NextReading {
  readonly leaning: Leaning | null;
}

/** { user, at }: after the first `at` of the films that the model reads of this user. */
export async function next(
  context: Context,
  { user, ...args }: { readonly user: number; readonly at?: number },
): Promise<NextReading> {
  const { split, config } = context;
  const known = filmsOf(split, user);
  const read = config.objective === "cloze" ? config.length - 1 : config.length;
  const from = Math.max(0, known.length - read);
  const films = known.subarray(from);
  const at = Math.min(args.at ?? films.length, films.length);
  const past = known.subarray(0, from + at);
  const heldOut = split.test.item[split.test.user.indexOf(user % split.known.test.length)];
  const actual = at < films.length ? films[at] : heldOut;
  const [scores] = await scored(context, [past]);
  return { ...expectation(scores!, past, actual), films: [...films] };
}

/** { items, about? }: after the reader's films, and how much each of them matters to one answer. */
export async function own(
  context: Context,
  { items, ...args }: { readonly items: readonly number[]; readonly about?: number },
): Promise<OwnReading> {
  const read =
    context.config.objective === "cloze" ? context.config.length - 1 : context.config.length;
  const past = items.slice(-read);
  if (past.length === 0) {
    return { films: [], expected: [], actual: null, among: 0, perplexity: 0, leaning: null };
  }
  // The whole sequence, then the sequence without each of its films in turn.
  const without = past.map((_, left) => past.filter((_, n) => n !== left));
  const [whole, ...rest] = await scored(context, past.length > 1 ? [past, ...without] : [past]);
  const found = expectation(whole!, past, undefined);
  const about = args.about ?? found.expected[0]!.item;
  const log = (scores: Float32Array) => logProbability(scores, new Set(past), about);
  const before = log(whole!);
  const gain = Float32Array.from(rest, (scores) => before - log(scores));
  return { ...found, films: past, leaning: past.length > 1 ? { gain, about } : null };
}

/** Scores of all films after each of these histories. */
export async function scored(
  { parameters, config, split }: Context,
  histories: readonly ArrayLike<number>[],
): Promise<Float32Array[]> {
  return rowsOf(tf.tidy(() => scoresAfter(parameters, histories, config, split.catalogue)));
}
