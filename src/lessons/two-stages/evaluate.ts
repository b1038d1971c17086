/** The pipeline's numbers: what reaches stage two, what it makes of that, and what it would make of everything. */
import * as tf from "@tensorflow/tfjs-core";
import type { Part } from "../../engine/data/split.ts";
import type { Metrics } from "../../engine/declarations/run.ts";
import { oncePer } from "../../engine/once.ts";
import { type CandidateLists, evaluateCandidates } from "../../engine/ranking/candidates.ts";
import { underValidation } from "../../engine/ranking/evaluate.ts";
import { meanOverRanks } from "../../engine/ranking/metrics.ts";
import { valuesOf } from "../../engine/training/snapshot.ts";
import type { Measure } from "../../engine/training/training.ts";
import { momentsOf } from "../../families/retrieval/moments.ts";
import { type Asked, askedAt, candidatesOf, emptyRow, type Row, scoreRow } from "./asked.ts";
import { F } from "./feature-names.ts";
import { featuresOf, personOf, standardise } from "./features.ts";
import { type Parameters, score } from "./model.ts";
import type { StagesSplit } from "./prepare.ts";
import type { TwoStagesConfig as Config } from "./settings.ts";

/** At most so many people are asked about every film: it is what two stages are there to spare. */
const PEOPLE = 700;

export const measure: Measure<Config, StagesSplit, Parameters> = {
  async evaluate(parameters, config, split) {
    const validation = await pipeline(parameters, config, split, "validation");
    return {
      ...(await pipeline(parameters, config, split, "test")),
      ...(await overEverything(parameters, config, split)),
      ...underValidation(validation),
    };
  },

  /** Stage one alone: its own first ten. */
  async baselines(split, config) {
    return {
      "stage one": {
        ...stageOneAlone(split, config, "test"),
        ...underValidation(stageOneAlone(split, config, "validation")),
      },
    };
  },
};

/** Moments of a part, at most so many of them, evenly; each with what stage one says of every film. */
export function* momentsIn(split: StagesSplit, config: Config, part: Part, most = Infinity) {
  const { part: parts, user, film } = momentsOf(split);
  const row = emptyRow(split.train.items);
  const [from, to] = parts[part];
  const every = Math.max(1, (to - from) / most);
  for (let n = 0; Math.floor(from + n * every) < to; n++) {
    const m = Math.floor(from + n * every);
    const asked = askedAt(split, m, split.vectors);
    scoreRow(split, config.retriever, split.vectors, asked, row);
    yield { user: user[m]!, film: film[m]!, asked, row };
  }
}

/** HR@10 and the others of the ten that the two stages show, with the share of films that reach stage two. */
async function pipeline(
  parameters: Parameters,
  config: Config,
  split: StagesSplit,
  part: Part,
): Promise<Metrics> {
  const made = candidateLists(split, config, part, config.candidates);
  const { size } = made.lists;
  const metrics = await evaluateCandidates(split, part, made.lists, (users) =>
    scoresOfLists(parameters, made, users),
  );
  const { [`Recall@${size}`]: recall, [`AUC@${size}`]: inside, ...others } = metrics;
  return { ...others, "Recall@C": recall!, "AUC candidates": inside! };
}

/** Everybody's candidates with their features, [users, C, F]. They stay as they are while stage two learns. */
export const candidateLists = oncePer(
  (split: StagesSplit, config: Config, part: Part, most: number) => {
    const { users, items } = split.train;
    const size = Math.min(most, items);
    const films = new Int32Array(users * size).fill(-1);
    const features = new Float32Array(users * size * F);
    for (const { user, asked, row } of momentsIn(split, config, part)) {
      const list = candidatesOf(row, asked.seen, size);
      films.set(list, user * size);
      const own = features.subarray(user * size * F, (user * size + list.length) * F);
      featuresOf(split, personOf(split, asked, row), list, -1, own);
      standardise(own, split.scale);
    }
    return { lists: { items: films, size } satisfies CandidateLists, features };
  },
  (_, part, most) => `${part} ${most}`,
);

/** s2 of some people's candidates, [users, C]. */
export function scoresOfLists(
  { layers }: Parameters,
  { lists: { size }, features }: ReturnType<typeof candidateLists>,
  users: Int32Array,
): tf.Tensor2D {
  const rows = new Float32Array(users.length * size * F);
  users.forEach((user, n) => {
    rows.set(features.subarray(user * size * F, (user + 1) * size * F), n * size * F);
  });
  return score(layers, tf.tensor3d(rows, [users.length, size, F]));
}

/**
 * Stage two asked about every film, without stage one: its NDCG@10, and how often the film that was watched scores
 * above a film drawn from all.
 */
async function overEverything({ layers }: Parameters, config: Config, split: StagesSplit) {
  const ranks: number[] = [];
  let above = 0;
  for (const { asked, row, film } of momentsIn(split, config, "test", PEOPLE)) {
    const open = unseen(split.train.items, asked.seen);
    const features = featuresFor(split, asked, row, open);
    const s = await valuesOf(() => score(layers, tf.tensor3d(features, [1, open.length, F])));
    const own = s[open.indexOf(film)]!;
    const notBelow = s.reduce((n, other) => n + (other < own ? 0 : 1), 0) - 1;
    ranks.push(1 + notBelow);
    above += 1 - notBelow / Math.max(1, open.length - 1);
  }
  const { "NDCG@10": all } = meanOverRanks(ranks);
  return { "NDCG@10 of all": all, "AUC random": above / Math.max(1, ranks.length) };
}

/** x of films for somebody, [films, F], as stage two reads them. */
export function featuresFor(split: StagesSplit, asked: Asked, row: Row, films: ArrayLike<number>) {
  const features = new Float32Array(films.length * F);
  featuresOf(split, personOf(split, asked, row), films, -1, features);
  standardise(features, split.scale);
  return features;
}

/** The films that somebody has not seen, by id. */
export function unseen(items: number, seen: Iterable<number>): Int32Array {
  const closed = new Uint8Array(items);
  for (const film of seen) closed[film] = 1;
  const open = new Int32Array(items);
  let size = 0;
  for (let film = 0; film < items; film++) if (!closed[film]) open[size++] = film;
  return open.subarray(0, size);
}

/** s2 of films for somebody, [films]. */
export function secondScores(
  { layers }: Parameters,
  split: StagesSplit,
  asked: Asked,
  row: Row,
  films: ArrayLike<number>,
): Promise<Float32Array> {
  const features = featuresFor(split, asked, row, films);
  return valuesOf(() => score(layers, tf.tensor3d(features, [1, films.length, F])));
}

/** What the pipeline would show if stage two left the order as it is. */
function stageOneAlone(split: StagesSplit, config: Config, part: Part): Metrics {
  const { items } = split.train;
  const size = Math.min(config.candidates, items);
  const ranks: number[] = [];
  const shown = new Uint8Array(items);
  for (const { asked, row, film } of momentsIn(split, config, part)) {
    const list = candidatesOf(row, asked.seen, size);
    for (const one of list.subarray(0, 10)) shown[one] = 1;
    const at = list.indexOf(film);
    ranks.push(at < 0 ? Number.POSITIVE_INFINITY : at + 1);
  }
  return {
    ...meanOverRanks(ranks),
    "Coverage@10": shown.reduce((sum, bit) => sum + bit, 0) / items,
    "Recall@C": ranks.filter(Number.isFinite).length / Math.max(1, ranks.length),
  };
}
