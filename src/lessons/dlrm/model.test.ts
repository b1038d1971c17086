/** DLRM against a case solved by hand and finite differences, on both back ends. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test, vi } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { variablesOf } from "../../engine/training/parameters.ts";
import { Session } from "../../engine/training/session.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { expectGradients } from "../../engine/training/testing.ts";
import { prepareClicks } from "../../families/clicks/examples.ts";
import { dotPlaces } from "./architecture.ts";
import lesson, { type DlrmConfig } from "./lesson.ts";
import model, { dots, interact, type Parameters } from "./model.ts";
import type { DotsReading } from "./readings.ts";
import training from "./training.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 30, items: 60, interactionsPerUser: 24 });
const split = leaveOneOut(dataset);
const base: DlrmConfig = {
  ...defaults(lesson.hyperparameters),
  dim: 2,
  bottom: 3,
  deep: 4,
  batch: 64,
  dropout: 0,
};
const rated = prepareClicks(split, base, createStreams(3));

forEachBackend("DLRM", (backend) => {
  test("dots of three vectors by hand: each pair once, no diagonal", async () => {
    const F = tf.tensor3d([
      [
        [1, 2],
        [3, -1],
        [0, 4],
      ],
    ]);
    expect(Array.from(await dots(F, base).data())).toEqual([1, 8, -4]);
    const whole = Array.from(await dots(F, { ...base, pairs: "all" }).data());
    expect(whole).toEqual([5, 1, 8, 1, 10, -4, 8, -4, 16]);
    const z = tf.tensor2d([[7, 9]]);
    const nothing = { bottom: {}, crosses: [] } as unknown as Parameters;
    const read = async (config: DlrmConfig) =>
      Array.from(await interact(nothing, z, F, config).data());
    expect(await read(base)).toEqual([7, 9, 1, 8, -4]);
    expect(await read({ ...base, interaction: "concat" })).toEqual([1, 2, 3, -1, 0, 4]);
    expect(dotPlaces(5)).toHaveLength(10);
  });

  const cases: Partial<DlrmConfig>[] = [
    {},
    { interaction: "concat" },
    { interaction: "cross", crossLayers: 1 },
    { pairs: "all" },
  ];
  test.each(backend === "wasm" ? cases : cases.slice(0, 1))(
    "gradients agree with finite differences: %o",
    async (changes) => {
      const config: DlrmConfig = { ...base, ...changes };
      const streams = createStreams(3);
      const parameters = model.init(rated, config, streams.initialisation);
      for (const [name, variable] of Object.entries(variablesOf(parameters))) {
        if (/\.(user|film|genres)$/.test(name)) variable.assign(tf.mul(variable, 10));
        // No unit stands at the bend of its ReLU, where there is no derivative.
        if (/^(top|out|bottom).*\.b$/.test(name)) variable.assign(tf.fill(variable.shape, 0.3));
      }
      const examples = Int32Array.from({ length: 8 }, (_, n) => n);
      const context = { split: rated, config, streams, step: 0, notes: {} };
      const batch = uploadBatch(training.draw(context, examples));
      await expectGradients(() => model.loss(parameters, batch, config), parameters, {
        entries: 2,
      });
    },
  );

  test("a dot’s worth and slope agree with the model", async () => {
    const session = await Session.open({ training, split, config: { ...base, lr: 0.05 }, seed: 2 });
    await session.advance({ steps: backend === "wasm" ? 40 : 2 });
    const args = { example: 3, first: 2, second: 1 };
    const { readings } = await session.read([{ key: "dots", probe: "dots", args }]);
    session.close();
    const { vectors, dots: all, checked, worth, names } = readings.dots as DotsReading;
    const count = names.length;
    expect(names).toEqual(["z (numbers)", "user", "film", "genres", "years", "hour"]);
    const f = (n: number) => vectors.subarray(2 * n, 2 * n + 2);
    expect(all[count + 2]).toBeCloseTo(f(1)[0]! * f(2)[0]! + f(1)[1]! * f(2)[1]!, 4);
    expect(worth![count + 2]).toBeCloseTo(worth![2 * count + 1]!, 6);
    expect(checked!.difference).toBeCloseTo(checked!.tape, 2);
  });

  test("steps of both tasks are compiled, and repeat themselves", async () => {
    const warn = vi.spyOn(console, "warn");
    for (const task of ["movielens", "crosses"] as const) {
      const ends: number[] = [];
      // On a software adapter once is enough: that it repeats itself is the stepper's own test.
      for (let visit = 0; visit < (backend === "wasm" ? 2 : 1); visit++) {
        const config: DlrmConfig = { ...base, task, dropout: 0.3 };
        const session = await Session.open({ training, split, config, seed: 4 });
        ends.push((await session.advance({ steps: 2 })).loss);
        session.close();
      }
      expect(new Set(ends).size).toBe(1);
      expect(ends[0]).toBeGreaterThan(0);
    }
    expect(warn.mock.calls.flat().join()).not.toMatch(/op by op/);
    warn.mockRestore();
  });
});
