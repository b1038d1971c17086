/** The model against plain loops, what it may and may not see, and finite differences, on both back ends. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { itemsOf, leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { gelu } from "../../engine/layers.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { variablesOf } from "../../engine/training/parameters.ts";
import { recordStep } from "../../engine/training/record-step.ts";
import { type Loss, uploadBatch } from "../../engine/training/stepper.ts";
import { expectGradients } from "../../engine/training/testing.ts";
import { sequenceColumns } from "./draw.ts";
import { aroundHeldOut, question, scoresAfter, scoresAt } from "./evaluate.ts";
import { parametersOf, weightsOf } from "./handed-over.ts";
import lesson from "./lesson.ts";
import model, { encode, type Parameters, project, scores } from "./model.ts";
import { type PlainWeights, plainScores } from "./plain-model.ts";
import { prepareSequences } from "./prepare.ts";
import { probes } from "./probes.ts";
import type { Context } from "./readings.ts";
import type { Bert4recConfig as Config } from "./settings.ts";
import training from "./training.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 12, items: 60, interactionsPerUser: 10 });
const base: Config = {
  ...defaults(lesson.hyperparameters),
  length: 6,
  dim: 8,
  batch: 8,
  dropout: 0,
};
const split = prepareSequences(leaveOneOut(dataset), base, createStreams(1));

/** Weights large enough to matter, biases among them. */
function started(config: Config, deviation = 0.4): Parameters {
  const rng = createStreams(7).initialisation;
  const parameters = model.init(split, config, rng);
  for (const [name, variable] of Object.entries(variablesOf(parameters))) {
    const near = name.endsWith("scale") ? 1 : 0;
    const values = rng.normals(variable.size, deviation).map((x) => x + near);
    variable.assign(tf.tensor(values, variable.shape));
  }
  return parameters;
}

const contextOf = (parameters: Parameters, config = base): Context => ({
  parameters,
  config,
  split,
  step: 0,
  streams: createStreams(3),
  notes: {},
  memory: new Map(),
  state: {},
  beside: async () => undefined,
  next: () => ({ examples: new Int32Array(0), batch: {} }),
});

const outputs = (parameters: Parameters, films: readonly number[], config: Config) =>
  tf.tidy(() => encode(parameters, uploadBatch(sequenceColumns([films], config)), config));

