/**
 * What one step of the two towers sees: for each positive the films before it, the films that stand
 * against each other in the softmax, and what is added to their logits. Runs on the CPU.
 */

import { WORDS } from "../../engine/data/content.ts";
import { itemsOf } from "../../engine/data/split.ts";
import { hasSeen, userOfEach } from "../../engine/ranking/negatives.ts";
import { type ColumnsOf, column } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import type { TwoTowerSplit } from "./hold-out.ts";
import type { TwoTowerConfig as Config } from "./lesson.ts";
import type { Batch } from "./model.ts";
import { type StreamNotes, see, streamOf, streamQ } from "./stream-frequency.ts";
import type { FilmBatch, UserBatch } from "./towers.ts";

type Context = DrawContext<Config, TwoTowerSplit>;

/** Added to the logit of what is no negative: exp of it is 0. */
export const MASKED = -1e9;

export function drawBatch(context: Context, examples: Int32Array): ColumnsOf<Batch> {
  const { split, config } = context;
  const { train } = split;
  const users = examples.map((example) => userOfEach(train)[example]!);
  const positives = examples.map((example) => train.item[example]!);
  see(streamOf(context.notes), positives);
  const extra = drawExtra(context);
  const films = new Int32Array(positives.length + extra.length);
  films.set(positives);
  films.set(extra, positives.length);
  // The films before the positive, never the positive itself; `leak` is the mistake to look at.
  const histories = Array.from(examples, (example, row) => {
    const start = train.offsets[users[row]!]!;
    return train.item.subarray(start, config.leak ? example + 1 : example);
  });
  return {
    ...userColumns(users, histories, split, config),
    ...filmColumns(films, split, config),
    ...corrections(context, users, films),
  };
}

/** The uniform negatives that all rows of the batch share; films held out do not exist yet. */
function drawExtra({ split, config, streams }: Context): Int32Array {
  if (config.negatives === "in-batch") return new Int32Array(0);
  return Int32Array.from({ length: config.extra }, () => {
    let item = streams.negatives.int(split.train.items);
    while (split.isCold[item]) item = streams.negatives.int(split.train.items);
    return item;
  });
}

/** What the user tower reads: the last films of each history as ids and as mean content. */
export function userColumns(
  users: Int32Array,
  histories: readonly ArrayLike<number>[],
  { content: { width, features } }: Pick<TwoTowerSplit, "content">,
  config: Config,
): ColumnsOf<UserBatch> {
  const rows = users.length;
  const last = config.history;
  const history = new Int32Array(rows * last);
  const shares = new Float32Array(rows * last);
  const tastes = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const all = histories[row]!;
    const length = Math.min(last, all.length);
    for (let n = 0; n < length; n++) {
      const item = all[all.length - length + n]!;
      history[row * last + n] = item;
      shares[row * last + n] = 1 / length;
      for (let f = 0; f < width; f++) {
        tastes[row * width + f]! += features[item * width + f]! / length;
      }
    }
  }
  return {
    ...(config.userIds && { users: column(users) }),
    ...(config.ids && {
      history: column(history, [rows, last]),
      historyShares: column(shares, [rows, 1, last]),
    }),
    ...(config.userContent && { tastes: column(tastes, [rows, width]) }),
    ...(!config.userIds && !config.ids && !config.userContent && { noUserInput: zeros(rows) }),
  };
}

/** What the film tower reads: ids and content. */
export function filmColumns(
  films: Int32Array,
  { content: { width, features, words, shares } }: Pick<TwoTowerSplit, "content">,
  config: Config,
): ColumnsOf<FilmBatch> {
  const n = films.length;
  const pick = <T extends Int32Array | Float32Array>(from: T, each: number, to: T): T => {
    for (let row = 0; row < n; row++) {
      to.set(from.subarray(films[row]! * each, (films[row]! + 1) * each), row * each);
    }
    return to;
  };
  return {
    ...(config.ids && { films: column(films) }),
    ...(config.content && {
      features: column(pick(features, width, new Float32Array(n * width)), [n, width]),
      words: column(pick(words, WORDS, new Int32Array(n * WORDS)), [n, WORDS]),
      wordShares: column(pick(shares, WORDS, new Float32Array(n * WORDS)), [n, 1, WORDS]),
    }),
    ...(!config.ids && !config.content && { noFilmInput: zeros(n) }),
  };
}

