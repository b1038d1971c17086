/** The click model against a case by hand and finite differences, and rounds that travel in time and fork. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend, onWasm } from "../../engine/kernels/backends.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import type { Batch as Columns } from "../../engine/training/batch.ts";
import { createStepper } from "../../engine/training/compiled-stepper.ts";
import { Adam } from "../../engine/training/optimizer.ts";
import { variablesOf } from "../../engine/training/parameters.ts";
import { Session } from "../../engine/training/session.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { enlarge, expectGradients } from "../../engine/training/testing.ts";
import model, { type Batch, type Parameters } from "./model.ts";
import { prepareWorld } from "./prepare.ts";
import { type FeedbackConfig, hyperparameters } from "./settings.ts";
import training from "./training.ts";

const base: FeedbackConfig = {
  ...defaults(hyperparameters),
  rounds: 3,
  epochs: 3,
  slots: 4,
  dim: 2,
  batch: 32,
  ghost: false,
};
const { dataset } = syntheticDataset({ seed: 1, users: 40, items: 60, interactionsPerUser: 16 });
const split = leaveOneOut(dataset);
const prepared = prepareWorld(split, base, createStreams(3), undefined, undefined);

function smallCase() {
  const streams = createStreams(3);
  const parameters = model.init(prepared, base, streams.initialisation);
  enlarge(parameters, streams.noise, 0.4);
  const context = { split: prepared, config: base, streams, step: 0, notes: {} };
  const drawn = training.draw(context, Int32Array.of(0, 5, 17, 33, 60, 99, 110, 150));
  return { parameters, drawn, batch: uploadBatch(drawn) };
}

const open = (config: FeedbackConfig) =>
  Session.open({ training: training as never, split, config, seed: 2 });
const filmsOf = async (session: Session) => (await session.makes()).film!.values as Int32Array;

forEachBackend("Feedback loop", (backend) => {
  test.skipIf(backend === "wasm")("ends in the numbers of WebAssembly", async () => {
    const toTheEnd = async () => {
      const session = await open(base);
      const rows: Record<string, number>[] = [];
      for (;;) {
        const { rows: more, finished } = await session.advance({ budgetMs: 500 });
        rows.push(...(more as unknown as Record<string, number>[]));
        if (finished) break;
      }
      session.close();
      return rows.at(-1)!;
    };
    const here = await toTheEnd();
    const there = await onWasm(toTheEnd);
    expect(here.step).toBe(there.step);
    for (const name of [
      "Clicks per slot",
      "Gini",
      "Catalogue shown",
      "Regret",
      "Truth correlation",
    ]) {
      expect(Math.abs(here[name]! - there[name]!), name).toBeLessThan(0.01);
    }
  });

  test("a pair solved by hand", async () => {
    const of = (values: number[][]) => tf.variable(tf.tensor2d(values));
    const parameters: Parameters = {
      P: of([
        [1, 2],
        [0, 1],
      ]),
      V: of([
        [3, -1],
        [0.5, 0.5],
      ]),
      b: of([[0.25], [-1]]),
      b0: tf.variable(tf.tensor1d([-2])),
    };
    const s = model.score(parameters, tf.tensor1d([0, 1], "int32"));
    // 3 - 2 + .25 - 2, 1.5 - 1 - 2, -1 + .25 - 2, .5 - 1 - 2
    expect([...(await s.data())]).toEqual([-0.75, -1.5, -2.75, -2.5]);
    const batch: Batch = {
      user: tf.tensor1d([0], "int32"),
      film: tf.tensor1d([0], "int32"),
      label: tf.tensor1d([1]),
    };
    const [loss] = await model.loss(parameters, batch, { ...base, l2: 0.1 }).data();
    // log(1 + e^-.75) + .75 + .1 (5 + 10 + .0625)
    expect(loss).toBeCloseTo(Math.log(1 + Math.exp(-0.75)) + 0.75 + 1.50625, 5);
  });

  test("gradients agree with finite differences", async () => {
    const { parameters, batch } = smallCase();
    await expectGradients(() => model.loss(parameters, batch, { ...base, l2: 0.1 }), parameters);
  });

  test("a step is compiled", async () => {
    const { parameters, drawn } = smallCase();
    const flat = variablesOf(parameters);
    const loss = (_: unknown, batch: unknown) => model.loss(parameters, batch as Batch, base);
    const stepper = createStepper(loss, flat, new Adam(flat));
    const preparation = stepper.prepare?.(drawn as Columns);
    await preparation?.finished;
    expect(preparation?.why ?? null).toBeNull();
    stepper.dispose();
  });

  test("a no is any film or the one that was shown; a yes is always what was clicked", () => {
    const rows = Int32Array.from({ length: 160 }, (_, n) => n);
    const of = (negatives: FeedbackConfig["negatives"]) => {
      const config = { ...base, negatives };
      const context = { split: prepared, config, streams: createStreams(3), step: 0, notes: {} };
      return training.draw(context, rows).film.values;
    };
    const [any, shown] = [of("catalogue"), of("shown")];
    const { film, clicked } = prepared.log;
    expect([...shown]).toEqual([...film]);
    const yes = rows.filter((row) => clicked[row] === 1);
    expect(yes.length).toBeGreaterThan(5);
    expect(yes.filter((row) => any[row] !== film[row])).toHaveLength(0);
    expect(
      new Set(rows.filter((row) => clicked[row] === 0).map((row) => any[row]!)).size,
    ).toBeGreaterThan(20);
  });

  test("every round adds a list for everybody, and from any checkpoint the same rounds come again", async () => {
    const session = await open(base);
    const { rows, checkpoints, finished } = await session.advance({ steps: 1000 });
    // The log has 160, 320 and 480 rows while it is read.
    expect([session.step, finished]).toEqual([5 + 10 + 15, true]);
    const after = rows.filter((row) => row.Rounds !== undefined);
    expect(after.map((row) => row.Rounds)).toEqual([1, 2, 3]);
    for (const metric of ["Clicks per slot", "Gini", "Catalogue shown", "Regret"]) {
      expect(after.at(-1)![metric], metric).toBeGreaterThan(0);
    }
    const end = await filmsOf(session);
    for (const step of checkpoints.toReversed()) {
      await session.restore(step);
      const again = (await session.advance({ steps: 1000 })).rows;
      expect(again).toEqual(rows.filter((row) => row.step > step));
      expect(await filmsOf(session)).toEqual(end);
    }
    session.close();
  });

  test("a fork explores from its round on, and what was shown before stays", async () => {
    const session = await open({ ...base, policy: "greedy" });
    const { checkpoints } = await session.advance({ steps: 1000 });
    const greedy = await filmsOf(session);
    const second = checkpoints.find((step) => step === 15)!;
    await session.fork(second, { policy: "epsilon", epsilon: 1 });
    await session.advance({ steps: 1000 });
    const forked = await filmsOf(session);
    const before = 3 * 40 * 4;
    expect(forked.subarray(0, before)).toEqual(greedy.subarray(0, before));
    expect(forked.subarray(before)).not.toEqual(greedy.subarray(before));
    session.close();
  });

  test("rounds are spread over the epochs, also where there are fewer or more of those", async () => {
    for (const [epochs, expected] of [
      [1, [3]],
      [6, [0, 1, 1, 2, 2, 3]],
    ] as const) {
      const session = await open({ ...base, epochs });
      const { rows } = await session.advance({ steps: 1000 });
      const seen = rows.flatMap((row) => row.Rounds ?? []);
      expect(seen).toEqual(expected);
      session.close();
    }
  });

  // The software adapter need not do everything twice.
  if (backend === "wasm") {
    test("people who would run out of films are refused in words", () => {
      const config = { ...base, rounds: 20 };
      expect(() => prepareWorld(split, config, createStreams(1), undefined, undefined)).toThrow(
        /20 rounds of 4 films and the opening need 84, and this world has 60/,
      );
    });

    test("the pictures have what they read, for every policy", async () => {
      for (const policy of ["greedy", "epsilon", "thompson", "ucb", "mixed"] as const) {
        const session = await open({ ...base, policy, world: "harm" });
        await session.advance({ steps: 1000 });
        const ask = (probe: string, args = {}) => ({ key: probe, probe, args });
        const { readings, failed } = await session.read([
          ask("exposure"),
          ask("rounds"),
          ask("belief"),
          ask("example", { at: 2 }),
          ask("world"),
          ask("lists", { person: 3 }),
          ask("you", { film: [1, 2, 3, 4], clicked: [1, 0, 0, 1] }),
        ]);
        expect(failed).toEqual({});
        const own = (readings.you as { films: { at: number }[] }).films.map(({ at }) => at);
        expect(own).toHaveLength(4);
        expect(own.filter((film) => film <= 4 && film >= 1)).toEqual([]);
        session.close();
      }
    });
  }
});
