/** Counting on both back ends: by hand, against the baselines, backwards in time. */
import * as tf from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { forEachBackend } from "../../engine/kernels/backends.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { evaluateScorer, itemKnnScorer, popularityScorer } from "../../engine/ranking/baselines.ts";
import type { Recommendations } from "../../engine/ranking/retrieval-probes.ts";
import { column } from "../../engine/training/batch.ts";
import { Session } from "../../engine/training/session.ts";
import { snapshot, valuesOf } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import lesson, { type DataConfig } from "./lesson.ts";
import { headShare } from "./measure.ts";
import model, { type Parameters, valueOfFilms } from "./model.ts";
import { drawSlice, firstRead, prepare, slices } from "./stream.ts";
import training from "./training.ts";
import type { WhyReading } from "./why.ts";

const { dataset } = syntheticDataset({ seed: 3, users: 40, items: 60, interactionsPerUser: 14 });
const split = leaveOneOut(dataset);
const config: DataConfig = { ...defaults(lesson.hyperparameters), batch: 64, shrinkage: 2 };
const open = (changes: Partial<DataConfig> = {}, seed = 5) =>
  Session.open({ training, split, config: { ...config, ...changes }, seed });
const read = async (session: Session, probe: string, args: object) =>
  (await session.read([{ key: "it", probe, args: { ...args } }])).readings.it;
const all = { steps: Number.MAX_SAFE_INTEGER };

describe("The stream", () => {
  const stream = prepare(split, config, createStreams(1));

  test("reads every training rating once, in the order of time", () => {
    const read: number[] = [];
    const context = { split: stream, config, streams: createStreams(1), notes: {} };
    let before = Number.NEGATIVE_INFINITY;
    for (let step = 0; step < slices(stream, config); step++) {
      const { films } = drawSlice({ ...context, step });
      const rows = stream.order.subarray(read.length, read.length + films.values.length);
      expect([...films.values]).toEqual(Array.from(rows, (row) => stream.train.item[row]));
      for (const row of rows) {
        expect(stream.train.time[row]).toBeGreaterThanOrEqual(before);
        before = stream.train.time[row]!;
      }
      read.push(...films.values);
    }
    expect(read).toHaveLength(stream.train.item.length);
  });

  test("can be cut off anywhere", () => {
    const part = firstRead(stream, 100);
    expect(part.item).toHaveLength(100);
    expect(part.offsets.at(-1)).toBe(100);
    const latest = Math.max(...part.time);
    expect(Array.from(stream.train.time).filter((time) => time < latest).length).toBeLessThan(100);
    expect(firstRead(stream, stream.order.length)).toBe(stream.train);
  });
});

