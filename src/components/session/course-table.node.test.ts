/** The table of the course on runs made up by hand. */
import { expect, test } from "vitest";
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { sentence } from "../../engine/declarations/sentence.ts";
import { bestTwo, courseTable } from "./course-table.ts";
import type { Run } from "./state.ts";

const lessonOf = (slug: string, ruler?: string) =>
  ({
    slug,
    title: slug,
    metrics: [{ name: "NDCG@10", help: "", better: "higher", digits: 4 }],
    ...(ruler && {
      ruler: {
        name: ruler,
        seconds: 1,
        reads: () => sentence("films"),
        unlike: ({ cut }: Config) => (cut === "time" ? sentence("another cut") : null),
      },
    }),
  }) as unknown as Lesson;

let runs = 0;
const runOf = (metrics: Run["metrics"], seed: number, config: Config = {}, more = {}): Run => ({
  id: `run ${++runs}`,
  number: runs,
  setup: { lesson: "", config, seed, dataset: "films", backend: "wasm" },
  backend: { name: "wasm", adapter: "" },
  dataset: { name: "films", users: 100, items: 50, interactions: 900 },
  history: [],
  baselines: {},
  status: "finished",
  step: 9,
  totalSteps: 9,
  seconds: 4,
  parameters: 640,
  metrics,
  bestEpoch: 1,
  highlighted: false,
  ...more,
});
const at = (ndcg: number, hits: number) => ({ "NDCG@10": ndcg, "HR@10": hits });

test("seeds are one row, rows of one ruler one table, the best first, and what differs stands apart", () => {
  const towers = [0.06, 0.063, 0.066].map((ndcg, seed) => runOf(at(ndcg, 0.12), seed));
  const [table, other] = courseTable([
    {
      lesson: lessonOf("sasrec", "last film"),
      runs: [
        runOf(at(0.054, 0.1), 1),
        runOf(at(0.2, 0.3), 1, { cut: "time" }),
        runOf(at(0.9, 0.9), 2, {}, { status: "stopped" }),
        runOf(at(0.9, 0.9), 3, {}, { fork: { parent: "x", step: 1, changed: {} } }),
      ],
    },
    { lesson: lessonOf("two-tower", "last film"), runs: towers },
    { lesson: lessonOf("rq-vae"), runs: [runOf({ MSE: 0.3 }, 1)] },
  ]);
  expect(table!.rows.map(({ lesson, seeds }) => [lesson.slug, seeds])).toEqual([
    ["two-tower", 3],
    ["sasrec", 1],
  ]);
  const [best, sasrec] = table!.rows;
  expect(best!.mean).toBeCloseTo(0.063, 10);
  expect(best!.deviation).toBeCloseTo(0.003, 10);
  expect(sasrec!.deviation).toBeNull();
  // 0.054^2 / 0.1 - 0.054^2 = 0.026244; / 100 people, its root: 0.0162.
  expect(sasrec!.people).toBeCloseTo(Math.sqrt(0.026244 / 100), 10);
  expect(sasrec!.parameters).toBe(640);
  expect(table!.apart.map(({ unlike }) => unlike?.english)).toEqual(["another cut"]);
  expect([other!.ruler, other!.rows, other!.apart.length]).toEqual(["rq-vae", [], 1]);
});

test("two lessons are apart when their difference is more than twice what chance leaves open", () => {
  const make = (a: number, b: number, users: number) => {
    const more = { dataset: { name: "films", users, items: 50, interactions: 900 } };
    const [table] = courseTable([
      { lesson: lessonOf("a", "last film"), runs: [runOf(at(a, 0.1), 1, {}, more)] },
      { lesson: lessonOf("b", "last film"), runs: [runOf(at(b, 0.1), 1, {}, more)] },
    ]);
    return bestTwo(table!)!;
  };
  const near = make(0.054, 0.063, 671);
  expect(near.better.lesson.slug).toBe("b");
  expect(near.difference).toBeCloseTo(0.009, 10);
  const variance = (x: number) => (x ** 2 / 0.1 - x ** 2) / 671;
  expect(near.people).toBeCloseTo(Math.sqrt(variance(0.054) + variance(0.063)), 10);
  expect([near.apart, near.seeds]).toEqual([false, null]);
  expect(make(0.03, 0.063, 67_100).apart).toBe(true);
});

test("one lesson alone is compared with nobody", () => {
  const lesson = lessonOf("a", "last film");
  const [table] = courseTable([
    { lesson, runs: [runOf(at(0.05, 0.1), 1), runOf(at(0.06, 0.1), 1, { dim: 2 })] },
  ]);
  expect(table!.rows).toHaveLength(2);
  expect(bestTwo(table!)).toBeNull();
});
