/** The session on both back ends: the same numbers twice, time travel, forks, and nothing left behind. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import lesson from "../../lessons/matrix-factorization/lesson.ts";
import training from "../../lessons/matrix-factorization/training.ts";
import { leaveOneOut } from "../data/split.ts";
import { syntheticDataset } from "../data/synthetic.ts";
import type { Config } from "../declarations/hyperparameters.ts";
import { defaults } from "../declarations/hyperparameters.ts";
import type { HistoryRow } from "../declarations/run.ts";
import { forEachBackend } from "../kernels/backends.ts";
import { Session } from "./session.ts";
import type { Training } from "./training.ts";

const { dataset } = syntheticDataset({ seed: 3, users: 40, items: 60, interactionsPerUser: 12 });
const split = leaveOneOut(dataset);
const config: Config = {
  ...defaults(lesson.hyperparameters),
  dim: 8,
  batch: 96,
  lr: 0.02,
  epochs: 3,
};

const open = (changes: Config = {}, seed = 5) =>
  Session.open({ training, split, config: { ...config, ...changes }, seed });

async function finish(session: Session): Promise<HistoryRow[]> {
  return [...(await session.advance({ steps: Number.MAX_SAFE_INTEGER })).rows];
}

forEachBackend("A session", () => {
  test.each(["uniform", "popularity", "hard", "in-batch"])(
    "gives the same history digit for digit with %s negatives",
    async (negatives) => {
      const first = await open({ negatives });
      const second = await open({ negatives });
      const rows = await finish(first);
      // However the steps are cut into calls, and whether or not they were compiled ahead.
      const { done, total } = await second.prepare(60_000);
      expect(done).toBe(total);
      const pieces: HistoryRow[] = [];
      while (second.step < second.totalSteps) {
        pieces.push(...(await second.advance({ steps: 4 })).rows);
      }
      expect(pieces).toEqual(rows);
      expect(rows.at(-1)!.loss).toBeLessThan(rows[0]!.loss);
      expect(rows.at(-1)!["NDCG@10"]).toBeGreaterThanOrEqual(0);
      first.close();
      second.close();
    },
  );

  test("a reading shows the weights of this step, not of the reading before", async () => {
    const session = await open();
    const read = async () =>
      (await session.read([{ key: "norms", probe: "norms", args: {} }])).readings.norms as {
        norms: Float32Array;
      };
    await session.advance({ steps: 1 });
    const early = await read();
    await session.advance({ steps: 6 });
    const late = await read();
    expect(late.norms).not.toEqual(early.norms);
    session.close();
  });

  test("another seed gives another history", async () => {
    const [one, two] = [await open({}, 1), await open({}, 2)];
    expect(await finish(one)).not.toEqual(await finish(two));
    one.close();
    two.close();
  });

  test("training on from any checkpoint repeats what came after it", async () => {
    const session = await open();
    const rows = await finish(session);
    const { checkpoints } = await session.advance({ steps: 0 });
    expect(checkpoints.length).toBeGreaterThan(4);
    for (const step of [checkpoints[0]!, checkpoints[3]!, checkpoints.at(-2)!]) {
      await session.restore(step);
      expect(await finish(session)).toEqual(rows.filter((row) => row.step > step));
    }
    session.close();
  });

  test("a fork shares its past and has its own future", async () => {
    const session = await open();
    const rows = await finish(session);
    const { checkpoints } = await session.advance({ steps: 0 });
    const step = checkpoints[2]!;
    await session.fork(step, { lr: 0.05 });
    const forked = await finish(session);
    expect(forked[0]!.step).toBeGreaterThan(step);
    expect(forked).not.toEqual(rows.filter((row) => row.step > step));
    session.close();
  });

  test("200 steps, ten forks and a thousand trips in time leave no tensor behind", async () => {
    const session = await open({ epochs: 40 });
    await session.advance({ steps: 20 });
    const before = tf.memory().numTensors;
    // By now the ring has had to drop some checkpoints.
    const { checkpoints } = await session.advance({ steps: 200 });
    expect(tf.memory().numTensors).toBe(before);
    for (let fork = 0; fork < 10; fork++) await session.fork(checkpoints[1]!, { lr: 0.01 });
    for (let trip = 0; trip < 1000; trip++) await session.restore(checkpoints[trip % 2]!);
    await session.advance({ steps: 20 });
    expect(tf.memory().numTensors).toBe(before);
    session.close();
  });

  test("a closed session gives everything back", async () => {
    const before = tf.memory().numTensors;
    const session = await open();
    await session.advance({ steps: 10 });
    session.close();
    expect(tf.memory().numTensors).toBe(before);
  });

  test("a loss that is no longer a number stops training and names the last good step", async () => {
    const { model } = training;
    const loss = ({ P }: { P: tf.Variable }) => tf.mul(tf.sum(P), Number.NaN);
    const broken = { ...training, model: { ...model, loss } } as unknown as Training;
    const bad = await Session.open({ training: broken, split, config, seed: 1 });
    const { diverged, rows } = await bad.advance({ steps: 50 });
    expect(diverged).toEqual({ step: 1, lastGood: 0 });
    expect(rows).toEqual([]);
    bad.close();
  });

  test("a reading that throws fails for itself alone, and the run ends in the same digits", async () => {
    const throwing = {
      ...training,
      probes: {
        ...training.probes,
        broken: () => {
          throw new Error("The paper tore");
        },
      },
    } as unknown as Training;
    const [calm, read] = [
      await open(),
      await Session.open({ training: throwing, split, config, seed: 5 }),
    ];
    const rows: HistoryRow[] = [];
    const requests = ["norms", "broken", "nowhere"].map((probe) => ({
      key: probe,
      probe,
      args: {},
    }));
    while (!read.finished) {
      rows.push(...(await read.advance({ steps: 3 })).rows);
      const { readings, failed } = await read.read(requests);
      expect(Object.keys(readings)).toEqual(["norms"]);
      expect(Object.keys(failed)).toEqual(["broken", "nowhere"]);
      expect(failed.broken!.english).toBe("The paper tore");
    }
    expect(rows).toEqual(await finish(calm));
    calm.close();
    read.close();
  });
});
