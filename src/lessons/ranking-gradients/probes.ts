/** What the pictures of this lesson read from the model in training. */
import { type ReasonsReading, reasonsFor, type Whose } from "../../engine/ranking/reasons.ts";
import { firstItems } from "../../engine/ranking/retrieval-probes.ts";
import type { Probe, ProbeContext } from "../../engine/training/probe.ts";
import { example } from "./example.ts";
import { forcesOf, type LossName, orderOf } from "./forces.ts";
import type { RankingConfig } from "./lesson.ts";
import { listMetrics } from "./list-metrics.ts";
import { countOf, GRADES, type Lists, type RankingSplit } from "./lists.ts";
import { scoreLists, scoreRows } from "./measure.ts";
import { gradeFrom, type Parameters } from "./model.ts";
import type { FrontierReading, GradesReading, ListReading, RanksReading } from "./readings.ts";

type Context = ProbeContext<RankingConfig, RankingSplit, Parameters>;

const SHOWN = 10;
const BINS = 48;
/** Ranks that are compared, and lists that are asked (the forces are worked out one by one). */
const RANKS = 20;
const ASKED = 60;

/** Scores of the films of one test list. */
async function scoresOfList({ parameters, split }: Context, list: number) {
  const { offsets, features } = split.lists.test;
  const [start, end] = [offsets[list]!, offsets[list + 1]!];
  const columns = split.columns.length;
  const rows = features.subarray(start * columns, end * columns);
  return { start, scores: await scoreRows(parameters, rows, end - start, columns) };
}

/** The test list of a user, or of the next one whose list is long enough to be shown. */
function listOf(lists: Lists, user: number): number {
  const long = (list: number) => lists.offsets[list + 1]! - lists.offsets[list]! >= SHOWN;
  const after = lists.user.findIndex((other, list) => other >= user && long(list));
  const any = after < 0 ? lists.user.findIndex((_, list) => long(list)) : after;
  return Math.max(0, any);
}

/** Mean score and mean grade of films in equal groups by score: E[grade | score], not the other way round. */
function calibrationOf(scores: Float32Array, grades: ArrayLike<number>, groups = 6) {
  const order = Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]!);
  return Array.from({ length: groups }, (_, g) => {
    const films = order.slice((g * order.length) / groups, ((g + 1) * order.length) / groups);
    const mean = (of: (film: number) => number) =>
      films.reduce((sum, film) => sum + of(film), 0) / Math.max(1, films.length);
    return { score: mean((film) => scores[film]!), grade: mean((film) => grades[film]!) };
  });
}

/** Films of a list whose grades are spread as widely as the list allows; highest grade first. */
function spread(lists: Lists, start: number, films: number): number[] {
  const order = Array.from({ length: films }, (_, n) => n).sort(
    (a, b) => lists.grade[start + b]! - lists.grade[start + a]! || a - b,
  );
  const count = Math.min(SHOWN, films);
  return Array.from(
    { length: count },
    (_, n) => order[Math.round((n * (films - 1)) / Math.max(1, count - 1))]!,
  );
}

