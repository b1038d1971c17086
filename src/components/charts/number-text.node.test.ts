import { expect, test } from "vitest";
import { countText, percentText, plural, signedText, valueText } from "./number-text.ts";

test("values keep about three figures that count", () => {
  expect(valueText(0.03123)).toBe("0.0312");
  expect(valueText(0.6874)).toBe("0.687");
  expect(valueText(4.066)).toBe("4.07");
  expect(valueText(152.4)).toBe("152");
  expect(valueText(0)).toBe("0");
  expect(valueText(-4.2e170)).toBe("−4.2e+170");
  expect(valueText(Number.NaN)).toBe("not a number");
});

test("signs and counts", () => {
  expect(signedText(0.12)).toBe("+0.120");
  expect(signedText(-0.031)).toBe("−0.0310");
  expect(countText(3496)).toBe("3,496");
  expect(plural(1, "film")).toBe("1 film");
  expect(plural(0, "film")).toBe("0 films");
});

test("shares in percent", () => {
  expect(percentText(0.314)).toBe("31%");
  expect(percentText(0.034)).toBe("3.4%");
  expect(percentText(0)).toBe("0%");
  expect(percentText(0.05)).toBe("5%");
});
