/** What one step sees: histories, the films that are asked for, and those drawn against them. Runs on the CPU. */
import { contentOf } from "../../engine/data/content.ts";
import { type Interactions, itemsOf, type Part } from "../../engine/data/split.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { hasSeen, userOfEach } from "../../engine/ranking/negatives.ts";
import { type ColumnsOf, column } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import { AGES, type Batch, type Person } from "./model.ts";
import type { YoutubeSplit } from "./prepare.ts";
import type { YoutubeConfig as Config, Target } from "./settings.ts";

/** Added to the logit of what is no negative: e to it is 0. */
export const MASKED = -1e9;
/** A person with so many films has 1 as their number of films. */
const MANY = 1000;

/** What is known of somebody when they are asked. */
export interface Known {
  /** The films that are pooled, oldest first. */
  readonly films: ArrayLike<number>;
  /** How many they have watched in all. */
  readonly watched: number;
  /** Of the example, 0 (now) to 1 (the oldest). */
  readonly age: number;
}

export function drawExamples(
  { split, config, streams }: DrawContext<Config, YoutubeSplit>,
  examples: Int32Array,
): ColumnsOf<Batch> {
  const { train } = split;
  const rows = examples.map((example) => rowOf(split, config, example, streams.negatives));
  const positive = rows.map((row) => train.item[row]!);
  const users = rows.map((row) => userOfEach(train)[row]!);
  const negatives = Int32Array.from({ length: config.drawn }, () =>
    split.sampler.draw(streams.negatives),
  );
  const known = Array.from(rows, (row) => knownFor(split, config, row));
  return {
    ...personColumns(known, split, config),
    positive: column(positive),
    negatives: column(negatives),
    ...corrections(split, config, users, positive, negatives),
  };
}

/** The row of an example: its own, or with equal examples any of a person's. */
function rowOf({ rows, people }: YoutubeSplit, { perUser }: Config, example: number, rng: Rng) {
  if (perUser === 0) return rows[example]!;
  const n = Math.floor(example / perUser);
  return people.from[n]! + rng.int(people.to[n]! - people.from[n]!);
}

export function knownFor(split: YoutubeSplit, config: Config, row: number): Known {
  const { train } = split;
  const rows = inputRows(train, row, config.target, config.history);
  const user = userOfEach(train)[row]!;
  const [from, to] = [train.offsets[user]!, train.offsets[user + 1]!];
  return {
    films: rows.map((other) => train.item[other]!),
    watched: config.target === "future" ? row - from : to - from - 1,
    age: config.age ? ageOf(split, train.time[row]!) : 0,
  };
}

/**
 * The rows that are read when a row is asked for, oldest first: for a future film the last ones before it,
 * for one held out at random those around it, before and after.
 */
export function inputRows(
  { offsets, item }: Interactions,
  row: number,
  target: Target,
  history: number,
): number[] {
  const after = upperBound(offsets, row);
  const [from, to] = [offsets[after - 1]!, offsets[after]!];
  if (target === "future") return range(Math.max(from, row - history), row);
  const most = Math.min(history, to - from - 1);
  const before = Math.min(row - from, Math.max(Math.floor(most / 2), most - (to - row - 1)));
  return [...range(row - before, row), ...range(row + 1, row + 1 + most - before)].filter(
    (other) => other < item.length,
  );
}

/** The first place whose value is greater. */
function upperBound(ascending: ArrayLike<number>, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, n) => from + n);

/** How old a moment is: the share of the rows for training that are newer, 0 (now) to 1. */
export function ageOf({ times }: Pick<YoutubeSplit, "times">, time: number): number {
  return 1 - upperBound(times, time) / times.length;
}

/** What the network reads of each person. */
export function personColumns(
  known: readonly Known[],
  { catalogue, width }: Pick<YoutubeSplit, "catalogue" | "width">,
  { history: H, features, age }: Config,
): ColumnsOf<Person> {
  const B = known.length;
  const history = new Int32Array(B * H);
  const open = new Float32Array(B * H);
  const means = new Float32Array(B * width);
  const ages = new Float32Array(B * AGES);
  const content = contentOf(catalogue);
  known.forEach(({ films, watched, age: x }, row) => {
    const n = Math.min(H, films.length);
    for (let t = 0; t < n; t++) {
      const film = films[films.length - n + t]!;
      history[row * H + t] = film;
      open[row * H + t] = 1;
      if (features === "films") continue;
      for (let f = 0; f < content.width; f++) {
        means[row * width + f]! += content.features[film * content.width + f]! / n;
      }
    }
    if (features === "all") means[(row + 1) * width - 1] = Math.log1p(watched) / Math.log1p(MANY);
    ages.set([x, x * x, Math.sqrt(x)], row * AGES);
  });
  return {
    history: column(history, [B, H]),
    open: column(open, [B, H]),
    ...(width > 0 && { features: column(means, [B, width]) }),
    ...(age && { age: column(ages, [B, AGES]) }),
  };
}

/**
 * What is added to logits: -log(K Q) with importance weights, and MASKED where a drawn film is the one that
 * is asked for, or another that the person watched.
 */
function corrections(
  { frequency, train }: YoutubeSplit,
  { logq, drawn, mask }: Config,
  users: Int32Array,
  positive: Int32Array,
  negatives: Int32Array,
) {
  const weight = (film: number) => (logq ? -Math.log(drawn * frequency[film]!) : 0);
  const shift = Float32Array.from(negatives, weight);
  const added = new Float32Array(positive.length * drawn);
  for (let b = 0; b < positive.length; b++) {
    for (let k = 0; k < drawn; k++) {
      const film = negatives[k]!;
      const none = film === positive[b] || (mask === "watched" && hasSeen(train, users[b]!, film));
      added[b * drawn + k] = none ? MASKED : shift[k]!;
    }
  }
  return {
    correction: column(added, [positive.length, drawn]),
    ownCorrection: column(Float32Array.from(positive, weight)),
  };
}

/** What is known of a person of the data at the time of the test or of validation. */
export function watchedBefore(
  split: Pick<YoutubeSplit, "history" | "times">,
  { age, moment }: Pick<Config, "age" | "moment">,
  part: Part,
  user: number,
): Known {
  const history = split.history[part];
  const films = itemsOf(history, user);
  const own = age && moment === "own" && films.length > 0;
  return {
    films,
    watched: films.length,
    age: own ? ageOf(split, history.time[history.offsets[user + 1]! - 1]!) : 0,
  };
}
