/** Counts, candidates, lists and shares against brute force, on small generated data. */
import { describe, expect, test } from "vitest";
import { itemsOf, leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { createStreams, Rng } from "../../engine/numbers/random.ts";
import { itemNeighbours } from "../../engine/ranking/item-knn.ts";
import { momentsOf, timeOf, watchedBefore } from "../../families/retrieval/moments.ts";
import { askedAt, candidatesOf, emptyRow, leaveOut, scoreRow } from "./asked.ts";
import { askedShares, blend, marginalRelevance, sharesOf, type Typed } from "./blend.ts";
import type { BudgetsReading } from "./budgets.ts";
import { F, FEATURES } from "./feature-names.ts";
import { featuresOf, personOf } from "./features.ts";
import { withoutOwn } from "./neighbours.ts";
import { placesOf } from "./places.ts";
import { prepareStages } from "./prepare.ts";
import { alone, budgetsOf, recallWith } from "./quotas.ts";
import { hyperparameters, type TwoStagesConfig } from "./settings.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 50, items: 90, interactionsPerUser: 16 });
const split = leaveOneOut(dataset);
const { train } = split;
const base: TwoStagesConfig = {
  ...defaults(hyperparameters),
  retriever: "knn",
  candidates: 25,
  numNegatives: 6,
};
const prepare = (change: Partial<TwoStagesConfig> = {}, seed = 1) =>
  prepareStages(split, { ...base, ...change }, createStreams(seed), undefined);

describe("moments", () => {
  const moments = momentsOf(split);

  test("a film is never among what was watched before it, and the last ones are asked for", () => {
    moments.user.forEach((user, m) => {
      const before = watchedBefore(split, moments, m);
      expect([...before]).not.toContain(moments.film[m]);
      expect(before.length).toBeGreaterThan(0);
      const [from, to] = moments.part.training;
      if (m >= from && m < to) expect(itemsOf(train, user)[before.length]).toBe(moments.film[m]);
    });
    const [from, to] = moments.part.test;
    expect([...moments.user.subarray(from, to)]).toEqual([...split.test.user]);
    expect([...moments.film.subarray(from, to)]).toEqual([...split.test.item]);
  });

  test("now is the time of the last film before", () => {
    moments.user.forEach((user, m) => {
      const times = split.history.test.time.subarray(split.history.test.offsets[user]);
      expect(timeOf(split, moments, m)).toBe(times[moments.known[m]! - 1]);
    });
  });
});

test("what neighbours say without the person is what counting without them says", () => {
  // Every item is everybody's neighbour, so that leaving somebody out changes no neighbourhood.
  const options = { k: 90, shrinkage: 10 };
  const neighbours = itemNeighbours(train, options);
  const user = 7;
  const own = itemsOf(train, user);
  const film = own.at(-1)!;
  const history = own.slice(0, -1);
  const others = (item: number) =>
    Array.from({ length: train.users }, (_, u) => u).filter((u) =>
      itemsOf(train, u).includes(item),
    );
  const expected = [...history].reduce((sum, i) => {
    const both = others(i).filter((u) => u !== user && itemsOf(train, u).includes(film)).length;
    const [a, b] = [others(i).length, others(film).length - 1];
    return sum + both / (Math.sqrt(a * b) + 10);
  }, 0);
  expect(withoutOwn(neighbours, split.popularity, history, film)).toBeCloseTo(expected, 6);
});

describe("candidates", () => {
  test("are the first C of sorting everything that was not seen", () => {
    const rng = new Rng(3);
    for (const C of [1, 10, 40, 89, 200]) {
      const row = { ...emptyRow(90), first: Float32Array.from({ length: 90 }, () => rng.int(12)) };
      const seen = [3, 4, 50];
      const expected = Array.from({ length: 90 }, (_, film) => film)
        .filter((film) => !seen.includes(film))
        .sort((a, b) => row.first[b]! - row.first[a]! || a - b)
        .slice(0, C);
      expect([...candidatesOf(row, seen, C)]).toEqual(expected);
    }
  });

  test("an order of stage two is a permutation, equal scores as they were", () => {
    const items = Int32Array.of(5, 9, 2, 7);
    const { second, list } = placesOf({ items, second: Float32Array.of(1, 3, 3, 0) });
    expect(list).toEqual([9, 2, 5, 7]);
    expect([...second]).toEqual([3, 1, 2, 4]);
  });
});

describe("lists", () => {
  test("hold no film that the person watched but the first, and candidates where they say so", () => {
    for (const teach of ["random", "candidates", "both"] as const) {
      const prepared = prepare({ teach });
      const { lists } = prepared;
      const moments = momentsOf(prepared);
      const row = emptyRow(train.items);
      lists.moment.forEach((m, list) => {
        const films = lists.films.subarray(list * 7, list * 7 + 7);
        expect(films[0]).toBe(moments.film[m]);
        const watched = itemsOf(train, moments.user[m]!);
        for (const film of films.subarray(1)) expect([...watched]).not.toContain(film);
        const asked = askedAt(prepared, m, undefined);
        scoreRow(prepared, "knn", undefined, asked, row);
        leaveOut(prepared, "knn", asked, films[0]!, row);
        const seen = [...asked.seen].filter((film) => film !== films[0]);
        const pool = candidatesOf(row, seen, base.candidates);
        for (let k = 0; k < 6; k++) {
          if (lists.fromStageOne[list * 6 + k]) expect([...pool]).toContain(films[k + 1]);
        }
        if (teach !== "random") expect([...pool]).toContain(films[0]);
      });
      const sent = lists.fromStageOne.reduce((sum, one) => sum + one, 0);
      const share = sent / lists.fromStageOne.length;
      expect(share).toBe({ random: 0, candidates: 1, both: 0.5 }[teach]);
    }
  });

  test("positives that stage one missed are there only when they are wanted", () => {
    const out = prepare();
    const kept = prepare({ outside: "kept" });
    expect(out.lists.moment.length).toBe(out.reached.inside);
    expect(kept.lists.moment.length).toBe(out.reached.asked);
    expect(out.reached.inside).toBeLessThan(out.reached.asked);
  });

  test("the same seed gives the same lists, another one others", () => {
    expect(prepare().lists.films).toEqual(prepare().lists.films);
    expect(prepare().lists.films).not.toEqual(prepare({}, 2).lists.films);
  });

  test("features have mean 0 and deviation 1, and nothing but “stage one” knows stage one", () => {
    const { lists } = prepare();
    for (let f = 0; f < F; f++) {
      const own = lists.features.filter((_, n) => n % F === f);
      const mean = own.reduce((sum, x) => sum + x / own.length, 0);
      const square = own.reduce((sum, x) => sum + (x * x) / own.length, 0);
      expect(mean).toBeCloseTo(0, 3);
      if (square > 0) expect(square).toBeCloseTo(1, 3);
    }
    const m = momentsOf(split).part.test[0];
    const asked = askedAt(split, m, undefined);
    const features = (retriever: "knn" | "popularity") => {
      const row = emptyRow(train.items);
      scoreRow(split, retriever, undefined, asked, row);
      const x = new Float32Array(3 * F);
      featuresOf(split, personOf(split, asked, row), [1, 2, 3], -1, x);
      return x.filter((_, n) => n % F !== FEATURES.indexOf("stage one"));
    };
    expect(features("knn")).toEqual(features("popularity"));
  });

  test("the person’s own watching is counted only by the mistake", () => {
    // Stage one by popularity, so that what neighbours say does not decide who is a candidate.
    const change = { retriever: "popularity", teach: "random" } as const;
    const [clean, leak] = [prepare(change), prepare({ ...change, leak: true })];
    expect(leak.lists.films).toEqual(clean.lists.films);
    const near = FEATURES.indexOf("neighbours");
    // Before they are brought to one scale, only the watched films differ.
    const rise = leak.lists.moment.reduce((sum, _, list) => {
      const at = list * 7 * F + near;
      const raw = (of: typeof leak) =>
        of.lists.features[at]! * of.scale.deviation[near]! + of.scale.mean[near]!;
      return sum + raw(leak) - raw(clean);
    }, 0);
    expect(rise / leak.lists.moment.length).toBeGreaterThan(0.05);
  });
});

describe("blending", () => {
  const films: Typed[] = Array.from({ length: 60 }, (_, n) => ({
    item: n,
    score: 3 - n / 10,
    type: (n * 7) % 4,
  }));
  const weights = [40, 30, 20, 10];

  test("shares over 10,000 draws are those asked for (chi-square)", () => {
    const shares = sharesOf(films, weights, 1, 10_000, new Rng(1));
    const chi = askedShares(weights).reduce(
      (sum, p, type) => sum + (10_000 * (shares[type]! - p) ** 2) / p,
      0,
    );
    // 3 degrees of freedom, one in a thousand
    expect(chi).toBeLessThan(16.27);
  });

  test("scores times 100 change nothing, and change the list by marginal relevance", () => {
    const alike = films.map((film, n) => ({ ...film, type: Math.floor(n / 15) }));
    const loud = alike.map((film) => ({ ...film, score: 100 * film.score }));
    expect(blend(loud, weights, 10, new Rng(2))).toEqual(blend(alike, weights, 10, new Rng(2)));
    expect(marginalRelevance(loud, 10, 0.5)).not.toEqual(marginalRelevance(alike, 10, 0.5));
  });

  test("the order within a type stays, nobody is shown twice, a type that runs out is left out", () => {
    const list = blend(films, weights, 60, new Rng(3));
    expect(new Set(list).size).toBe(60);
    for (const type of [0, 1, 2, 3]) {
      const own = list.filter((n) => films[n]!.type === type);
      expect(own).toEqual(own.toSorted((a, b) => a - b));
    }
    const few = films.filter(({ type }, n) => type !== 0 || n === 0);
    const shown = blend(few, [100, 0, 0, 1], 5, new Rng(4)).map((n) => few[n]!.type);
    expect(shown.filter((type) => type === 0)).toHaveLength(1);
    expect(shown.filter((type) => type === 3)).toHaveLength(4);
    expect(blend(few, [1, 0, 0, 0], 5, new Rng(4))).toHaveLength(1);
  });
});

describe("budgets", () => {
  const reading: BudgetsReading = {
    retrievers: ["beneath", "knn"],
    people: 2,
    test: Int32Array.of(30, 80, 70, 5),
    before: [Int32Array.of(1, 99, 2, 99), Int32Array.of(99, 1, 99, 2)],
  };

  test("add up to C, are equal with β = 0 and go to the one that found films", () => {
    expect(budgetsOf(reading.before[0]!, 2, 101, 0)).toEqual([51, 50]);
    const sharp = budgetsOf(reading.before[0]!, 2, 100, 32);
    expect(sharp).toEqual([100, 0]);
    for (const beta of [0, 1, 3, 9]) {
      expect(budgetsOf(reading.before[1]!, 2, 77, beta).reduce((a, b) => a + b)).toBe(77);
    }
  });

  test("recall by hand", () => {
    expect(recallWith(reading, 40, 0)).toBe(0.5); // 20 each: 30 is not sent, 5 is
    expect(recallWith(reading, 40, 32)).toBe(1); // 40 for the right one: 30 and 5
    expect(alone(reading, 40)).toEqual([0.5, 0.5]);
  });
});
