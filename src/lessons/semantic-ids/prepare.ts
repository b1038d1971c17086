/**
 * What the ranker learns from: ratings as rows (liked: four stars and more), some films hidden from training
 * altogether, and what each film can be held by.
 */
import type { Split } from "../../engine/data/split.ts";
import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import type { Rng, Streams } from "../../engine/numbers/random.ts";
import type { Under } from "../../engine/training/training.ts";
import { type Divided, divide, LIKED_FROM } from "../../families/clicks/examples.ts";
import { BUCKETS, type Bucket, TAIL } from "./buckets.ts";
import { type Content, codesOf, contentOf } from "./codes.ts";
import type { Known } from "./films.ts";
import type { SemanticConfig as Config } from "./settings.ts";

export interface RankSplit extends Split {
  /** [ratings] who, which film, and 1 where it was liked. */
  readonly rows: {
    readonly user: Int32Array;
    readonly film: Int32Array;
    readonly label: Float32Array;
  };
  /** Which rows are for what: 80, 10, 10 %; none of a hidden film to learn from or to choose by. */
  readonly parts: Divided;
  /** All rows of hidden films. */
  readonly unseen: Int32Array;
  /** [items] 1 for films hidden from training, and how many ratings of each film were for training. */
  readonly hidden: Uint8Array;
  readonly count: Int32Array;
  /** [items] each film's place in BUCKETS. */
  readonly bucket: Uint8Array;
  readonly known: Known;
  /** The same, of codes as every film had them on the day it arrived. */
  readonly anew: Known;
  readonly content: Content;
}

const ONE_KIND = sentence(
  "This lesson learns to tell films with four stars and more from the others, and these data do not have both kinds in training, validation and test (no column of ratings, or too few): choose another dataset",
);

export function prepareRanking(
  split: Split,
  config: Config,
  streams: Streams,
  under: Under | undefined,
): RankSplit {
  const { users, items, offsets, item: film, rating, time } = split.whole;
  const user = new Int32Array(film.length);
  for (let u = 0; u < users; u++) user.fill(u, offsets[u], offsets[u + 1]);
  const label = Float32Array.from(rating, (stars) => (stars >= LIKED_FROM ? 1 : 0));
  const hidden = hide(items, config.hidden, streams.data);
  const divided = divide(film.length, time, { division: "random" }, streams.split);
  const seen = (rows: Int32Array) => rows.filter((row) => !hidden[film[row]!]);
  const all = seen(divided.training);
  const training = all.subarray(0, Math.max(1, Math.round(config.share * all.length)));
  const parts = { training, validation: seen(divided.validation), test: divided.test };
  for (const part of Object.values(parts)) {
    if (!part.some((row) => label[row]) || part.every((row) => label[row])) {
      throw new ToldError(ONE_KIND);
    }
  }
  const count = new Int32Array(items);
  for (const row of training) count[film[row]!]!++;
  const content = contentOf(split);
  const { arrived, ...codes } = codesOf(content, hidden, config, streams.data, under);
  const known = { ...codes, items, salt: streams.data.int(2 ** 31 - 1) };
  return {
    ...split,
    rows: { user, film, label },
    parts,
    unseen: Int32Array.from(film.keys()).filter((row) => hidden[film[row]!]),
    hidden,
    count,
    bucket: bucketsOf(count, hidden),
    known,
    anew: { ...known, codes: arrived },
    content,
  };
}

/** So many films by chance, at most a fifth of them. */
function hide(items: number, wanted: number, rng: Rng): Uint8Array {
  const hidden = new Uint8Array(items);
  const order = rng.shuffle(Int32Array.from({ length: items }, (_, film) => film));
  for (const film of order.subarray(0, Math.min(wanted, Math.floor(items / 5)))) hidden[film] = 1;
  return hidden;
}

/** Heavy are the most rated films that together hold a third of the ratings for training. */
function bucketsOf(count: Int32Array, hidden: Uint8Array): Uint8Array {
  const order = Int32Array.from(count.keys()).sort((a, b) => count[b]! - count[a]! || a - b);
  const third = count.reduce((sum, n) => sum + n, 0) / 3;
  const at = (bucket: Bucket) => BUCKETS.indexOf(bucket);
  const of = new Uint8Array(count.length);
  let held = 0;
  for (const film of order) {
    const bucket = hidden[film]
      ? "unseen"
      : count[film]! <= TAIL
        ? "tail"
        : held < third
          ? "heavy"
          : "middle";
    of[film] = at(bucket);
    held += count[film]!;
  }
  return of;
}
