/** The losses that train against the forces of the bench and brute force, on both back ends. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { Session } from "../../engine/training/session.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { expectGradients } from "../../engine/training/testing.ts";
import { forcesOf, type LossName, type Measure, swapDeltasByForce } from "./forces.ts";
import lesson, { type RankingConfig } from "./lesson.ts";
import { idealDcg } from "./list-metrics.ts";
import { countOf, prepareLists } from "./lists.ts";
import { batchSize, type Graded, listLosses, pairLosses } from "./losses.ts";
import model, { type Batch, type Parameters, scoresOf } from "./model.ts";
import { swapDelta } from "./swap-delta.ts";
import training from "./training.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 30, items: 60, interactionsPerUser: 24 });
const split = leaveOneOut(dataset);
const base: RankingConfig = {
  ...defaults(lesson.hyperparameters),
  hidden: 4,
  listLength: 6,
  l2: 0,
};
const LOSSES: LossName[] = ["mse", "bce", "ranknet", "lambdarank", "listnet", "softmax"];

/** Two lists, the second shorter than the first; equal scores and equal grades among them. */
const SCORES = [
  [0.4, -1.2, 0.4, 2.1, 0.9],
  [1.5, 0.2, -0.3, 0, 0],
];
const GRADES = [
  [4, 0, 3, 1, 3],
  [0, 3, 4, 0, 0],
];
const LENGTHS = [5, 3];
const rowOf = (list: number) => ({
  scores: SCORES[list]!.slice(0, LENGTHS[list]),
  grades: GRADES[list]!.slice(0, LENGTHS[list]),
});

function lists(): Graded {
  return {
    grades: tf.tensor2d(GRADES),
    mask: tf.tensor2d(LENGTHS.map((n) => SCORES[0]!.map((_, i) => (i < n ? 1 : 0)))),
    ideal: tf.tensor1d([0, 1].map((list) => idealDcg(rowOf(list).grades))),
  };
}

function scores(parameters: Parameters, { features }: Batch): tf.Tensor2D {
  const [B, L, F] = features.shape;
  return tf.reshape(scoresOf(parameters, tf.reshape(features, [B * L, F])), [B, L]);
}

forEachBackend("Ranking gradients", () => {
  test.each(
    LOSSES.flatMap((loss): [LossName, Measure][] =>
      loss === "lambdarank"
        ? [
            [loss, "ndcg"],
            [loss, "map"],
            [loss, "mrr"],
          ]
        : [[loss, "ndcg"]],
    ),
  )("the gradient of %s (%s) is the force on the bench", async (loss, measure) => {
    const batch = lists();
    const config: RankingConfig = { ...base, loss, measure };
    const s = tf.tensor2d(SCORES);
    const losses = await listLosses(s, batch, config).data();
    const slope = tf.grad((x: tf.Tensor) => tf.sum(listLosses(x as tf.Tensor2D, batch, config)));
    const gradient = await slope(s).data();
    for (const list of [0, 1]) {
      const expected = forcesOf(rowOf(list), loss, measure);
      expect(losses[list]).toBeCloseTo(expected.loss, 4);
      SCORES[list]!.forEach((_, i) => {
        const by = i < LENGTHS[list]! ? expected.gradient[i]! : 0;
        expect(gradient[list * 5 + i], `list ${list}, film ${i}`).toBeCloseTo(by, 4);
      });
    }
  });

  test.each<Measure>(["ndcg", "map", "mrr"])("|delta %s| is what swapping changes", async (m) => {
    const deltas = await swapDelta(tf.tensor2d(SCORES), lists(), m).data();
    for (const list of [0, 1]) {
      const brute = swapDeltasByForce(rowOf(list), m);
      brute.forEach((row, i) => {
        row.forEach((delta, j) => {
          expect(deltas[list * 25 + i * 5 + j], `${list}: ${i}, ${j}`).toBeCloseTo(delta, 5);
        });
      });
    }
  });

  test.each(LOSSES)("the weights' gradients agree with finite differences: %s", async (loss) => {
    const config: RankingConfig = { ...base, loss };
    const streams = createStreams(3);
    const ranked = prepareLists(split, config, streams);
    const parameters = model.init(ranked, config, streams.initialisation);
    const context = { split: ranked, config, streams, step: 0, notes: {} };
    const batch = uploadBatch(training.draw(context, Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7)));
    // LambdaRank's weights are constants to the gradient, but jump where two films change places.
    const weight = swapDelta(scores(parameters, batch), batch, config.measure);
    const held = () => {
      const losses = pairLosses(scores(parameters, batch), batch, weight);
      return tf.div(tf.sum(losses), batchSize(batch, config));
    };
    await expectGradients(() => model.loss(parameters, batch, config), parameters, {
      entries: 3,
      ...(loss === "lambdarank" && { part: () => held }),
    });
  });

  test("films filled up to the length of the batch change nothing", async () => {
    for (const loss of LOSSES) {
      const config: RankingConfig = { ...base, loss };
      const ranked = prepareLists(split, config, createStreams(1));
      const parameters = model.init(ranked, config, createStreams(1).initialisation);
      const losses: number[] = [];
      for (const listLength of [30, 50]) {
        const streams = createStreams(9);
        const long = { ...config, listLength };
        const context = { split: ranked, config: long, streams, step: 0, notes: {} };
        const batch = training.draw(context, Int32Array.of(0, 1, 2));
        losses.push((await model.loss(parameters, uploadBatch(batch), config).data())[0]!);
      }
      expect(losses[0], loss).toBeCloseTo(losses[1]!, 4);
    }
  });

  test("a few epochs of RankNet order the generated lists, and training repeats itself", async () => {
    const config: RankingConfig = {
      ...base,
      task: "top-heavy",
      epochs: 2,
      lr: 0.05,
      listLength: 20,
    };
    const ends: number[][] = [];
    for (let visit = 0; visit < 2; visit++) {
      const session = await Session.open({ training, split, config, seed: 4 });
      const before = (await session.evaluate())["Pair accuracy"]!;
      await session.advance({ steps: 12 });
      const after = await session.evaluate();
      expect(after["Pair accuracy"]).toBeGreaterThan(Math.max(0.85, before));
      ends.push(Object.values(after));
      session.close();
    }
    expect(ends[0]).toEqual(ends[1]);
  }, 60_000);
});

test("no rating is both a feature and a label", () => {
  const { lists } = prepareLists(split, base, createStreams(5));
  const key = (user: number, item: number) => user * 1000 + item;
  const seen = new Set<number>();
  for (const part of [lists.training, lists.validation, lists.test]) {
    for (let list = 0; list < countOf(part); list++) {
      for (let film = part.offsets[list]!; film < part.offsets[list + 1]!; film++) {
        const rating = key(part.user[list]!, part.item[film]!);
        expect(seen.has(rating)).toBe(false);
        seen.add(rating);
      }
    }
  }
  expect(lists.training.features.every(Number.isFinite)).toBe(true);
  expect(seen.size).toBeLessThan(0.56 * split.whole.item.length);
});
