/** What a step sees: windows, shifts, hidden films, negatives, masks. */
import { expect, test } from "vitest";
import { itemsOf, leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { hasSeen } from "../../engine/ranking/negatives.ts";
import { generateTask } from "../../families/sequences/tasks.ts";
import { MASKED } from "../../families/sequences/windows.ts";
import { drawBatch, sequenceColumns } from "./draw.ts";
import { prepareSequences } from "./sequences.ts";
import { type SasrecConfig as Config, hyperparameters } from "./settings.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 20, items: 80, interactionsPerUser: 12 });
const base: Config = { ...defaults(hyperparameters), length: 8, dim: 4 };
const given = leaveOneOut(dataset);
const prepare = (config: Config) => prepareSequences(given, config, createStreams(1));
const draw = (config: Config, users = Int32Array.of(3, 7, 11)) =>
  drawBatch(
    { split: prepare(config), config, streams: createStreams(2), step: 0, notes: {} },
    users,
  );

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

test("each target is the film after the one that is read, and nothing is asked of padding", () => {
  const split = prepare(base);
  const users = Int32Array.from({ length: 20 }, (_, u) => u);
  const { items, targets, weights } = draw(base, users);
  let asked = 0;
  for (let row = 0; row < 20; row++) {
    const films = [...split.sequences[row]!];
    for (let t = 0; t < 8; t++) {
      const at = row * 8 + t;
      if (weights!.values[at] === 0) continue;
      asked++;
      const place = films.indexOf(items!.values[at]!);
      expect(targets!.values[at]).toBe(films[place + 1]);
    }
    expect(weights!.values.slice(row * 8, row * 8 + 8).filter((w) => w > 0)).toHaveLength(
      Math.min(8, films.length - 1),
    );
  }
  expect(sum(weights!.values)).toBeCloseTo(1, 5);
  expect(asked).toBeGreaterThan(100);
});

test("the mask is a triangle over the films, and padding sees only itself", () => {
  const open = (config: Config) => {
    const { mask } = sequenceColumns([[5, 6]], { ...config, length: 4 }, given.catalogue);
    return Array.from({ length: 4 }, (_, t) =>
      Array.from(mask!.values.slice(t * 4, t * 4 + 4), (m) =>
        m === 0 ? 1 : m === MASKED ? 0 : m,
      ).join(""),
    );
  };
  expect(open(base)).toEqual(["1000", "0100", "0010", "0011"]);
  expect(open({ ...base, objective: "cloze" })).toEqual(["1000", "0100", "0011", "0011"]);
});

test("cloze hides the asked share of films and asks for exactly those", () => {
  const config: Config = { ...base, objective: "cloze", hidden: 0.5 };
  const { items, hidden, at, targets, weights } = draw(config, Int32Array.from(Array(20).keys()));
  const split = prepare(config);
  const asked = [...at!.values].filter((_, n) => weights!.values[n]! > 0);
  expect(asked).toHaveLength(sum(hidden!.values));
  for (const place of asked) expect(hidden!.values[place]).toBe(1);
  // Put back, what was hidden makes a stretch of the user's films.
  const filled = items!.values.slice();
  at!.values.forEach((place, n) => {
    if (weights!.values[n]! > 0) filled[place] = targets!.values[n]!;
  });
  const films = [...split.sequences[0]!];
  const row = [...filled.slice(0, 8)].slice(-Math.min(8, films.length));
  expect(films.join(" ")).toContain(row.join(" "));
});

test("a negative is a film the user has not watched", () => {
  const users = Int32Array.from({ length: 20 }, (_, u) => u);
  const { negatives } = draw({ ...base, loss: "bce" }, users);
  const watched = [...negatives!.values].filter((item, n) =>
    hasSeen(given.train, users[Math.floor(n / 8)]!, item),
  );
  expect(watched.length / negatives!.values.length).toBeLessThan(0.01);
});

test("heads that cannot share the dimension are refused in words", () => {
  expect(() => prepare({ ...base, dim: 10, heads: 4 })).toThrow(
    "A dimension of 10 cannot be shared by 4 heads; take a multiple of 4.",
  );
  expect(() => prepare({ ...base, dim: 10, heads: 4, encoder: "average" })).not.toThrow();
});

test("dropout keeps the mean, and the same streams give the same masks", () => {
  const config: Config = { ...base, dropout: 0.25, dim: 64, length: 50 };
  const one = draw(config).dropA0!.values;
  const kept = one.filter((x) => x > 0).length / one.length;
  expect(kept).toBeCloseTo(0.75, 1);
  expect(sum(one) / one.length).toBeCloseTo(1, 1);
  expect(draw(config).dropA0!.values).toEqual(one);
});

test("shuffled training has the same films in another order; the question keeps its own", () => {
  const shuffled = prepare({ ...base, order: "shuffled" });
  const films = itemsOf(given.train, 3);
  expect([...shuffled.sequences[3]!]).not.toEqual([...films]);
  expect([...shuffled.sequences[3]!].sort()).toEqual([...films].sort());
  expect(shuffled.known.test[3]).toEqual(itemsOf(given.history.test, 3));
});

test("by file, a user's films stand by id and the largest id is held out", () => {
  const byFile = prepare({ ...base, order: "file" });
  const known = [...byFile.known.test[3]!];
  expect(known).toEqual(known.toSorted((a, b) => a - b));
  expect(byFile.test.item[3]).toBeGreaterThan(known.at(-1)!);
});

test("the temporal split learns from nothing after its cut", () => {
  const split = prepare({ ...base, protocol: "temporal" });
  expect(split.protocol).toBe("temporal");
  expect(Math.max(...split.train.time)).toBeLessThan(
    dataset.interactions.time.toSorted()[Math.floor(0.8 * dataset.interactions.time.length)]! + 1,
  );
});

test.each([
  ["markov", 1],
  ["two-back", 2],
] as const)("in the task %s the film %i back decides", (task, lag) => {
  const { truth, rows } = generateTask(task);
  const sequence = [...rows.interactions.item.slice(0, 10)];
  const likely = truth.next(0, sequence);
  // Another film at the deciding place gives another distribution; elsewhere it does not matter.
  const swap = (back: number) => {
    const other = sequence.slice();
    other[other.length - back] = [...Array(120).keys()].find((i) => !sequence.includes(i))!;
    return truth.next(0, other);
  };
  const apart = (p: Float64Array) => likely.reduce((sum, x, i) => sum + Math.abs(x - p[i]!), 0);
  expect(apart(swap(lag))).toBeGreaterThan(1);
  expect(apart(swap(3 - lag))).toBeLessThan(0.2);
});
