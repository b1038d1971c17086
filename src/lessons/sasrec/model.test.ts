/** The model against arithmetic by hand, plain loops and finite differences, on both back ends. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { attentionWeights, type Linear, type Norm } from "../../engine/layers.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { column } from "../../engine/training/batch.ts";
import { variablesOf } from "../../engine/training/parameters.ts";
import { recordStep } from "../../engine/training/record-step.ts";
import { type Loss, uploadBatch } from "../../engine/training/stepper.ts";
import { expectGradients } from "../../engine/training/testing.ts";
import { MASKED } from "../../families/sequences/windows.ts";
import type { Context } from "./attention-reading.ts";
import { sequenceColumns } from "./draw.ts";
import { scoresAfter } from "./evaluate.ts";
import lesson from "./lesson.ts";
import model, { encode, type Parameters } from "./model.ts";
import { type PlainWeights, plainScores } from "./plain-model.ts";
import { probes } from "./probes.ts";
import { scoreAll } from "./scores.ts";
import { prepareSequences } from "./sequences.ts";
import type { SasrecConfig as Config } from "./settings.ts";
import training from "./training.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 12, items: 60, interactionsPerUser: 10 });
const base: Config = {
  ...defaults(lesson.hyperparameters),
  length: 6,
  dim: 8,
  blocks: 2,
  heads: 2,
  dropout: 0,
  batch: 8,
};
const prepared = (config: Config) =>
  prepareSequences(leaveOneOut(dataset), config, createStreams(1));
const split = prepared(base);

/** Weights large enough to matter, biases among them. */
function started(config: Config, deviation = 0.4): Parameters {
  const rng = createStreams(7).initialisation;
  const parameters = model.init(prepared(config), config, rng);
  for (const [name, variable] of Object.entries(variablesOf(parameters))) {
    const near = name.endsWith("scale") ? 1 : 0;
    const values = rng.normals(variable.size, deviation).map((x) => x + near);
    variable.assign(tf.tensor(values, variable.shape));
  }
  return parameters;
}

const contextOf = (parameters: Parameters): Context => ({
  parameters,
  config: base,
  split,
  step: 0,
  streams: createStreams(3),
  notes: {},
  memory: new Map(),
  state: {},
  beside: async () => undefined,
  next: () => ({ examples: new Int32Array(0), batch: {} }),
});

const outputs = (parameters: Parameters, films: number[], config: Config) =>
  tf.tidy(() =>
    encode(parameters, uploadBatch(sequenceColumns([films], config, split.catalogue)), config),
  );

