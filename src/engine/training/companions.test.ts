/** Companions on both back ends: in step with the run, through time and forks, and never in its way. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import lesson from "../../lessons/matrix-factorization/lesson.ts";
import training from "../../lessons/matrix-factorization/training.ts";
import { leaveOneOut, type Split } from "../data/split.ts";
import { syntheticDataset } from "../data/synthetic.ts";
import { type Config, defaults } from "../declarations/hyperparameters.ts";
import type { HistoryRow } from "../declarations/run.ts";
import { forEachBackend } from "../kernels/backends.ts";
import { Companions } from "./companions.ts";
import { Session, type Subject } from "./session.ts";
import type { Companion, Training } from "./training.ts";

const { dataset } = syntheticDataset({ seed: 3, users: 40, items: 60, interactionsPerUser: 12 });
const split = leaveOneOut(dataset);
const config: Config = {
  ...defaults(lesson.hyperparameters),
  dim: 8,
  batch: 96,
  lr: 0.02,
  epochs: 3,
};
const ALL = Number.MAX_SAFE_INTEGER;
const WIDER: Companion = { config: { dim: 12 }, metrics: ["NDCG@10"] };
const COLUMN = "NDCG@10 wider";

function subjectOf(
  beside: Readonly<Record<string, Companion>> = {},
  changes: Config = {},
): Subject {
  const accompanied = { ...training, beside: () => beside } as unknown as Training;
  return { training: accompanied, split, config: { ...config, ...changes }, seed: 5 };
}

/** A run and what trains beside it, taken through time together as the engine takes them. */
async function open(subject: Subject) {
  const run = await Session.open(subject);
  const companions = await Companions.open(subject, run);
  return {
    run,
    companions,
    async advance(steps: number): Promise<readonly HistoryRow[]> {
      const progress = await run.advance({ steps });
      return (await companions.follow(run, progress)).rows;
    },
    async restore(step: number) {
      await run.restore(step);
      await companions.restore(step);
    },
    async fork(step: number, changes: Config) {
      await run.fork(step, changes);
      await companions.fork(step, changes);
    },
    close() {
      companions.close();
      run.close();
    },
  };
}

/** A model of these settings on its own, forked where it is said, until its end. */
async function alone(changes: Config, fork?: { readonly at: number; readonly changes: Config }) {
  const session = await Session.open(subjectOf({}, changes));
  let rows = (await session.advance({ steps: fork?.at ?? ALL })).rows;
  if (fork) {
    await session.fork(fork.at, fork.changes);
    rows = [...rows, ...(await session.advance({ steps: ALL })).rows];
  }
  const { vectors } = await session.makes();
  session.close();
  return { rows, vectors: vectors!.values };
}

/** The column of the wider companion, by step. */
const columnOf = (rows: readonly HistoryRow[], name: string) =>
  rows.flatMap((row) => (row[name] === undefined ? [] : [[row.step, row[name]]]));

