/** What the model expects next: after each film of a user, and after a sequence that the reader made. */
import * as tf from "@tensorflow/tfjs-core";
import { rankOf, topItems } from "../../engine/ranking/metrics.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { type Context, filmsOf } from "./attention-reading.ts";
import { scoresAfter } from "./evaluate.ts";

export interface Expected {
  readonly item: number;
  /** softmax over all films that have not been watched. */
  readonly probability: number;
}

export interface NextReading {
  /** The films read, oldest first. */
  readonly films: readonly number[];
  /** The likeliest, best first. */
  readonly expected: readonly Expected[];
  /** What did come next, and its place among all films not watched before; null after the end. */
  readonly actual: {
    readonly item: number;
    readonly rank: number;
    readonly probability: number;
  } | null;
  /** How many films are left to choose from. */
  readonly among: number;
  /** How evenly: the entropy as a number of equally likely films. */
  readonly perplexity: number;
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

const SHOWN = 10;

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
  const tensor = tf.tidy(() => scoresAfter(parameters, histories, config, split.catalogue));
  const [rows, items] = tensor.shape;
  const all = await snapshot(tensor);
  tensor.dispose();
  return Array.from({ length: rows }, (_, row) => all.subarray(row * items, (row + 1) * items));
}

function expectation(
  scores: Float32Array,
  past: ArrayLike<number>,
  actual: number | undefined,
): Omit<NextReading, "films"> {
  const excluded = new Uint8Array(scores.length);
  for (const item of Array.from(past)) excluded[item] = 1;
  const open = [...scores.keys()].filter((item) => excluded[item] === 0);
  const most = open.reduce((top, item) => Math.max(top, scores[item]!), Number.NEGATIVE_INFINITY);
  const sum = open.reduce((total, item) => total + Math.exp(scores[item]! - most), 0);
  const p = (item: number) => Math.exp(scores[item]! - most) / sum;
  const entropy = open.reduce((h, item) => {
    const share = p(item);
    return share > 0 ? h - share * Math.log(share) : h;
  }, 0);
  return {
    expected: [...topItems(scores, excluded, SHOWN)].map((item) => ({
      item,
      probability: p(item),
    })),
    actual:
      actual === undefined
        ? null
        : { item: actual, rank: rankOf(actual, scores, excluded), probability: p(actual) },
    among: open.length,
    perplexity: Math.exp(entropy),
  };
}

/** log p of one film among those not in the sequence. */
export function logProbability(
  scores: Float32Array,
  past: ReadonlySet<number>,
  item: number,
): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) most = Math.max(most, score);
  let sum = 0;
  scores.forEach((score, other) => {
    if (!past.has(other)) sum += Math.exp(score - most);
  });
  return scores[item]! - most - Math.log(sum);
}
