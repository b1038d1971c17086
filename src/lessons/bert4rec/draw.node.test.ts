/** What a step sees: hidden films, what is asked where, and how much an epoch asks for. */
import { expect, test } from "vitest";
import { itemsOf, leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { drawBatch } from "./draw.ts";
import { prepareSequences } from "./prepare.ts";
import { type Bert4recConfig as Config, hyperparameters } from "./settings.ts";
import { choose, targetsOf, WINDOWS } from "./targets.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 20, items: 80, interactionsPerUser: 12 });
const base: Config = { ...defaults(hyperparameters), length: 8, dim: 4, dropout: 0 };
const split = prepareSequences(leaveOneOut(dataset), base, createStreams(1));
const everybody = Int32Array.from({ length: WINDOWS * split.learners.length }, (_, n) => n);

function draw(changes: Partial<Config>, seed = 2) {
  const config: Config = { ...base, ...changes };
  const context = { split, config, streams: createStreams(seed), step: 0, notes: {} };
  return drawBatch(context, everybody);
}

test("a hidden film is asked for where it stood, is not read, and is no padding", () => {
  const { items, hidden, targets, at, weights, mask } = draw({ lastOnly: 0 });
  const n = base.length;
  const asked = new Map<number, number>();
  weights.values.forEach((weight, q) => {
    if (weight > 0) asked.set(at!.values[q]!, targets.values[q]!);
  });
  hidden!.values.forEach((is, cell) => {
    expect(asked.has(cell)).toBe(is === 1);
    if (is !== 1) return;
    const row = Math.floor(cell / n);
    const user = split.learners[row % split.learners.length]!;
    const films = [...itemsOf(split.train, user)];
    expect(films).toContain(asked.get(cell));
    // What stands beside it in the history stands beside it in the window.
    const place = films.indexOf(asked.get(cell)!);
    const before = cell % n > 0 ? cell - 1 : -1;
    const open = before >= 0 && mask.values[cell * n + (before % n)] === 0;
    if (open && hidden!.values[before] === 0) expect(items.values[before]).toBe(films[place - 1]);
  });
  expect(Array.from(weights.values).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
});

test("at least one film of every window is hidden, and alone the last where it is said", () => {
  const hiddenIn = (changes: Partial<Config>) => {
    const { values } = draw(changes).hidden!;
    return Array.from(everybody, (_, row) =>
      [...values.subarray(row * base.length, (row + 1) * base.length)].flatMap((is, t) =>
        is === 1 ? [t] : [],
      ),
    );
  };
  for (const places of hiddenIn({ rho: 0.05, lastOnly: 0 })) expect(places).toHaveLength(1);
  for (const places of hiddenIn({ lastOnly: 1 })) expect(places).toEqual([base.length - 1]);
});

test.each<[string, Partial<Config>]>([
  ["cloze", {}],
  ["cloze, never the last alone", { lastOnly: 0, rho: 0.6 }],
  ["next film", { objective: "next" }],
])("an epoch asks for as many films as is said, on average: %s", (_, changes) => {
  const draws = 60;
  let asked = 0;
  for (let seed = 0; seed < draws; seed++) {
    asked += draw(changes, seed).weights.values.filter((weight) => weight > 0).length;
  }
  const said = targetsOf(
    split.sequences.map((films) => films.length),
    { ...base, ...changes },
  );
  expect(asked / draws / said).toBeCloseTo(1, 1);
});

test("the ways to hide k of n", () => {
  expect([choose(20, 4), choose(20, 6), choose(5, 0), choose(5, 5)]).toEqual([4845, 38760, 1, 1]);
});

test("two films at least stand on either side of the one that is held out", () => {
  split.heldOut.user.forEach((user, n) => {
    const place = split.heldOut.row[n]! - split.around.offsets[user]!;
    expect(place).toBeGreaterThanOrEqual(2);
    expect(itemsOf(split.around, user).length - 1 - place).toBeGreaterThanOrEqual(2);
  });
});
