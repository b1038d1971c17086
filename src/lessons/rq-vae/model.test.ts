/** The model against words made by hand and against finite differences, on both back ends. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { keepLearnt } from "../../engine/training/learnt.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { Session } from "../../engine/training/session.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { expectGradients } from "../../engine/training/testing.ts";
import { type FilmSplit, prepareFilms } from "./films.ts";
import lesson, { type RqVaeConfig as Config } from "./lesson.ts";
import model, { decode, encode, quantize } from "./model.ts";
import { probes } from "./probes.ts";
import { tokenizeFilms } from "./read.ts";
import { takeRepairs } from "./repair.ts";
import { gradientAt } from "./way-reading.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 20, items: 40, interactionsPerUser: 12 });
const base: Config = {
  ...defaults(lesson.hyperparameters),
  levels: 2,
  codes: 4,
  dim: 3,
  hidden: 6,
  batch: 8,
};
const split: FilmSplit = prepareFilms(leaveOneOut(dataset), base);
const start = (config: Config) => model.init(split, config, createStreams(2).initialisation);
const contextOf = (parameters: Parameters, config: Config) =>
  ({
    parameters,
    config,
    split,
    step: 0,
    streams: createStreams(3),
    memory: new Map(),
  }) satisfies ProbeContext<Config, FilmSplit>;

/** Two numbers, an identity on positive ones: z = x, x' = q. Two levels of two codes. */
const byHand = (): Parameters =>
  tf.tidy(() => ({
    eW1: tf.variable(tf.eye(2)),
    eb1: tf.variable(tf.zeros([2])),
    eW2: tf.variable(tf.eye(2)),
    eb2: tf.variable(tf.zeros([2])),
    dW1: tf.variable(tf.eye(2)),
    db1: tf.variable(tf.zeros([2])),
    dW2: tf.variable(tf.eye(2)),
    db2: tf.variable(tf.zeros([2])),
    codes0: tf.variable(
      tf.tensor2d([
        [4, 0],
        [0, 4],
      ]),
    ),
    codes1: tf.variable(
      tf.tensor2d([
        [1, 1],
        [0, 2],
      ]),
    ),
  }));
const HAND: Config = { ...base, dim: 2, hidden: 2, codes: 2, beta: 0.25 };
// (5, 1) is nearest to (4, 0), leaving (1, 1), which is a code: q = (5, 1).
// (1, 5) is nearest to (0, 4), leaving (1, 1) again: q = (1, 5).
// (0, 7) is nearest to (0, 4), leaving (0, 3), nearest to (0, 2): q = (0, 6), 1 is left.
const ROWS = [
  [5, 1],
  [1, 5],
  [0, 7],
];

