/** The model against arithmetic done by hand and against finite differences, on both back ends. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { itemsOf, leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { vector } from "../../engine/layers.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { enlarge, expectGradients } from "../../engine/training/testing.ts";
import { batch as batchReading } from "./batch-reading.ts";
import { STEPS } from "./by-heart.ts";
import { holdOut, type TwoTowerSplit } from "./hold-out.ts";
import { allFilms, inputsOf } from "./inputs.ts";
import lesson, { type TwoTowerConfig as Config } from "./lesson.ts";
import model, { type Parameters, score } from "./model.ts";
import { probes } from "./probes.ts";
import { crossEntropy } from "./softmax-row.ts";
import { streamNotes } from "./stream-frequency.ts";
import { filmTower, userTower } from "./towers.ts";
import training from "./training.ts";
import { type Context, filmVectors, userVectors, vectorOfHistory } from "./vectors.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 12, items: 60, interactionsPerUser: 10 });
const base: Config = {
  ...defaults(lesson.hyperparameters),
  dim: 3,
  history: 4,
  extra: 5,
};
const prepared = (config: Config): TwoTowerSplit =>
  holdOut(leaveOneOut(dataset), config, createStreams(1));
const split = prepared(base);

/** Ids alone, one linear map that changes nothing: u is the mean of the history, v the film's row. */
const HAND: Config = {
  ...base,
  dim: 2,
  depth: 0,
  history: 2,
  content: false,
  userContent: false,
  normalise: false,
  temperature: 0.5,
};
const byHand = (): Parameters => ({
  E: tf.variable(
    tf.tensor2d([
      [1, 0],
      [0, 1],
      [1, 1],
    ]),
  ),
  u: [{ W: tf.variable(tf.eye(2)), b: vector(2) }],
  v: [{ W: tf.variable(tf.eye(2)), b: vector(2) }],
});
// Row 0 has watched films 0 and 1: u = (0.5, 0.5). Row 1 has watched film 2 once: u = (1, 1).
// s = u . v / 0.5: row 0: film 2 -> 2, film 0 -> 1. Row 1: film 2 -> 4, film 0 -> 2.
const handBatch = (correction: number[][], own: number[]) => ({
  history: tf.tensor2d([0, 1, 2, 0], [2, 2], "int32"),
  historyShares: tf.tensor3d([0.5, 0.5, 1, 0], [2, 1, 2]),
  films: tf.tensor1d([2, 0], "int32"),
  correction: tf.tensor2d(correction),
  ownCorrection: tf.tensor1d(own),
});

const contextOf = (parameters: Parameters, config: Config, of: TwoTowerSplit): Context => ({
  parameters,
  config,
  split: of,
  step: 0,
  streams: createStreams(3),
  notes: streamNotes(60),
  memory: new Map(),
  state: {},
  beside: async () => undefined,
  next: () => ({ examples: new Int32Array(0), batch: {} }),
});