export const probes = {
  /** { user }: ten films of their test list, or of the next user who has so many. */
  list: async (context: Context, { user }: { readonly user: number }): Promise<ListReading> => {
    const lists = context.split.lists.test;
    const list = listOf(lists, user);
    const { start, scores } = await scoresOfList(context, list);
    const shown = spread(lists, start, scores.length);
    return {
      user: lists.user[list]!,
      films: scores.length,
      items: shown.map((n) => lists.item[start + n]!),
      grades: shown.map((n) => lists.grade[start + n]!),
      scores: shown.map((n) => scores[n]!),
    };
  },

  /** How the scores of the test films spread, by grade; as grades where the loss knows them. */
  grades: async ({ parameters, config, split }: Context): Promise<GradesReading> => {
    const { test } = split.lists;
    const raw = await scoreLists(parameters, test, split.columns.length);
    const scores = raw.map((score) => gradeFrom(score, config));
    const sorted = scores.toSorted();
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!;
    const low = Math.min(at(0.002), config.loss === "mse" || config.loss === "bce" ? 0 : 1e9);
    const high = Math.max(at(0.998), config.loss === "mse" || config.loss === "bce" ? 4 : -1e9);
    const width = Math.max(1e-6, high - low) / BINS;
    const films = new Int32Array(GRADES);
    const sum = new Float64Array(GRADES);
    const shares = Array.from({ length: GRADES }, () => new Float32Array(BINS));
    scores.forEach((score, n) => {
      const grade = test.grade[n]!;
      films[grade]!++;
      sum[grade]! += score;
      const bin = Math.min(BINS - 1, Math.max(0, Math.floor((score - low) / width)));
      shares[grade]![bin]!++;
    });
    return {
      low,
      high,
      calibration: calibrationOf(scores, test.grade),
      grades: shares.flatMap((counts, grade) =>
        films[grade] === 0
          ? []
          : [
              {
                grade,
                films: films[grade]!,
                mean: sum[grade]! / films[grade]!,
                shares: counts.map((count) => count / films[grade]!),
              },
            ],
      ),
    };
  },

  /** The mean pull at each rank of training lists, under RankNet, LambdaRank and the run's own loss. */
  ranks: async ({ parameters, config, split }: Context): Promise<RanksReading> => {
    const lists = split.lists.training;
    const scores = await scoreLists(parameters, lists, split.columns.length);
    const pulls = { ranknet: zeros(), lambdarank: zeros(), own: zeros() };
    let asked = 0;
    for (let list = 0; list < countOf(lists) && asked < ASKED; list++) {
      const start = lists.offsets[list]!;
      if (lists.offsets[list + 1]! - start < RANKS) continue;
      asked++;
      const one = {
        scores: Array.from(scores.subarray(start, start + RANKS)),
        grades: Array.from(lists.grade.subarray(start, start + RANKS)),
      };
      const order = orderOf(one.scores);
      const add = (to: number[], loss: LossName) => {
        const { gradient } = forcesOf(one, loss, loss === "lambdarank" ? config.measure : "ndcg");
        order.forEach((film, rank) => {
          to[rank]! += Math.abs(gradient[film]!);
        });
      };
      add(pulls.ranknet, "ranknet");
      add(pulls.lambdarank, "lambdarank");
      add(pulls.own, config.loss);
    }
    return {
      lists: asked,
      ranknet: shareOf(pulls.ranknet),
      lambdarank: shareOf(pulls.lambdarank),
      own: shareOf(pulls.own),
    };
  },

  /** What each direction of the two weights reaches on the generated test lists; null elsewhere. */
  frontier: ({ config, split, memory }: Context): FrontierReading | null => {
    if (config.task !== "top-heavy") return null;
    const kept = memory.get("frontier") as FrontierReading | undefined;
    if (kept) return kept;
    const { test } = split.lists;
    const points = Array.from({ length: 25 }, (_, n) => {
      const degrees = -20 + 5 * n;
      const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
      const scores = Float32Array.from(
        test.grade,
        (_, film) => c * test.features[2 * film]! + s * test.features[2 * film + 1]!,
      );
      const metrics = listMetrics(test, scores);
      return { degrees, pairs: metrics["Pair accuracy"], ndcg: metrics["NDCG@5"] };
    });
    const reading = { points };
    memory.set("frontier", reading);
    return reading;
  },

  /** { at }: an example of the next batch. */
  example,

  /** { user, items?, ratings? }: a list, and what each feature of a film does to its score. */
  reasons: async (context: Context, whose: Whose): Promise<ReasonsReading | null> => {
    const { parameters, split } = context;
    const own = whose.items
      ? { items: whose.items, ratings: whose.ratings ?? [] }
      : rated(split, whose.user);
    const made = await listFor(context, own);
    if (!made) return null;
    const { list, features } = made;
    const columns = split.columns.length;
    // For each film a row with each of its features at its mean, which is 0.
    const rows = list.items.length * columns;
    const changed = new Float32Array(rows * columns);
    list.items.forEach((item, film) => {
      for (let k = 0; k < columns; k++) {
        const at = (film * columns + k) * columns;
        changed.set(features.subarray(item * columns, (item + 1) * columns), at);
        changed[at + k] = 0;
      }
    });
    const without = await scoreRows(parameters, changed, rows, columns);
    return reasonsFor(list, own.items.length, (_, film) =>
      split.columns.map((name, k) => ({
        item: -1,
        name,
        weight: list.scores[film]! - without[film * columns + k]!,
      })),
    );
  },

  /** { items, ratings }: the reader's list; their ratings take the place of a history. */
  forYou: async (context: Context, own: Own) => {
    const made = await listFor(context, own);
    return made && { ...made.list, heldOut: null };
  },
} satisfies Record<string, Probe<RankingConfig, RankingSplit, Parameters>>;

interface Own {
  readonly items: readonly number[];
  readonly ratings: readonly number[];
}

/** All that a person of the data has rated. */
function rated({ whole }: RankingSplit, user: number): Own {
  const [start, end] = [whole.offsets[user]!, whole.offsets[user + 1]!];
  return {
    items: [...whole.item.subarray(start, end)],
    ratings: [...whole.rating.subarray(start, end)],
  };
}

/** The first films of the catalogue by the scorer, as they look to somebody; null without films. */
async function listFor({ parameters, split }: Context, { items, ratings }: Own) {
  if (!split.describe || items.length === 0) return null;
  const features = split.describe.ofCatalogue(items, ratings);
  const columns = split.columns.length;
  const scores = await scoreRows(parameters, features, features.length / columns, columns);
  const seen = new Uint8Array(scores.length);
  for (const item of items) seen[item] = 1;
  return { list: firstItems(scores, seen), features };
}

const zeros = () => new Array<number>(RANKS).fill(0);

function shareOf(pulls: readonly number[]): number[] {
  const all = pulls.reduce((sum, x) => sum + x, 0);
  return pulls.map((pull) => (all === 0 ? 0 : pull / all));
}
