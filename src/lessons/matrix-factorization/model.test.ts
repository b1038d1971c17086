/** The model against arithmetic done by hand and against finite differences, on both back ends. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { enlarge, expectGradients } from "../../engine/training/testing.ts";
import { foldIn } from "./fold-in.ts";
import lesson, { type MatrixFactorizationConfig as Config } from "./lesson.ts";
import model, { type Parameters } from "./model.ts";
import training from "./training.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 12, items: 300, interactionsPerUser: 10 });
const split = leaveOneOut(dataset);
const base: Config = { ...defaults(lesson.hyperparameters), dim: 3, l2: 0 };

/** One user, three films, vectors of two numbers: small enough for a calculator. */
const byHand = (): Parameters => ({
  P: tf.variable(tf.tensor2d([[1, 2]])),
  Q: tf.variable(
    tf.tensor2d([
      [0.5, 0.25],
      [-1, 0.5],
      [2, 1],
    ]),
  ),
  b: tf.variable(tf.tensor1d([0.1, 0.2, -0.3])),
});

// s = p.q + b: film 0: 0.5 + 0.5 + 0.1 = 1.1; film 1: -1 + 1 + 0.2 = 0.2; film 2: 2 + 2 - 0.3 = 3.7
const SCORES = [1.1, 0.2, 3.7];
const softplus = (x: number) => Math.log1p(Math.exp(x));

forEachBackend("Matrix factorization", () => {
  test("scores by hand", async () => {
    const parameters = byHand();
    const scores = await model.score(parameters, tf.tensor1d([0], "int32")).data();
    scores.forEach((score, n) => {
      expect(score).toBeCloseTo(SCORES[n]!, 5);
    });
  });

  test("without negatives only the watched film counts", async () => {
    const batch = { users: tf.tensor1d([0], "int32"), items: tf.tensor2d([0], [1, 1], "int32") };
    const [loss] = await model.loss(byHand(), batch, { ...base, dim: 2, numNegatives: 0 }).data();
    expect(loss).toBeCloseTo(softplus(-1.1), 4);
  });

  const items = () => tf.tensor2d([0, 1, 2], [1, 3], "int32");
  test.each<[string, Partial<Config>, number]>([
    ["bce", { loss: "bce" }, softplus(-1.1) + softplus(0.2) + softplus(3.7)],
    ["bpr", { loss: "bpr" }, softplus(0.2 - 1.1) + softplus(3.7 - 1.1)],
    [
      "bce with l2",
      { loss: "bce", l2: 0.5 },
      softplus(-1.1) + softplus(0.2) + softplus(3.7) + 0.5 * (5 + 0.3125 + 1.25 + 5),
    ],
  ])("%s by hand", async (_, changes, expected) => {
    const batch = { users: tf.tensor1d([0], "int32"), items: items() };
    const config = { ...base, dim: 2, numNegatives: 2, ...changes };
    const [loss] = await model.loss(byHand(), batch, config).data();
    expect(loss).toBeCloseTo(expected, 4);
  });

  test("a hard negative is the best-scored candidate", async () => {
    const batch = {
      users: tf.tensor1d([0], "int32"),
      items: tf.tensor2d([0, 1, 1, 2, 1, 1], [1, 6], "int32"),
    };
    const config: Config = { ...base, dim: 2, negatives: "hard", numNegatives: 1 };
    const [loss] = await model.loss(byHand(), batch, config).data();
    expect(loss).toBeCloseTo(softplus(-1.1) + softplus(3.7), 4);
  });

  test("the in-batch softmax by hand, with a mask and with logQ", async () => {
    const parameters = byHand();
    const rows = [1.1, 0.2, 3.7];
    const correction = [
      [0.5, 1, -1e9],
      [0.5, 1, 2],
      [0.5, 1, 2],
    ];
    const batch = {
      users: tf.tensor1d([0, 0, 0], "int32"),
      items: tf.tensor2d([0, 1, 2], [3, 1], "int32"),
      correction: tf.tensor2d(correction),
      ownCorrection: tf.tensor1d([0.5, 1, 2]),
    };
    const config: Config = { ...base, dim: 2, negatives: "in-batch" };
    const [loss] = await model.loss(parameters, batch, config).data();
    const own = [0.5, 1, 2];
    const expected = correction.map((row, b) => {
      const logits = row.map((added, c) => rows[c]! + added);
      return Math.log(logits.reduce((sum, x) => sum + Math.exp(x), 0)) - (rows[b]! + own[b]!);
    });
    expect(loss).toBeCloseTo(expected.reduce((a, b) => a + b) / 3, 4);
  });

  test.each<[string, Partial<Config>]>([
    ["bce, uniform", {}],
    ["bpr, popularity", { loss: "bpr", negatives: "popularity" }],
    ["in-batch with logQ", { negatives: "in-batch", logq: true }],
    ["squared error on stars", { loss: "mse" }],
    ["an MLP", { scorer: "mlp" }],
    ["hard, with l2", { negatives: "hard", l2: 0.1, numNegatives: 2 }],
    ["without biases", { biases: false }],
  ])("gradients agree with finite differences: %s", async (_, changes) => {
    const config: Config = { ...base, ...changes };
    const streams = createStreams(2);
    const parameters = model.init(split, config, streams.initialisation);
    enlarge(parameters, streams.initialisation, 0.6);
    const context = { split, config, streams, step: 0, notes: {} };
    const batch = uploadBatch(training.draw(context, Int32Array.of(0, 9, 25, 40, 55, 70)));
    await expectGradients(() => model.loss(parameters, batch, config), parameters, { entries: 3 });
  });

  test("a fold-in scores what the reader likes above what they do not", async () => {
    const parameters = byHand();
    const config: Config = { ...base, dim: 2, l2: 0.01 };
    const small = { ...split, train: { ...split.train, items: 3 } };
    const p = foldIn(parameters, { items: [1], ratings: [5] }, config, small);
    const [x, y] = await p.data();
    const score = (q: readonly [number, number]) => x! * q[0] + y! * q[1];
    expect(score([-1, 0.5])).toBeGreaterThan(score([2, 1]));
    const none = await foldIn(parameters, { items: [], ratings: [] }, config, small).data();
    expect(Array.from(none)).toEqual([0, 0]);
  });
});
