import { expect, test } from "vitest";
import { diverging, luminance, mix, parseRgb, rgbText, runColour, runDash } from "./colours.ts";

test("a run's colour comes from its number and comes round with dashes", () => {
  expect(runColour(1)).toContain("--data-1");
  expect(runColour(8)).toContain("--data-8");
  expect(runColour(9)).toContain("--data-1");
  expect(runDash(1)).toBeUndefined();
  expect(runDash(9)).not.toBe(runDash(17));
});

test("colours are read back from what a browser computes", () => {
  expect(parseRgb("rgb(1, 2, 3)")).toEqual([1, 2, 3]);
  expect(parseRgb("rgba(1, 2, 3, 0.5)")).toEqual([1, 2, 3]);
  expect(parseRgb("#0072b2")).toEqual([0, 114, 178]);
  expect(parseRgb("oklch(0.5 0.1 200)")).toBeNull();
  expect(rgbText(mix([0, 0, 0], [100, 200, 50], 0.5))).toBe("rgb(50 100 25)");
});

test("zero is paper, the ends are the ends, beyond is clipped", () => {
  const low = [255, 0, 0] as const;
  const paper = [250, 250, 250] as const;
  const high = [0, 0, 255] as const;
  expect(diverging(0, low, paper, high)).toEqual(paper);
  expect(diverging(-1, low, paper, high)).toEqual(low);
  expect(diverging(3, low, paper, high)).toEqual(high);
  expect(luminance([0, 0, 0])).toBe(0);
  expect(luminance([255, 255, 255])).toBeCloseTo(1);
});
