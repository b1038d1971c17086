import { describe, expect, test } from "vitest";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { defaultSetup, parseSetup } from "../../engine/declarations/setup.ts";
import lesson from "../../lessons/matrix-factorization/lesson.ts";
import { speak } from "../language/say.ts";
import { differences } from "./changes.ts";
import { nameText, settingsText, standsOnText } from "./run-words.ts";
import { comparedWith, runsToCsv, runsToJson } from "./runs-file.ts";
import { parseRuns } from "./runs-import.ts";
import type { Run } from "./state.ts";

const setup = defaultSetup(lesson);
const run = (number: number, change: Partial<Run> = {}): Run => ({
  id: `r${number}`,
  number,

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

test("a run's name is made of what changed, in the reader's language", () => {
  const config = { ...setup.config, negatives: "in-batch", biases: false, numNegatives: 8 };
  const to = { ...setup, config };
  const settings = differences(lesson, setup, to);
  const named = run(1, { setup: to, changed: { since: "before", settings } });
  expect(nameText(lesson, named)).toBe("negatives uniform → in-batch, b on → off");
  speak({ Negatives: "Негативы", Uniform: "Равномерные", on: "вкл", off: "выкл" });
  expect(nameText(lesson, named)).toBe("негативы равномерные → in-batch, b вкл → выкл");
  expect(settingsText(lesson, named)).toBe("негативы in-batch, b выкл");
  speak({});
  const nothing = { since: "before", settings: [] } as const;
  expect(nameText(lesson, run(2, { changed: nothing }))).toBe("same settings");
  expect(nameText(lesson, run(2, { changed: { ...nothing, since: "defaults" } }))).toBe("defaults");
});

test("a name that the reader gave, or an older version kept, is shown as it is", () => {
  expect(nameText(lesson, run(1, { name: "negatives uniform → hard" }))).toBe(
    "negatives uniform → hard",
  );
  const changed = { since: "defaults", settings: [] } as const;
  expect(nameText(lesson, run(1, { name: "Mine", changed }))).toBe("Mine");
});

test("a file of an older version is read, its names as they were", () => {
  const { changed: _none, highlighted: _on, ...old } = run(1, { name: "dim 32 → 64" });
  const file = { format: "live-recsys-runs", version: 1, lesson: lesson.slug };
  const read = parseRuns(
    lesson,
    JSON.stringify({ ...file, runs: [{ ...old, renamed: false }] }),
    [],
  );
  expect(read).toMatchObject({ runs: [{ name: "dim 32 → 64", number: 1 }] });
});

describe("a run that stands on a run", () => {
  /** A lesson that learns from what matrix factorization has made. */
  const upper: Lesson = {
    ...lesson,
    slug: "upper",
    title: "Upper",
    on: { lessons: [lesson.slug] },
    foundations: { [lesson.slug]: lesson },
  };
  const setupOf = (fields: Record<string, string | number>) =>
    parseSetup(upper, Object.entries(fields)).setup;
  const standing = setupOf({ "on.dim": 64, "on.seed": 9 });

  test("its name says what changed beneath, its row what it stands on", () => {
    const settings = differences(upper, setupOf({}), standing);
    expect(settings).toEqual([
      { key: "on.seed", from: 1, to: 9 },
      { key: "on.dim", from: 32, to: 64 },
    ]);
    const named = run(1, { setup: standing, changed: { since: "before", settings } });
    expect(nameText(upper, named)).toBe("beneath it seed 1 → 9, beneath it d 32 → 64");
    expect(settingsText(upper, named)).toBe("defaults");
    expect(standsOnText(upper, standing, {})).toBe("on Matrix factorization, d 64, seed 9");
    const kept = run(3, { setup: { ...standing.on!, backend: "wasm" } });
    expect(standsOnText(upper, standing, { [lesson.slug]: [kept] })).toBe(
      "on run 3 of Matrix factorization",
    );
  });

  test("goes into a file and comes back, checked like a link", () => {
    const given = run(1, { setup: standing });
    const text = runsToJson(upper, [given]);
    const read = parseRuns(upper, text, []);
    expect("runs" in read && read.runs[0]!.setup).toEqual(standing);
    const bad = parseRuns(upper, text.replace('"dim": 64', '"dim": 6400'), []);
    expect(bad).toMatchObject({ problem: expect.stringContaining("dim is 6400") });
    expect(runsToCsv(upper, [given])).toContain("matrix-factorization seed=9 dim=64");
  });
});
