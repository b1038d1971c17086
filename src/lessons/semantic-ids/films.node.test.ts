/** Which rows films look up, what is hidden, and what the pictures make of runs: no device. */
import { expect, test } from "vitest";
import { summaryOf } from "../../components/session/alike-runs.ts";
import type { Run } from "../../components/session/state.ts";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { createStreams, Rng } from "../../engine/numbers/random.ts";
import { column } from "../../engine/training/batch.ts";
import { groupedAuc } from "../../families/clicks/metrics.ts";
import { BUCKETS, TAIL } from "./buckets.ts";
import { valuesByWay } from "./by-way.ts";
import { codesOf } from "./codes.ts";
import { drawRatings, filmColumns } from "./draw.ts";
import { type Known, sharedCodes, tableSize } from "./films.ts";
import { heldAs } from "./held.ts";
import { prepareRanking } from "./prepare.ts";
import { rivalsOf } from "./rivals.ts";
import { hyperparameters, type SemanticConfig, WAYS } from "./settings.ts";

const base: SemanticConfig = { ...defaults(hyperparameters), by: "k-means", codes: 8 };
const { dataset } = syntheticDataset({ seed: 1, users: 60, items: 80, interactionsPerUser: 20 });
const split = leaveOneOut(dataset);
const prepared = prepareRanking(split, base, createStreams(3), undefined);

/** 500 films with three levels of 64 codes. */
const rng = new Rng(7);
const known: Known = {
  items: 500,
  salt: 5,
  sizes: [64, 64, 64],
  codes: Array.from({ length: 3 }, () => Int32Array.from({ length: 500 }, () => rng.int(64))),
};
const rowOf = (
  way: SemanticConfig["film"],
  config: Partial<SemanticConfig>,
  film: number,
  n = 0,
) => {
  const held = heldAs(known, way, { ...base, ...config });
  return held.ids[film * held.each + n]!;
};

test("codes, a hash of 192 rows and n-grams of 192 have equally many numbers; a row a film has more", () => {
  const size = (way: SemanticConfig["film"], rows = 192) =>
    tableSize(heldAs(known, way, { ...base, rows }), { dim: 16 }, 64);
  // 192 rows of 16 numbers and a bias, and the mean film
  expect([size("codes"), size("hash"), size("ngrams")]).toEqual([3281, 3281, 3281]);
  expect(size("ngrams", 2064)).toBe(35_105);
  expect(size("content")).toBe(1105);
  expect(size("id")).toBe(501 * 17);
  expect(size("id+codes")).toBe((500 + 192 + 1) * 17);
  expect(size("id+content")).toBe((500 + 64 + 1) * 17);
});

test.each(WAYS.map(({ value }) => value))(
  "%s: every film has its rows, inside of their parts",
  (way) => {
    const held = heldAs(known, way, base);
    expect(held.ids).toHaveLength(500 * held.each);
    for (let film = 0; film < 500; film++) {
      held.parts.forEach(({ first, rows }, n) => {
        const row = held.ids[film * held.each + n]!;
        expect(row >= first && row < first + rows).toBe(true);
      });
    }
  },
);

test("films share a row of level 2 by their code; an n-gram’s by its prefix; without a key levels mix", () => {
  // In so large a table two keys hardly ever meet.
  const wide = { rows: 2_000_000 };
  for (let a = 0; a < 100; a++) {
    for (let b = a + 1; b < 100; b++) {
      const [first, second] = [0, 1].map((l) => known.codes[l]![a] === known.codes[l]![b]);
      expect(rowOf("codes", {}, a, 1) === rowOf("codes", {}, b, 1)).toBe(second);
      expect(rowOf("ngrams", wide, a, 1) === rowOf("ngrams", wide, b, 1)).toBe(first && second);
      const level = { ...wide, keyed: "level" } as const;
      expect(rowOf("ngrams", level, a, 1) === rowOf("ngrams", level, b, 1)).toBe(second);
      const mixed = { ...wide, keyed: "none" } as const;
      expect(rowOf("ngrams", mixed, a, 0) === rowOf("ngrams", mixed, b, 1)).toBe(
        known.codes[0]![a] === known.codes[1]![b],
      );
    }
  }
});

