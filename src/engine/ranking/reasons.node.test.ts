import { expect, test } from "vitest";
import { cosine, loudest, nearestVoices, reasonsFor } from "./reasons.ts";

/** Films 0 to 3 in the plane: 1 lies along 0, 2 across it, 3 nowhere. */
const PLANE = Float32Array.of(1, 0, 2, 0, 0, 3, 0, 0);

test("cosines by hand", () => {
  expect(cosine(PLANE, 2, 0, 1)).toBe(1);
  expect(cosine(PLANE, 2, 0, 2)).toBe(0);
  expect(cosine(PLANE, 2, 0, 3)).toBe(0);
});

test("the nearest films of a history speak, each once", () => {
  const voices = nearestVoices(PLANE, 2, [2, 1, 1])(0);
  expect(voices).toEqual([
    { item: 1, weight: 1 },
    { item: 2, weight: 0 },
  ]);
});

test("what speaks loudest is kept, for or against, and silence is none", () => {
  const voice = (item: number, weight: number) => ({ item, weight });
  const all = [voice(1, 0.1), voice(2, -0.9), voice(3, 0), voice(4, 0.5), voice(5, 0.2)];
  expect(loudest(all).map(({ item }) => item)).toEqual([2, 4, 5]);
  const list = { items: Int32Array.of(7), scores: Float32Array.of(0.5) };
  expect(reasonsFor(list, 5, () => all)).toEqual({
    history: 5,
    films: [{ item: 7, score: 0.5, voices: [all[1], all[3], all[4]] }],
  });
});
