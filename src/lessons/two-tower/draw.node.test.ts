/** What a batch may hold, checked on generated data: no leak, the right masks, the right Q. */
import { describe, expect, test } from "vitest";
import { contentOfFilm, titleWords, WORDS } from "../../engine/data/content.ts";
import { itemsOf, leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { createStreams } from "../../engine/numbers/random.ts";
import { hasSeen, userOfEach } from "../../engine/ranking/negatives.ts";
import { drawBatch, isMasked, MASKED, samplingQ, userColumns } from "./draw.ts";
import { holdOut } from "./hold-out.ts";
import lesson, { type TwoTowerConfig as Config } from "./lesson.ts";
import { streamNotes, streamQ } from "./stream-frequency.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 20, items: 80, interactionsPerUser: 12 });
const base: Config = { ...defaults(lesson.hyperparameters), history: 5, extra: 7 };
const splitWith = (config: Config) => holdOut(leaveOneOut(dataset), config, createStreams(1));
const split = splitWith(base);
const examples = Int32Array.from({ length: 30 }, (_, n) => n * 5);
const batchOf = (changes: Partial<Config>, of = split) =>
  drawBatch(
    {
      split: of,
      config: { ...base, ...changes },
      streams: createStreams(4),
      step: 0,
      notes: streamNotes(80),
    },
    examples,
  );

describe("histories", () => {
  test("hold the films just before the target and never the target", () => {
    const { history, historyShares, films } = batchOf({});
    for (let row = 0; row < examples.length; row++) {
      const user = userOfEach(split.train)[examples[row]!]!;
      const place = examples[row]! - split.train.offsets[user]!;
      const before = itemsOf(split.train, user).slice(Math.max(0, place - 5), place);
      const shares = historyShares!.values.subarray(row * 5, row * 5 + 5);
      const read = history!.values
        .subarray(row * 5, row * 5 + 5)
        .filter((_, n) => (shares[n] as number) > 0);
      expect(Array.from(read)).toEqual(Array.from(before));
      expect(Array.from(read)).not.toContain(films!.values[row]);
      const total = Array.from(shares).reduce((sum, share) => sum + share, 0);
      expect(total).toBeCloseTo(before.length > 0 ? 1 : 0, 6);
    }
  });

  test("with the leak, end in the target", () => {
    const { history, films } = batchOf({ leak: true, history: 1 });
    expect(Array.from(history!.values)).toEqual(Array.from(films!.values));
  });

  test("their mean content is the mean of the films' content", () => {
    const { width, features } = split.content;
    const { tastes } = userColumns(Int32Array.of(0), [[3, 9]], split, base);
    for (let f = 0; f < width; f++) {
      const mean = (features[3 * width + f]! + features[9 * width + f]!) / 2;
      expect(tastes!.values[f]).toBeCloseTo(mean, 6);
    }
  });
});

describe("the softmax's other films", () => {
  test.each(["watched", "same", "none"] as const)("are masked as “%s” says", (mask) => {
    const config = { ...base, mask, logq: false };
    const { films, correction } = batchOf({ mask, logq: false });
    const n = examples.length;
    for (let b = 0; b < n; b++) {
      const user = userOfEach(split.train)[examples[b]!]!;
      for (let c = 0; c < n; c++) {
        const expected =
          b !== c && isMasked(split, config, user, films!.values[b]!, films!.values[c]!);
        expect(correction!.values[b * n + c] === MASKED).toBe(expected);
        if (mask === "watched" && b !== c) {
          expect(expected).toBe(hasSeen(split.train, user, films!.values[c]!));
        }
      }
    }
  });

  test("with uniform negatives are the drawn ones alone, and their Q is the same for all", () => {
    const { correction, films } = batchOf({ negatives: "uniform", mask: "none" });
    const [n, columns] = [examples.length, examples.length + 7];
    expect(films!.values).toHaveLength(columns);
    for (let b = 0; b < n; b++) {
      for (let c = 0; c < columns; c++) {
        const value = correction!.values[b * columns + c]!;
        if (c < n && c !== b) expect(value).toBe(MASKED);
        else expect(value).toBeCloseTo(Math.log(80), 4);
      }
    }
  });

  test("with the positive left out it keeps its logit, and the others stand for K Q", () => {
    const changes = { mask: "none", frequency: "counted", negatives: "mixed" } as const;
    const plain = batchOf(changes);
    const corrected = batchOf({ ...changes, corrected: true });
    const [n, columns] = [examples.length, examples.length + 7];
    expect([...corrected.ownCorrection!.values]).toEqual(new Array(n).fill(0));
    for (let b = 0; b < n; b++) {
      for (let c = 0; c < columns; c++) {
        const value = corrected.correction!.values[b * columns + c]!;
        const expected = plain.correction!.values[b * columns + c]! - Math.log(columns - 1);
        expect(value).toBeCloseTo(c === b ? 0 : expected, 4);
      }
    }
  });

  test("are corrected by −log Q, which sums to one over the catalogue", () => {
    for (const negatives of ["in-batch", "uniform", "mixed"] as const) {
      const config = { negatives, extra: 512 };
      let sum = 0;
      for (let film = 0; film < 80; film++)
        sum += samplingQ(split, config, split.frequency[film]!, 512);
      expect(sum).toBeCloseTo(1, 6);
    }
    const { films, ownCorrection } = batchOf({ frequency: "counted" });
    const total = split.train.item.length;
    films!.values.forEach((film, n) => {
      const share = split.popularity[film]! / total;
      expect(ownCorrection!.values[n]).toBeCloseTo(-Math.log(share), 4);
    });
  });

  test("Q from the stream is written down from batch to batch", () => {
    const notes = streamNotes(80);
    const context = { split, config: base, streams: createStreams(4), step: 0, notes };
    const { films, ownCorrection } = drawBatch(context, examples);
    expect(notes.examples[0]).toBe(examples.length);
    films!.values.forEach((film, n) => {
      expect(ownCorrection!.values[n]).toBeCloseTo(-Math.log(streamQ(notes, film)), 4);
    });
  });

  test("Q of a mixed batch, by hand", () => {
    const frequency = new Float64Array(3496).fill(0.002);
    const q = samplingQ(
      { frequency, cold: new Int32Array(0) },
      { negatives: "mixed", extra: 512 },
      0.002,
      512,
    );
    expect(q).toBeCloseTo((512 * 0.002 + 512 / 3496) / 1024, 8);
    expect(q).toBeCloseTo(0.00114, 4);
  });
});

describe("films held out", () => {
  const config = { ...base, cold: 10, negatives: "mixed" as const };
  const held = splitWith(config);

  test("are in nobody's training part, history or batch", () => {
    expect(held.cold).toHaveLength(10);
    const parts = [held.train, held.history.validation, held.history.test];
    for (const part of parts) {
      expect(part.item.every((item) => held.isCold[item] === 0)).toBe(true);
    }
    const { films } = batchOf({ ...config, extra: 400 }, held);
    expect(films!.values.every((film) => held.isCold[film] === 0)).toBe(true);
    expect(held.coldCases.item.length + held.train.item.length).toBe(split.train.item.length);
  });

  test("are refused where there are not so many, instead of fewer being taken", () => {
    expect(() => splitWith({ ...config, cold: 1000 })).toThrow(
      /1,000 films are to be new.*only \d+/,
    );
  });

  test("are the same for a seed, and the frequencies of the others sum to one", () => {
    expect(splitWith(config).cold).toEqual(held.cold);
    expect(held.frequency.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
  });
});

describe("content", () => {
  test("reads the words of a title that say something", () => {
    expect(titleWords("The Godfather: Part II")).toEqual(["godfather", "part", "ii"]);
    expect(titleWords("A a of The")).toEqual([]);
    expect(titleWords("one two three four five six seven eight")).toHaveLength(WORDS);
  });

  test("of a film made up has its genres, its decade and its year", () => {
    const known = split.content;
    const film = { title: "zzz", year: 1995, genres: [known.genres[1]!] };
    const { features, shares } = contentOfFilm(film, known);
    expect(features[1]).toBe(1);
    expect(features[known.width - 1]).toBeCloseTo(0.5, 6);
    expect(features.reduce((sum, x) => sum + x, 0)).toBeCloseTo(2.5, 6);
    expect(shares.every((share) => share === 0)).toBe(true);
  });
});
