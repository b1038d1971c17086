/** Instructions on four 32-bit lanes: floats, integers, and masks of which a lane is all ones or all zeros. */
import { type Code, unsigned } from "../assembler.ts";

const simd = (n: number) => [0xfd, ...unsigned(n)];
const op = (n: number) => {
  const code = simd(n);
  return (...args: readonly Code[]): Code => [args, code];
};
const memory =
  (n: number) =>
  (address: Code, offset = 0): Code => [address, simd(n), 2, unsigned(offset)];

export const v128 = {
  load: memory(0),
  loadSplat: memory(9),
  /** Into one lane of a vector. */
  loadLane: (address: Code, vector: Code, lane: number, offset = 0): Code => [
    address,
    vector,
    simd(0x56),
    2,
    unsigned(offset),
    lane,
  ],
  store: (address: Code, value: Code, offset = 0): Code => [
    address,
    value,
    simd(11),
    2,
    unsigned(offset),
  ],
  storeLane: (address: Code, value: Code, lane: number, offset = 0): Code => [
    address,
    value,
    simd(0x5a),
    2,
    unsigned(offset),
    lane,
  ],
  zero: [...simd(12), ...Array<number>(16).fill(0)] as Code,
  /** By the lanes of a (0 to 3) and of b (4 to 7). */
  shuffle: (a: Code, b: Code, lanes: readonly number[]): Code => [
    a,
    b,
    simd(13),
    ...lanes.flatMap((lane) => [4 * lane, 4 * lane + 1, 4 * lane + 2, 4 * lane + 3]),
  ],
  not: op(0x4d),
  and: op(0x4e),
  or: op(0x50),
  xor: op(0x51),
  /** a where the mask is set, else b. */
  select: op(0x52),
};

export const i32x4 = {
  splat: op(0x11),
  extract: (vector: Code, lane = 0): Code => [vector, simd(0x1b), lane],
  eq: op(0x37),
  ne: op(0x38),
  lt: op(0x39),
  gt: op(0x3b),
  le: op(0x3d),
  ge: op(0x3f),
  abs: op(0xa0),
  neg: op(0xa1),
  shiftLeft: op(0xab),
  shiftRight: op(0xac),
  add: op(0xae),
  sub: op(0xb1),
  mul: op(0xb5),
  min: op(0xb6),
  max: op(0xb8),
  ofFloats: op(0xf8),
};

export const f32x4 = {
  splat: op(0x13),
  extract: (vector: Code, lane = 0): Code => [vector, simd(0x1f), lane],
  replace: (vector: Code, lane: number, value: Code): Code => [vector, value, simd(0x20), lane],
  eq: op(0x41),
  ne: op(0x42),
  lt: op(0x43),
  gt: op(0x44),
  le: op(0x45),
  ge: op(0x46),
  ceil: op(0x67),
  floor: op(0x68),
  nearest: op(0x6a),
  abs: op(0xe0),
  neg: op(0xe1),
  sqrt: op(0xe3),
  add: op(0xe4),
  sub: op(0xe5),
  mul: op(0xe6),
  div: op(0xe7),
  /** One instruction each; the first where one of them is not a number. */
  min: op(0xea),
  max: op(0xeb),
  ofIntegers: op(0xfa),
  /** a b + c (relaxed.ts). */
  relaxedMadd: op(0x105),
};
