/** The candidate generator against a case solved by hand, finite differences, and what must hold of it. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { itemsOf, leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { rows } from "../../engine/layers.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { type Batch as Columns, column } from "../../engine/training/batch.ts";
import { createStepper } from "../../engine/training/compiled-stepper.ts";
import { Adam } from "../../engine/training/optimizer.ts";
import { variablesOf } from "../../engine/training/parameters.ts";
import { Session } from "../../engine/training/session.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { enlarge, expectGradients } from "../../engine/training/testing.ts";
import { type Known, personColumns } from "./draw.ts";
import model, { type Batch, type Parameters, person, score } from "./model.ts";
import { pool } from "./pool.ts";
import { prepareExamples } from "./prepare.ts";
import { distances, dots } from "./serve-reading.ts";
import { hyperparameters, POOLINGS, type Pooling, type YoutubeConfig } from "./settings.ts";
import training from "./training.ts";

const base: YoutubeConfig = {
  ...defaults(hyperparameters),
  history: 4,
  dim: 4,
  drawn: 8,
  batch: 16,
};
const { dataset } = syntheticDataset({ seed: 1, users: 40, items: 60, interactionsPerUser: 12 });
const whole = leaveOneOut(dataset);
const poolings = POOLINGS.map(({ value }) => value);

function smallCase(config: YoutubeConfig) {
  const streams = createStreams(3);
  const split = prepareExamples(whole, config, streams);
  const parameters = model.init(split, config, streams.initialisation);
  enlarge(parameters, streams.noise, 0.4);
  const context = { split, config, streams, step: 0, notes: {} };
  const drawn = training.draw(context, Int32Array.of(1, 8, 15, 22, 29, 36));
  const batch = uploadBatch(drawn) as Batch;
  return { split, parameters, drawn, batch, loss: () => model.loss(parameters, batch, config) };
}

const known = (films: readonly number[], age = 0): Known => ({ films, watched: films.length, age });

forEachBackend("YouTubeDNN", (backend) => {
  test("the loss is solved by hand: one drawn film, each logit less log K Q", async () => {
    const config = { ...base, dim: 1, history: 2, depth: 0, drawn: 2 };
    const parameters = {
      E: tf.variable(tf.tensor2d([[2], [4], [100]])),
      V: tf.variable(tf.tensor2d([[1], [2], [3]])),
      layers: [{ W: tf.variable(tf.tensor2d([[1]])), b: tf.variable(tf.tensor1d([-2])) }],
    } as Parameters;
    // u = (2 + 4) / 2 - 2 = 1; film 0 is asked for; drawn were film 1 and, masked, film 2
    const batch = {
      history: tf.tensor2d([[0, 1]], [1, 2], "int32"),
      open: tf.tensor2d([[1, 1]]),
      positive: tf.tensor1d([0], "int32"),
      negatives: tf.tensor1d([1, 2], "int32"),
      ownCorrection: tf.tensor1d([-Math.log(2 * 0.5)]),
      correction: tf.tensor2d([[-Math.log(2 * 0.25), -1e9]]),
    };
    const [own, other] = [Math.E ** 1 / (2 * 0.5), Math.E ** 2 / (2 * 0.25)];
    const loss = (await model.loss(parameters, batch, config).data())[0]!;
    expect(loss).toBeCloseTo(-Math.log(own / (own + other)), 5);
    // The positive left out: e / K Q of the drawn film alone, and 1 - p in front.
    const p = Math.E / (Math.E + other);
    const without = await model.loss(parameters, batch, { ...config, corrected: true }).data();
    expect(without[0]).toBeCloseTo((1 - p) * Math.log(other / Math.E), 5);
  });

  const cases: readonly (readonly [string, Partial<YoutubeConfig>])[] = [
    ...poolings.map((pooling) => [pooling, { pooling }] as const),
    ["age, all features, two layers, l2", { age: true, features: "all", depth: 2, l2: 0.1 }],
    ["the positive left out", { corrected: true }],
    ["a random target, equal examples", { target: "random", perUser: 3, logq: false }],
  ];
  // Finite differences take their time on a software adapter: one case says whether its kernels agree.
  test.each(backend === "wasm" ? cases : cases.slice(1, 2))(
    "gradients agree with finite differences: %s",
    async (_, some) => {
      const { parameters, loss } = smallCase({ ...base, ...some });
      // Its factor 1 - p has no gradient, so it is no derivative of a loss: `correction` has its test.
      if (some.corrected) return;
      await expectGradients(loss, parameters);
    },
  );

  // Compiling takes seconds there: those whose operations differ.
  const pools = cases.filter(([name]) => !["mean", "sum"].includes(name) && !/random/.test(name));
  test.each(backend === "wasm" ? cases : pools)("a step is compiled: %s", async (_, some) => {
    const config = { ...base, ...some };
    const { parameters, drawn } = smallCase(config);
    const flat = variablesOf(parameters);
    const stepper = createStepper(
      (_, batch) => model.loss(parameters, batch as Batch, config),
      flat,
      new Adam(flat),
    );
    const preparation = stepper.prepare?.(drawn as Columns);
    await preparation?.finished;
    expect(preparation?.why ?? null).toBeNull();
    stepper.dispose();
  });

  test.each(poolings)(
    "%s: what pads a history changes nothing, nor does its order",
    async (way) => {
      const config = { ...base, pooling: way };
      const { parameters, split } = smallCase(config);
      const u = async (columns: ReturnType<typeof personColumns>) => [
        ...(await person(parameters, uploadBatch(columns), config).data()),
      ];
      const clean = personColumns([known([5, 9])], split, config);
      const junk = {
        ...clean,
        history: column(
          clean.history.values.map((film, n) => (clean.open.values[n] ? film : 33)),
          clean.history.shape,
        ),
      };
      const wider = personColumns([known([9, 5])], split, { ...config, history: 9 });
      for (const other of [junk, wider]) {
        for (const [k, x] of (await u(other)).entries())
          expect(x).toBeCloseTo((await u(clean))[k]!, 4);
      }
    },
  );

  test("films twice: the sum is twice as long, the others stay", async () => {
    const { parameters } = smallCase({ ...base, pooling: "attention" });
    const made = async (films: readonly number[], way: Pooling) => {
      const e = rows(parameters.E, tf.tensor2d([...films], [1, films.length], "int32"));
      return pool(e, tf.ones([1, films.length]), way, parameters.attention).data();
    };
    for (const way of poolings) {
      const [one, two] = [await made([5, 9, 2], way), await made([5, 9, 2, 5, 9, 2], way)];
      const times = way === "sum" ? 2 : 1;
      for (const [k, x] of one.entries()) expect(two[k], way).toBeCloseTo(times * x, 4);
    }
  });

  test("with the age fixed, scores order all films as the softmax does; so do distances", async () => {
    const config = { ...base, age: true };
    const { parameters, split } = smallCase(config);
    const order = (of: ArrayLike<number>) =>
      Array.from(of, (value, n) => [value, n] as const)
        .sort(([a, m], [b, n]) => b - a || m - n)
        .map(([, n]) => n);
    const lists: number[][] = [];
    for (const age of [0, 0.7]) {
      const batch = uploadBatch(personColumns([known([5, 9, 2], age)], split, config));
      const s = score(parameters, batch, config);
      const u = Float32Array.from(await person(parameters, batch, config).data());
      const V = Float32Array.from(await parameters.V.data());
      const bySoftmax = order(await tf.softmax(s).data());
      expect(order(await s.data())).toEqual(bySoftmax);
      expect(order(dots(u, V))).toEqual(bySoftmax);
      expect(order(distances(u, V).map((x) => -x))).toEqual(bySoftmax);
      lists.push(bySoftmax);
    }
    // and the age matters
    expect(lists[0]).not.toEqual(lists[1]);
  });

  // Whole runs are the same equations: one back end stands for both.
  if (backend !== "wasm") return;

  test("training lowers the loss, and every picture finds its numbers", async () => {
    const config = {
      ...base,
      epochs: 4,
      batch: 32,
      drawn: 64,
      lr: 0.01,
      age: true,
      pooling: "attention",
    } as const;
    const session = await Session.open({
      training: training as never,
      split: whole,
      config,
      seed: 2,
    });
    const { rows: history } = await session.advance({ steps: 1000 });
    const evaluated = history.filter((row) => row["NDCG@10"] !== undefined);
    expect(evaluated.at(-1)!.loss).toBeLessThan(evaluated[0]!.loss);
    for (const metric of ["HR@10", "MRR", "Coverage@10", "NDCG@10 random", "Validation NDCG@10"]) {
      expect(evaluated.at(-1)![metric], metric).toBeGreaterThan(0);
    }
    const own = { items: [4, 8, 11], ratings: [5, 4, 1] };
    const { readings, failed } = await session.read([
      { key: "targets", probe: "targets", args: { user: 1, at: 3 } },
      { key: "activity", probe: "activity", args: {} },
      { key: "pooling", probe: "pooling", args: { user: 1, twice: true } },
      { key: "age", probe: "age", args: { user: 1 } },
      { key: "serve", probe: "serve", args: { user: 1 } },
      { key: "stars", probe: "stars", args: {} },
      { key: "correction", probe: "correction", args: { user: 1 } },
      { key: "hits", probe: "hits", args: {} },
      { key: "reasons", probe: "reasons", args: { user: 0, ...own } },
      { key: "example", probe: "example", args: { at: 3 } },
      { key: "forYou", probe: "forYou", args: own },
      { key: "recommendations", probe: "recommendations", args: { user: 1 } },
    ]);
    expect(failed).toEqual({});
    const { ways, at } = readings.targets as {
      at: number;
      ways: Record<string, { read: number[]; rank: number }>;
    };
    expect(ways.future!.read).toEqual([0, 1, 2]);
    expect(ways.random!.read).toEqual([1, 2, 4, 5]);
    expect(at).toBe(3);
    const pooled = readings.pooling as { ways: { pooling: Pooling; weights: Float32Array }[] };
    for (const { pooling: way, weights } of pooled.ways) {
      const sum = weights.reduce((all, one) => all + one, 0);
      expect(sum, way).toBeCloseTo(way === "sum" ? 2 * weights.length : 1, 4);
    }
    const served = readings.serve as { ways: Record<string, { items: Int32Array }> };
    expect(served.ways.dot!.items).toEqual(served.ways.softmax!.items);
    expect(served.ways.euclid!.items).toEqual(served.ways.softmax!.items);
    const { each, equal } = readings.activity as Record<"each" | "equal", number[]>;
    expect(each.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 6);
    expect(equal.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 6);
    expect((readings.forYou as { items: Int32Array }).items).not.toContain(11);
    // The reader’s films are read as anybody’s: a person with the same history has the same list.
    const films = [...itemsOf(whole.history.test, 1)];
    const same = await session.read([
      { key: "mine", probe: "forYou", args: { items: films, ratings: films.map(() => 5) } },
    ]);
    expect((same.readings.mine as { items: Int32Array }).items).toEqual(
      (readings.recommendations as { items: Int32Array }).items,
    );
    session.close();
  });
});