forEachBackend("SASRec", () => {
  test("attention by hand: 16 x 7 = 112 and 12 x 8 = 96 give .88 and .12", async () => {
    // d_k = 64: 112 / 8 = 14, 96 / 8 = 12, softmax(14, 12) = 1 / (1 + e^-2)
    const vector = (value: number) =>
      tf.pad(tf.tensor([value], [1, 1, 1, 1]), [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 63],
      ]) as tf.Tensor4D;
    const q = vector(1);
    const k = tf.concat([vector(16 * 7), vector(12 * 8)], 2) as tf.Tensor4D;
    const open = await attentionWeights(q, k, tf.zeros([1, 1, 1, 2])).data();
    expect(open[0]).toBeCloseTo(1 / (1 + Math.exp(-2)), 5);
    expect(open[0]).toBeCloseTo(0.88, 2);
    expect(open[1]).toBeCloseTo(0.12, 2);
    const masked = await attentionWeights(q, k, tf.tensor([MASKED, 0], [1, 1, 1, 2])).data();
    expect([...masked]).toEqual([0, 1]);
  });

  test.each<[string, Partial<Config>]>([
    ["two blocks of two heads", {}],
    [
      "one head, no residuals, no positions, no bias",
      { heads: 1, residuals: false, positions: false, bias: false },
    ],
    ["from both sides", { causal: false, blocks: 1 }],
  ])("agrees with plain loops: %s", async (_, changes) => {
    const config: Config = { ...base, ...changes };
    const parameters = started(config);
    const films = [3, 41, 7, 12];
    const s = tf.tidy(() => {
      const x = tf.slice(outputs(parameters, films, config), [0, 2, 0], [1, 4, 8]);
      return scoreAll(parameters, tf.reshape(x, [4, 8]));
    });
    const values = (await s.array()) as number[][];
    const expected = plainScores(await plainWeights(parameters), films, config);
    expected.forEach((row, t) => {
      for (const [j, score] of row.entries()) expect(values[t]![j]).toBeCloseTo(score, 3);
    });
  });

  test("before training every position still says which film stands there", async () => {
    const config: Config = { ...base, dim: 64 };
    const parameters = model.init(prepared(config), config, createStreams(7).initialisation);
    const films = [3, 41, 7, 12, 19, 5];
    const h = tf.reshape(outputs(parameters, films, config), [6, 64]) as tf.Tensor2D;
    expect([...(await tf.argMax(scoreAll(parameters, h), 1).data())]).toEqual(films);
  });

  test("no position sees its future: change it, and what came before stays", async () => {
    const parameters = started(base);
    const before = await outputs(parameters, [1, 2, 3, 4, 5, 6], base).data();
    for (const changed of [1, 3, 5]) {
      const films = [1, 2, 3, 4, 5, 6].map((film, t) => (t >= changed ? film + 30 : film));
      const after = await outputs(parameters, films, base).data();
      const early = (values: ArrayLike<number>) => Array.from(values).slice(0, changed * base.dim);
      expect(early(after)).toEqual(early(before));
      expect(after[changed * base.dim]).not.toBeCloseTo(before[changed * base.dim]!, 3);
    }
    const open: Config = { ...base, causal: false };
    const leaking = await outputs(parameters, [1, 2, 3, 4, 5, 6], open).data();
    const changed = await outputs(parameters, [1, 2, 3, 4, 5, 36], open).data();
    expect(changed[0]).not.toBeCloseTo(leaking[0]!, 4);
  });

  test("padding has no effect: neither more of it nor what it holds", async () => {
    const parameters = started(base);
    const films = [9, 8, 7];
    const short = await scoresAfter(parameters, [films], base, split.catalogue).data();
    // Twice the length: the new places stand before the old ones.
    const longer: Config = { ...base, length: 12 };
    const P = tf.variable(tf.concat([tf.ones<tf.Rank.R2>([6, 8]), parameters.P!], 0));
    const long = await scoresAfter({ ...parameters, P }, [films], longer, split.catalogue).data();
    for (const [j, score] of short.entries()) expect(long[j]).toBeCloseTo(score, 4);
    const columns = sequenceColumns([films], base, split.catalogue);
    const other = {
      ...columns,
      items: { ...columns.items, values: Int32Array.of(50, 51, 52, 9, 8, 7) },
    };
    const x = encode(parameters, uploadBatch(columns), base);
    const y = encode(parameters, uploadBatch(other), base);
    const last = (t: tf.Tensor3D) => tf.slice(t, [0, 3, 0], [1, 3, 8]).data();
    expect([...(await last(y))]).toEqual([...(await last(x))]);
    const empty = await scoresAfter(parameters, [[]], base, split.catalogue).data();
    expect(empty.every(Number.isFinite)).toBe(true);
  });

  test("with genres a film is read as its own row plus the mean of its genres’ rows", async () => {
    const config: Config = { ...base, genres: true };
    const parameters = started(config);
    const { G, ...without } = parameters;
    const genres = G!.arraySync() as number[][];
    const { genreBits } = split.catalogue;
    const rows = (parameters.E.arraySync() as number[][]).map((row, film) => {
      const own = genres.filter((_, g) => ((genreBits[film]! >>> g) & 1) === 1);
      return row.map((value, k) => value + own.reduce((sum, g) => sum + g[k]! / own.length, 0));
    });
    const E = tf.variable(tf.tensor2d(rows));
    const films = [9, 8, 7, 30, 11, 2]; // as many as are read: no padding
    const read = await outputs(parameters, films, config).data();
    const added = await outputs({ ...without, E }, films, base).data();
    for (const [k, value] of read.entries()) expect(value).toBeCloseTo(added[k]!, 4);
  });

  const VARIANTS: [string, Partial<Config>][] = [
    ["full softmax", { dropout: 0.3 }],
    ["sampled softmax", { loss: "sampled", numNegatives: 5, heads: 1 }],
    ["BCE, own output table", { loss: "bce", shared: false }],
    ["cloze", { objective: "cloze", l2: 0.1 }],
    ["genres", { genres: true }],
    ["average pooling", { encoder: "average", blocks: 1 }],
    ["last film, no bias", { encoder: "last", bias: false }],
  ];
  const batchFor = (config: Config) =>
    training.draw(
      { split: prepared(config), config, streams: createStreams(5), step: 0, notes: {} },
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
    if (tf.getBackend() !== "webgpu") return;
    const config: Config = { ...base, ...changes };
    const parameters = started(config);
    const loss: Loss = (_, batch) => model.loss(parameters, batch as never, config);
    const record = () => recordStep(loss, variablesOf(parameters), batchFor(config));
    expect(record).not.toThrow();
  });

  test("sampled softmax with every film drawn once is the full softmax", async () => {
    const parameters = started(base);
    const batch = batchFor(base);
    const full = await model.loss(parameters, uploadBatch(batch), base).data();
    const items = 60;
    const targets = batch.targets.values;
    const correction = new Float32Array(targets.length * items);
    targets.forEach((target, n) => {
      correction[n * items + target] = MASKED;
    });
    const all = {
      ...batch,
      negatives: column(Int32Array.from({ length: items }, (_, i) => i)),
      correction: column(correction, [targets.length, items]),
    };
    const config: Config = { ...base, loss: "sampled", numNegatives: items };
    const sampled = await model.loss(parameters, uploadBatch(all), config).data();
    expect(sampled[0]).toBeCloseTo(full[0]!, 4);
  });

  test("it makes the films' vectors for other runs, and none of generated items", async () => {
    const parameters = started(base);
    const context = contextOf(parameters);
    const { vectors } = await training.makes!(context);
    expect(vectors!.shape).toEqual([60, 8]);
    expect([...vectors!.values]).toEqual([...(await parameters.E.data())]);
    const generated: Config = { ...base, task: "markov" };
    expect(await training.makes!({ ...context, config: generated })).toEqual({});
  });

  test("the row by hand adds up to what the attention picture shows", async () => {
    const parameters = started(base);
    const context = contextOf(parameters);
    const args = { items: [5, 6, 7, 8] };
    const picture = await probes.attention(context, args);
    expect(picture.heads).toHaveLength(4);
    const row = (await probes.byHand(context, { ...args, block: 1, head: 1, back: 1 }))!;
    const shown = picture.heads[3]!.weights.subarray(8, 12);
    const powers = row.scaled.map((x, s) => (row.open[s] ? Math.exp(x) : 0));
    const sum = powers.reduce((a, b) => a + b, 0);
    row.weights.forEach((weight, s) => {
      expect(weight).toBeCloseTo(shown[s]!, 5);
      expect(weight).toBeCloseTo(powers[s]! / sum, 4);
    });
    expect(shown[3]).toBe(0);
  });

  test("the picture of rulers asks the same questions as the baselines of a run", async () => {
    const { beside, cases } = await probes.protocols(contextOf(started(base)));
    const { popularity } = await training.measure!.baselines(split, base);
    expect(beside.last!.popularity).toEqual(popularity);
    expect(cases.last).toBe(12);
    expect(beside.temporal!["item-kNN"]!["NDCG@10"]).toBeGreaterThanOrEqual(0);
  });

  test("the gain of a film is the log of how much likelier it makes the answer", async () => {
    const parameters = started(base);
    const context = contextOf(parameters);
    const items = [5, 6, 7];
    const reading = await probes.own(context, { items });
    const top = reading.expected[0]!.item;
    expect(reading.leaning!.about).toBe(top);
    const scores = (await scoresAfter(
      parameters,
      [items, [6, 7]],
      base,
      split.catalogue,
    ).array()) as number[][];
    const log = (row: number[]) => {
      const open = row.filter((_, j) => !items.includes(j));
      return row[top]! - Math.log(open.reduce((sum, s) => sum + Math.exp(s), 0));
    };
    expect(reading.leaning!.gain[0]).toBeCloseTo(log(scores[0]!) - log(scores[1]!), 3);
  });
});

async function plainWeights({ E, P, beta, norm, blocks }: Parameters): Promise<PlainWeights> {
  const plainNorm = async ({ scale, shift }: Norm) => ({
    scale: await scale.array(),
    shift: await shift.array(),
  });
  const plainLinear = async ({ W, b }: Linear) => ({ W: await W.array(), b: await b.array() });
  return {
    E: await E.array(),
    P: await P?.array(),
    beta: await beta?.array(),
    norm: await plainNorm(norm),
    blocks: await Promise.all(
      blocks.map(async ({ WQ, WK, WV, inner, outer, normA, normF }) => ({
        WQ: await WQ!.array(),
        WK: await WK!.array(),
        WV: await WV.array(),
        inner: await plainLinear(inner),
        outer: await plainLinear(outer),
        normA: await plainNorm(normA),
        normF: await plainNorm(normF),
      })),
    ),
  };
}
