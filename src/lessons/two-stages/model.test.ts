/** Stage two against a case solved by hand and finite differences; adjusting, which must leave no trace. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { createStreams, Rng } from "../../engine/numbers/random.ts";
import { rankOf } from "../../engine/ranking/metrics.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { enlarge, expectGradients } from "../../engine/training/testing.ts";
import { momentsOf } from "../../families/retrieval/moments.ts";
import { adjustedScores } from "./adjust.ts";
import { askedAt, candidatesOf, emptyRow, scoreRow } from "./asked.ts";
import { ceiling } from "./ceiling.ts";
import { measure, secondScores } from "./evaluate.ts";
import { F } from "./feature-names.ts";
import model, { type Batch, score } from "./model.ts";
import { prepareStages } from "./prepare.ts";
import type { Context } from "./request.ts";
import { hyperparameters, type TwoStagesConfig } from "./settings.ts";
import training from "./training.ts";

const config: TwoStagesConfig = {
  ...defaults(hyperparameters),
  retriever: "knn",
  candidates: 20,
  numNegatives: 4,
  hidden: 5,
};
const { dataset } = syntheticDataset({ seed: 1, users: 40, items: 80, interactionsPerUser: 14 });
const whole = leaveOneOut(dataset);

function smallCase() {
  const streams = createStreams(2);
  const split = prepareStages(whole, config, streams, undefined);
  const parameters = model.init(split, config, streams.initialisation);
  enlarge(parameters, streams.noise, 0.5);
  const context = { split, config, streams, step: 0, notes: {} };
  const batch = uploadBatch(training.draw(context, Int32Array.of(0, 3, 9))) as Batch;
  return { split, parameters, batch };
}

forEachBackend("Two stages", () => {
  test("the loss by hand", async () => {
    const layers = [
      {
        W: tf.variable(tf.tensor2d([1, ...Array.from({ length: F - 1 }, () => 0)], [F, 1])),
        b: tf.variable(tf.tensor1d([0.5])),
      },
    ];
    const rest = Array.from({ length: F - 1 }, () => 7);
    const features = tf.tensor3d([2, ...rest, 1, ...rest, 0, ...rest], [1, 3, F]);
    const loss = model.loss({ layers }, { features }, { ...config, hidden: 0, l2: 0.1 });
    // s = 2.5, 1.5, 0.5: log(e^2 + e + 1) - 2, and 0.1 of 1^2
    const expected = Math.log(Math.E ** 2 + Math.E + 1) - 2 + 0.1;
    expect((await loss.data())[0]).toBeCloseTo(expected, 5);
  });

  test("gradients agree with finite differences", async () => {
    const { parameters, batch } = smallCase();
    await expectGradients(
      () => model.loss(parameters, batch, { ...config, l2: 0.01 }),
      parameters,
      { entries: 2 },
    );
  });

  test("the pipeline is never above its ceiling, and what it says is what sorting says", async () => {
    const { split, parameters } = smallCase();
    const found = await measure.evaluate(parameters, config, split, {});
    const { film, part } = momentsOf(split);
    const row = emptyRow(split.train.items);
    let [hits, reached, cases] = [0, 0, 0];
    for (let m = part.test[0]; m < part.test[1]; m++) {
      const asked = askedAt(split, m, undefined);
      scoreRow(split, "knn", undefined, asked, row);
      const list = candidatesOf(row, asked.seen, config.candidates);
      const s = await secondScores(parameters, split, asked, row, list);
      const at = list.indexOf(film[m]!);
      cases++;
      if (at < 0) continue;
      reached++;
      if (rankOf(at, s, new Uint8Array(s.length)) <= 10) hits++;
    }
    expect(found["HR@10"]).toBeCloseTo(hits / cases, 6);
    expect(found["Recall@C"]).toBeCloseTo(reached / cases, 6);
    expect(found["HR@10"]).toBeLessThanOrEqual(found["Recall@C"]!);
    // The picture over all sizes agrees with the run at its own.
    const context = { split, parameters, config, memory: new Map(), step: 0 } as unknown as Context;
    const reading = await ceiling(context);
    const at = reading.sizes.indexOf(config.candidates);
    expect(reading.hits[at]).toBeCloseTo(hits / cases, 6);
    expect(reading.recall.knn![at]).toBeCloseTo(reached / cases, 6);
  });

  test("adjusting moves one list at a time, and no weight of stage two", async () => {
    const { parameters } = smallCase();
    const rng = new Rng(4);
    const [size, people] = [6, 3];
    const x = Array.from({ length: people }, () => rng.normals(size * F));
    const chance = Array.from({ length: people }, () =>
      Float64Array.from({ length: size }, () => rng.uniform()),
    );
    const weights = async () =>
      Promise.all(parameters.layers.flatMap(({ W, b }) => [W.data(), b.data()]));
    const before = (await weights()).map((values) => [...values]);
    const together = await adjustedScores(parameters, x, chance, size, 0.5);
    expect((await weights()).map((values) => [...values])).toEqual(before);
    // Without a step they are the scores of stage two.
    const plain = await score(parameters.layers, tf.tensor3d(x[0]!, [1, size, F])).data();
    together[0]![0]!.forEach((s, n) => {
      expect(s).toBeCloseTo(plain[n]!, 4);
    });
    // Alone, the second request comes to the same scores.
    const alone = await adjustedScores(parameters, [x[1]!], [chance[1]!], size, 0.5);
    alone.at(-1)![0]!.forEach((s, n) => {
      expect(s).toBeCloseTo(together.at(-1)![1]![n]!, 3);
    });
    const worth = (s: ArrayLike<number>) => {
      const powers = Array.from(s, Math.exp);
      const all = powers.reduce((sum, power) => sum + power, 0);
      return powers.reduce((sum, power, n) => sum + (power / all) * chance[1]![n]!, 0);
    };
    expect(worth(together.at(-1)![1]!)).toBeGreaterThan(worth(together[0]![1]!));
  });
});
