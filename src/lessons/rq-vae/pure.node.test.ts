/** What needs no device: vectors, hashing, metrics, words. Against brute force and hand-solved cases. */
import { expect, test } from "vitest";
import { itemsOf, leaveOneOut } from "../../engine/data/split.ts";
import { syntheticDataset } from "../../engine/data/synthetic.ts";
import { symmetricEigen } from "../../engine/numbers/eigen.ts";
import { Rng } from "../../engine/numbers/random.ts";
import { randomisedEigen } from "../../engine/numbers/randomised-eigen.ts";
import { positiveMutualInformation } from "../../families/codes/co-occurrence.ts";
import { contentVectors } from "../../families/codes/content-vectors.ts";
import { hyperplanes, residualKMeans } from "../../families/codes/quantizers.ts";
import { quantized, tokenize } from "../../families/codes/tokenize.ts";
import { partnerOf, prefixes } from "./draw.ts";
import { withNoise } from "./drift.ts";
import { assignment, changedWords } from "./relabel.ts";
import { stepsOf } from "./walk.ts";
import { branches, collisions, sharedGenres } from "./word-groups.ts";
import { perplexity, purity, wordMetrics } from "./word-metrics.ts";

const { dataset } = syntheticDataset({ seed: 1, users: 30, items: 50, interactionsPerUser: 12 });
const split = leaveOneOut(dataset);

test("mutual information counts users who watched both", () => {
  const { offsets, column, value } = positiveMutualInformation(split.train);
  const has = (user: number, item: number) => itemsOf(split.train, user).includes(item);
  const users = [...Array(split.train.users).keys()];
  const count = (...items: number[]) => users.filter((u) => items.every((i) => has(u, i))).length;
  for (let i = 0; i < 10; i++) {
    const row = new Map<number, number>();
    for (let n = offsets[i]!; n < offsets[i + 1]!; n++) row.set(column[n]!, value[n]!);
    for (let j = 0; j < split.train.items; j++) {
      const ratio = (count(i, j) * users.length) / (count(i) * count(j));
      const expected = i !== j && ratio > 1 ? Math.log(ratio) : 0;
      expect(row.get(j) ?? 0).toBeCloseTo(expected, 5);
    }
  }
});

test("randomised eigenvectors agree with Jacobi’s", () => {
  const n = 30;
  const rng = new Rng(1);
  const b = rng.normals(n * n);
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      for (let k = 0; k < n; k++) a[i * n + j]! += b[i * n + k]! * b[j * n + k]! * 0.8 ** k;
  const { values } = randomisedEigen(
    (q, width) => {
      const out = new Float64Array(n * width);
      for (let i = 0; i < n; i++)
        for (let k = 0; k < n; k++)
          for (let c = 0; c < width; c++) out[i * width + c]! += a[i * n + k]! * q[k * width + c]!;
      return out;
    },
    n,
    5,
    6,
  );
  const exact = symmetricEigen(a, n).values;
  for (let k = 0; k < 5; k++) expect(values[k]! / exact[k]!).toBeCloseTo(1, 4);
});

test("vectors are centred, of mean square 1, and a known film is placed near itself", () => {
  const { x, width, place, kept } = contentVectors(split);
  let [sum, squares] = [0, 0];
  for (const value of x) {
    sum += value;
    squares += value * value;
  }
  expect(sum / x.length).toBeCloseTo(0, 4);
  expect(squares / x.length).toBeCloseTo(1, 3);
  expect(kept).toBeGreaterThan(0.8);
  const { titles, years, genres, genreBits } = split.catalogue;
  const film = 4;
  const own = place!({
    title: titles[film]!,
    year: years[film]!,
    genres: genres.filter((_, g) => ((genreBits[film]! >>> g) & 1) === 1),
  });
  const cosine = (item: number) => {
    let [dot, a, b] = [0, 0, 0];
    for (let k = 0; k < width; k++) {
      dot += own[k]! * x[item * width + k]!;
      a += own[k]! ** 2;
      b += x[item * width + k]! ** 2;
    }
    return dot / Math.sqrt(a * b);
  };
  const mean = [...Array(50).keys()].reduce((all, item) => all + cosine(item) / 50, 0);
  expect(cosine(film)).toBeGreaterThan(mean + 0.3);
});

test("metrics of words made by hand", () => {
  const codes = [Int32Array.of(0, 0, 0, 1), Int32Array.of(2, 2, 1, 2)];
  // Films 0 and 1 share 0-2. Genres: bit 0 for films 0, 1 and 3; bit 1 for film 2.
  const metrics = wordMetrics(codes, Uint32Array.of(1, 1, 2, 1));
  expect(metrics["Unique IDs"]).toBe(3);
  expect(metrics.Collisions).toBe(0.5);
  expect(metrics["Purity L1"]).toBe(0.75);
  expect(metrics["Perplexity L1"]).toBeCloseTo(4 / 3 ** 0.75, 10);
  expect(perplexity(Int32Array.of(0, 1, 2, 3))).toBeCloseTo(4, 10);
  expect(purity(Int32Array.of(0, 0), Uint32Array.of(3, 2))).toBe(1);
});

