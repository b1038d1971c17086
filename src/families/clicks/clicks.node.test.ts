/** The parts of the click task that need no device, against brute force and hand-solved cases. */
import { expect, test } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { inEnglish } from "../../engine/declarations/sentence.ts";
import { createStreams, Rng } from "../../engine/numbers/random.ts";
import { prepareClicks } from "./examples.ts";
import { HISTORY } from "./history.ts";
import { auc, logLoss, reliability, rSquared } from "./metrics.ts";
import {
  INPUTS,
  normalised,
  pairStrengths,
  parseTerms,
  problemWithTerms,
  randomTerms,
  shareUpTo,
  termsText,
  valueAt,
} from "./polynomial.ts";
import { type ClickConfig, clickTraining, taskSettings } from "./settings.ts";

const base: ClickConfig = { ...defaults(taskSettings), ...defaults(clickTraining) };
const { dataset } = syntheticDataset({ seed: 2, users: 40, items: 60, interactionsPerUser: 20 });
const split = leaveOneOut(dataset);

test("AUC is the share of pairs in the right order, ties counted as half", () => {
  const rng = new Rng(3);
  const scores = Array.from({ length: 200 }, () => rng.int(25));
  const labels = Array.from({ length: 200 }, () => rng.int(2));
  let [right, pairs] = [0, 0];
  scores.forEach((a, i) => {
    scores.forEach((b, j) => {
      if (labels[i] !== 1 || labels[j] !== 0) return;
      pairs++;
      right += a > b ? 1 : a === b ? 0.5 : 0;
    });
  });
  expect(auc(scores, labels)).toBeCloseTo(right / pairs, 12);
  expect(auc([1, 2], [1, 1])).toBeNaN();
});

test("log loss, R2 and reliability of a case solved by hand", () => {
  // p = 3/4 for a liked one, 1/5 for one that is not
  const logits = [Math.log(3), -Math.log(4)];
  expect(logLoss(logits, [1, 0])).toBeCloseTo(-(Math.log(0.75) + Math.log(0.8)) / 2, 12);
  expect(logLoss([800], [1])).toBe(0);
  expect(rSquared([1, 2, 3], [1, 2, 6])).toBeCloseTo(1 - 9 / 14, 12);
  const { bins, distance } = reliability([0.1, 0.3, 0.9, 0.7], [0, 0, 1, 0], 2);
  expect(bins.map(({ predicted, observed }) => [predicted, observed])).toEqual([
    [0.2, 0],
    [0.8, 0.5],
  ]);
  expect(distance).toBeCloseTo(0.25, 12);
});

test("terms are read, written and refused with what would be right", () => {
  const terms = parseTerms("1.5 x1 x2 - x5x4x3 + 0.5*x10*x9*x8*x7");
  expect(terms).toEqual([
    { coefficient: 1.5, inputs: [0, 1] },
    { coefficient: -1, inputs: [2, 3, 4] },
    { coefficient: 0.5, inputs: [6, 7, 8, 9] },
  ]);
  expect(parseTerms(termsText(terms))).toEqual(terms);
  for (const wrong of [
    "",
    "x1",
    "x1 x1",
    "x1 x11",
    "x1 x2 x3 x4 x5",
    "x1 x2 x3 x4 +",
    "0 x1 x2",
    "x1 x2 + x2 x1",
    "x1 x2 y",
  ]) {
    expect(inEnglish(problemWithTerms(wrong)!), wrong).toMatch(/a sum such as/);
  }
  expect(valueAt(terms, [2, 3, 1, 1, 2, 0, 1, 1, 1, 4])).toBeCloseTo(9 - 2 + 2, 12);
});

test("a random target has variance one, and the known share of it in its pairs", () => {
  const terms = normalised(randomTerms(new Rng(5)));
  const rng = new Rng(6);
  let [squares, pairSquares] = [0, 0];
  const count = 40_000;
  for (let n = 0; n < count; n++) {
    const x = rng.normals(INPUTS);
    squares += valueAt(terms, x) ** 2 / count;
    pairSquares +=
      valueAt(
        terms.filter((t) => t.inputs.length === 2),
        x,
      ) **
        2 /
      count;
  }
  expect(squares).toBeGreaterThan(0.93);
  expect(squares).toBeLessThan(1.07);
  expect(pairSquares).toBeCloseTo(shareUpTo(terms, 2), 1);
  const strengths = pairStrengths(terms);
  const [first] = terms;
  const [i, j] = first!.inputs as [number, number];
  expect(strengths[i * INPUTS + j]).toBe(strengths[j * INPUTS + i]);
  expect(strengths[i * INPUTS + j]).toBeGreaterThan(0);
});

test("the three parts hold every rating once; by time they follow each other", () => {
  for (const division of ["random", "temporal"] as const) {
    const { parts, rows } = prepareClicks(split, { ...base, division }, createStreams(1));
    const all = [...parts.training, ...parts.validation, ...parts.test];
    expect(all.toSorted((a, b) => a - b)).toEqual(Array.from(rows.label.keys()));
    expect(parts.training.length).toBe(Math.floor(0.8 * all.length));
    if (division === "random") continue;
    const times = (part: Int32Array) => Array.from(part, (row) => split.whole.time[row]!);
    expect(Math.max(...times(parts.training))).toBeLessThanOrEqual(
      Math.min(...times(parts.validation)),
    );
    expect(Math.max(...times(parts.validation))).toBeLessThanOrEqual(
      Math.min(...times(parts.test)),
    );
  }
});

test("a history counts training ratings of earlier seconds, and no other", () => {
  const prepared = prepareClicks(split, base, createStreams(4));
  const { rows, parts, dense } = prepared;
  const training = new Set(parts.training);
  const columns = dense.length;
  const { time } = split.whole;
  // log(1 + ratings of the user before), standardised: compared up to that linear map
  const column = dense.indexOf(HISTORY[1]);
  const counted = Array.from(rows.label.keys(), (row) => {
    let count = 0;
    for (const other of training) {
      if (rows.user[other] === rows.user[row] && time[other]! < time[row]!) count++;
    }
    return Math.log1p(count);
  });
  const mean = parts.training.reduce((sum, row) => sum + counted[row]!, 0) / training.size;
  const spread = Math.sqrt(
    parts.training.reduce((sum, row) => sum + (counted[row]! - mean) ** 2, 0) / training.size,
  );
  for (const row of rows.label.keys()) {
    expect(rows.dense[row * columns + column]).toBeCloseTo((counted[row]! - mean) / spread, 3);
  }
});

test("turning a held-out label round changes no input of any row", () => {
  const before = prepareClicks(split, base, createStreams(4));
  const rating = split.whole.rating.slice();
  for (const row of [...before.parts.test, ...before.parts.validation]) {
    rating[row] = rating[row]! >= 4 ? 1 : 5;
  }
  const turned = { ...split, whole: { ...split.whole, rating } };
  const after = prepareClicks(turned, base, createStreams(4));
  expect(after.rows.label).not.toEqual(before.rows.label);
  expect(after.rows.dense).toEqual(before.rows.dense);
});
