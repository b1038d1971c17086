import { expect, test } from "vitest";
import type { Place, Role } from "../../engine/training/example.ts";
import { exampleLines } from "./example-lines.ts";

const row = (item: number) => ({ user: 3, item, stars: 4, time: item });
const place = (role: Role, item: number, from = -1): Place => ({ role, item, from });

test("of a long history the last places are drawn, of negatives the first, and threads still end at their rows", () => {
  // Films 10 to 17 are read, 11 to 18 are asked, one place later; 20 to 26 were drawn by chance.
  const rows = Array.from({ length: 9 }, (_, n) => row(10 + n));
  const inputs = rows.slice(0, 8).map(({ item }, n) => place("input", item, n));
  const targets = rows.slice(1).map(({ item }, n) => place("target", item, n + 1));
  const negatives = Array.from({ length: 7 }, (_, n) => place("negative", 20 + n));
  const lines = exampleLines({
    at: 0,
    of: 1,
    rows,
    places: [...negatives, ...targets, ...inputs],
    padded: 0,
  });
  expect(lines.places.map(({ item }) => item)).toEqual([
    ...[12, 13, 14, 15, 16, 17],
    ...[13, 14, 15, 16, 17, 18],
    ...[20, 21, 22, 23],
  ]);
  expect(lines.more).toEqual({ input: 2, masked: 0, target: 2, negative: 3 });
  expect(lines.rows.map(({ item }) => item)).toEqual([12, 13, 14, 15, 16, 17, 18]);
  expect(lines.moreRows).toBe(2);
  for (const { item, from, role } of lines.places) {
    if (role !== "negative") expect(lines.rows[from]?.item).toBe(item);
    else expect(from).toBe(-1);
  }
});
