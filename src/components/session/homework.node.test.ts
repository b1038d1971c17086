/** Homework that is handed in, read again, changed by hand, and held against runs that are trained anew. */
import { expect, test } from "vitest";
import { defaultSetup } from "../../engine/declarations/setup.ts";
import lesson from "../../lessons/matrix-factorization/lesson.ts";
import { histogramOf } from "./collected.ts";
import {
  codeOf,
  type Done,
  disagreements,
  handIn,
  isIntact,
  readHandedIn,
  taskOf,
  taskText,
  wholeTask,
} from "./homework.ts";
import { findPrediction } from "./predictions.ts";
import type { Run } from "./state.ts";

const setup = defaultSetup(lesson);
const done: Done = {
  predictions: [
    {
      id: "hard-wins",
      answer: { kind: "winner", side: "run" },
      settled: {
        outcome: { run: { "NDCG@10": 0.035 }, against: { "NDCG@10": 0.034 }, baseline: {} },
        curve: [],
        under: { seed: 1, dataset: setup.dataset, backend: "wasm" },
      },
    },
  ],
  goals: [{ step: "open-lab", run: { setup, metrics: { "NDCG@10": 0.0357 } } as unknown as Run }],
};
const task = { predictions: ["hard-wins"], goals: ["open-lab"] };
const answer = () => handIn(lesson, task, done, "Ada Ivanova, группа 3", new Date(0));

test("a task is what the lesson has of what a link names, and a link says it again", () => {
  expect(taskOf(lesson, "hard-wins,nothing,goal.open-lab,goal.easy,<b>")).toEqual(task);
  expect(taskOf(lesson, taskText(wholeTask(lesson)))).toEqual(wholeTask(lesson));
  expect(taskOf(lesson, "")).toEqual({ predictions: [], goals: [] });
});

test("a code and a file hold the same answer, whatever else is pasted with them", async () => {
  const handed = await answer();
  const code = await codeOf(handed);
  expect(code).toMatch(/^LR1\.[\w-]+$/);
  const file = JSON.stringify(handed, null, 1);
  expect(await readHandedIn(file)).toEqual({ handed: [handed], wrong: [] });
  const pasted = await readHandedIn(`\n${code}\nhello ${code.slice(0, 40)}\n`);
  expect(pasted.handed).toEqual([handed]);
  expect(pasted.wrong).toEqual(["hello", code.slice(0, 24)]);
});

test("what is no answer is refused, and so is what unpacks to anything", async () => {
  for (const text of ["{}", "{", "[1]", `{"format":"live-recsys-answer"}`]) {
    expect((await readHandedIn(text)).handed).toEqual([]);
  }
  const long = await codeOf({ ...(await answer()), name: "x".repeat(5 * 2 ** 20) });
  expect(long.length).toBeLessThan(50_000);
  expect((await readHandedIn(long)).handed).toEqual([]);
});

test("a change by hand breaks the signature; a browser without cryptography signs nothing", async () => {
  const handed = await answer();
  expect(await isIntact(handed)).toBe(true);
  const [read] = (await readHandedIn(await codeOf(handed))).handed;
  expect(await isIntact(read!)).toBe(true);
  expect(await isIntact({ ...handed, name: "Somebody else" })).toBe(false);
  expect(await isIntact({ ...handed, hash: "" })).toBeNull();
});

test("numbers of another machine may differ by a little, and no more", () => {
  const trained = { "NDCG@10": 0.034, "Mean popularity@10": 170, Seconds: 3 };
  expect(disagreements({ ...trained, Seconds: 90 }, trained)).toEqual([]);
  expect(disagreements({ ...trained, "NDCG@10": 0.0355 }, trained)).toEqual([]);
  expect(disagreements({ ...trained, "NDCG@10": 0.05 }, trained)).toEqual(["NDCG@10"]);
  expect(disagreements({ "NDCG@10": 0.034 }, trained)).toEqual(["Mean popularity@10"]);
});

test("what a class predicted is counted by option, and by tenths of a range", () => {
  const winner = findPrediction(lesson, "hard-wins")!;
  const sides = (["run", "run", "tie"] as const).map((side) => ({ kind: "winner" as const, side }));
  expect(histogramOf(winner, sides).map(({ count }) => count)).toEqual([2, 0, 1]);
  const value = findPrediction(lesson, "too-strong")!;
  const bars = histogramOf(value, [
    { kind: "value", value: 0.02 },
    { kind: "value", value: 0.06 },
    { kind: "value", value: 9 },
  ]);
  expect(bars.map(({ count }) => count)).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 2]);
});
