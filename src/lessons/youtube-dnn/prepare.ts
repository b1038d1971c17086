/**
 * What the network learns from: of each person a film is held out at random, besides the last two, so that
 * both kinds of question can be asked of it. The others are its examples.
 */
import { contentOf } from "../../engine/data/content.ts";
import type { Interactions, Split } from "../../engine/data/split.ts";
import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import type { Streams } from "../../engine/numbers/random.ts";
import { WeightedSampler } from "../../engine/ranking/negatives.ts";
import { drawHeldOut, type HeldOut, without } from "../../families/retrieval/held-out.ts";
import type { YoutubeConfig as Config } from "./settings.ts";

export interface YoutubeSplit extends Split, HeldOut {
  /** People who give examples, and the rows of `train` that are theirs: from .. to (exclusive). */
  readonly people: {
    readonly user: Int32Array;
    readonly from: Int32Array;
    readonly to: Int32Array;
  };
  /** [examples] where every row is one: the rows. */
  readonly rows: Int32Array;
  /** [items] Q(j): film j's share of the rows for training. */
  readonly frequency: Float64Array;
  readonly sampler: WeightedSampler;
  /** Times of the rows for training, ascending. */
  readonly times: Float64Array;
  /** Numbers of the features besides the pooled films. */
  readonly width: number;
}

const NO_AGES = sentence(
  "These data have no times, only an order, so examples have no age: switch “Example age” off, or choose other data",
);
const TOO_SHORT = sentence(
  "Nobody here has watched enough films to be asked about one of them: take other data, in which people have three and more",
);

export function prepareExamples(split: Split, config: Config, streams: Streams): YoutubeSplit {
  if (config.age && !split.timed) throw new ToldError(NO_AGES);
  const heldOut = drawHeldOut(split.train, streams);
  const train = without(split.train, new Set(heldOut.row));
  const people = whoIsAsked(train, config);
  if (people.user.length === 0 || split.test.user.length === 0) throw new ToldError(TOO_SHORT);
  const count = new Float64Array(train.items);
  for (const item of train.item) count[item]!++;
  return {
    ...split,
    train,
    around: split.train,
    heldOut,
    people,
    rows: Int32Array.from(
      Array.from(people.user, (_, n) => range(people.from[n]!, people.to[n]!)).flat(),
    ),
    frequency: count.map((n) => n / train.item.length),
    sampler: new WeightedSampler(count),
    times: train.time.toSorted(),
    width: widthOf(split, config),
  };
}

/** Genres and years, and how many films. */
function widthOf(split: Split, { features }: Config): number {
  if (features === "films") return 0;
  return contentOf(split.catalogue).width + (features === "all" ? 1 : 0);
}

/** Who has a film to ask for and another to read. The first film of a person has none before it. */
function whoIsAsked(train: Interactions, { target }: Config): YoutubeSplit["people"] {
  const user = range(0, train.users).filter((u) => train.offsets[u + 1]! - train.offsets[u]! >= 2);
  const skip = target === "future" ? 1 : 0;
  return {
    user: Int32Array.from(user),
    from: Int32Array.from(user, (u) => train.offsets[u]! + skip),
    to: Int32Array.from(user, (u) => train.offsets[u + 1]!),
  };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);
