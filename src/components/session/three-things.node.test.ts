/** The shared parts of what every lesson shows, against a case by hand. */
import { beforeEach, expect, test } from "vitest";
import { integer, toggle } from "../../engine/declarations/hyperparameters.ts";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { beside, listsBefore, rememberList, whoseKey } from "./lists-before.ts";
import { hereText, type Paper, shownSetup } from "./paper-picture.tsx";

beforeEach(() => listsBefore.setState({ lists: [] }));

const list = (items: number[]) => ({
  history: 2,
  films: items.map((item) => ({ item, score: 1, voices: [] })),
});
const of = (lesson: string, run: string, number: number, whose = "films 3") => ({
  lesson,
  title: lesson,
  run,
  number,
  whose,
});

test("a list stands beside those of other models for the same person, the newest of each lesson", () => {
  rememberList(of("mf", "a", 1), list([1, 2]));
  rememberList(of("mf", "b", 2), list([2, 3]));
  rememberList(of("sasrec", "c", 1), list([4]));
  rememberList(of("sasrec", "c", 1), list([5]));
  rememberList(of("dlrm", "d", 1, "films 9"), list([6]));
  rememberList(of("empty", "e", 1), list([]));
  const found = beside(listsBefore.getState().lists, "films 3", "z");
  expect(found.map(({ run, items }) => [run, items])).toEqual([
    ["c", [5]],
    ["b", [2, 3]],
  ]);
  expect(beside(listsBefore.getState().lists, "films 3", "b").map(({ run }) => run)).toEqual([
    "c",
    "a",
  ]);
});

test("people of other data, and a reader with other ratings, are others", () => {
  expect(whoseKey("films", { user: 3 })).toBe("films 3");
  const reader = { user: 3, items: [1], ratings: [5] };
  expect(whoseKey("films", reader)).not.toBe(whoseKey("films", { ...reader, ratings: [4] }));
});

const size = { help: "", min: 1, max: 9, when: "restart" as const };
const lesson = {
  slug: "made-up",
  defaultDataset: "movielens-small",
  hyperparameters: {
    dim: integer({ label: "Dimension", symbol: "d", default: 4, ...size }),
    hard: toggle({ label: "Hard", help: "", default: false, when: "restart" }),
    pool: integer({
      label: "Pool",
      default: 2,
      ...size,
      onlyWith: { key: "hard", values: [true] },
    }),
  },
} as unknown as Lesson;
const setup = (config: Record<string, number | boolean>) => ({
  lesson: "made-up",
  config,
  seed: 1,
  dataset: "movielens-small",
  backend: "auto" as const,
});
const row = (here: Paper["rows"][number]["here"]) => ({ setting: "", paper: null, why: "", here });

test("what runs here is read from the settings, without those that mean nothing", () => {
  const easy = setup({ dim: 8, hard: false, pool: 3 });
  expect(hereText(lesson, easy, row(["dim", "pool"]))).toBe("d 8");
  expect(hereText(lesson, easy, row(["pool"]))).toBe("not used");
  const hard = setup({ dim: 8, hard: true, pool: 3 });
  expect(hereText(lesson, hard, row(["hard", "pool"]))).toBe("hard on, pool 3");
  expect(
    hereText(
      lesson,
      hard,
      row(({ dim }) => `${dim}d`),
    ),
  ).toBe("8d");
  expect(() => hereText(lesson, hard, row(["gone"]))).toThrow(/no setting "gone"/);
});

test("the run on screen keeps its settings while those of the next are changed", () => {
  const runs = [{ id: "a", setup: setup({ dim: 8 }) }];
  const next = setup({ dim: 9 });
  expect(shownSetup({ runs, currentRun: "a", setup: next }).config.dim).toBe(8);
  expect(shownSetup({ runs, currentRun: null, setup: next }).config.dim).toBe(9);
});