forEachBackend("RQ-VAE", () => {
  test("words and losses made by hand", async () => {
    const parameters = byHand();
    const x = tf.tensor2d(ROWS);
    const { q, codebook, commitment } = quantize(parameters, x, {}, HAND);
    expect(await q.array()).toEqual([
      [5, 1],
      [1, 5],
      [0, 6],
    ]);
    // Squares of what each level leaves: 1 + 1, 1 + 1, 9; then 0, 0, 1; means over six numbers.
    const expected = (2 + 2 + 9) / 6 + 1 / 6;
    expect((await codebook.data())[0]).toBeCloseTo(expected, 5);
    expect((await commitment.data())[0]).toBeCloseTo(expected, 5);
    const loss = await model.loss(parameters, { x }, HAND).data();
    expect(loss[0]).toBeCloseTo(1 / 6 + 1.25 * expected, 5); // the error is (7 - 6)^2 / 6
  });

  test("a masked level is not sent and costs nothing", async () => {
    const parameters = byHand();
    const sent = tf.tensor2d([
      [1, 0],
      [1, 1],
      [1, 0],
    ]);
    const config = { ...HAND, prefix: true };
    const { q, codebook } = quantize(parameters, tf.tensor2d(ROWS), { sent }, config);
    expect(await q.array()).toEqual([
      [4, 0],
      [1, 5],
      [0, 4],
    ]);
    expect((await codebook.data())[0]).toBeCloseTo((2 + 2 + 9) / 6, 5);
  });

  test("straight through: z gets the decoder’s gradient at q, codes get none of it", async () => {
    const parameters = start({ ...base, beta: 0 });
    const config: Config = { ...base, beta: 0, codebook: "ema" }; // the reconstruction alone
    const x = split.vectors.x.slice(0, split.vectors.width);
    const batch = { x: tf.tensor2d(x, [1, x.length]) };
    const { grads } = tf.variableGrads(() => model.loss(parameters, batch, config));
    const codes = grads[parameters.codes0!.name];
    if (codes) expect(Math.max(...(await codes.data()).map(Math.abs))).toBe(0);
    // The bias in front of z has z's own gradient.
    const z = await grads[parameters.eb2!.name]!.data();
    const { q } = quantize(parameters, encode(parameters, batch.x), {}, config);
    const atQ = await gradientAt(parameters, Float32Array.from(await q.data()), x);
    z.forEach((value, k) => {
      expect(value).toBeCloseTo(atQ[k]!, 5);
    });
  });

  test("the codes’ sum and what is left are the latent, and the device chooses as the CPU does", async () => {
    const config = { ...base, levels: 3 };
    const parameters = start(config);
    const { z, books, words } = await tokenizeFilms(parameters, split.vectors, config);
    const d = config.dim;
    for (let n = 0; n < z.length; n++) {
      const film = Math.floor(n / d);
      let sum = words.residuals[3]![n]!;
      for (let l = 0; l < 3; l++) sum += books[l]![words.codes[l]![film]! * d + (n % d)]!;
      expect(sum).toBeCloseTo(z[n]!, 4);
    }
    const { q } = quantize(parameters, tf.tensor2d(z, [z.length / d, d]), {}, config);
    const onDevice = await q.data();
    const left = words.residuals[3]!;
    onDevice.forEach((value, n) => {
      expect(value).toBeCloseTo(z[n]! - left[n]!, 3);
    });
  });

  test.each<[string, Partial<Config>]>([
    ["gradient codebooks", {}],
    ["masked levels, shrinking", { prefix: true, shrink: true }],
    ["contrastive term, l2", { contrast: 0.5, l2: 0.01 }],
  ])("gradients agree with finite differences around the quantizer: %s", async (_, changes) => {
    // The software adapter is slow; one of them says whether its kernels agree.
    if (tf.getBackend() === "webgpu" && !changes.contrast) return;
    const config: Config = { ...base, ...changes };
    const parameters = start(config);
    const streams = createStreams(4);
    const drawn = model.draw(
      { split, config, streams, step: 0 },
      Int32Array.of(3, 9, 14, 20, 31, 38),
    );
    const batch = uploadBatch(drawn);
    // What has an honest derivative: the decoder through the whole loss, and a code of the last level through
    // its own term (an earlier one moves the residuals after it, which sg hides from its gradient).
    const loss = () => model.loss(parameters, batch, config);
    const codebook = () =>
      quantize(parameters, encode(parameters, batch.x as tf.Tensor2D), batch, config).codebook;
    await expectGradients(loss, parameters, {
      names: ["dW1", "db1", "dW2", "db2", "codes1"],
      part: (name) => (name.startsWith("codes") ? codebook : loss),
    });
  });

  test("dead codes come back on a film’s residual, and only with the repair on", async () => {
    for (const restart of [true, false]) {
      const config: Config = { ...base, levels: 1, restart, epochs: 10 };
      const parameters = start(config);
      const far = Float32Array.from(await parameters.codes0!.data());
      far.fill(1e3, 0, config.dim);
      parameters.codes0!.assign(tf.tensor(far, parameters.codes0!.shape));
      await model.endEpoch!(parameters, { split, config, streams: createStreams(5), step: 5 });
      expect(takeRepairs(parameters)).toEqual({ dead: [1], restarted: [Number(restart)] });
      const { words, z } = await tokenizeFilms(parameters, split.vectors, config);
      expect(words.codes[0]!.includes(0)).toBe(restart);
      const code = (await parameters.codes0!.data()).slice(0, config.dim);
      const onFilm = Array.from({ length: split.train.items }, (_, film) =>
        code.every((value, k) => Math.abs(value - z[film * config.dim + k]!) < 1e-5),
      );
      expect(onFilm.includes(true)).toBe(restart);
    }
  });

  test("a moving average takes a code towards the mean of its films", async () => {
    const config: Config = { ...base, levels: 1, restart: false, codebook: "ema" };
    const parameters = start(config);
    const before = await tokenizeFilms(parameters, split.vectors, config);
    await model.endEpoch!(parameters, { split, config, streams: createStreams(5), step: 5 });
    const after = await parameters.codes0!.data();
    const d = config.dim;
    const code = before.words.codes[0]![0]!;
    const films = [...before.words.codes[0]!.keys()].filter(
      (f) => before.words.codes[0]![f] === code,
    );
    const mean = films.reduce((sum, f) => sum + before.z[f * d]! / films.length, 0);
    expect(after[code * d]).toBeCloseTo(0.8 * before.books[0]![code * d]! + 0.2 * mean, 4);
  });

  test("a run repeats itself digit for digit, and learns to reconstruct", async () => {
    // Compiling kernels is what takes time on the software adapter: few levels, few of them.
    const small = tf.getBackend() === "webgpu";
    const epochs = small ? 1 : 12;
    const levels = small ? 1 : 3;
    const config: Config = { ...base, levels, codes: 8, dim: 8, hidden: 16, epochs, lr: 0.01 };
    const run = async () => {
      const session = await Session.open(model as never, leaveOneOut(dataset), config, 7);
      const { rows } = await session.advance({ steps: 1000 });
      session.close();
      return rows;
    };
    const first = await run();
    expect(await run()).toEqual(first);
    const errors = first.flatMap((row) => row.MSE ?? []);
    expect(errors).toHaveLength(epochs);
    if (!small) expect(errors.at(-1)).toBeLessThan(0.9 * errors[0]!);
  });

  test("learns from what another model has learnt, and says so where there is none", async () => {
    const other = leaveOneOut({ ...dataset, catalogue: { ...dataset.catalogue } });
    const config: Config = { ...base, vectors: "learnt" };
    expect(() => prepareFilms(other, config)).toThrow(/Train matrix factorization or two towers/);
    const values = Float32Array.from({ length: 40 * 3 }, (_, n) => Math.sin(n) + 5);
    keepLearnt(other.catalogue, { lesson: "matrix-factorization", step: 9, width: 3, values });
    const { vectors } = prepareFilms(other, config);
    const mean = (of: (value: number) => number) =>
      vectors.x.reduce((sum, value) => sum + of(value), 0) / vectors.x.length;
    expect(mean((value) => value)).toBeCloseTo(0, 5);
    expect(mean((value) => value * value)).toBeCloseTo(1, 5);
    if (tf.getBackend() === "webgpu") return; // a step is a step
    const session = await Session.open(model as never, other, config, 1);
    expect((await session.advance({ steps: 1 })).loss).toBeGreaterThan(0);
    session.close();
  });

  test("a film that is in the catalogue gets nearly its own word when the reader types it in", async () => {
    const parameters = start(base);
    const context = contextOf(parameters, base);
    const { titles, years, genres } = split.catalogue;
    const one = await probes.own(context, {
      title: titles[0],
      year: years[0],
      genres: [genres[0]],
    });
    const other = await probes.own(context, {
      title: titles[0],
      year: years[0],
      genres: [genres[1]],
    });
    expect(one!.codes).toHaveLength(2);
    expect(one!.sharing[0]!.count).toBeGreaterThanOrEqual(one!.sharing[1]!.count);
    expect(one).not.toEqual(other);
    const way = await probes.way(context, { item: 3 });
    const { words } = await tokenizeFilms(parameters, split.vectors, base);
    expect(way.levels.map(({ code }) => code)).toEqual(words.codes.map((codes) => codes[3]));
    const map = await probes.map(context, { level: 1 });
    expect(map.after).toBeLessThanOrEqual(map.before);
    expect(await decode(parameters, tf.zeros([1, 3])).data()).toHaveLength(split.vectors.width);
  });
});
