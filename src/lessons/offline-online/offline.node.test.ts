/** What must hold of logs, estimators, lists, tests and auctions, on small generated data. */
import { describe, expect, test } from "vitest";
import { itemsOf, leaveOneOut, rowsOf, temporalSplit } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { createStreams, Rng } from "../../engine/numbers/random.ts";
import { ndcg } from "../../engine/ranking/metrics.ts";
import { auc } from "../../families/clicks/metrics.ts";
import { makeWorld } from "../../families/worlds/world.ts";
import { arrive, difference, fooledShare, NOBODY } from "./ab-test.ts";
import { askedReading, gradesOf, slice, tied } from "./asked-traps.ts";
import {
  byPrice,
  type Impressions,
  impressions,
  priceAuc,
  rankValue,
  revenueOf,
  shifted,
  undone,
} from "./bids.ts";
import { weightsOf } from "./draw.ts";
import {
  type Estimate,
  estimate,
  isEstimate,
  missingShare,
  NAMES,
  type Name,
  trueValue,
} from "./estimators.ts";
import { listOf, policyOf, ruleFacts } from "./lists.ts";
import { best, type Logger, loggerOf, SLOTS, visit } from "./loggers.ts";
import type { OfflineConfig } from "./settings.ts";
import { clickedRanks, pairedBootstrap, sampledNdcg } from "./traps.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 40, items: 60, interactionsPerUser: 20 });
const split = leaveOneOut(dataset);
const world = makeWorld(split, "tastes", createStreams(1).data);
const { people, films, probability } = world;
const logger = (name: OfflineConfig["logger"]) => loggerOf(split, world, { logger: name });
const facts = ruleFacts(split.catalogue, world, visit(world, logger("uniform"), 400, new Rng(5)));
/** A policy that knows a little of the truth, and a model of clicks that is wrong in its own way. */
const noise = new Rng(7).normals(people * films);
const pi = policyOf(
  Float64Array.from(world.logit, (s, n) => s + 0.8 * noise[n]!),
  facts,
  world,
  "none",
);
const wrong = Float64Array.from(probability, (p, n) => Math.min(0.9, p + 0.2 * (n % 2)));
const truth = trueValue(pi, probability, films);

