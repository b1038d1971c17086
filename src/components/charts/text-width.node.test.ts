import { expect, test } from "vitest";
import { fitText } from "./text-width.ts";

const width = (text: string) => text.length * 10;

test("text that fits stays, longer text ends in an ellipsis and fits", () => {
  expect(fitText("Fargo", 50, width)).toBe("Fargo");
  expect(fitText("The Usual Suspects", 100, width)).toBe("The Usual…");
  expect(width(fitText("The Usual Suspects", 95, width))).toBeLessThanOrEqual(95);
});
