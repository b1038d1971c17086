/** The pure parts behind the pictures: approximate search, rank, and frequency from a stream. */
import { expect, test } from "vitest";
import { Rng } from "../../engine/numbers/random.ts";
import { WeightedSampler } from "../../engine/ranking/negatives.ts";
import { shiftOf } from "./draw.ts";
import { overlap } from "./new-films.ts";
import { heldBy, rankLimit } from "./rank-limit.ts";
import { cluster, nearestCells, searchCurve } from "./search-index.ts";
import { softmax, vectorGradients } from "./softmax-row.ts";
import { see, streamNotes, streamQ } from "./stream-frequency.ts";

test("with the positive left out a row’s gradient is that of the published form, and on average the exact one", () => {
  const rng = new Rng(8);
  const [films, own, K] = [200, 4, 64];
  const raw = Float64Array.from({ length: films }, (_, j) => 1 / (j + 3));
  const total = raw.reduce((sum, x) => sum + x, 0);
  const Q = raw.map((x) => x / total);
  const scores = Q.map((q) => Math.log(q * films) + rng.normal());
  const sampler = new WeightedSampler(Q);
  const config = { logq: true, corrected: true };
  const mean = new Float64Array(films);
  const draws = 4000;
  for (let n = 0; n < draws; n++) {
    const drawn = Array.from({ length: K }, () => sampler.draw(rng)).filter((j) => j !== own);
    const row = [own, ...drawn].map(
      (j, c) => scores[j]! + (c === 0 ? 0 : shiftOf(Q[j]!, config, K)),
    );
    const gradient = softmax(row).map((p, c) => p - (c === 0 ? 1 : 0));
    if (n === 0) {
      // sg(1 - p) (log sum_k e^{s_k - log K Q} - s_i)        (Khrylchenko et al. 2025)
      const sum = row.slice(1).reduce((all, x) => all + Math.exp(x), 0);
      const p = Math.exp(row[0]!) / (Math.exp(row[0]!) + sum);
      row.forEach((x, c) => {
        const published = c === 0 ? -(1 - p) : (1 - p) * (Math.exp(x) / sum);
        expect(gradient[c]).toBeCloseTo(published, 9);
      });
    }
    [own, ...drawn].forEach((j, c) => {
      mean[j]! += gradient[c]! / draws;
    });
  }
  const exact = softmax([...scores]).map((p, j) => p - (j === own ? 1 : 0));
  const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Array.from(a, (x, j) => x * b[j]!).reduce((sum, x) => sum + x, 0);
  expect(dot(mean, exact) / Math.sqrt(dot(mean, mean) * dot(exact, exact))).toBeGreaterThan(0.999);
  expect(Math.sqrt(dot(mean, mean) / dot(exact, exact))).toBeCloseTo(1, 1);
});

test("searching every cell finds what exact search finds; fewer cells take less work", () => {
  const d = 4;
  const rows = new Rng(2).normals(300 * d);
  const queries = new Rng(3).normals(10 * d);
  const cells = cluster(rows, d, 16);
  expect(cells.sizes.reduce((a, b) => a + b, 0)).toBe(300);
  const curve = searchCurve(rows, queries, d, cells);
  expect(curve.at(-1)!.recall).toBeCloseTo(1, 9);
  for (let n = 1; n < curve.length; n++) {
    expect(curve[n]!.recall).toBeGreaterThanOrEqual(curve[n - 1]!.recall);
    expect(curve[n]!.work).toBeGreaterThan(curve[n - 1]!.work);
  }
});

test("every row lies in the cell with the nearest centre", () => {
  const d = 3;
  const rows = new Rng(5).normals(120 * d);
  const { centres, of } = cluster(rows, d, 8);
  for (let row = 0; row < 120; row++) {
    const own = rows.subarray(row * d, (row + 1) * d);
    expect(nearestCells(centres, d, own, 1)[0]).toBe(of[row]);
  }
});

