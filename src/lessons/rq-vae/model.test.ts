/** The model against words made by hand and against finite differences, on both back ends. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { column } from "../../engine/training/batch.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { Session } from "../../engine/training/session.ts";
import { snapshot, valuesOf } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { expectGradients } from "../../engine/training/testing.ts";
import { type FilmSplit, prepareFilms } from "./films.ts";
import lesson, { type RqVaeConfig as Config } from "./lesson.ts";
import model, { decode, encode, type Parameters, quantize } from "./model.ts";
import { probes } from "./probes.ts";
import { tokenizeFilms } from "./read.ts";
import training from "./training.ts";
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
function start(config: Config): Parameters {
  const { initialisation } = createStreams(2);
  const parameters = training.model.init(split, config, initialisation);
  training.model.start?.(parameters, split, config, initialisation);
  return parameters;
}
const contextOf = (parameters: Parameters, config: Config) =>
  ({
    parameters,
    config,
    split,
    step: 0,
    streams: createStreams(3),
    notes: {},
    memory: new Map(),
    beside: async () => undefined,
    next: () => ({ examples: new Int32Array(0), batch: {} }),
  }) satisfies ProbeContext<Config, FilmSplit, Parameters>;

const afterFiveSteps = (config: Config) => ({
  split,
  config,
  streams: createStreams(5),
  step: 5,
  notes: {},
});

/** Two numbers, an identity on positive ones: z = x, x' = q. Two levels of two codes. */
const byHand = (): Parameters =>
  tf.tidy(() => ({
    encoder: [identity(), identity()],
    decoder: [identity(), identity()],
    codebooks: [
      [
        [4, 0],
        [0, 4],
      ],
      [
        [1, 1],
        [0, 2],
      ],
    ].map((codes) => tf.variable(tf.tensor2d(codes))),
  }));
