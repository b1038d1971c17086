/**
 * What the network learns from: of each person a film is held out at random, besides the last two, so that
 * both kinds of question can be asked of it. The others are its examples.
 */
import { contentOf } from "../../engine/data/content.ts";
import type { Cases, Interactions, Split } from "../../engine/data/split.ts";
import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import type { Streams } from "../../engine/numbers/random.ts";
import { WeightedSampler } from "../../engine/ranking/negatives.ts";
import type { YoutubeConfig as Config } from "./settings.ts";

/** A person with fewer films for training gives none of them away. */
const LEAST = 5;

export interface YoutubeSplit extends Split {
  /** A film of each person that was taken out of training at random, and the row of `whole.train` it stood in. */
  readonly heldOut: Cases & { readonly row: Int32Array };
  /** What there was for training before that: what lies before and after the held-out film. */
  readonly around: Interactions;
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

function drawHeldOut(train: Interactions, { split: rng }: Streams): YoutubeSplit["heldOut"] {
  const cases: { user: number; item: number; row: number }[] = [];
  for (let user = 0; user < train.users; user++) {
    const [from, to] = [train.offsets[user]!, train.offsets[user + 1]!];
    if (to - from < LEAST) continue;
    const row = from + rng.int(to - from);
    cases.push({ user, item: train.item[row]!, row });
  }
  return {
    user: Int32Array.from(cases, ({ user }) => user),
    item: Int32Array.from(cases, ({ item }) => item),
    row: Int32Array.from(cases, ({ row }) => row),
  };
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

function without(part: Interactions, rows: ReadonlySet<number>): Interactions {
  const kept = range(0, part.item.length).filter((row) => !rows.has(row));
  const offsets = new Int32Array(part.users + 1);
  let user = 0;
  kept.forEach((row) => {
    while (row >= part.offsets[user + 1]!) user++;
    offsets[user + 1]!++;
  });
  for (let u = 0; u < part.users; u++) offsets[u + 1]! += offsets[u]!;
  return {
    ...part,
    offsets,
    item: Int32Array.from(kept, (row) => part.item[row]!),
    rating: Float32Array.from(kept, (row) => part.rating[row]!),
    time: Float64Array.from(kept, (row) => part.time[row]!),
  };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => from + n);