test("residual k-means leaves less and less, and codes add up", () => {
  const x = new Rng(2).normals(200 * 4);
  const books = residualKMeans(x, 4, [8, 8, 8], new Rng(3));
  const words = tokenize(x, 4, books);
  const size = (values: Float32Array) => values.reduce((sum, v) => sum + v * v, 0);
  for (let l = 0; l < 3; l++) {
    expect(size(words.residuals[l + 1]!)).toBeLessThan(size(words.residuals[l]!));
  }
  expect(quantized(x, words, 0).every((v) => v === 0)).toBe(true);
});

test("a hash is the side of each plane: opposite vectors differ in every bit", () => {
  const x = new Rng(2).normals(6);
  const both = Float32Array.from([...x, ...x.map((v) => -v)]);
  for (const codes of hyperplanes(both, 6, [64, 16], new Rng(1)).entries()) {
    const [level, [one, other]] = [codes[0], codes[1]];
    expect(one! + other!).toBe([64, 16][level]! - 1);
  }
});

test("prefixes are never empty and have no holes", () => {
  const sent = prefixes(300, 3, new Rng(1));
  const seen = new Set<string>();
  for (let row = 0; row < 300; row++) seen.add(sent.slice(row * 3, row * 3 + 3).join(""));
  expect([...seen].sort()).toEqual(["100", "110", "111"]);
});

test("a partner was watched by somebody within three films", () => {
  const chance = new Rng(1);
  for (let film = 0; film < 20; film++) {
    const partner = partnerOf(split.train, film, chance);
    const near = [...Array(split.train.users).keys()].some((user) => {
      const history = itemsOf(split.train, user);
      const [a, b] = [history.indexOf(film), history.indexOf(partner)];
      return a >= 0 && b >= 0 && Math.abs(a - b) <= 3;
    });
    expect(near || partner === film).toBe(true);
    if (split.popularity[film]! > 0) expect(partner).not.toBe(film);
  }
});

test("the tree holds every film once, and collisions are its full leaves", () => {
  const codes = [Int32Array.of(0, 0, 0, 1), Int32Array.of(2, 2, 1, 2)];
  const order = Int32Array.of(3, 2, 1, 0);
  expect(branches(codes, order).map(({ prefix, films }) => [prefix, films])).toEqual([
    [[0], [2, 1, 0]],
    [[1], [3]],
  ]);
  expect(branches(codes, order, [0])[0]).toEqual({ prefix: [0, 2], films: [1, 0] });
  expect(collisions(codes, order)).toEqual([{ prefix: [0, 2], films: [1, 0] }]);
});

test("the assignment costs as little as any permutation", () => {
  const rng = new Rng(4);
  const n = 6;
  const permutations = (left: number[]): number[][] =>
    left.length === 0
      ? [[]]
      : left.flatMap((k) =>
          permutations(left.filter((other) => other !== k)).map((p) => [k, ...p]),
        );
  const all = permutations([...Array(n).keys()]);
  for (let round = 0; round < 5; round++) {
    const cost = Float64Array.from({ length: n * n }, () => rng.int(9));
    const sum = (columns: ArrayLike<number>) =>
      Array.from(columns).reduce((total, column, row) => total + cost[row * n + column]!, 0);
    const found = assignment(cost, n);
    expect(new Set(found).size).toBe(n);
    expect(sum(found)).toBe(Math.min(...all.map(sum)));
  }
});

test("renumbered words have not changed, and moved films are counted", () => {
  const a = [Int32Array.of(0, 0, 1, 1, 2), Int32Array.of(0, 1, 0, 1, 0)];
  const other = [Int32Array.of(2, 2, 0, 0, 1), Int32Array.of(1, 0, 1, 0, 1)];
  expect(changedWords(a, other, [3, 2])).toEqual({ plain: [1, 1], renumbered: [0, 0] });
  other[1]![4] = 0;
  expect(changedWords(a, other, [3, 2]).renumbered).toEqual([0, expect.closeTo(0.2, 10)]);
});

test("drifted vectors keep their energy and move by the share that is new", () => {
  const vectors = contentVectors(split);
  const { x } = withNoise(vectors, 0.3);
  let [dot, own, moved] = [0, 0, 0];
  for (let n = 0; n < x.length; n++) {
    dot += x[n]! * vectors.x[n]!;
    own += vectors.x[n]! ** 2;
    moved += x[n]! ** 2;
  }
  expect(moved / own).toBeCloseTo(1, 1);
  expect(dot / own).toBeCloseTo(Math.sqrt(0.7), 1);
});

test("shared genres are counted pair by pair within groups", () => {
  // Films 0 and 1 share one genre of two; film 2 is alone; 3 and 4 share nothing.
  const bits = Uint32Array.of(0b11, 0b01, 0b01, 0b10, 0b01);
  expect(sharedGenres(Int32Array.of(0, 0, 1, 2, 2), bits)).toBeCloseTo((0.5 + 0) / 2, 10);
});

test("a residual and its code lie in one plane with their true lengths and distance", () => {
  const residual = Float32Array.of(2, 0, 0, 1);
  const vector = Float32Array.of(1, 1, 2, 0);
  const [step] = stepsOf([{ residual, vector }] as unknown as Parameters<typeof stepsOf>[0]);
  const { residual: r, code: e } = step!;
  expect(Math.hypot(r.x, r.y)).toBeCloseTo(Math.sqrt(5), 5);
  expect(Math.hypot(e.x, e.y)).toBeCloseTo(Math.sqrt(6), 5);
  expect((r.x - e.x) ** 2 + (r.y - e.y) ** 2).toBeCloseTo(1 + 1 + 4 + 1, 5);
});
