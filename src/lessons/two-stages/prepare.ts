/**
 * What stage two learns from: lists of one film that somebody watched and K that they did not, with the
 * features of each. They are drawn once, as a service writes down what it has shown.
 */
import type { Split } from "../../engine/data/split.ts";
import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import type { Rng, Streams } from "../../engine/numbers/random.ts";
import type { Under } from "../../engine/training/training.ts";
import { momentsOf } from "../../families/retrieval/moments.ts";
import { askedAt, candidatesOf, emptyRow, leaveOut, scoreRow, type Vectors } from "./asked.ts";
import { F } from "./feature-names.ts";
import { featuresOf, personOf, type Scale, scaleOf, standardise } from "./features.ts";
import type { TwoStagesConfig as Config } from "./settings.ts";

export interface StagesSplit extends Split {
  /** Of the run beneath, where stage one is one. */
  readonly vectors: Vectors | undefined;
  readonly lists: Lists;
  readonly scale: Scale;
  /** Of the moments for training: how many had their film among stage one's candidates. */
  readonly reached: { readonly asked: number; readonly inside: number };
}

export interface Lists {
  /** [lists] the moment of each. */
  readonly moment: Int32Array;
  /** [lists, 1 + K] the film that was watched, then those that were not. */
  readonly films: Int32Array;
  /** [lists, K] 1 where a negative was among the candidates of stage one. */
  readonly fromStageOne: Uint8Array;
  /** [lists, 1 + K, F] */
  readonly features: Float32Array;
}

const NO_VECTORS = sentence(
  "The run beneath has no vectors that score these people’s films (another dataset, a generated task, or a network in place of the dot product): choose another run beneath, or another stage one",
);
const TOO_FEW = sentence(
  "Nobody here has a film for training that stage one passes on and others to hold against it: take more candidates, or other data",
);

/** @throws ToldError where the run beneath is of other films, or nothing can be taught */
export function prepareStages(
  split: Split,
  config: Config,
  streams: Streams,
  under: Under | undefined,
): StagesSplit {
  const vectors = config.retriever === "beneath" ? vectorsBeneath(split, under) : undefined;
  const { lists, reached } = drawLists(split, config, vectors, streams.data);
  if (lists.moment.length === 0) throw new ToldError(TOO_FEW);
  const scale = scaleOf(lists.features);
  standardise(lists.features, scale);
  return { ...split, vectors, lists, scale, reached };
}

function vectorsBeneath(split: Split, under: Under | undefined): Vectors {
  const { films, people } = under?.made ?? {};
  const width = films?.shape[1] ?? 0;
  const fits =
    films?.shape[0] === split.train.items &&
    people?.shape[0] === momentsOf(split).user.length &&
    people.shape[1] === width;
  if (!fits) throw new ToldError(NO_VECTORS);
  return { width, people: people.values as Float32Array, films: films.values as Float32Array };
}

function drawLists(split: Split, config: Config, vectors: Vectors | undefined, rng: Rng) {
  const { film, part } = momentsOf(split);
  const [from, to] = part.training;
  const { items } = split.train;
  const K = config.numNegatives;
  const row = emptyRow(items);
  const watched = new Uint8Array(items);
  const moment: number[] = [];
  const films: number[] = [];
  const fromStageOne: number[] = [];
  const blocks: Float32Array[] = [];
  let inside = 0;
  for (let m = from; m < to; m++) {
    const asked = askedAt(split, m, vectors);
    const positive = film[m]!;
    scoreRow(split, config.retriever, vectors, asked, row);
    if (!config.leak) leaveOut(split, config.retriever, asked, positive, row);
    const pool = candidatesOf(row, others(asked.seen, positive), config.candidates);
    const reached = pool.includes(positive);
    if (reached) inside++;
    const taughtAgainstPool = config.teach !== "random";
    if (taughtAgainstPool && !reached && config.outside === "out") continue;
    for (const seen of asked.seen) watched[seen] = 1;
    const candidates = pool.filter((one) => one !== positive);
    const left = items - new Set(asked.seen).size;
    const drawn = left > 0 && candidates.length > 0 ? draw(config, candidates, watched, rng) : [];
    for (const seen of asked.seen) watched[seen] = 0;
    if (drawn.length < K) continue;
    const list = [positive, ...drawn.map(({ one }) => one)];
    const features = new Float32Array(list.length * F);
    const own = config.leak ? -1 : positive;
    featuresOf(split, personOf(split, asked, row), list, own, features);
    moment.push(m);
    films.push(...list);
    fromStageOne.push(...drawn.map(({ stage }) => stage));
    blocks.push(features);
  }
  const features = new Float32Array(blocks.length * (1 + K) * F);
  blocks.forEach((block, n) => {
    features.set(block, n * (1 + K) * F);
  });
  const lists: Lists = {
    moment: Int32Array.from(moment),
    films: Int32Array.from(films),
    fromStageOne: Uint8Array.from(fromStageOne),
    features,
  };
  return { lists, reached: { asked: to - from, inside } };
}

function others(seen: Iterable<number>, film: number): number[] {
  return [...seen].filter((one) => one !== film);
}

/** K films that were not watched: any, those that stage one sends, or half of each. */
function draw(
  { teach, numNegatives }: Config,
  candidates: Int32Array,
  watched: Uint8Array,
  rng: Rng,
): { readonly one: number; readonly stage: number }[] {
  return Array.from({ length: numNegatives }, (_, k) => {
    const stage = teach === "candidates" || (teach === "both" && k % 2 === 0);
    if (stage) return { one: candidates[rng.int(candidates.length)]!, stage: 1 };
    let one = rng.int(watched.length);
    while (watched[one]) one = rng.int(watched.length);
    return { one, stage: 0 };
  });
}
