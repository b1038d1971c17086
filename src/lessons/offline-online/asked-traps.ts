/**
 * Traps that need no model in training: on which day a test is, which cases it has, and what a tie counts. Three
 * recommenders that only count are asked on the real ratings. Pure functions.
 */
import { itemsOf, rowsOf, type Split, temporalSplit } from "../../engine/data/split.ts";
import { oncePer } from "../../engine/once.ts";
import {
  askScorer,
  easeScorer,
  itemKnnScorer,
  popularityScorer,
  type Scorer,
} from "../../engine/ranking/baselines.ts";
import { ndcg } from "../../engine/ranking/metrics.ts";

export const COUNTERS = ["popularity", "item to item", "EASE"] as const;
export type Counter = (typeof COUNTERS)[number];

/** A test case is of a new film where so few have rated it in training. */
const NEW_FILM = 10;
export const SLICES = ["all", "warm", "new films", "new people"] as const;
export type Slice = (typeof SLICES)[number];

export interface AskedReading {
  /** NDCG@10 under each person's last film, and under one cut in time; null where there are no times. */
  readonly last: Protocol;
  readonly cut: (Protocol & { readonly slices: Readonly<Record<Slice, Protocol>> }) | null;
  /** NDCG@10 of graded popularity and of a model that says the same of every film, by what a tie counts. */
  readonly ties: readonly {
    readonly model: string;
    readonly favour: number;
    readonly fair: number;
    readonly against: number;
  }[];
}

export interface Protocol {
  readonly cases: number;
  readonly ndcg: Readonly<Record<Counter, number>>;
}

export const askedReading = oncePer((split: Split): AskedReading => {
  const dated = split.timed ? temporalSplit(rowsOf(split), 0.8, "last") : null;
  const cut = dated && dated.test.user.length > 0 ? dated : null;
  const ranks = cut && ranksOf(cut);
  const all = (of: Split) => Array.from(of.test.user.keys());
  return {
    last: protocolOf(all(split), ranksOf(split)),
    cut: cut &&
      ranks && {
        ...protocolOf(all(cut), ranks),
        slices: {
          all: protocolOf(all(cut), ranks),
          warm: protocolOf(slice(cut, "warm"), ranks),
          "new films": protocolOf(slice(cut, "new films"), ranks),
          "new people": protocolOf(slice(cut, "new people"), ranks),
        },
      },
    ties: [
      { model: "popularity in five grades", ...tied(split, gradesOf(split.popularity)) },
      { model: "the same of every film", ...tied(split, new Float32Array(split.train.items)) },
    ],
  };
});

/** [cases] the rank of each held-out film, by recommender. */
type Ranks = Readonly<Record<Counter, readonly number[]>>;

function ranksOf(split: Split): Ranks {
  const ranks = (scorer: Scorer) => {
    const byUser = askScorer(split, "test", scorer).ranks();
    return Array.from(split.test.user, (user) => byUser[user]!);
  };
  return {
    popularity: ranks(popularityScorer(split)),
    "item to item": ranks(itemKnnScorer(split)),
    EASE: ranks(easeScorer(split)),
  };
}

function protocolOf(cases: readonly number[], ranks: Ranks): Protocol {
  const mean = (of: readonly number[]) =>
    cases.reduce((sum, n) => sum + ndcg(of[n]!), 0) / Math.max(1, cases.length);
  return {
    cases: cases.length,
    ndcg: {
      popularity: mean(ranks.popularity),
      "item to item": mean(ranks["item to item"]),
      EASE: mean(ranks.EASE),
    },
  };
}

/** Cases whose person has nothing in training, whose film has hardly anything, or that have both. */
export function slice({ test, train, popularity }: Split, name: Slice): number[] {
  const newPerson = (n: number) => itemsOf(train, test.user[n]!).length === 0;
  const newFilm = (n: number) => popularity[test.item[n]!]! <= NEW_FILM;
  const holds: Readonly<Record<Slice, (n: number) => boolean>> = {
    all: () => true,
    warm: (n) => !newPerson(n) && !newFilm(n),
    "new films": newFilm,
    "new people": newPerson,
  };
  return Array.from(test.user.keys()).filter(holds[name]);
}

/** 0 to 4: how often a film was rated, in fifths of the logarithm. */
export function gradesOf(popularity: ArrayLike<number>): Float32Array {
  const most = Math.log1p(Math.max(...Array.from(popularity)));
  return Float32Array.from(popularity, (n) => Math.min(4, Math.floor((5 * Math.log1p(n)) / most)));
}

/**
 * NDCG@10 of the test when everybody gets the same scores: with ties in favour of the held-out film, against it, and
 * as the mean over all orders of those that tie.
 * @param scores [items]
 */
export function tied({ test, history }: Split, scores: Float32Array) {
  let [favour, fair, against] = [0, 0, 0];
  test.user.forEach((user, n) => {
    const own = scores[test.item[n]!]!;
    const seen = new Set(itemsOf(history.test, user));
    let [above, equal] = [0, 0];
    scores.forEach((score, item) => {
      if (seen.has(item) || item === test.item[n]) return;
      if (score > own) above++;
      else if (score === own) equal++;
    });
    favour += ndcg(1 + above);
    against += ndcg(1 + above + equal);
    // Beyond the tenth place there is nothing to add up.
    for (let place = 0; place <= Math.min(equal, 10); place++) {
      fair += ndcg(1 + above + place) / (1 + equal);
    }
  });
  const cases = Math.max(1, test.user.length);
  return { favour: favour / cases, fair: fair / cases, against: against / cases };
}