forEachBackend("Companions", () => {
  test("train as they would alone, and the run does not notice them", async () => {
    const beside = await open(
      subjectOf({ wider: WIDER, other: { seed: 9, metrics: ["NDCG@10"] } }),
    );
    const rows = [...(await beside.advance(1)), ...(await beside.advance(4))];
    rows.push(...(await beside.advance(ALL)));
    beside.close();
    const own = (await alone({})).rows;
    expect(rows.map(({ [COLUMN]: _, "NDCG@10 other": __, ...row }) => row)).toEqual(own);
    expect(columnOf(rows, COLUMN)).toEqual(columnOf((await alone({ dim: 12 })).rows, "NDCG@10"));
    expect(columnOf(rows, COLUMN)).toHaveLength(3);
    expect(columnOf(rows, "NDCG@10 other")).not.toEqual(columnOf(rows, "NDCG@10"));
  });

  test("see the same batches: one with nothing changed is the run itself", async () => {
    const same = await open(subjectOf({ same: { metrics: ["NDCG@10"] } }));
    const rows = await same.advance(ALL);
    expect(columnOf(rows, "NDCG@10 same")).toEqual(columnOf(rows, "NDCG@10"));
    expect(await same.companions.made("same", same.run)).toEqual(await same.run.makes());
    same.close();
  });

  test("learn from the run's prepared data where they are given, and do not prepare them again", async () => {
    let prepared = 0;
    const prepare = (whole: Split) => {
      prepared++;
      return { ...whole };
    };
    const columns: unknown[] = [];
    for (const shared of [false, true]) {
      prepared = 0;
      const beside = (_: unknown, own: Split) => ({
        wider: { ...WIDER, ...(shared && { split: own }) },
      });
      const subject = {
        ...subjectOf(),
        training: { ...training, prepare, beside } as unknown as Training,
      };
      const both = await open(subject);
      columns.push(columnOf(await both.advance(ALL), COLUMN));
      both.close();
      expect(prepared).toBe(shared ? 1 : 2);
    }
    expect(columns[1]).toEqual(columns[0]);
  });

  test("go back and forth in time with the run", async () => {
    const beside = await open(subjectOf({ wider: WIDER }));
    const rows = await beside.advance(ALL);
    const end = beside.run.step;
    const steps = beside.run.checkpoints.map(({ step }) => step);
    // Further back, on again without a step taken, and to the end.
    for (const trip of [[steps[3]!], [0], [steps[1]!, steps.at(-2)!], [0, end]]) {
      for (const step of trip) await beside.restore(step);
      const at = trip.at(-1)!;
      expect(await beside.advance(ALL)).toEqual(rows.filter(({ step }) => step > at));
    }
    beside.close();
  });

  test("change their settings where the run does, and keep what sets them apart", async () => {
    const beside = await open(
      subjectOf({ wider: WIDER, "0.1": { config: { lr: 0.1 }, metrics: ["NDCG@10"] } }),
    );
    await beside.advance(ALL);
    const at = beside.run.checkpoints[2]!.step;
    // A detour to the beginning before the fork must not make it start there.
    await beside.restore(0);
    await beside.fork(at, { lr: 0.05 });
    const rows = await beside.advance(ALL);
    beside.close();
    const fork = { at, changes: { lr: 0.05 } };
    const later = (all: readonly HistoryRow[]) => all.filter(({ step }) => step > at);
    const { rows: wider } = await alone({ dim: 12 }, fork);
    expect(columnOf(rows, COLUMN)).toEqual(columnOf(later(wider), "NDCG@10"));
    const { rows: fast } = await alone({ lr: 0.1 });
    expect(columnOf(rows, "NDCG@10 0.1")).toEqual(columnOf(later(fast), "NDCG@10"));
    expect(columnOf(rows, "NDCG@10")).toEqual(
      columnOf(later((await alone({}, fork)).rows), "NDCG@10"),
    );
  });

  test("asked for by a picture, catch up piece by piece, through a fork that is past", async () => {
    const beside = await open(subjectOf());
    await beside.advance(ALL);
    const at = beside.run.checkpoints[2]!.step;
    await beside.fork(at, { lr: 0.05 });
    const rows = await beside.advance(ALL);
    await beside.companions.add("other seed", { seed: 9 });
    await beside.companions.add("wider", { config: { dim: 12 } });
    expect(await beside.companions.made("wider", beside.run)).toBeUndefined();
    const catchUp = (budgetMs: number) =>
      beside.companions.catchUp(beside.run, ["wider"], budgetMs);
    expect(await catchUp(0)).toEqual({ wider: { step: 0, of: beside.run.step } });
    while (Object.keys(await catchUp(20)).length > 0);
    const made = await beside.companions.made("wider", beside.run);
    expect(made!.vectors!.values).toEqual(
      (await alone({ dim: 12 }, { at, changes: { lr: 0.05 } })).vectors,
    );
    expect(rows.every((row) => row[COLUMN] === undefined)).toBe(true);
    // The other is not looked at any more, and has taken no time.
    expect(await beside.companions.catchUp(beside.run, ["other seed"], 0)).toEqual({
      "other seed": { step: 0, of: beside.run.step },
    });
    beside.close();
  });

  test("taken over by another worker, have the same past", async () => {
    const subject = subjectOf({ wider: WIDER });
    const lost = await open(subject);
    await lost.advance(ALL);
    const at = lost.run.checkpoints[2]!.step;
    await lost.fork(at, { lr: 0.05 });
    const rows = await lost.advance(ALL);
    const { origin, forks } = lost.companions.past;
    const run = await Session.open({ ...subject, config: { ...config, lr: 0.05 } });
    await run.adopt(lost.run.checkpoints, at);
    lost.close();
    const companions = await Companions.open({ ...subject, config: origin }, run, forks);
    await companions.restore(at);
    const again = await companions.follow(run, await run.advance({ steps: ALL }));
    expect(again.rows).toEqual(rows);
    companions.close();
    run.close();
  });

  test("one whose loss is no number any more is not waited for, and the run goes on", async () => {
    const wild = { config: { lr: 1e30 } };
    const beside = await open(subjectOf({ wild: { ...wild, metrics: ["NDCG@10"] }, asked: wild }));
    const rows = await beside.advance(ALL);
    expect(beside.run.finished).toBe(true);
    expect(columnOf(rows, "NDCG@10 wild")).toEqual([]);
    let behind = await beside.companions.catchUp(beside.run, ["asked"], 1000);
    for (let call = 0; call < 50 && behind.asked; call++) {
      behind = await beside.companions.catchUp(beside.run, ["asked"], 1000);
    }
    expect(behind).toEqual({});
    expect(await beside.companions.made("asked", beside.run)).toBeUndefined();
    beside.close();
  });

  test("give everything back when they are ended or replaced", async () => {
    const before = tf.memory().numTensors;
    const beside = await open(subjectOf({ wider: WIDER }));
    await beside.companions.add("wider", { config: { dim: 4 }, metrics: ["NDCG@10"] });
    expect(beside.companions.count).toBe(1);
    await beside.advance(6);
    beside.close();
    expect(tf.memory().numTensors).toBe(before);
  });
});