forEachBackend("Counting", () => {
  test("a slice by hand", async () => {
    const n = tf.variable(tf.tensor1d([3, 1, 0]));
    const parameters: Parameters = {
      n,
      stars: tf.variable(tf.tensor1d([12, 5, 0])),
      read: tf.variable(tf.tensor1d([4])),
    };
    const batch = uploadBatch({
      films: column(Int32Array.of(1, 2, 1)),
      stars: column(Float32Array.of(2, 4, 3)),
      weight: column(Float32Array.of(0.5, 1, 1)),
      decay: column(Float32Array.of(0.5)),
      size: column(Float32Array.of(3)),
    });
    // p = (n + 1) / (N + 3) = 4/7, 2/7, 1/7
    const loss = model.loss(parameters, batch);
    expect((await loss.data())[0]).toBeCloseTo(-(2 * Math.log(2 / 7) + Math.log(1 / 7)) / 3, 5);
    tf.tidy(() => model.step(parameters, batch));
    expect([...(await snapshot(n))]).toEqual([1.5, 2, 1]);
    expect([...(await snapshot(parameters.stars))]).toEqual([12, 10, 4]);
    expect([...(await snapshot(parameters.read))]).toEqual([7]);
    // mu = 26 / 4.5, beta = 1: (12 + mu) / 2.5, (10 + mu) / 3, (4 + mu) / 2
    const mean = { ...config, model: "mean-stars", shrinkage: 1 } as const;
    const mu = 26 / 4.5;
    const values = await valuesOf(() => valueOfFilms(parameters, mean));
    [(12 + mu) / 2.5, (10 + mu) / 3, (4 + mu) / 2].forEach((expected, i) => {
      expect(values[i]).toBeCloseTo(expected, 4);
    });
    tf.dispose([loss, parameters, batch]);
  });

  test("ends where the baselines are", async () => {
    const popular = await open();
    const rows = (await popular.advance(all)).rows;
    expect(rows.at(-1)).toMatchObject(evaluateScorer(split, "test", popularityScorer(split)));
    expect((await popular.baselines()).popularity).toMatchObject({
      "Sampled HR@10": rows.at(-1)!["Sampled HR@10"],
    });
    expect(rows.at(-1)!["Ratings read"]).toBe(split.train.item.length);
    expect(rows.at(-1)!["Top 10%"]).toBeCloseTo(headShare(Float32Array.from(split.popularity)), 6);
    popular.close();
    const knn = await open({ model: "item-knn", k: 20 });
    const scorer = itemKnnScorer(split, { k: 20, shrinkage: 2 });
    const last = (await knn.advance(all)).rows.at(-1);
    expect(last).toMatchObject(evaluateScorer(split, "test", scorer));
    knn.close();
  });

  test("forgets by halves", async () => {
    const session = await open({ halfLife: 1 });
    await session.advance(all);
    const now = split.train.time.reduce((a, b) => Math.max(a, b));
    const expected = new Float64Array(split.train.items);
    split.train.item.forEach((item, n) => {
      expected[item]! += 2 ** (-(now - split.train.time[n]!) / (365.25 * 24 * 3600));
    });
    const list = (await read(session, "recommendations", { user: 0 })) as Recommendations;
    list.items.forEach((item, n) => {
      expect(list.scores[n]).toBeCloseTo(expected[item]!, 3);
    });
    session.close();
  });

  test("goes back in time and comes to the same numbers again", async () => {
    const session = await open({ model: "item-knn" });
    const { rows, checkpoints } = await session.advance(all);
    expect(checkpoints.length).toBeGreaterThan(5);
    await session.restore(checkpoints[3]!);
    const again = (await session.advance(all)).rows;
    expect(again).toEqual(rows.filter(({ step }) => step > checkpoints[3]!));
    const before = tf.memory().numTensors;
    await session.restore(checkpoints[2]!);
    await session.fork(checkpoints[2]!, { k: 5 });
    await session.advance(all);
    expect(tf.memory().numTensors).toBe(before);
    session.close();
  });

  test("takes a score apart into the numbers it is made of", async () => {
    const session = await open({ model: "item-knn", k: 60 });
    await session.advance(all);
    const why = (await read(session, "why", { user: 4 })) as WhyReading;
    const list = (await read(session, "recommendations", { user: 4 })) as Recommendations;
    expect(why.film).toBe(list.items[0]);
    for (const { similarity, together, count } of why.because) {
      expect(similarity).toBeCloseTo(together / (Math.sqrt(count * why.count) + 2), 6);
    }
    if (why.speaking <= why.because.length) {
      const sum = why.because.reduce((total, { similarity }) => total + similarity, 0);
      expect(sum).toBeCloseTo(why.score, 4);
    }
    session.close();
  });

  test("recommends nothing that was seen, and nothing before the first rating", async () => {
    const session = await open();
    const list = async () =>
      (await read(session, "recommendations", { user: 1 })) as Recommendations;
    expect((await list()).items).toHaveLength(0);
    await session.advance(all);
    const own = new Set(split.train.item.subarray(split.train.offsets[1], split.train.offsets[2]));
    expect([...(await list()).items].some((item) => own.has(item))).toBe(false);
    session.close();
  });
});
