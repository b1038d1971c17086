/** A world in rounds: notes that grow are learnt from, and time travel goes back to what was known then. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { leaveOneOut, type Split } from "../data/split.ts";
import { syntheticDataset } from "../data/synthetic.ts";
import { forEachBackend } from "../kernels/backends.ts";
import { type Vector, vector } from "../layers.ts";
import { column, type Notes } from "./batch.ts";
import { defineModel } from "./model.ts";
import { Session } from "./session.ts";
import type { Training } from "./training.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 8, items: 12, interactionsPerUser: 6 });
const split = leaveOneOut(dataset);
const config = { epochs: 4, lr: 0.05, batch: 4, l2: 0 };

interface World extends Split {
  /** The items clicked so far. */
  readonly log: Int32Array;
}

const model = defineModel({
  init: ({ train: { items } }: World) => ({ b: vector(items) }),
  loss: ({ b }: { b: Vector }, { films }: { films: tf.Tensor1D }) =>
    tf.sub<tf.Scalar>(tf.logSumExp(b), tf.mean(tf.gather(b, films))),
});

/** Popularity that is shown and clicked again: every round adds eight clicks, drawn from `negatives`. */
const training = {
  model,
  prepare: (given: Split, _config: unknown, _streams: unknown, _under: unknown, notes?: Notes) => ({
    ...given,
    log: (notes?.log as Int32Array | undefined) ?? given.train.item.slice(0, 8),
  }),
  examples: ({ log }: World) => log.length,
  notes: ({ log }: World) => ({ log }),
  draw: ({ split: { log } }: { split: World }, examples: Int32Array) => ({
    films: column(examples.map((example) => log[example]!)),
  }),
  async endRound(
    _parameters: unknown,
    { notes, streams }: Parameters<NonNullable<Training["endRound"]>>[1],
  ) {
    const clicked = Array.from({ length: 8 }, () => streams.negatives.int(12));
    const log = Int32Array.from([...(notes.log as Int32Array), ...clicked]);
    return { notes: { log }, metrics: { Clicks: log.length } };
  },
  measure: { evaluate: async () => ({}), baselines: async () => ({}) },
  probes: { log: ({ notes }: { notes: Notes }) => notes.log!.slice() },
} as unknown as Training;

const open = () => Session.open({ training, split, config, seed: 3 });
const logOf = async (session: Session) =>
  (await session.read([{ key: "log", probe: "log", args: {} }])).readings.log as Int32Array;

forEachBackend("Rounds", () => {
  test("the order is sized anew, and the rows say what a round brought", async () => {
    const session = await open();
    expect(session.stepsPerEpoch).toBe(2);
    const { rows, step, finished } = await session.advance({ steps: 1000 });
    // 8, 16, 24, 32 clicks by rounds, four a step
    expect([step, finished]).toEqual([2 + 4 + 6 + 8, true]);
    const rounds = rows.filter((row) => row.Clicks !== undefined);
    expect(rounds.map((row) => [row.step, row.epoch, row.Clicks])).toEqual([
      [2, 1, 16],
      [6, 2, 24],
      [12, 3, 32],
      [20, 4, 40],
    ]);
    session.close();
  });

  test("from any checkpoint the same rounds come again", async () => {
    const session = await open();
    const { rows, checkpoints } = await session.advance({ steps: 1000 });
    const end = await logOf(session);
    for (const step of checkpoints.toReversed()) {
      await session.restore(step);
      const again = (await session.advance({ steps: 1000 })).rows;
      expect(again).toEqual(rows.filter((row) => row.step > step));
      expect(await logOf(session)).toEqual(end);
    }
    session.close();
  });
});
