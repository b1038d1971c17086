/** The two models of a log and the scorer of auctions: by hand, against finite differences, and as a run. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import type { Batch as Columns } from "../../engine/training/batch.ts";
import { createStepper } from "../../engine/training/compiled-stepper.ts";
import { Adam } from "../../engine/training/optimizer.ts";
import { variablesOf } from "../../engine/training/parameters.ts";
import { Session } from "../../engine/training/session.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { enlarge, expectGradients } from "../../engine/training/testing.ts";
import model, { type Batch, type Parameters, scoresOf } from "./model.ts";
import { prepareOffline } from "./prepare.ts";
import { hyperparameters, type OfflineConfig } from "./settings.ts";
import training from "./training.ts";

const base: OfflineConfig = {
  ...defaults(hyperparameters),
  visits: 600,
  epochs: 2,
  dim: 2,
  batch: 64,
};
const bids: OfflineConfig = { ...base, task: "bids", weight: "price", hidden: 4 };
const { dataset } = syntheticDataset({ seed: 1, users: 40, items: 60, interactionsPerUser: 16 });
const split = leaveOneOut(dataset);

function smallCase(config: OfflineConfig) {
  const streams = createStreams(3);
  const prepared = prepareOffline(split, config, streams);
  const parameters = model.init(prepared, config, streams.initialisation);
  enlarge(parameters, streams.noise, 0.4);
  const context = { split: prepared, config, streams, step: 0, notes: {} };
  const drawn = training.draw(context, Int32Array.of(0, 5, 17, 33, 60, 99, 110, 150));
  return { prepared, parameters, drawn, batch: uploadBatch(drawn) as Batch };
}

forEachBackend("Offline and online", (backend) => {
  test("a weighted click by hand", async () => {
    const scorer = [
      { W: tf.variable(tf.tensor2d([[1], [-2]])), b: tf.variable(tf.tensor1d([0.5])) },
    ];
    const x = tf.tensor2d([
      [1, 0],
      [2, 1],
    ]);
    // 1 + .5, 2 - 2 + .5
    expect([...(await scoresOf(scorer, x).data())]).toEqual([1.5, 0.5]);
    const batch: Batch = { x, label: tf.tensor1d([1, 0]), weight: tf.tensor1d([3, 1]) };
    const config = { ...bids, hidden: 0, l2: 0.1 };
    const [loss] = await model.loss({ scorer } as Parameters, batch, config).data();
    // (3 log(1 + e^-1.5) + log(1 + e^.5)) / 2 + .1 (1 + 4)
    expect(loss).toBeCloseTo(
      (3 * Math.log(1 + Math.exp(-1.5)) + Math.log(1 + Math.exp(0.5))) / 2 + 0.5,
      5,
    );
  });

  test("gradients agree with finite differences, of both tasks", async () => {
    for (const config of [
      { ...base, l2: 0.1 },
      { ...bids, l2: 0.1 },
    ]) {
      const { parameters, batch } = smallCase(config);
      await expectGradients(() => model.loss(parameters, batch, config), parameters);
    }
  });

  test("a step is compiled, of both tasks", async () => {
    for (const config of [base, bids]) {
      const { parameters, drawn } = smallCase(config);
      const flat = variablesOf(parameters);
      const loss = (_: unknown, batch: unknown) => model.loss(parameters, batch as Batch, config);
      const stepper = createStepper(loss, flat, new Adam(flat));
      const preparation = stepper.prepare?.(drawn as Columns);
      await preparation?.finished;
      expect(preparation?.why ?? null).toBeNull();
      stepper.dispose();
    }
  });

  if (backend === "wasm") {
    test("one model is told what was shown, the other any film where nothing was clicked", () => {
      const { prepared, drawn } = smallCase(base);
      const { film, clicked } = prepared.logged!.train;
      const rows = [0, 5, 17, 33, 60, 99, 110, 150];
      expect([...drawn.film!.values]).toEqual(rows.map((row) => film[row]));
      const yes = rows.flatMap((row, n) =>
        clicked[row] ? [[drawn.other!.values[n], film[row]]] : [],
      );
      for (const [told, shown] of yes) expect(told).toBe(shown);
    });

    test("the estimators read visits that nobody learnt from, and a seed gives the same world and log", () => {
      const again = (seed: number) => prepareOffline(split, base, createStreams(seed)).logged!;
      const [one, same, other] = [again(3), again(3), again(4)];
      expect(same.train).toEqual(one.train);
      expect(same.test).toEqual(one.test);
      expect(other.test).not.toEqual(one.test);
      expect(one.test).not.toEqual(one.train);
    });

    test("a run says every number it can, its pictures find what they read, and from a checkpoint it ends the same", async () => {
      for (const config of [
        base,
        { ...base, logger: "greedy" as const },
        { ...bids, batch: 2048 },
      ]) {
        const session = await Session.open({
          training: training as never,
          split,
          config,
          seed: 2,
        });
        const { rows, checkpoints } = await session.advance({ steps: 200 });
        const last = rows.at(-1)!;
        const own = config.task === "bids" ? ["Revenue", "AUC"] : ["Online", "DM", "NDCG@10"];
        for (const name of own) expect(last[name], name).toBeGreaterThan(0);
        expect(last.Passes).toBe(config.epochs);
        expect("IPS" in last).toBe(config.task === "world" && config.logger !== "greedy");
        const ask = (probe: string, args = {}) => ({ key: probe, probe, args });
        const { failed } = await session.read([
          ask("table"),
          ask("log"),
          ask("arms"),
          ask("fooled", { seed: 1 }),
          ask("traps"),
          ask("price"),
          ask("example", { at: 2 }),
          ask("reasons", { user: 3 }),
        ]);
        expect(failed).toEqual({});
        if (config === base) {
          const between = checkpoints.find((step) => step > 0 && step < session.step)!;
          await session.restore(between);
          const again = (await session.advance({ steps: 200 })).rows;
          expect(again).toEqual(rows.filter((row) => row.step > between));
        }
        session.close();
      }
    });
  }
});