forEachBackend("Two towers", (backend) => {
  test("the softmax by hand, with and without logQ and a mask", async () => {
    const parameters = byHand();
    const plain = await model
      .loss(
        parameters,
        handBatch(
          [
            [0, 0],
            [0, 0],
          ],
          [0, 0],
        ),
        HAND,
      )
      .data();
    // -log e^2 / (e^2 + e^1) and -log e^2 / (e^4 + e^2)
    const expected = (Math.log1p(Math.exp(-1)) + Math.log1p(Math.exp(2))) / 2;
    expect(plain[0]).toBeCloseTo(expected, 5);
    // Q = (1/2, 1/8): log 2 is added to film 2, log 8 to film 0; row 0 may not use film 0.
    const [a, b] = [Math.log(2), Math.log(8)];
    const corrected = await model
      .loss(
        parameters,
        handBatch(
          [
            [a, -1e9],
            [a, b],
          ],
          [a, b],
        ),
        HAND,
      )
      .data();
    const second = crossEntropy([4 + a, 2 + b], 1);
    expect(corrected[0]).toBeCloseTo((0 + second) / 2, 4);
  });

  test("both towers end at unit length, and a cosine over the temperature is the score", async () => {
    const config: Config = { ...base, temperature: 0.2 };
    const parameters = model.init(split, config, createStreams(2).initialisation);
    const context = contextOf(parameters, config, split);
    const u = await tf.norm(userVectors(context), "euclidean", 1).data();
    const v = await tf.norm(filmVectors(context), "euclidean", 1).data();
    for (const length of [...u, ...v]) expect(length).toBeCloseTo(1, 3);
    const users = inputsOf(Int32Array.of(4), split, "test", config);
    const scores = await score(parameters, users, allFilms(split, config), config).data();
    const reading = await probes.towers(context, { user: 4, item: 7 });
    expect(reading.before).toEqual(Array.from(reading.first, (_, n) => n + 1));
    expect(scores[7]).toBeCloseTo(reading.score, 3);
    expect(reading.dot / 0.2).toBeCloseTo(reading.score, 5);
  });

  test("the reader goes through the same tower as a user with the same history", async () => {
    const parameters = model.init(split, base, createStreams(2).initialisation);
    const context = contextOf(parameters, base, split);
    const user = 5;
    const mine = await vectorOfHistory(context, [...itemsOf(split.history.test, user)]).data();
    const theirs = await tf.slice(userVectors(context), [user, 0], [1, -1]).data();
    mine.forEach((x, k) => {
      expect(x).toBeCloseTo(theirs[k]!, 5);
    });
  });

  test.each<[string, Partial<Config>]>([
    ["in-batch with logQ", {}],
    ["mixed, learnt temperature", { negatives: "mixed", learnTemperature: true }],
    ["uniform, without content", { negatives: "uniform", content: false, userContent: false }],
    ["content alone, dot product", { ids: false, normalise: false, temperature: 1 }],
    ["user ids, two hidden layers, l2", { userIds: true, depth: 2, l2: 0.1 }],
    ["no hidden layer, nothing masked", { depth: 0, mask: "none" }],
  ])("gradients agree with finite differences: %s", async (_, changes) => {
    // The software adapter takes half a minute for all of them; two say whether its kernels agree.
    if (tf.getBackend() === "webgpu" && !changes.learnTemperature && changes.ids !== false) return;
    const config: Config = { ...base, temperature: 0.5, ...changes };
    const streams = createStreams(2);
    const parameters = model.init(split, config, streams.initialisation);
    const { logTau, ...weights } = parameters;
    enlarge(weights, streams.initialisation, 0.25);
    const context = { split, config, streams, step: 0, notes: streamNotes(60) };
    const batch = uploadBatch(training.draw(context, Int32Array.of(3, 12, 25, 40, 55, 70)));
    await expectGradients(() => model.loss(parameters, batch, config), parameters);
  });

  test("what pads a history does not count", async () => {
    const parameters = byHand();
    const padded = (id: number) => ({
      history: tf.tensor2d([2, id], [1, 2], "int32"),
      historyShares: tf.tensor3d([1, 0], [1, 1, 2]),
    });
    const [one, other] = [
      await userTower(parameters, padded(0), HAND).data(),
      await userTower(parameters, padded(1), HAND).data(),
    ];
    expect(Array.from(one)).toEqual(Array.from(other));
  });

  test("without ids and content every film is the same film", async () => {
    const config: Config = { ...base, ids: false, content: false };
    const parameters = model.init(split, config, createStreams(2).initialisation);
    const films = { noFilmInput: tf.zeros<tf.Rank.R2>([3, 1]) };
    const v = await filmTower(parameters, films, config).array();
    expect(v[0]).toEqual(v[2]);
  });

  test("the microscope's row sums to nothing and agrees with finite differences", async () => {
    const parameters = model.init(split, base, createStreams(2).initialisation);
    const reading = await batchReading(contextOf(parameters, base, split), { size: 6, row: 2 });
    const sum = reading.gradient.reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(0, 4);
    reading.gradient.forEach((g, c) => {
      expect(g).toBeCloseTo(reading.checked[c]!, 4);
    });
  });

  test("what it makes for other runs are the vectors of all films", async () => {
    const parameters = model.init(split, base, createStreams(2).initialisation);
    const context = contextOf(parameters, base, split);
    const { vectors } = await training.makes!(context);
    expect(vectors!.shape).toEqual([60, 3]);
    expect([...vectors!.values]).toEqual([...(await filmVectors(context).data())]);
  });

  test("an invented film has a place, and its content decides it", async () => {
    const parameters = model.init(split, base, createStreams(2).initialisation);
    const context = contextOf(parameters, base, split);
    const genres = split.catalogue.genres;
    const one = await probes.invent(context, { title: "New", year: 2015, genres: [genres[0]!] });
    const other = await probes.invent(context, { title: "New", year: 2015, genres: [genres[1]!] });
    expect(one.users).toHaveLength(6);
    expect(one.cosine[0]).not.toBeCloseTo(other.cosine[0]!, 4);
    expect(one.users[0]!.rank).toBeGreaterThanOrEqual(1);
  });

  // A hundred steps op by op take the software adapter of WebGPU a minute.
  test.skipIf(backend === "webgpu")(
    "a row a film learns random vectors by heart, genres and years do not; nothing is left behind",
    async () => {
      const config = { ...base, dim: 4, depth: 0 };
      const context = contextOf(byHand(), config, split);
      await probes.byHeart(contextOf(byHand(), config, split), { reads: "ids" });
      const { numTensors } = tf.memory();
      const last = async (reads: "ids" | "content" | "words") => {
        const { losses } = await probes.byHeart(context, { reads });
        expect(losses.length).toBe(STEPS + 1);
        return losses.at(-1)!;
      };
      const [ids, content, words] = [await last("ids"), await last("content"), await last("words")];
      expect(ids).toBeLessThan(0.02);
      expect(content).toBeGreaterThan(0.4);
      expect(words).toBeLessThan(content);
      expect(tf.memory().numTensors).toBe(numTensors);
    },
  );
});