test("a hash spreads films about evenly, and another seed sends them elsewhere", () => {
  const counts = new Int32Array(10);
  for (let film = 0; film < 500; film++) counts[rowOf("hash", { rows: 10 }, film)]!++;
  expect(Math.min(...counts)).toBeGreaterThan(25);
  const other = heldAs({ ...known, salt: 6 }, "hash", base).ids;
  const own = heldAs(known, "hash", base).ids;
  expect(other.filter((row, n) => row === own[n]).length).toBeLessThan(25);
});

test("nothing of a hidden film is learnt from, all of it is asked", () => {
  const { hidden, parts, rows, unseen, bucket, count } = prepared;
  expect(hidden.reduce((sum, one) => sum + one, 0)).toBe(16); // a fifth of 80
  for (const part of [parts.training, parts.validation]) {
    expect(part.some((row) => hidden[rows.film[row]!])).toBe(false);
  }
  expect(unseen).toHaveLength(rows.film.filter((film) => hidden[film]).length);
  for (let film = 0; film < 80; film++) {
    expect(BUCKETS[bucket[film]!] === "unseen").toBe(hidden[film] === 1);
    if (BUCKETS[bucket[film]!] === "tail") expect(count[film]).toBeLessThanOrEqual(TAIL);
  }
});

test("turning the ratings of hidden films round changes nothing of what is learnt from", () => {
  const rating = split.whole.rating.map((stars, row) =>
    prepared.hidden[split.whole.item[row]!] ? 5.5 - stars : stars,
  );
  const turned = { ...split, whole: { ...split.whole, rating } };
  const after = prepareRanking(turned, base, createStreams(3), undefined);
  const draw = (of: typeof prepared) =>
    drawRatings(
      {
        split: of,
        config: { ...base, film: "id+content" },
        streams: createStreams(4),
        step: 0,
        notes: {},
      },
      Int32Array.from({ length: 64 }, (_, n) => n),
    );
  expect(after.rows.label).not.toEqual(prepared.rows.label);
  expect(draw(after)).toEqual(draw(prepared));
  expect(after.known.codes).toEqual(prepared.known.codes);
});

test("a share of the ratings is the first so many of them", () => {
  const half = prepareRanking(split, { ...base, share: 0.5 }, createStreams(3), undefined);
  const all = prepared.parts.training;
  expect([...half.parts.training]).toEqual([...all.subarray(0, Math.round(all.length / 2))]);
  expect(half.hidden).toEqual(prepared.hidden);
});

test("a content vector is of a film just arrived where it is hidden, or drawn to be", () => {
  const config = { ...base, film: "content" } as const;
  const { content, hidden } = prepared;
  const films = Int32Array.from({ length: 80 }, (_, film) => film);
  const rowsOf = (x: Float32Array, film: number) =>
    x.slice(film * content.width, (film + 1) * content.width);
  const drawn = (arriving: boolean) =>
    filmColumns(prepared, config, films, () => arriving).content!.values as Float32Array;
  expect(drawn(true)).toEqual(content.arrived);
  const usual = drawn(false);
  for (const film of films) {
    expect(rowsOf(usual, film)).toEqual(
      rowsOf(hidden[film] ? content.arrived : content.known, film),
    );
  }
});

test("codes, too, are of a film just arrived where it is hidden, or drawn to be; an own row stays", () => {
  const { known, anew, hidden } = prepared;
  const films = Int32Array.from({ length: 80 }, (_, film) => film);
  expect(known.codes).not.toEqual(anew.codes);
  for (const film of ["id+codes", "ngrams"] as const) {
    const config = { ...base, film };
    const drawn = (arriving: boolean) =>
      filmColumns(prepared, config, films, () => arriving).rows!.values as Int32Array;
    expect(drawn(true)).toEqual(heldAs(anew, film, config).ids);
    expect(drawn(false)).toEqual(heldAs(known, film, config).ids);
  }
  for (const film of films) {
    if (!hidden[film]) continue;
    known.codes.forEach((level, l) => {
      expect(level[film]).toBe(anew.codes[l]![film]);
    });
  }
});