/** Means of an estimator over many logs, with the standard error of that mean. */
function over(
  name: Name,
  from: Logger,
  q: ArrayLike<number>,
  { logs = 150, rows = 1500 } = {},
): { mean: number; error: number; said: number } {
  const values: Estimate[] = [];
  for (let n = 0; n < logs; n++) {
    const log = visit(world, from, rows, new Rng(1000 + n));
    const answer = estimate(name, log, from, pi, q, films);
    if (isEstimate(answer)) values.push(answer);
  }
  const mean = values.reduce((sum, { value }) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / values.length;
  return {
    mean,
    error: Math.sqrt(variance / values.length),
    said: values.reduce((sum, { error }) => sum + error, 0) / values.length,
  };
}

describe("a logger", () => {
  test("shows what it says it does (chi-square), and the same seed writes the same log", () => {
    const softmax = logger("softmax");
    const log = visit(world, softmax, 30_000, new Rng(3));
    expect(visit(world, softmax, 30_000, new Rng(3))).toEqual(log);
    const [shown, expected] = [new Float64Array(films), new Float64Array(films)];
    log.film.forEach((i, n) => {
      shown[i]!++;
      const u = log.user[n]!;
      expect(log.propensity[n]).toBe(softmax.probability![u * films + i]);
      for (let j = 0; j < films; j++) expected[j]! += softmax.probability![u * films + j]!;
    });
    const chi = shown.reduce((sum, n, i) => sum + (n - expected[i]!) ** 2 / expected[i]!, 0);
    // 59 degrees of freedom: above 99 once in a thousand times.
    expect(films).toBe(60);
    expect(chi).toBeLessThan(99);
  });

  test.each(["uniform", "softmax", "epsilon", "top"] as const)("%s: chances sum to 1", (name) => {
    const { probability: chances } = logger(name);
    for (let u = 0; u < people; u++) {
      const own = chances!.subarray(u * films, (u + 1) * films);
      expect(own.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
    }
  });

  test("greedy shows its first ten in turn and knows no propensity", () => {
    const greedy = logger("greedy");
    const log = visit(world, greedy, 4000, new Rng(2));
    expect(log.propensity.every((p) => p === 0)).toBe(true);
    log.film.forEach((i, n) => {
      const u = log.user[n]!;
      expect(best(greedy.scores.subarray(u * films, (u + 1) * films), SLOTS)).toContain(i);
    });
  });
});

describe("estimators", () => {
  test.each(["IPS", "SNIPS", "DR"] as const)(
    "%s agrees with the world where the logger covers everything",
    (name) => {
      for (const from of ["uniform", "softmax"] as const) {
        const { mean, error } = over(name, logger(from), wrong);
        // SNIPS is right in the limit; here its bias is of the order of 1 / rows.
        expect(Math.abs(mean - truth), from).toBeLessThan(
          4 * error + (name === "SNIPS" ? 0.01 : 0),
        );
      }
    },
  );

  test("replay agrees under a uniform logger, and not under one that shows what is clicked", () => {
    const { mean, error } = over("Replay", logger("uniform"), wrong);
    expect(Math.abs(mean - truth)).toBeLessThan(4 * error);
    const powers = Float64Array.from(world.logit, (s) => Math.exp(1.5 * s));
    const biased = Float64Array.from(powers, (x, pair) => {
      const from = Math.floor(pair / films) * films;
      return x / powers.subarray(from, from + films).reduce((sum, y) => sum + y, 0);
    });
    const knowing = over("Replay", { scores: powers, probability: biased }, wrong);
    expect(knowing.mean - truth).toBeGreaterThan(10 * knowing.error);
  });

  test("the direct method is exact if its model is the truth, and wrong by the model’s error if not", () => {
    const from = logger("uniform");
    const everybody = {
      user: Int32Array.from({ length: people }, (_, u) => u),
      film: new Int32Array(people),
      clicked: new Int32Array(people),
      propensity: new Float64Array(people).fill(1 / films),
    };
    const of = (q: ArrayLike<number>) => estimate("DM", everybody, from, pi, q, films) as Estimate;
    expect(of(probability).value).toBeCloseTo(truth, 12);
    expect(of(wrong).value).toBeCloseTo(trueValue(pi, wrong, films), 12);
    expect(Math.abs(of(wrong).value - truth)).toBeGreaterThan(0.03);
  });

  test("doubly robust is right on average if either part is", () => {
    // Right propensities and a wrong model; then a right model and propensities that are too low.
    const right = over("DR", logger("softmax"), wrong);
    expect(Math.abs(right.mean - truth)).toBeLessThan(4 * right.error);
    const softmax = logger("softmax");
    const values = Array.from({ length: 150 }, (_, n) => {
      const log = visit(world, softmax, 1500, new Rng(500 + n));
      const off = { ...log, propensity: log.propensity.map((p) => 0.4 * p) };
      return [probability, wrong].map(
        (q) => (estimate("DR", off, softmax, pi, q, films) as Estimate).value,
      ) as [number, number];
    });
    const mean = (k: 0 | 1) => values.reduce((sum, one) => sum + one[k], 0) / values.length;
    const spread = Math.sqrt(
      values.reduce((sum, one) => sum + (one[0] - mean(0)) ** 2, 0) / values.length ** 2,
    );
    expect(Math.abs(mean(0) - truth)).toBeLessThan(4 * spread);
    expect(Math.abs(mean(1) - truth)).toBeGreaterThan(4 * spread);
  });

  test.each(["IPS", "SNIPS", "DR", "Replay"] as const)("%s knows its own error", (name) => {
    const { error, said } = over(name, logger("uniform"), wrong);
    const spread = error * Math.sqrt(150);
    expect(said / spread).toBeGreaterThan(0.8);
    expect(said / spread).toBeLessThan(1.25);
  });

  test("of the logger’s own policy the weights are 1 and all rows count", () => {
    const from = logger("softmax");
    const log = visit(world, from, 500, new Rng(4));
    const own = estimate("IPS", log, from, from.probability!, wrong, films) as Estimate;
    expect(own.effective).toBeCloseTo(500, 6);
    expect(own.value).toBeCloseTo(log.clicked.reduce((sum, c) => sum + c, 0) / 500, 9);
  });

  test("without chance all but the direct method refuse, and say why", () => {
    const greedy = logger("greedy");
    const log = visit(world, greedy, 500, new Rng(4));
    for (const name of NAMES) {
      const answer = estimate(name, log, greedy, pi, wrong, films);
      if (name === "DM") expect(isEstimate(answer)).toBe(true);
      else expect(answer).toMatchObject({ why: { english: expect.stringContaining("no chance") } });
    }
  });

  test("where support is missing they say of what share, and IPS is low by the clicks of that share", () => {
    const top = logger("top");
    const missing = missingShare(pi, top);
    expect(missing).toBeGreaterThan(0.01);
    const visible = pi.map((p, pair) => (top.probability![pair]! > 0 ? p : 0));
    const seen =
      Array.from(visible).reduce((sum, p, pair) => sum + p * probability[pair]!, 0) / people;
    expect(seen).toBeLessThan(truth);
    const { mean, error } = over("IPS", top, wrong);
    expect(Math.abs(mean - seen)).toBeLessThan(4 * error);
    const log = visit(world, top, 500, new Rng(4));
    expect(estimate("IPS", log, top, pi, wrong, films)).toMatchObject({ missing });
    // A policy that shows only what the log cannot have.
    const nowhere = top.probability!.map((p) => Number(p === 0));
    expect(estimate("SNIPS", log, top, nowhere, wrong, films)).toHaveProperty("why");
  });
});

describe("lists", () => {
  const scores = (u: number) => world.logit.subarray(u * films, (u + 1) * films);

  test("without rules the best ten, best first", () => {
    expect(listOf(scores(3), facts, 3, "none")).toEqual(best(scores(3), SLOTS));
  });

  test("each rule holds in every list, and all lists are full", () => {
    for (let u = 0; u < people; u++) {
      const list = (rules: OfflineConfig["rules"]) => listOf(scores(u), facts, u, rules);
      expect(list("seen").filter((i) => facts.clicked[u * films + i])).toEqual([]);
      const kinds = list("kinds").map((i) => facts.kind[i]!);
      for (const kind of kinds)
        expect(kinds.filter((k) => k === kind).length).toBeLessThanOrEqual(2);
      expect(list("new").filter((i) => facts.fresh[i]).length).toBeGreaterThanOrEqual(3);
      for (const rules of ["none", "seen", "kinds", "new", "all"] as const) {
        expect(new Set(list(rules)).size).toBe(SLOTS);
      }
    }
  });
});

describe("an A/B test", () => {
  const p = Float64Array.from({ length: 50 }, (_, u) => 0.1 + 0.004 * u);

  test("a case by hand", () => {
    const { value, error } = difference({ visits: [100, 200], clicks: [20, 60] });
    expect(value).toBeCloseTo(0.1, 12);
    expect(error).toBeCloseTo(Math.sqrt((0.2 * 0.8) / 100 + (0.3 * 0.7) / 200), 12);
    expect(difference(NOBODY).error).toBe(Number.POSITIVE_INFINITY);
  });

  test("both arms have their own clicks, and about half of the people", () => {
    const { visits, clicks } = arrive(NOBODY, { a: p, b: p.map((x) => 2 * x) }, 40_000, new Rng(1));
    expect(Math.abs(visits[0] - 20_000)).toBeLessThan(4 * 100);
    expect(clicks[0] / visits[0]).toBeCloseTo(0.198, 1.7);
    expect(clicks[1] / visits[1]).toBeCloseTo(0.396, 1.7);
  });

  test("one look is fooled in 5 % of tests between equals, stopping early in many more", () => {
    const { tests, atEnd, byLook, bound } = fooledShare(p, {
      tests: 600,
      looks: 10,
      each: 200,
      seed: 1,
    });
    const error = Math.sqrt((0.05 * 0.95) / tests);
    expect(Math.abs(atEnd / tests - 0.05)).toBeLessThan(4 * error);
    // Ten looks: about 19 % (Armitage, McPherson and Rowe 1969, table 2).
    expect(byLook.at(-1)! / tests).toBeGreaterThan(0.13);
    expect(byLook.at(-1)! / tests).toBeLessThan(0.26);
    expect(byLook.every((n, look) => look === 0 || n >= byLook[look - 1]!)).toBe(true);
    // Ten looks at 5 %: 2.56 (Pocock 1977).
    expect(Math.abs(bound - 2.56)).toBeLessThan(0.2);
  });
});

describe("traps", () => {
  test("among all films sampled NDCG is NDCG, and a draw agrees with its expectation", () => {
    for (const rank of [1, 2, 7, 10, 11, 60]) {
      expect(sampledNdcg(rank, 60, 59)).toBeCloseTo(ndcg(rank), 9);
    }
    // Rank 20 of 60 among 15 others: better ones are counted in 20,000 draws.
    const rng = new Rng(1);
    const others = Int32Array.from({ length: 59 }, (_, i) => i);
    let sum = 0;
    for (let draw = 0; draw < 20_000; draw++) {
      const better = rng
        .shuffle(others)
        .subarray(0, 15)
        .filter((i) => i < 19).length;
      sum += ndcg(better + 1) / 20_000;
    }
    expect(Math.abs(sum - sampledNdcg(20, 60, 15))).toBeLessThan(0.01);
  });

  test("ranks count ties against the clicked film", () => {
    const log = {
      user: Int32Array.of(0, 0, 1),
      film: Int32Array.of(1, 2, 0),
      clicked: Int32Array.of(1, 0, 1),
      propensity: new Float64Array(3).fill(0.3),
    };
    expect(clickedRanks(log, [3, 2, 2, 9, 1, 1], 3)).toEqual([
      { user: 0, rank: 3 },
      { user: 1, rank: 1 },
    ]);
  });

  test("the paired bootstrap holds the difference, and is narrower for pairs that go together", () => {
    const rng = new Rng(5);
    const a = Float64Array.from({ length: 300 }, () => rng.normal());
    const near = a.map((x) => x + 0.1 + 0.1 * rng.normal());
    const apart = a.map(() => 0.1 + rng.normal());
    const [one, other] = [near, apart].map((b) => pairedBootstrap(a, b, new Rng(1)));
    expect(one!.low).toBeLessThan(0.1);
    expect(one!.high).toBeGreaterThan(0.1);
    // 1.96 * .1 / sqrt(300) each way
    expect(one!.high - one!.low).toBeCloseTo(2 * 0.0113, 2);
    expect(other!.high - other!.low).toBeGreaterThan(5 * (one!.high - one!.low));
  });
});

describe("bids", () => {
  const some = impressions(4000, new Rng(2));

  test("the undo formula undoes the weight, which moves the logit by ln w", () => {
    const logit = (p: number) => Math.log(p / (1 - p));
    for (const [p, w] of [
      [0.25, 3],
      [0.01, 0.2],
      [0.9, 8],
    ] as const) {
      expect(undone(shifted(p, w), w)).toBeCloseTo(p, 12);
      expect(logit(shifted(p, w)) - logit(p)).toBeCloseTo(Math.log(w), 9);
    }
  });

  test("p' makes the weighted log loss least", () => {
    const [p, w] = [0.2, 3];
    const loss = (x: number) => -w * p * Math.log(x) - (1 - p) * Math.log(1 - x);
    const at = shifted(p, w);
    expect(loss(at)).toBeLessThan(loss(at + 1e-3));
    expect(loss(at)).toBeLessThan(loss(at - 1e-3));
  });

  test("clicks alone are weighted; by batch, their weights depend on who else is there", () => {
    const [label, bid] = [Float32Array.of(1, 0, 1), Float64Array.of(4, 9, 1)];
    const of = (weight: OfflineConfig["weight"], weighs: OfflineConfig["weighs"]) =>
      Array.from(weightsOf(label, bid, { weight, weighs }));
    expect(of("price", "clicks")).toEqual([4, 1, 1]);
    expect(of("root", "clicks")).toEqual([2, 1, 1]);
    expect(of("price", "all")).toEqual([4, 9, 1]);
    expect(of("price", "batch").map((w) => Number(w.toFixed(4)))).toEqual([1.6, 1, 0.4]);
    expect(of("none", "clicks")).toEqual([1, 1, 1]);
  });

  test("at equal prices the price-weighted AUC is the AUC; dear clicks count more", () => {
    const scores = Array.from(some.truth, (p) => Math.round(p * 50));
    expect(priceAuc(scores, some.clicked, () => 3)).toBeCloseTo(auc(scores, some.clicked), 9);
    // Of two clicked ones the dear one (9) is above both noes, the cheap one (1) below.
    expect(priceAuc([1, 2, 3, 4], [1, 0, 0, 1], (n) => [1, 0, 0, 9][n]!)).toBeCloseTo(0.9, 12);
  });

  test("an oracle has revenue 1, and nobody more", () => {
    const { truth: p, bid } = some;
    expect(revenueOf(some, (n) => p[n]! * bid[n]!)).toBe(1);
    expect(revenueOf(some, (n) => bid[n]!)).toBeLessThan(1);
  });

  test("what an auction goes by counts the bid once", () => {
    const value = (weight: OfflineConfig["weight"]) => rankValue(0.1, 4, { weight, rank: "own" });
    expect([value("none"), value("root"), value("price")]).toEqual([0.4, 0.2, 0.1]);
    expect(rankValue(0.1, 4, { weight: "price", rank: "p-bid" })).toBe(0.4);
  });

  test("by price: the truth is calibrated in every bin, and so is its shift when it is undone", () => {
    const many: Impressions = impressions(60_000, new Rng(3));
    const shift = Float64Array.from(many.truth, (p, n) => shifted(p, many.bid[n]!));
    for (const bin of byPrice(many, shift, "price")) {
      const error = Math.sqrt(bin.clicked / bin.count);
      expect(Math.abs(bin.undone - bin.clicked)).toBeLessThan(4 * error);
    }
    const [cheap, dear] = [
      byPrice(many, shift, "price")[0]!,
      byPrice(many, shift, "price").at(-1)!,
    ];
    expect(cheap.predicted).toBeLessThan(cheap.clicked / 2);
    expect(dear.predicted).toBeGreaterThan(dear.clicked * 1.5);
  });
});

test("the best of few and the best of many agree, ties and all", () => {
  const scores = Array.from(new Rng(8).normals(200), (x) => Math.round(4 * x));
  expect(best(scores, 10)).toEqual(best(scores, 200).slice(0, 10));
});

describe("who is asked", () => {
  test("ties against brute force over all orders of a small catalogue", () => {
    const small = leaveOneOut(
      syntheticDataset({ seed: 3, users: 12, items: 14, interactionsPerUser: 5 }).dataset,
    );
    const scores = gradesOf(small.popularity);
    expect(new Set(scores).size).toBeLessThanOrEqual(5);
    const found = tied(small, scores);
    const rng = new Rng(8);
    const draws = 4000;
    let [favour, fair, against] = [0, 0, 0];
    small.test.user.forEach((user, n) => {
      const own = small.test.item[n]!;
      const seen = new Set(itemsOf(small.history.test, user));
      const others = Array.from({ length: 14 }, (_, item) => item).filter(
        (item) => item !== own && !seen.has(item),
      );
      const above = others.filter((item) => scores[item]! > scores[own]!).length;
      const equal = others.filter((item) => scores[item] === scores[own]).length;
      favour += ndcg(above + 1);
      against += ndcg(above + equal + 1);
      for (let draw = 0; draw < draws; draw++) fair += ndcg(above + 1 + rng.int(equal + 1)) / draws;
    });
    const cases = small.test.user.length;
    expect(found.favour).toBeCloseTo(favour / cases, 8);
    expect(found.against).toBeCloseTo(against / cases, 8);
    expect(Math.abs(found.fair - fair / cases)).toBeLessThan(0.01);
  });

  test("a constant is perfect where ties favour it, and the slices of one cut are what they say", () => {
    const { ties, cut, last } = askedReading(split);
    expect(ties.at(-1)!.favour).toBe(1);
    expect(ties.at(-1)!.against).toBeLessThan(0.1);
    expect(last.cases).toBe(split.test.user.length);
    const { slices, cases } = cut!;
    expect(slices.all.cases).toBe(cases);
    const dated = temporalSplit(rowsOf(split), 0.8, "last");
    for (const n of slice(dated, "new people")) {
      expect(itemsOf(dated.train, dated.test.user[n]!)).toHaveLength(0);
    }
    for (const n of slice(dated, "warm")) {
      expect(dated.popularity[dated.test.item[n]!]).toBeGreaterThan(10);
    }
  });
});
