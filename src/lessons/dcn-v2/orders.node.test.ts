/** Orders of products against a case solved by hand. */
import { expect, test } from "vitest";
import { ordersOf } from "./orders.ts";
import { architectureName, ownParameters, rivalsOf } from "./rival-names.ts";

const x0 = Float32Array.of(2, 3);
/** W = [[0, 1], [0, 0]], b = [0, 5]: the first number meets the second, the second a constant. */
const layer = { W: Float32Array.of(0, 1, 0, 0), b: Float32Array.of(0, 5) };
const parts = (orders: readonly Float64Array[]) => orders.map((part) => [...part]);

test("x_1 = x_0 * (W x_0 + b) + x_0, by order", () => {
  const [, x1] = ordersOf(x0, [layer], "x0");
  // 2 * 3 is of order two; 3 * 5 and x_0 of order one
  expect(parts(x1!)).toEqual([
    [0, 0],
    [2, 3 + 15],
    [6, 0],
  ]);
});

test("each layer adds one order with x_0, doubles it with x_l, and none without", () => {
  const dense = { W: Float32Array.of(1, 2, 3, 4), b: Float32Array.of(0, 0) };
  const highest = (kind: "x0" | "xl" | "none", layers: number) =>
    ordersOf(
      x0,
      Array.from({ length: layers }, () => dense),
      kind,
    ).at(-1)!.length - 1;
  expect([1, 2, 3].map((l) => highest("x0", l))).toEqual([2, 3, 4]);
  expect([1, 2, 3].map((l) => highest("xl", l))).toEqual([2, 4, 8]);
  expect([1, 2, 3].map((l) => highest("none", l))).toEqual([1, 1, 1]);
});

test("DCN-v1 multiplies all of x_0 with one number", () => {
  const [, x1] = ordersOf(x0, [{ W: Float32Array.of(1, -1), b: Float32Array.of(7, 0) }], "vector");
  expect(parts(x1!)).toEqual([
    [7, 0],
    [2, 3],
    [-2, -3],
  ]);
});

test("sizes as in the reference: 231, 121 and 51 parameters, an MLP of 19 beside the first", () => {
  const config = {
    task: "crosses",
    rivals: "equal",
    crossLayers: 2,
    cross: "matrix",
    rank: 0,
    hidden: 0,
    deep: 64,
    structure: "parallel",
  } as const;
  expect(ownParameters(10, config)).toBe(231);
  expect(ownParameters(10, { ...config, crossLayers: 1 })).toBe(121);
  expect(ownParameters(10, { ...config, cross: "vector" })).toBe(51);
  expect(rivalsOf(10, config)).toMatchObject([{ name: "MLP 19", parameters: 229 }]);
  expect(architectureName({ ...config, rank: 4 })).toBe("2 cross layers of rank 4");
});
