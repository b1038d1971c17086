/** What a step sees: which films are read for a target, who gives how many examples, and what is drawn. */
import { describe, expect, test } from "vitest";
import { itemsOf, leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { userOfEach } from "../../engine/ranking/negatives.ts";
import { ageOf, drawExamples, inputRows, MASKED } from "./draw.ts";
import { prepareExamples } from "./prepare.ts";
import { hyperparameters, type YoutubeConfig } from "./settings.ts";
import { weighedOdds } from "./weighed-odds.ts";

const base: YoutubeConfig = { ...defaults(hyperparameters), history: 6, drawn: 64 };
const { dataset } = syntheticDataset({ seed: 1, users: 40, items: 60, interactionsPerUser: 12 });
const whole = leaveOneOut(dataset);

const prepared = (some: Partial<YoutubeConfig> = {}) => {
  const config = { ...base, ...some };
  const split = prepareExamples(whole, config, createStreams(2));
  const streams = createStreams(5);
  const draw = (examples: readonly number[]) =>
    drawExamples({ split, config, streams, step: 0, notes: {} }, Int32Array.from(examples));
  return { split, draw };
};

describe("the films that are read", () => {
  const { split } = prepared();
  const { train } = split;
  const users = userOfEach(train);

  test("for the next film are the last ones before it, and none of the future", () => {
    for (const row of split.rows) {
      const read = inputRows(train, row, "future", 6);
      expect(read.at(-1)).toBe(row - 1);
      expect(read.length).toBe(Math.min(6, row - train.offsets[users[row]!]!));
      expect(read.every((other) => users[other] === users[row])).toBe(true);
    }
  });

  test("for one held out at random lie on both sides, as many as there can be, and never itself", () => {
    for (const row of train.item.keys()) {
      const read = inputRows(train, row, "random", 6);
      const own = itemsOf(train, users[row]!).length;
      expect(new Set(read).size).toBe(Math.min(6, own - 1));
      expect(read).not.toContain(row);
      expect(read.every((other) => users[other] === users[row])).toBe(true);
    }
    const middle = train.offsets[3]! + 4;
    expect(inputRows(train, middle, "random", 4)).toEqual(
      [-2, -1, 1, 2].map((step) => middle + step),
    );
  });
});

test("a film of each person is held out at random, and training never sees it", () => {
  const { split } = prepared();
  const enough = Array.from({ length: 40 }, (_, user) => itemsOf(whole.train, user).length >= 5);
  const asked = enough.filter(Boolean).length;
  expect(split.heldOut.user.length).toBe(asked);
  expect(asked).toBeGreaterThan(30);
  for (const [n, user] of split.heldOut.user.entries()) {
    const film = split.heldOut.item[n]!;
    expect([...itemsOf(split.around, user)]).toContain(film);
    expect([...itemsOf(split.train, user)]).not.toContain(film);
  }
  expect(split.train.item.length).toBe(whole.train.item.length - asked);
});

test("with equal examples every person gives as many, whatever they watched", () => {
  const { split, draw } = prepared({ perUser: 3 });
  const { people, train } = split;
  const { positive } = draw(Array.from({ length: 3 * people.user.length }, (_, n) => n));
  for (const [n, user] of people.user.entries()) {
    for (const film of positive.values.slice(3 * n, 3 * n + 3)) {
      expect([...itemsOf(train, user)].slice(1)).toContain(film);
    }
  }
});

test("negatives are drawn by popularity, weighed by −log K Q, and are nothing that was watched", () => {
  const { split, draw } = prepared();
  const { positive, negatives, correction, ownCorrection } = draw([0, 50, 100]);
  const weight = (film: number) => -Math.log(64 * split.frequency[film]!);
  positive.values.forEach((film, b) => {
    expect(ownCorrection.values[b]).toBeCloseTo(weight(film), 5);
    const user = userOfEach(split.train)[split.rows[[0, 50, 100][b]!]!]!;
    const watched = new Set(itemsOf(split.train, user));
    negatives.values.forEach((other, k) => {
      const added = correction.values[b * 64 + k]!;
      if (watched.has(other)) expect(added).toBe(MASKED);
      else expect(added).toBeCloseTo(weight(other), 5);
    });
  });
});

test("importance weights make the drawn sum right on average", () => {
  const { split, draw } = prepared({ mask: "same" });
  const film = split.train.item[split.rows[0]!]!;
  const s = Float64Array.from({ length: 60 }, (_, n) => Math.sin(n));
  const exact = s.reduce(
    (sum, one, n) => (split.frequency[n]! > 0 && n !== film ? sum + Math.exp(one) : sum),
    0,
  );
  const draws = Array.from({ length: 200 }, () => {
    const { negatives, correction } = draw([0]);
    return Array.from(negatives.values, (n, k) => Math.exp(s[n]! + correction.values[k]!)).reduce(
      (sum, x) => sum + x,
    );
  });
  // 12,800 films were drawn: the mean lies within a few percent.
  expect(draws.reduce((sum, x) => sum + x, 0) / draws.length / exact).toBeCloseTo(1, 1);
});

test("an age is the share of the examples that are newer", () => {
  const { split } = prepared();
  expect(ageOf(split, split.times.at(-1)!)).toBe(0);
  expect(ageOf(split, split.times[0]! - 1)).toBe(1);
  const middle = split.times[split.times.length >> 1]!;
  expect(ageOf(split, middle)).toBeCloseTo(0.5, 1);
});

test("data that cannot be learnt from are refused with what to do", () => {
  const refused = (split: typeof whole, some: Partial<YoutubeConfig>) => () =>
    prepareExamples(split, { ...base, ...some }, createStreams(1));
  expect(refused({ ...whole, timed: false }, { age: true })).toThrow(/switch “Example age” off/);
  const nobody = { user: new Int32Array(0), item: new Int32Array(0) };
  expect(refused({ ...whole, test: nobody }, {})).toThrow(/people have three and more/);
});

test("odds weighed by stars are where the gradient of the weighted loss is zero", () => {
  const [yes, sum, people] = [30, 105, 600];
  const { odds, expected } = weighedOdds(yes, sum, people);
  const slope = (b: number) => {
    const p = 1 / (1 + Math.exp(-b));
    return p * (sum + people - yes) - sum;
  };
  // gradient descent from 0 comes there
  let b = 0;
  for (let step = 0; step < 2000; step++) b -= 0.005 * slope(b);
  expect(Math.exp(b)).toBeCloseTo(odds, 5);
  expect(odds / expected).toBeCloseTo(people / (people - yes), 8);
});