forEachBackend("BERT4Rec", () => {
  test("GELU by its definition: x times the share of a normal curve that lies below x", async () => {
    // Phi(0) = 1/2, Phi(1) = .841345, Phi(-1) = .158655, Phi(2) = .977250
    const y = await gelu(tf.tensor1d([0, 1, -1, 2])).data();
    [0, 0.841345, -0.158655, 1.9545].forEach((x, n) => {
      expect(y[n]).toBeCloseTo(x, 4);
    });
  });

  test.each<[string, Partial<Config>]>([
    ["cloze, two heads", {}],
    ["one head, ReLU, no projection", { heads: 1, activation: "relu", projection: false }],
    ["next film", { objective: "next", blocks: 1 }],
  ])("agrees with plain loops: %s", async (_, changes) => {
    const config: Config = { ...base, ...changes };
    const parameters = started(config);
    const films = config.objective === "cloze" ? [3, -1, 7, 12] : [3, 41, 7, 12];
    const s = tf.tidy(() => {
      const x = tf.slice(outputs(parameters, films, config), [0, 2, 0], [1, 4, 8]);
      return scores(parameters, project(parameters, tf.reshape(x, [4, 8]), config));
    });
    const values = (await s.array()) as number[][];
    const expected = plainScores((await plain(parameters)) as PlainWeights, films, config);
    expected.forEach((row, t) => {
      for (const [j, score] of row.entries()) expect(values[t]![j]).toBeCloseTo(score, 3);
    });
  });

  test("every place sees every other, and with the next film none after it", async () => {
    const parameters = started(base);
    const first = async (films: number[], config: Config) =>
      Array.from((await outputs(parameters, films, config).data()).subarray(0, base.dim));
    const films = [1, 2, 3, 4, 5, 6];
    const other = [1, 2, 3, 4, 5, 36];
    expect((await first(other, base))[0]).not.toBeCloseTo((await first(films, base))[0]!, 4);
    const oneWay: Config = { ...base, objective: "next" };
    expect(await first(other, oneWay)).toEqual(await first(films, oneWay));
  });

  test("a hidden film leaves no trace: what stood there changes nothing", async () => {
    const parameters = started(base);
    const columns = sequenceColumns([[4, -1, 6]], base);
    const items = Int32Array.from(columns.items.values);
    items[items.length - 2] = 33;
    const changed = { ...columns, items: { ...columns.items, values: items } };
    const x = await encode(parameters, uploadBatch(columns), base).data();
    const y = await encode(parameters, uploadBatch(changed), base).data();
    expect([...y]).toEqual([...x]);
  });

  test("padding has no effect: neither more of it nor what it holds", async () => {
    const parameters = started(base);
    const short = await scoresAfter(parameters, [[9, 8, 7]], base).data();
    const longer: Config = { ...base, length: 12 };
    const P = tf.variable(tf.concat([tf.ones<tf.Rank.R2>([6, 8]), parameters.P], 0));
    const long = await scoresAfter({ ...parameters, P }, [[9, 8, 7]], longer).data();
    for (const [j, score] of short.entries()) expect(long[j]).toBeCloseTo(score, 4);
    const columns = sequenceColumns([[9, 8, -1]], base);
    const items = Int32Array.from(columns.items.values);
    items.set([50, 51, 52]);
    const other = { ...columns, items: { ...columns.items, values: items } };
    const last = (x: tf.Tensor3D) => tf.slice(x, [0, 3, 0], [1, 3, 8]).data();
    const x = await last(encode(parameters, uploadBatch(columns), base));
    const y = await last(encode(parameters, uploadBatch(other), base));
    expect([...y]).toEqual([...x]);
    const empty = await scoresAfter(parameters, [[]], base).data();
    expect(empty.every(Number.isFinite)).toBe(true);
  });

  const VARIANTS: [string, Partial<Config>][] = [
    ["cloze", { dropout: 0.3 }],
    ["cloze, ReLU, no projection", { activation: "relu", projection: false, l2: 0.1 }],
    ["next film, one negative", { objective: "next", loss: "bce", heads: 1 }],
  ];
  const batchFor = (config: Config) =>
    training.draw(
      { split, config, streams: createStreams(5), step: 0, notes: {} },
      Int32Array.of(1, 4, 6),
    );

  test.each(VARIANTS)("gradients agree with finite differences: %s", async (_, changes) => {
    // On the software adapter this takes half a minute; engine tests compare its gradients op by op.
    if (tf.getBackend() === "webgpu") return;
    const config: Config = { ...base, dim: 4, blocks: 1, ...changes };
    const parameters = started(config, 0.3);
    const batch = uploadBatch(batchFor(config));
    await expectGradients(() => model.loss(parameters, batch, config), parameters);
  });

  test.each(VARIANTS)("the step has a compiled form: %s", (_, changes) => {
    const config: Config = { ...base, ...changes };
    const parameters = started(config);
    const loss: Loss = (_, batch) => model.loss(parameters, batch as never, config);
    const record = () => recordStep(loss, variablesOf(parameters), batchFor(config));
    expect(record).not.toThrow();
  });

  test("the loss of one hidden film is - log of its share of e to the scores", async () => {
    const parameters = started(base);
    const films = [5, -1, 9, 2];
    const [row] = (await scoresAt(parameters, [films], [2], base).array()) as [number[]];
    const expected = Math.log(row.reduce((sum, s) => sum + Math.exp(s), 0)) - row[31]!;
    const batch = {
      ...uploadBatch(sequenceColumns([films], base)),
      targets: tf.tensor1d([31], "int32"),
      at: tf.tensor1d([3], "int32"),
      weights: tf.tensor1d([1]),
    };
    const [loss] = await model.loss(parameters, batch, base).data();
    expect(loss).toBeCloseTo(expected, 4);
  });

  test("guesses for hidden films are the scores at their places, from one side those of the question", async () => {
    const parameters = started(base);
    const reading = await probes.hide(contextOf(parameters), { user: 3, where: "middle" });
    const place = reading.unseen.indexOf(true);
    const n = split.heldOut.user.indexOf(3);
    const { before, after } = aroundHeldOut(split, n, base);
    expect(reading.films).toEqual([...before, split.heldOut.item[n], ...after]);
    expect(reading.guesses.map((guess) => guess.place)).toEqual([place]);
    const rank = async (tensor: tf.Tensor2D) => {
      const all = await tensor.data();
      const own = all[split.heldOut.item[n]!]!;
      const shown = new Set([...before, ...after]);
      return 1 + Array.from(all).filter((s, j) => s > own && !shown.has(j)).length;
    };
    const input = [...before, -1, ...after];
    const { both, before: one } = reading.guesses[0]!;
    expect(both!.actual!.rank).toBe(
      await rank(scoresAt(parameters, [input], [after.length], base)),
    );
    expect(one.actual!.rank).toBe(await rank(scoresAfter(parameters, [before], base)));
  });

  test("weights that are handed over make the same model", async () => {
    const parameters = started(base);
    const made = await weightsOf(parameters);
    const { parameters: again, dispose } = parametersOf(made, split, base);
    const films = [[5, 6, 7]];
    expect([...(await scoresAfter(again, films, base).data())]).toEqual([
      ...(await scoresAfter(parameters, films, base).data()),
    ]);
    dispose();
  });

  test("the attention of the picture sums to 1 a row, and the next film's is a triangle", async () => {
    const parameters = started(base);
    const reading = (await probes.attention(contextOf(parameters), { items: [5, 6, 7] }))!;
    const n = reading.films.length;
    expect(reading.films).toEqual([...(question([5, 6, 7], base) as number[])]);
    for (const { weights } of reading.heads) {
      for (let t = 0; t < n; t++) {
        const row = weights.subarray(t * n, (t + 1) * n);
        expect(row.reduce((sum, a) => sum + a, 0)).toBeCloseTo(1, 4);
      }
    }
    const next: Config = { ...base, objective: "next" };
    const oneWay = (await probes.attention(contextOf(started(next), next), { items: [5, 6, 7] }))!;
    expect(oneWay.heads[0]!.weights[1]).toBe(0);
  });

  test("a held-out film is in no window of training", () => {
    split.heldOut.user.forEach((user, n) => {
      expect(split.sequences[user]).not.toContain(split.heldOut.item[n]);
      expect(itemsOf(split.around, user)).toContain(split.heldOut.item[n]);
    });
  });
});

/** Plain numbers in the same tree. */
async function plain(parameters: object): Promise<unknown> {
  if (parameters instanceof tf.Variable) return parameters.array();
  if (Array.isArray(parameters)) return Promise.all(parameters.map(plain));
  const entries = Object.entries(parameters).map(async ([k, v]) => [k, v && (await plain(v))]);
  return Object.fromEntries(await Promise.all(entries));
}
