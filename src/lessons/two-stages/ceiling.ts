/** How the pipeline's quality and cost depend on how many films stage one passes on. */
import { oncePer } from "../../engine/once.ts";
import { popularityScorer } from "../../engine/ranking/baselines.ts";
import { scoreUsers } from "../../engine/ranking/evaluate.ts";
import { meanOverRanks } from "../../engine/ranking/metrics.ts";
import { momentsOf } from "../../families/retrieval/moments.ts";
import { askedAt, candidatesOf, emptyRow, placeOf, scoreFirst, scoreNear } from "./asked.ts";
import { candidateLists, scoresOfLists, secondScores, unseen } from "./evaluate.ts";
import type { StagesSplit } from "./prepare.ts";
import { atTest, type Context, rowFor, timed } from "./request.ts";
import type { RetrieverName } from "./settings.ts";

export interface CeilingReading {
  /** How many films are passed on. */
  readonly sizes: readonly number[];
  /** Recall of stage one, and of others that could be. */
  readonly recall: Readonly<Record<RetrieverName, readonly number[] | null>>;
  /** Of the two stages. */
  readonly hits: readonly number[];
  readonly ndcg: readonly number[];
  /** Milliseconds of a request: of stage one, and of stage two on so many films. */
  readonly first: number;
  readonly second: readonly number[];
  readonly people: number;
  /** Of the films that stage two is taught on, the share that stage one passes on with the run's own number. */
  readonly taught: number;
}

const SIZES = [10, 20, 50, 100, 200, 300, 500];

export async function ceiling(context: Context): Promise<CeilingReading> {
  const { split, config } = context;
  const { items } = split.train;
  const sizes = SIZES.filter((C) => C < items);
  const deepest = sizes.at(-1) ?? items;
  const ranks = {
    beneath: split.vectors ? firstRanks(split, "beneath") : null,
    knn: firstRanks(split, "knn"),
    popularity: firstRanks(split, "popularity"),
  };
  const recall = (of: Int32Array | null) =>
    of && sizes.map((C) => of.reduce((n, rank) => n + (rank <= C ? 1 : 0), 0) / of.length);
  const found = await placesBySize(context, sizes, deepest);
  const costs = await costOf(context, sizes, config.candidates);
  return {
    sizes,
    recall: {
      beneath: recall(ranks.beneath),
      knn: recall(ranks.knn),
      popularity: recall(ranks.popularity),
    },
    hits: found.map((places) => meanOverRanks(places)["HR@10"]),
    ndcg: found.map((places) => meanOverRanks(places)["NDCG@10"]),
    ...costs,
    people: split.test.user.length,
    taught: split.reached.inside / Math.max(1, split.reached.asked),
  };
}

/** [people asked] the place of the held-out film among all unseen films of a retriever, from 1. */
const firstRanks = oncePer(
  (split: StagesSplit, retriever: RetrieverName): Int32Array => {
    const { part, film } = momentsOf(split);
    const row = emptyRow(split.train.items);
    const popular = retriever === "popularity" ? popularityScorer(split) : undefined;
    if (popular) row.first.set(popular(Int32Array.of(0), "test"));
    return Int32Array.from({ length: part.test[1] - part.test[0] }, (_, n) => {
      const m = part.test[0] + n;
      const asked = askedAt(split, m, split.vectors);
      if (!popular) scoreFirst(split, retriever, split.vectors, asked, row.first);
      return placeOf(row, asked.seen, film[m]!);
    });
  },
  (retriever) => retriever,
);

/** For each size the place of every held-out film in the order of stage two, infinite where it does not reach it. */
async function placesBySize(
  { parameters, split, config }: Context,
  sizes: readonly number[],
  deepest: number,
): Promise<number[][]> {
  const made = candidateLists(split, config, "test", deepest);
  const { lists } = made;
  const { size } = lists;
  const wanted = new Map(Array.from(split.test.user, (user, n) => [user, split.test.item[n]!]));
  const places: number[][] = sizes.map(() => []);
  await scoreUsers(
    split.test.user,
    (users) => scoresOfLists(parameters, made, users),
    (users, scores) => {
      users.forEach((user, n) => {
        const list = lists.items.subarray(user * size, (user + 1) * size);
        const at = list.indexOf(wanted.get(user)!);
        const own = scores[n * size + at]!;
        for (const [k, C] of sizes.entries()) {
          let place = at < 0 || at >= C ? Number.POSITIVE_INFINITY : 1;
          for (let other = 0; other < C && Number.isFinite(place); other++) {
            const there = other !== at && list[other]! >= 0;
            if (there && !(scores[n * size + other]! < own)) place++;
          }
          places[k]!.push(place);
        }
      });
    },
    64,
  );
  return places;
}

/** Measured once for a run, on one person. */
async function costOf(context: Context, sizes: readonly number[], candidates: number) {
  const { memory, split, config, parameters } = context;
  const key = `ceiling ${candidates}`;
  const known = memory.get(key) as { first: number; second: readonly number[] } | undefined;
  if (known) return known;
  const { asked } = atTest(split, split.test.user[0]!)!;
  const row = rowFor(context, asked);
  const open = unseen(split.train.items, asked.seen);
  const first = await timed(() => {
    scoreFirst(split, config.retriever, split.vectors, asked, row.first);
    candidatesOf(row, asked.seen, candidates);
  });
  const second: number[] = [];
  for (const C of sizes) {
    second.push(
      await timed(async () => {
        scoreNear(split, asked, row);
        await secondScores(parameters, split, asked, row, open.subarray(0, C));
      }),
    );
  }
  const made = { first, second };
  memory.set(key, made);
  return made;
}