const identity = () => ({
  W: tf.variable(tf.eye(2)),
  b: tf.variable(tf.zeros<tf.Rank.R1>([2])),
});
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
    const { q, codebook, commitment } = quantize(parameters, x);
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
    const { q, codebook, length } = quantize(parameters, tf.tensor2d(ROWS), sent);
    expect(await q.array()).toEqual([
      [4, 0],
      [1, 5],
      [0, 4],
    ]);
    expect((await codebook.data())[0]).toBeCloseTo((2 + 2 + 9) / 6, 5);
    // What l2 pulls at: the codes that are sent, (4, 0); (0, 4) and (1, 1); (0, 4).
    expect((await length.data())[0]).toBeCloseTo((16 + 16 + 2 + 16) / 3, 5);
  });

  test("straight through: z gets the decoder’s gradient at q, codes get none of it", async () => {
    const parameters = start({ ...base, beta: 0 });
    const config: Config = { ...base, beta: 0, codebook: "ema" }; // the reconstruction alone
    const x = split.vectors.x.slice(0, split.vectors.width);
    const batch = { x: tf.tensor2d(x, [1, x.length]) };
    const { grads } = tf.variableGrads(() => model.loss(parameters, batch, config));
    const codes = grads[parameters.codebooks[0]!.name];
    if (codes) expect(Math.max(...(await codes.data()).map(Math.abs))).toBe(0);
    // The bias in front of z has z's own gradient.
    const z = await grads[parameters.encoder[1]!.b.name]!.data();
    const { q } = quantize(parameters, encode(parameters, batch.x));
    const atQ = await gradientAt(parameters, Float32Array.from(await q.data()), x);
    z.forEach((value, k) => {
      expect(value).toBeCloseTo(atQ[k]!, 5);
    });
  });

  test("the codes’ sum and what is left are the latent, and the device chooses as the CPU does", async () => {
    const config = { ...base, levels: 3 };
    const parameters = start(config);
    const { z, books, words } = await tokenizeFilms(parameters, split.vectors);
    const d = config.dim;
    for (let n = 0; n < z.length; n++) {
      const film = Math.floor(n / d);
      let sum = words.residuals[3]![n]!;
      for (let l = 0; l < 3; l++) sum += books[l]![words.codes[l]![film]! * d + (n % d)]!;
      expect(sum).toBeCloseTo(z[n]!, 4);
    }
    const { q } = quantize(parameters, tf.tensor2d(z, [z.length / d, d]));
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
    const context = { split, config, streams, step: 0, notes: {} };
    const batch = uploadBatch(training.draw(context, Int32Array.of(3, 9, 14, 20, 31, 38)));
    // What has an honest derivative: the decoder through the whole loss, and a code of the last level through
    // its own term (an earlier one moves the residuals after it, which sg hides from its gradient).
    const loss = () => model.loss(parameters, batch, config);
    const codebook = () => quantize(parameters, encode(parameters, batch.x), batch.sent).codebook;
    const decoder = ["decoder.0.W", "decoder.0.b", "decoder.1.W", "decoder.1.b"];
    await expectGradients(loss, parameters, {
      names: [...decoder, "codebooks.1"],
      part: (name) => (name === "codebooks.1" ? codebook : loss),
    });
  });

  test("dead codes come back on a film’s residual, and only with the repair on", async () => {
    for (const restart of [true, false]) {
      const config: Config = { ...base, levels: 1, restart, epochs: 10 };
      const parameters = start(config);
      const codebook = parameters.codebooks[0]!;
      const far = await snapshot(codebook);
      far.fill(1e3, 0, config.dim);
      codebook.assign(tf.tensor2d(far, codebook.shape));
      const round = await training.endRound!(parameters, afterFiveSteps(config));
      expect(round?.metrics).toEqual({ "Dead L1": 1, "Restarted L1": Number(restart) });
      const { words, z } = await tokenizeFilms(parameters, split.vectors);
      expect(words.codes[0]!.includes(0)).toBe(restart);
      const code = (await snapshot(codebook)).slice(0, config.dim);
      const onFilm = Array.from({ length: split.train.items }, (_, film) =>
        code.every((value, k) => Math.abs(value - z[film * config.dim + k]!) < 1e-5),
      );
      expect(onFilm.includes(true)).toBe(restart);
    }
  });

  test("a moving average takes a code towards the mean of its films", async () => {
    const config: Config = { ...base, levels: 1, restart: false, codebook: "ema" };
    const parameters = start(config);
    const before = await tokenizeFilms(parameters, split.vectors);
    await training.endRound!(parameters, afterFiveSteps(config));
    const after = await snapshot(parameters.codebooks[0]!);
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
      const session = await Session.open({
        training,
        split: leaveOneOut(dataset),
        config,
        seed: 7,
      });
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

  test("learns from what the run beneath has learnt, and says so where that is nothing", async () => {
    const whole = leaveOneOut(dataset);
    const config: Config = { ...base, vectors: "learnt" };
    const setup = {
      lesson: "matrix-factorization",
      config: {},
      seed: 1,
      dataset: "synthetic",
      backend: "wasm",
    } as const;
    const made = (films: number) => ({
      setup,
      catalogue: whole.catalogue,
      made: {
        vectors: column(
          Float32Array.from({ length: films * 3 }, (_, n) => Math.sin(n) + 5),
          [films, 3],
        ),
      },
    });
    for (const under of [undefined, { ...made(40), made: {} }, made(30)]) {
      expect(() => prepareFilms(whole, config, undefined, under)).toThrow(/no vectors of these/);
    }
    const { vectors } = prepareFilms(whole, config, undefined, made(40));
    const mean = (of: (value: number) => number) =>
      vectors.x.reduce((sum, value) => sum + of(value), 0) / vectors.x.length;
    expect(mean((value) => value)).toBeCloseTo(0, 5);
    expect(mean((value) => value * value)).toBeCloseTo(1, 5);
  });

  test("leaves every film’s word and the sum of its codes", async () => {
    const parameters = start(base);
    const { codes, vectors } = await training.makes!(contextOf(parameters, base));
    expect(codes!.shape).toEqual([40, base.levels]);
    expect(vectors!.shape).toEqual([40, base.dim]);
    const books = await Promise.all(parameters.codebooks.map(snapshot));
    for (const film of [0, 17, 39]) {
      for (let k = 0; k < base.dim; k++) {
        const sum = books.reduce(
          (q, book, level) => q + book[codes!.values[film * 2 + level]! * base.dim + k]!,
          0,
        );
        expect(vectors!.values[film * base.dim + k]).toBeCloseTo(sum, 4);
      }
    }
  });

  test("a film that is in the catalogue gets nearly its own word when the reader types it in", async () => {
    const parameters = start(base);
    const context = contextOf(parameters, base);
    const { titles, years, genres } = split.catalogue;
    const film = { title: titles[0]!, year: years[0]! };
    const one = await probes.own(context, { ...film, genres: [genres[0]!] });
    const other = await probes.own(context, { ...film, genres: [genres[1]!] });
    expect(one!.codes).toHaveLength(2);
    expect(one!.sharing[0]!.count).toBeGreaterThanOrEqual(one!.sharing[1]!.count);
    expect(one).not.toEqual(other);
    const way = await probes.way(context, { item: 3 });
    const { words } = await tokenizeFilms(parameters, split.vectors);
    expect(way.levels.map(({ code }) => code)).toEqual(words.codes.map((codes) => codes[3]));
    const back = await probes.through(context, { item: 3 });
    expect(back.atQ / back.expected).toBeCloseTo(1, 1);
    expect(back.sameCodes).toBe(true);
    expect(back.atZ).toBe(0);
    const map = await probes.map(context, { level: 1 });
    expect(map.after).toBeLessThanOrEqual(map.before);
    const decoded = await valuesOf(() => decode(parameters, tf.zeros([1, 3])));
    expect(decoded).toHaveLength(split.vectors.width);
  });
});
