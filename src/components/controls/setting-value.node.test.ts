import { expect, it } from "vitest";
import { integer, number } from "../../engine/declarations/hyperparameters.ts";
import {
  nudged,
  numberText,
  POSITIONS,
  positionOf,
  problemWith,
  valueAtPosition,
  valueText,
} from "./setting-value.ts";

const common = { label: "X", help: "", when: "fork" } as const;
const rate = number({ ...common, default: 0.005, min: 1e-5, max: 1, scale: "log" });
const alpha = number({ ...common, default: 0.75, min: 0, max: 2, step: 0.05 });
const dim = integer({ ...common, default: 32, min: 1, max: 256, scale: "log" });

it("reaches both ends of a slider", () => {
  for (const declaration of [rate, alpha, dim]) {
    expect(valueAtPosition(declaration, 0)).toBe(declaration.min);
    expect(valueAtPosition(declaration, POSITIONS)).toBe(declaration.max);
  }
  expect(positionOf(rate, 1e-5)).toBe(0);
  expect(positionOf(dim, 256)).toBe(POSITIONS);
});

it("moves in steps that a reader would type", () => {
  expect(valueAtPosition(alpha, positionOf(alpha, 0.75))).toBe(0.75);
  expect(nudged(alpha, 0.75, 1)).toBe(0.8);
  expect(nudged(alpha, 2, 1)).toBe(2);
  expect(nudged(dim, 1, 1)).toBe(2);
  expect(nudged(dim, 32, 10)).toBeGreaterThan(64);
  expect(numberText(nudged(rate, 0.005, 1))).toBe("0.0055");
});

it("says what would be right", () => {
  expect(problemWith(dim, "0")).toBe("Takes a whole number from 1 to 256.");
  expect(problemWith(dim, "1.5")).not.toBeNull();
  expect(problemWith(rate, "")).toBe("Takes a number from 0.00001 to 1.");
  expect(problemWith(rate, "1e-3")).toBeNull();
});

it("shows numbers without an exponent", () => {
  expect(numberText(1e-7)).toBe("0.0000001");
  expect(valueText(alpha, 0.75)).toBe("0.75");
});
