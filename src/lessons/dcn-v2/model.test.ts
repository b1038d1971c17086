/** DCN-v2 against cases solved by hand and finite differences, on both back ends. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test, vi } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { createStreams, Rng } from "../../engine/numbers/random.ts";
import { variablesOf } from "../../engine/training/parameters.ts";
import type { Arguments } from "../../engine/training/probe.ts";
import { Session } from "../../engine/training/session.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { expectGradients } from "../../engine/training/testing.ts";
import { type Cross, crossLayer } from "../../families/clicks/cross-layers.ts";
import { prepareClicks } from "../../families/clicks/examples.ts";
import lesson, { type DcnConfig } from "./lesson.ts";
import model, { pass } from "./model.ts";
import type { BlocksReading, HandReading, OrdersReading, PassReading } from "./readings.ts";
import { ownParameters, rivalsOf } from "./rival-names.ts";
import training from "./training.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 30, items: 60, interactionsPerUser: 24 });
const split = leaveOneOut(dataset);
const base: DcnConfig = {
  ...defaults(lesson.hyperparameters),
  dim: 2,
  deep: 4,
  batch: 32,
  dropout: 0,
};
const rated = prepareClicks(split, base, createStreams(3));

/** A small batch, weights large enough to matter, and the loss as a function of the parameters. */
function smallCase(config: DcnConfig) {
  const streams = createStreams(3);
  const prepared = config.task === "movielens" ? rated : generated;
  const parameters = model.init(prepared, config, streams.initialisation);
  for (const [name, variable] of Object.entries(variablesOf(parameters))) {
    if (/^crosses|\.user$|\.film$/.test(name)) variable.assign(tf.mul(variable, 6));
    // No unit stands at the bend of its ReLU, where there is no derivative.
    if (/^deep.*\.b$/.test(name)) variable.assign(tf.fill(variable.shape, 0.3));
  }
  const context = { split: prepared, config, streams, step: 0, notes: {} };
  const examples = Int32Array.from({ length: 8 }, (_, n) => n);
  const batch = uploadBatch(training.draw(context, examples));
  return { parameters, batch, loss: () => model.loss(parameters, batch, config) };
}
const generated = (() => {
  // The first rows are enough for a gradient.
  const all = prepareClicks(split, { ...base, task: "crosses" }, createStreams(3));
  const first = (part: Int32Array) => part.slice(0, 64);
  const { training, validation, test: held } = all.parts;
  return {
    ...all,
    parts: { training: first(training), validation: first(validation), test: first(held) },
  };
})();

