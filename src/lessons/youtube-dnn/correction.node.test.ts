/** The corrected sampled softmax is held to the exact gradient; so is what the older forms miss. */
import { describe, expect, test } from "vitest";
import { Rng } from "../../engine/numbers/random.ts";
import { exactGradient, METHODS, nearness, sampledGradient, withChance } from "./correction.ts";

/** 200 films as in a model: some hundred times as common as others, and likelier where they are. */
const rng = new Rng(4);
const FILMS = 200;
const raw = Float64Array.from({ length: FILMS }, (_, j) => 1 / (j + 3));
const total = raw.reduce((sum, x) => sum + x, 0);
const Q = raw.map((x) => x / total);
const s = Q.map((q) => Math.log(q * FILMS) + rng.normal());
const of = (method: (typeof METHODS)[number], K: number, positive = 2) =>
  nearness(method, s, Q, positive, K, Math.ceil(300_000 / K));

test("the exact gradient is the slope of the cross-entropy", () => {
  const loss = (x: Float64Array) => Math.log(x.reduce((sum, v) => sum + Math.exp(v), 0)) - x[2]!;
  const g = exactGradient(s, 2);
  for (const j of [0, 2, 150]) {
    const at = (h: number) => loss(s.with(j, s[j]! + h));
    expect(g[j]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 6);
  }
});

test.each(METHODS)("%s: a sampled gradient sums to zero and pulls the positive up", (method) => {
  const g = sampledGradient(method, s, Q, 2, [0, 1, 2, 5, 5, 30]);
  expect(g.reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 10);
  expect(g[2]).toBeLessThan(0);
  expect(g[5]).toBeGreaterThan(0);
});

describe("the mean of sampled gradients against the exact one", () => {
  test("without weights no number of draws sets the direction right", () => {
    expect(of("none", 512).others).toBeLessThan(0.95);
    expect(of("none", 2048).others).toBeLessThan(0.95);
  });

  test("corrected, it has the direction and the length, the more so the more are drawn", () => {
    const [few, many] = [of("corrected", 32), of("corrected", 512)];
    expect(many.cosine).toBeGreaterThan(0.999);
    expect(many.others).toBeGreaterThan(0.99);
    expect(Math.abs(many.length - 1)).toBeLessThan(0.01);
    expect(many.cosine).toBeGreaterThan(few.cosine - 1e-4);
  });

  test("logQ leaves the positive out of its sum, however many are drawn: the pull is 1 / (1 − p) too long", () => {
    const sure = withChance(s, 2, 0.5);
    expect(1 + exactGradient(sure, 2)[2]!).toBeCloseTo(0.5, 8);
    const at = (method: "logq" | "corrected", K: number) =>
      nearness(method, sure, Q, 2, K, Math.ceil(300_000 / K)).length;
    expect(at("logq", 512)).toBeGreaterThan(1.7);
    expect(at("logq", 8192)).toBeCloseTo(2, 1);
    expect(at("corrected", 512)).toBeCloseTo(1, 1);
  });
});
