/** Who is asked what with which history, what was planted, and what the pictures make of runs: no device. */
import { expect, test } from "vitest";
import { summaryOf } from "../../components/session/alike-runs.ts";
import type { Run } from "../../components/session/state.ts";
import { itemsOf, leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { drawQuestions, historyOf } from "./draw.ts";
import { measured } from "./evaluate.ts";
import { prepareTargets } from "./prepare.ts";
import { rivalsOf } from "./rivals.ts";
import { perPair, served } from "./serve.ts";
import { hyperparameters, type TargetConfig } from "./settings.ts";
import { bucketOf, bucketText } from "./time-buckets.ts";
import { valuesByVariant } from "./variants.ts";

const base: TargetConfig = { ...defaults(hyperparameters), history: 5 };
const { dataset } = syntheticDataset({ seed: 1, users: 40, items: 60, interactionsPerUser: 12 });
const split = leaveOneOut(dataset);
const liked = { ...base, task: "liked" } as const;

test("the next film: the test is the held-out film, its history what is known before it", () => {
  const { parts, log } = prepareTargets(split, base, createStreams(1));
  const { test: asked } = parts;
  expect([...asked.user]).toEqual([...split.test.user]);
  for (const [n, user] of asked.user.entries()) {
    expect(asked.candidates[n * asked.each]).toBe(split.test.item[n]);
    expect([...Array.from(historyOf(log, asked, n).films)]).toEqual([
      ...itemsOf(split.history.test, user),
    ]);
    const others = asked.candidates.subarray(n * asked.each + 1, (n + 1) * asked.each);
    const ever = itemsOf(split.whole, user);
    for (const film of others) expect(ever.includes(film)).toBe(false);
  }
  // Nothing of what is held out is trained on.
  const trained = parts.training.to.length;
  expect(trained).toBe(split.train.item.length - split.train.users);
});

test("turning stars that are held out round changes nothing that training sees", () => {
  const before = prepareTargets(split, liked, createStreams(1));
  const rows = new Set([...before.parts.test.to, ...before.parts.validation.to]);
  const rating = split.whole.rating.map((stars, row) =>
    rows.has(row) ? (stars >= 4 ? 1 : 5) : stars,
  );
  const turned = { ...split, whole: { ...split.whole, rating } };
  const after = prepareTargets(turned, liked, createStreams(1));
  expect(after.parts.test.labels).not.toEqual(before.parts.test.labels);
  const draw = (of: typeof before) =>
    drawQuestions(
      { split: of, config: liked, streams: createStreams(2), step: 0, notes: {} },
      Int32Array.from(of.parts.training.to.keys()),
    );
  expect(draw(after)).toEqual(draw(before));
});

test("a planted yes is the other film of one theme of the history, a no of none", () => {
  const config = { ...base, task: "interests" } as const;
  const { parts, log, truth } = prepareTargets(split, config, createStreams(1));
  const { test: asked } = parts;
  for (let n = 0; n < 200; n++) {
    const films = Array.from(historyOf(log, asked, n).films);
    const themes = films.map((film) => truth!.theme[film]);
    const [yes, no] = asked.candidates.subarray(2 * n, 2 * n + 2);
    expect(new Set(themes).size).toBe(20);
    expect(themes).toContain(truth!.theme[yes!]);
    expect(films).not.toContain(yes);
    expect(themes).not.toContain(truth!.theme[no!]);
  }
});

test("GAUC is within people, pooled AUC across them, and popular films are a group of their own", () => {
  // Two people with one positive, one film by chance and one by popularity each
  const questions = {
    user: Int32Array.of(0, 1),
    from: new Int32Array(2),
    to: new Int32Array(2),
    time: new Float64Array(2),
    each: 3,
    candidates: Int32Array.of(1, 2, 3, 4, 5, 6),
    labels: Float32Array.of(1, 0, 0, 1, 0, 0),
  };
  const found = measured(questions, Float32Array.of(5, 4, 6, 2, 1, 0), base);
  expect(found.GAUC).toBe(1);
  expect(found.AUC).toBe(0.75); // 2 is under 4
  expect(found["GAUC popular"]).toBe(0.5);
});

test("buckets double", () => {
  expect([0, 1, 2, 3, 6, 7, 1e12].map(bucketOf)).toEqual([0, 1, 1, 2, 2, 3, 31]);
  expect(bucketOf(-5)).toBe(0);
  expect([0, 1, 6, 12, 17, 25].map(bucketText)).toEqual([
    "0 s",
    "1 s",
    "1 min",
    "1 h",
    "2 d",
    "1 y",
  ]);
});

test("a ranker’s list grows with its pairs, towers’ with one product a film", () => {
  const config = { ...base, history: 20, dim: 16 };
  const above = 48 * 64 + 64 * 32 + 32;
  expect(perPair({ ...config, reader: "mean" })).toBe(20 * 16 + 16 + above);
  expect(perPair({ ...config, reader: "din" })).toBe(20 * (16 + 64 * 32 + 32 + 16) + 16 + above);
  const [ranker, towers, both] = served(1000, config);
  expect(ranker!.pairs).toBe(1000);
  expect(towers!.products).toBe(20 * 16 + 16_000);
  expect(both!.pairs).toBe(200);
});

test("the table takes a run’s own row, companions’ columns, and the best epoch by validation AUC", () => {
  const run = (reader: string, seed: number, rows: object[], set = {}) =>
    ({
      status: "finished",
      setup: { seed, config: { ...base, reader, ...set }, dataset: "d" },
      history: rows.map((row, n) => ({ step: n, epoch: n + 1, loss: 1, ...row })),
    }) as unknown as Run;
  const values = valuesByVariant([
    run("din", 1, [
      { AUC: 0.7, GAUC: 0.6, "Validation AUC": 0.8, "GAUC mean": 0.5, "Validation AUC mean": 0.5 },
      { AUC: 0.9, GAUC: 0.8, "Validation AUC": 0.7, "GAUC mean": 0.4, "Validation AUC mean": 0.6 },
    ]),
    run("din", 2, [{ AUC: 0.7, GAUC: 0.7, "Validation AUC": 0.8 }]),
    run("din", 1, [{ AUC: 0.7, GAUC: 0.1, "Validation AUC": 0.8 }], { normalise: true }),
    run("mean", 2, [{ AUC: 0.7, GAUC: 0.3, "Validation AUC": 0.8 }]),
  ]);
  expect(summaryOf(values.get("din")!, "GAUC")).toMatchObject({ low: 0.6, high: 0.7, seeds: 2 });
  expect(summaryOf(values.get("softmax")!, "GAUC")).toMatchObject({ mean: 0.1, seeds: 1 });
  expect(summaryOf(values.get("mean")!, "GAUC")).toMatchObject({ low: 0.3, high: 0.4, seeds: 2 });
  expect(summaryOf(values.get("bst1")!, "GAUC")).toBeNull();
});

test("a run has the rivals that it asks for, never itself", () => {
  expect(rivalsOf({ reader: "din", beside: "few" })).toEqual(["none", "mean"]);
  expect(rivalsOf({ reader: "mean", beside: "all" })).toEqual(["none", "din", "bst"]);
  expect(rivalsOf({ reader: "din", beside: "none" })).toEqual([]);
});
