import { expect, test } from "vitest";
import { defaultSetup } from "../../engine/declarations/setup.ts";
import lesson from "../../lessons/matrix-factorization/lesson.ts";
import { speak } from "../language/say.ts";
import { nameText } from "./runs.ts";
import { comparedWith, runsToCsv, runsToJson, settingsText } from "./runs-file.ts";
import type { Run } from "./state.ts";

const setup = defaultSetup(lesson);
const run = (number: number, change: Partial<Run> = {}): Run => ({
  id: `r${number}`,
  number,
  name: "defaults",
  renamed: false,
  setup,
  backend: { name: "wasm", adapter: "" },
  dataset: { name: "MovieLens small", users: 671, items: 3496, interactions: 90072 },
  history: [{ step: 1, epoch: 0.01, loss: 0.7 }],
  baselines: {},
  status: "finished",
  step: 100,
  totalSteps: 100,
  seconds: 12.34,
  metrics: { "NDCG@10": 0.031 },
  bestEpoch: 9,
  highlighted: true,
  ...change,
});

test("CSV has a row a run, quotes what must be, and no formula gets through", () => {
  const name = '=HYPERLINK("x"), or so';
  const csv = runsToCsv(lesson, [run(1), run(2, { name })]);
  const lines = csv.trim().split("\n");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain("run,name,status");
  expect(lines[0]).toContain("NDCG@10");
  expect(lines[2]).toContain(`"'=HYPERLINK(""x""), or so"`);
});

test("JSON says what it is and holds the runs as they are", () => {
  const file = JSON.parse(runsToJson(lesson, [run(1)]));
  expect(file).toMatchObject({ format: "live-recsys-runs", version: 1, lesson: lesson.slug });
  expect(file.runs).toEqual([run(1)]);
});

test("settings in words, and which run to compare with", () => {
  const config = { ...setup.config, negatives: "hard", biases: false };
  const other = run(2, { setup: { ...setup, config } });
  expect(settingsText(lesson, run(1))).toBe("defaults");
  expect(settingsText(lesson, other)).toContain("negatives hard");
  expect(settingsText(lesson, other)).toContain("b off");
  const forked = run(3, { fork: { parent: "r1", step: 10, changed: {} } });
  expect(comparedWith(other, [run(1), other, forked])?.number).toBe(1);
  expect(comparedWith(forked, [run(1), other, forked])?.number).toBe(1);
  expect(comparedWith(run(1), [run(1)])).toBeUndefined();
});

test("a run's name and settings in the reader's language, and as in links where it has no words", () => {
  const named = {
    ...run(1),
    name: "negatives uniform → in-batch, b on → off, K 4 → 8, same settings",
  };
  expect(nameText(lesson, named)).toBe(named.name);
  speak({ Negatives: "Негативы", Uniform: "Равномерные", on: "вкл", off: "выкл" });
  expect(nameText(lesson, named)).toBe(
    "негативы равномерные → in-batch, b вкл → выкл, K 4 → 8, same settings",
  );
  expect(nameText(lesson, { ...named, renamed: true })).toBe(named.name);
  const { setup } = run(1);
  const off = { ...run(1), setup: { ...setup, config: { ...setup.config, biases: false } } };
  expect(settingsText(lesson, off)).toBe("b выкл");
  speak({});
});
