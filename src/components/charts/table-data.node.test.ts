import { expect, test } from "vitest";
import { cellText, rowsLeftOut } from "./table-data.ts";

test("cells are written by their column's format", () => {
  expect(cellText(1234, { name: "n" })).toBe("1,234");
  expect(cellText(0.5, { name: "n", format: (v) => `${v * 2} stars` })).toBe("1 stars");
  expect(cellText(null, { name: "n" })).toBe("");
  expect(cellText("Fargo", { name: "n" })).toBe("Fargo");
});

test("rows past the two hundredth are counted", () => {
  const rows = Array.from({ length: 250 }, (_, i) => [i]);
  expect(rowsLeftOut({ columns: [], rows })).toBe(50);
  expect(rowsLeftOut({ columns: [], rows: rows.slice(0, 3), total: 3 })).toBe(0);
  expect(rowsLeftOut({ columns: [], rows: rows.slice(0, 3), total: 9 })).toBe(6);
});