/** A tower without inputs still has its biases. */
const zeros = (rows: number) => column(new Float32Array(rows), [rows, 1]);

/**
 * What is added to the logits s_bc, c over the positives of the batch and then the shared uniform
 * negatives: MASKED where film c is no negative for user b, and -log Q(c) with the logQ correction.
 */
function corrections(
  { split, config, notes }: Pick<Context, "split" | "config" | "notes">,
  users: Int32Array,
  films: Int32Array,
) {
  const share = shareOf(split, config, streamOf(notes));
  const [rows, columns] = [users.length, films.length];
  const shift = Float32Array.from(films, (film) =>
    shiftOf(samplingQ(split, config, share(film), rows), config, columns - 1),
  );
  const own = config.corrected ? new Float32Array(rows) : shift.slice(0, rows);
  const added = new Float32Array(rows * columns);
  const noNegative = new Int32Array(split.train.items); // b + 1 where a film is none for row b
  for (let b = 0; b < rows; b++) {
    if (config.mask !== "none") noNegative[films[b]!] = b + 1;
    if (config.mask === "watched") {
      for (const film of itemsOf(split.train, users[b]!)) noNegative[film] = b + 1;
    }
    for (let c = 0; c < columns; c++) {
      // With uniform negatives alone, the positives of other rows take no part.
      const absent = config.negatives === "uniform" && c < rows;
      const masked = c !== b && (absent || noNegative[films[c]!] === b + 1);
      added[b * columns + c] = masked ? MASKED : c === b ? own[b]! : shift[c]!;
    }
  }
  return {
    correction: column(added, [rows, columns]),
    ownCorrection: column(own),
  };
}

/**
 * What is added to the logit of a film that is met with probability Q: -log Q, or nothing without the
 * correction. With the positive left out each of K drawn films stands for 1 / (K Q), so that their sum is the
 * whole catalogue's, and the own film, which was not drawn, keeps its logit. In gradients that is the form of
 * Khrylchenko et al. (2025), sg(1 - p) (log sum_k e^{s_k - log K Q} - s_i).
 */
export function shiftOf(
  Q: number,
  { logq, corrected }: Pick<Config, "logq" | "corrected">,
  drawn: number,
): number {
  if (!logq) return 0;
  return -Math.log(corrected ? drawn * Q : Q);
}

/** Whether a film must not count as a negative of this user and positive. */
export function isMasked(
  { train }: Pick<TwoTowerSplit, "train">,
  { mask }: Pick<Config, "mask">,
  user: number,
  positive: number,
  film: number,
): boolean {
  if (mask === "none") return false;
  return film === positive || (mask === "watched" && hasSeen(train, user, film));
}

/** A film's share of the interactions: from the stream so far, or counted over the training part. */
export function shareOf(
  { frequency }: Pick<TwoTowerSplit, "frequency">,
  config: Pick<Config, "frequency">,
  notes: StreamNotes,
): (film: number) => number {
  if (config.frequency === "counted") return (film) => frequency[film]!;
  return (film) => streamQ(notes, film);
}

/**
 * Q(j), how often film j is met as a candidate.
 *   in-batch: its share of the interactions
 *   uniform:  1 / |I|
 *   mixed:    (B share + B' / |I|) / (B + B'), B positives and B' uniform negatives (Yang 2020)
 */
export function samplingQ(
  { frequency, cold }: Pick<TwoTowerSplit, "frequency" | "cold">,
  { negatives, extra }: Pick<Config, "negatives" | "extra">,
  share: number,
  positives: number,
): number {
  const uniform = 1 / (frequency.length - cold.length);
  if (negatives === "uniform") return uniform;
  if (negatives === "in-batch") return share;
  return (positives * share + extra * uniform) / (positives + extra);
}
