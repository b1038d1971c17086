/** Names and the tree of their beginnings, without a model. */
import { expect, test } from "vitest";
import { leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import { Rng } from "../../engine/numbers/random.ts";
import { column } from "../../engine/training/batch.ts";
import { nodesToAsk } from "./exact.ts";
import { clustersOfClusters, nameFilms } from "./names.ts";
import { hyperparameters } from "./settings.ts";
import { childBy, levelOf, nameOf, namesOf, tokenText, trieOf } from "./trie.ts";

const CODES = [Int32Array.of(3, 1, 3, 3), Int32Array.of(0, 2, 0, 1)];

test("a code of level 1 and the same number at level 2 are different tokens", () => {
  const names = namesOf([Int32Array.of(2), Int32Array.of(2)], [4, 4]);
  expect([...nameOf(names, 0)]).toEqual([2, 6, 8]);
  expect(tokenText(names, 2)).toBe("a2");
  expect(tokenText(names, 6)).toBe("b2");
  expect(levelOf(names, 8)).toBe(2);
});

test("the last token counts within its own bucket", () => {
  const names = namesOf(CODES, [4, 4]);
  const last = [0, 1, 2, 3].map((film) => nameOf(names, film)[2]! - names.first[2]!);
  expect(last).toEqual([0, 0, 1, 0]); // films 0 and 2 share 3-0
  expect(names.sizes).toEqual([4, 4, 2]);
  expect(names.vocabulary).toBe(10);
});

test("the tree spells every film once, and no other name", () => {
  const names = namesOf(CODES, [4, 4]);
  const trie = trieOf(names);
  for (let film = 0; film < 4; film++) {
    const end = nameOf(names, film).reduce((node, token) => childBy(trie, node, token), 0);
    expect(trie.film[end]).toBe(film);
    expect(trie.leaf[film]).toBe(end);
  }
  expect(childBy(trie, 0, 0)).toBe(-1);
  expect([...trie.parent].every((parent, node) => parent < node)).toBe(true);
  expect(() => trieOf(namesOf(CODES, [4, 4], false))).toThrow(RangeError);
});

test("with the constraint, only beginnings that part are asked about", () => {
  const trie = trieOf(namesOf(CODES, [4, 4]));
  // The root parts (3, 1); 3 parts (0, 1); 3-0 parts (the two films). 1, 1-2 and 3-1 go on in one way.
  expect(nodesToAsk(trie, true)).toHaveLength(3);
  expect(nodesToAsk(trie, false)).toHaveLength(6);
});

test("clusters of clusters put near rows under one prefix", () => {
  const rows = Float32Array.of(0, 0.1, 5, 5.1, 0.05, 5.2);
  const [first] = clustersOfClusters(rows, 1, 2, 2, new Rng(1));
  expect(new Set([first![0], first![1], first![4]]).size).toBe(1);
  expect(new Set([first![2], first![3], first![5]]).size).toBe(1);
  expect(first![0]).not.toBe(first![2]);
});

const { dataset } = syntheticDataset({ seed: 1, users: 30, items: 120, interactionsPerUser: 10 });
const split = leaveOneOut(dataset);
const config = { ...defaults(hyperparameters), codes: 8 };

test.each(["k-means", "lsh", "random", "collaborative", "serial", "digits"] as const)(
  "%s names every film differently, and the same way twice",
  (names) => {
    const made = nameFilms(split, { ...config, names }, new Rng(4), undefined);
    const again = nameFilms(split, { ...config, names }, new Rng(4), undefined);
    expect(again.tokens).toEqual(made.tokens);
    const words = new Set(
      Array.from({ length: split.train.items }, (_, film) => nameOf(made, film).join()),
    );
    expect(words.size).toBe(split.train.items);
  },
);

test("RQ-VAE's names come from the run beneath, and without one it is said", () => {
  const rq = { ...config, names: "rq-vae" } as const;
  expect(() => nameFilms(split, rq, new Rng(1), undefined)).toThrow(/run of RQ-VAE/);
  const items = split.train.items;
  const codes = column(
    Int32Array.from({ length: items * 2 }, (_, n) => (n % 2 === 0 ? n % 7 : n % 5)),
    [items, 2],
  );
  const under = { setup: {} as never, catalogue: split.catalogue, made: { codes } };
  const made = nameFilms(split, rq, new Rng(1), under);
  expect(made.length).toBe(3);
  expect([...nameOf(made, 3).slice(0, 2)]).toEqual([6 % 7, made.first[1]! + (7 % 5)]);
});