test("codes of a run beneath: known ones, and those of arrival for hidden films; else a refusal", () => {
  const table = (value: number) => column(new Int32Array(80 * 2).fill(value), [80, 2]);
  const under = (made: object) => ({ made, catalogue: split.catalogue, setup: {} }) as never;
  const config = { by: "rq-vae", codes: 8 } as const;
  const sizes = column(Int32Array.of(4, 2));
  const made = { codes: table(0), arrived: table(1), sizes };
  const read = codesOf(prepared.content, prepared.hidden, config, new Rng(1), under(made));
  expect(read.sizes).toEqual([4, 2]);
  for (const level of read.codes) expect([...level]).toEqual([...prepared.hidden]);
  for (const level of read.arrived) expect([...level]).toEqual(Array(80).fill(1));
  const { arrived: _, ...without } = made;
  expect(() =>
    codesOf(prepared.content, prepared.hidden, config, new Rng(1), under(without)),
  ).toThrow(/choose “Content”/);
});

test("shared codes count from the first; GAUC is the mean of people’s own AUCs", () => {
  const codes = [Int32Array.of(1, 1, 2), Int32Array.of(3, 4, 3)];
  expect(sharedCodes(codes, 0, 1)).toBe(1);
  expect(sharedCodes(codes, 0, 2)).toBe(0);
  expect(sharedCodes(codes, 0, 0)).toBe(2);
  // Person 0 in the right order, person 1 in the wrong one, person 2 with likes only
  const users = [0, 0, 1, 1, 1, 2];
  const scores = [2, 1, 5, 6, 7, 9];
  expect(groupedAuc(users, scores, [1, 0, 1, 0, 0, 1])).toBeCloseTo((2 * 1 + 3 * 0) / 5, 12);
});

test("values of a way: its own runs before companions, at the best epoch, by seed", () => {
  const run = (film: string, seed: number, rows: object[]) =>
    ({
      id: `${film}${seed}`,
      status: "finished",
      step: 2,
      setup: { seed, config: { film }, dataset: "d" },
      history: rows.map((row, n) => ({ step: n + 1, epoch: n + 1, loss: 1, ...row })),
    }) as unknown as Run;
  const values = valuesByWay([
    run("codes", 1, [
      { AUC: 0.7, "AUC id": 0.6, "Validation loss": 0.5, "Validation loss id": 0.7 },
      { AUC: 0.8, "AUC id": 0.9, "Validation loss": 0.6, "Validation loss id": 0.6 },
    ]),
    run("id", 1, [{ AUC: 0.75, "Validation loss": 0.5 }]),
    run("codes", 2, [
      { AUC: 0.72, "AUC id": 0.5, "Validation loss": 0.5, "Validation loss id": 0.6 },
      { AUC: 0.71, "AUC id": 0.65, "Validation loss": 0.6, "Validation loss id": 0.5 },
    ]),
  ]);
  expect(summaryOf(values.get("codes")!, "AUC")).toMatchObject({ low: 0.7, high: 0.72, seeds: 2 });
  expect(summaryOf(values.get("id")!, "AUC")).toMatchObject({ low: 0.65, high: 0.75, seeds: 2 });
  expect(summaryOf(values.get("hash")!, "AUC")).toBeNull();
});

test("a run has the rivals that it asks for, never itself", () => {
  expect(rivalsOf({ film: "codes", beside: "few" })).toEqual(["id", "hash"]);
  expect(rivalsOf({ film: "content", beside: "all" })).toHaveLength(6);
  expect(rivalsOf({ film: "id", beside: "none" })).toEqual([]);
});