test("an exclusive or of one trait a side fits into two numbers, a table of coins does not", () => {
  const { tables, kinds } = rankLimit();
  const [xor, groups, coins] = tables as [
    (typeof tables)[number],
    (typeof tables)[number],
    (typeof tables)[number],
  ];
  expect(xor.held[1]).toBeCloseTo(1, 5);
  expect(groups.held[4]).toBeCloseTo(1, 5);
  expect(coins.held[4]).toBeLessThan(0.8);
  for (const { held, nearest, ordered, likes } of tables) {
    expect(held[kinds]).toBeCloseTo(1, 5);
    expect(ordered[0]).toBe(0.5);
    expect(ordered[kinds]).toBe(1);
    const far = nearest[kinds]!.map((score, n) => Math.abs(score - likes[n]!));
    expect(Math.max(...far)).toBeLessThan(1e-4);
  }
  expect(xor.ordered[1]).toBe(1);
  expect(coins.ordered[2]).toBeLessThan(0.9);
});

test("what d numbers hold of a table of rank one, by hand", () => {
  // [1 2] [3 6] = (1, 3)' (1, 2)
  expect(Array.from(heldBy(Float32Array.of(1, 2, 3, 6), 2))).toEqual([0, 1, 1]);
});

test("the stream's estimate comes near the true frequency, however the stream is cut", () => {
  const rng = new Rng(7);
  const films = Int32Array.from({ length: 4096 }, () => {
    const draw = rng.uniform();
    return draw < 0.5 ? 0 : draw < 0.75 ? 1 : 2;
  });
  const notes = streamNotes(4);
  for (let at = 0; at < films.length; at += 64) see(notes, films.subarray(at, at + 64));
  const whole = streamNotes(4);
  see(whole, films);
  expect(notes).toEqual(whole);
  expect(streamQ(notes, 0)).toBeGreaterThan(0.38);
  expect(streamQ(notes, 0)).toBeLessThan(0.62);
  expect(streamQ(notes, 1)).toBeGreaterThan(0.17);
  expect(streamQ(notes, 2)).toBeLessThan(0.35);
  expect(streamQ(notes, 3)).toBe(0);
});

test("the first gaps are averaged plainly, by hand", () => {
  const notes = streamNotes(2);
  // Film 0 at places 0, 1 and 5: gaps 1, 1 and 4 from the start at -1.
  see(notes, Int32Array.of(0, 0, 1, 1, 1, 0));
  expect(notes.gap[0]).toBeCloseTo(2, 6);
  expect(streamQ(notes, 0)).toBeCloseTo(1 / 2, 6);
  expect(notes.examples[0]).toBe(6);
});

test("genres in common, by hand", () => {
  expect(overlap(0b011, 0b110)).toBeCloseTo(1 / 3, 9);
  expect(overlap(0b101, 0b101)).toBe(1);
  expect(overlap(0, 0)).toBe(0);
});

test("a row's gradient on the two vectors, by hand and by finite differences", () => {
  // u = (1, 0), own film v = (1, 0), another (0, 1), tau 0.5: logits 2 and 0.
  const { u, v } = vectorGradients({
    u: Float32Array.of(1, 0),
    v: [Float32Array.of(1, 0), Float32Array.of(0, 1)],
    added: [0, 0],
    temperature: 0.5,
    own: 0,
  });
  const p = Math.exp(2) / (Math.exp(2) + 1);
  expect(u.gradient[0]).toBeCloseTo((p - 1) / 0.5, 6);
  expect(u.gradient[1]).toBeCloseTo((1 - p) / 0.5, 6);
  expect(v.gradient[0]).toBeCloseTo((p - 1) / 0.5, 6);
  expect(v.gradient[1]).toBeCloseTo(0, 9);
  for (const { gradient, checked } of [u, v]) {
    gradient.forEach((g, k) => void expect(checked[k]).toBeCloseTo(g, 4));
  }
});
