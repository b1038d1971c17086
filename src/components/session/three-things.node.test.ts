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

/** Ten films whose ids are a hundred more than their numbers. */
const catalogue = {
  ids: Int32Array.from({ length: 10 }, (_, n) => 100 + n),
  titles: Array.from({ length: 10 }, (_, n) => `Film ${n}`),
  years: new Int16Array(10),
  genres: [],
  genreBits: new Uint32Array(10),
};
const before = () => listsBefore.getState().lists;
const remember = (which: ReturnType<typeof of>, films: number[]) =>
  rememberList(which, list(films), catalogue);

test("a list stands beside those of other models for the same person, the newest of each lesson", () => {
  remember(of("mf", "a", 1), [1, 2]);
  remember(of("mf", "b", 2), [2, 3]);
  remember(of("sasrec", "c", 1), [4]);
  remember(of("sasrec", "c", 1), [5]);
  remember(of("dlrm", "d", 1, "films 9"), [6]);
  remember(of("empty", "e", 1), []);
  expect(beside(before(), "films 3", "z").map(({ run, films }) => [run, films])).toEqual([
    ["c", [{ id: 105, title: "Film 5" }]],
    [
      "b",
      [
        { id: 102, title: "Film 2" },
        { id: 103, title: "Film 3" },
      ],
    ],
  ]);
  expect(beside(before(), "films 3", "b").map(({ run }) => run)).toEqual(["c", "a"]);
});

test("people are those of a part of the data, readers their ratings whatever the part", () => {
  const part = (users: number, ids: readonly number[]) => ({
    dataset: { name: "films", users },
    catalogue: { ...catalogue, ids: Int32Array.from(ids) },
  });
  const [whole, core] = [part(9, [7, 8, 9]), part(9, [8, 9])];
  expect(whoseKey(whole, { user: 3 })).toBe(whoseKey(core, { user: 3 }));
  expect(whoseKey(part(8, [7]), { user: 3 })).not.toBe(whoseKey(whole, { user: 3 }));
  const reader = { user: 3, items: [1], ratings: [5] };
  expect(whoseKey(whole, reader)).toBe(whoseKey(core, { ...reader, items: [0] }));
  expect(whoseKey(whole, { ...reader, ratings: [4] })).not.toBe(whoseKey(whole, reader));
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