forEachBackend("DCN-v2", (backend) => {
  test("a cross layer solved by hand: full, low-rank, v1, and the two mistakes", async () => {
    const x0 = tf.tensor2d([[2, 3]]);
    const xl = tf.tensor2d([[1, -1]]);
    const of = (rows: number[][]) => tf.variable(tf.tensor2d(rows));
    const b = tf.variable(tf.tensor1d([0.5, 0]));
    const run = async (layer: Cross, partner: DcnConfig["partner"] = "x0") =>
      Array.from(await crossLayer(layer, x0, xl, { partner }).data());
    const full = {
      W: of([
        [0, 1],
        [4, 0],
      ]),
      b,
    };
    // W x_l + b = [-1 + 0.5, 4]; times [2, 3], plus x_l
    expect(await run(full)).toEqual([2 * -0.5 + 1, 3 * 4 - 1]);
    expect(await run(full, "xl")).toEqual([1 * -0.5 + 1, -1 * 4 - 1]);
    expect(await run(full, "none")).toEqual([0.5, 3]);
    // V^T x_l = 2, U of it = [2, 4]
    expect(await run({ U: of([[1], [2]]), V: of([[3], [1]]), b })).toEqual([
      2 * 2.5 + 1,
      3 * 4 - 1,
    ]);
    // w . x_l = 2; x_0 times that, plus b, plus x_l
    expect(await run({ w: of([[3], [1]]), b })).toEqual([4 + 0.5 + 1, 6 - 1]);
  });

  // Finite differences take a minute on a software adapter: there one case stands for all.
  const cases: Partial<DcnConfig>[] = [
    { rank: 2, crossLayers: 1 },
    {},
    { structure: "stacked", crossLayers: 1 },
    { cross: "vector", deep: 0 },
    { crossLayers: 0 },
    { task: "crosses", crossLayers: 3 },
    { task: "crosses", partner: "xl", hidden: 3 },
  ];
  const some = backend === "wasm" ? cases : cases.slice(0, 1);
  test.each(some)("gradients agree with finite differences: %o", async (changes) => {
    const { parameters, loss } = smallCase({ ...base, ...changes });
    await expectGradients(loss, parameters, { entries: 2 });
  });

  test("without cross layers and with a deep part it is an MLP: x_0 has no way around", () => {
    const { parameters } = smallCase({ ...base, crossLayers: 0 });
    expect(parameters.out.W.shape).toEqual([2, 1]);
    expect(parameters.crosses).toEqual([]);
  });

  test.each<Partial<DcnConfig>>([
    {},
    { rivals: "many" },
    { cross: "vector", structure: "stacked", hidden: 6 },
    { rank: 3, crossLayers: 3 },
  ])("what trains beside it is that MLP, to the parameter: %o", (changes) => {
    const config: DcnConfig = { ...base, task: "crosses", ...changes };
    const sizeOf = (of: DcnConfig) => {
      const parameters = model.init(generated, of, createStreams(3).initialisation);
      return Object.values(variablesOf(parameters)).reduce((sum, { size }) => sum + size, 0);
    };
    expect(sizeOf(config)).toBe(ownParameters(10, config));
    const rivals = rivalsOf(10, config);
    const beside = training.beside!(config, generated);
    expect(Object.keys(beside)).toEqual(rivals.map(({ name }) => name));
    for (const { name, hidden, parameters } of rivals) {
      const rival = { ...config, ...beside[name]!.config };
      expect(sizeOf(rival)).toBe(parameters);
      const { deep, out, crosses } = model.init(generated, rival, new Rng(1));
      expect(crosses).toEqual([]);
      expect(deep.map(({ W }) => W.shape)).toEqual([[10, hidden]]);
      expect(out.W.shape).toEqual([hidden, 1]);
      expect(training.beside!(rival, generated)).toEqual({});
    }
    expect(training.beside!({ ...config, task: "movielens" }, rated)).toEqual({});
  });

  test("the pictures’ numbers: orders sum to x_l, pairs and the chain rule agree with the model", async () => {
    const config: DcnConfig = { ...base, task: "crosses", crossLayers: 2 };
    const session = await Session.open({ training, split, config, seed: 2 });
    await session.advance({ steps: backend === "wasm" ? 30 : 3 });
    const request = (probe: string, args: Arguments) => ({ key: probe, probe, args });
    const { readings: read } = await session.read([
      request("orders", { example: 5 }),
      request("pass", { example: 5 }),
      request("blocks", { layer: 0 }),
      request("hand", { example: 5, output: 2, input: 6 }),
    ]);
    session.close();
    const orders = read.orders as OrdersReading;
    const { crossed, s } = read.pass as PassReading;
    expect(orders.lengths.map((parts) => parts.length)).toEqual([2, 3, 4]);
    expect(orders.lengths[0]![1]).toBeCloseTo(Math.hypot(...crossed[0]!), 4);
    // b of the output starts at zero and moves: the orders give s up to it
    const sum = orders.toScore.reduce((total, part) => total + part, 0);
    expect(Math.abs(sum - s)).toBeLessThan(0.1);
    const { inScore } = read.blocks as BlocksReading;
    expect(inScore![12]).toBeCloseTo(inScore![21]!, 5);
    const hand = read.hand as HandReading;
    expect(hand.gradient).toBeCloseTo(hand.tape, 4);
    expect(Math.abs(hand.difference - hand.tape)).toBeLessThan(0.02 * Math.abs(hand.tape) + 1e-3);
  });

  test("training repeats itself, and lowers the loss of ratings", async () => {
    const config: DcnConfig = { ...base, epochs: 20, dropout: 0.1, lr: 0.03, batch: 512 };
    const ends: number[][] = [];
    // On a software adapter once is enough: that it repeats itself is the stepper's own test.
    for (let visit = 0; visit < (backend === "wasm" ? 2 : 1); visit++) {
      const session = await Session.open({ training, split, config, seed: 4 });
      const losses: number[] = [];
      for (let step = 0; step < 12; step++) losses.push((await session.advance({ steps: 1 })).loss);
      const mean = (part: number[]) => part.reduce((sum, loss) => sum + loss, 0) / part.length;
      expect(mean(losses.slice(-4))).toBeLessThan(mean(losses.slice(0, 4)));
      ends.push(losses);
      session.close();
    }
    expect(ends[0]).toEqual(ends.at(-1));
  });

  test("the default steps of both tasks are compiled", async () => {
    const warn = vi.spyOn(console, "warn");
    for (const task of ["movielens", "crosses"] as const) {
      const config: DcnConfig = { ...base, task, dropout: 0.3, batch: 64 };
      const session = await Session.open({ training, split, config, seed: 1 });
      await session.advance({ steps: 2 });
      session.close();
    }
    expect(warn.mock.calls.flat().join()).not.toMatch(/op by op/);
    warn.mockRestore();
  });

  test("a pass in evaluation switches nothing off", async () => {
    const { parameters, batch } = smallCase({ ...base, dropout: 0.5 });
    const { mask0: _0, mask1: _1, ...unmasked } = batch;
    const [a, b] = [
      await pass(parameters, unmasked, base).s.data(),
      await pass(parameters, unmasked, { ...base, dropout: 0.5 }).s.data(),
    ];
    expect(Array.from(a)).toEqual(Array.from(b));
  });
});
