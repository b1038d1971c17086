import { expect, test } from "vitest";
import { type Ink, inkOf, stampInk, unpremultiply } from "./ink.ts";

/** Numbers that are the same every time. */
function draws(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function picture(size: number, random: () => number): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: 4 * size * size }, (_, n) =>
    n % 4 === 3 && random() < 0.3 ? 0 : 256 * random(),
  );
}

/** [alpha, blue, green, red], each from 0 to 1 and times alpha. */
const channels = (value: number) => [24, 16, 8, 0].map((shift) => ((value >>> shift) & 255) / 255);

/** The same in plain numbers, a pixel at a time. */
function over(image: number[][], width: number, ink: Ink, x: number, y: number): void {
  ink.colour.forEach((value, n) => {
    const [column, row] = [x + ink.dx[n]!, y + ink.dy[n]!];
    if (column < 0 || row < 0 || column >= width || row * width >= image.length) return;
    const top = channels(value);
    const under = image[row * width + column]!;
    image[row * width + column] = under.map((part, at) => top[at]! + (1 - top[0]!) * part);
  });
}

test("pictures lie over each other as Porter and Duff have it, at the edges too", () => {
  const random = draws(7);
  const [width, height] = [23, 17];
  const image = new Uint32Array(width * height);
  const plain = Array.from(image, channels);
  const inks = [6, 9, 4].map((half) => inkOf(picture(2 * half, random), 2 * half));
  let most = 0;
  for (let n = 0; n < 60; n++) {
    const [x, y] = [Math.floor(random() * 35) - 6, Math.floor(random() * 29) - 6];
    stampInk(image, width, inks[n % 3]!, x, y);
    over(plain, width, inks[n % 3]!, x, y);
  }
  image.forEach((value, at) => {
    channels(value).forEach((part, n) => {
      most = Math.max(most, Math.abs(part - plain[at]![n]!));
    });
  });
  // Each of the layers rounds down by less than one level.
  expect(most).toBeLessThan(4 / 255);
  expect(image.some((value) => value !== 0)).toBe(true);
});

test("a picture on nothing comes out as it went in", () => {
  const random = draws(3);
  const size = 8;
  const rgba = picture(size, random);
  const image = new Uint32Array(size * size);
  stampInk(image, size, inkOf(rgba, size), size / 2, size / 2);
  const out = new Uint32Array(image.length);
  unpremultiply(image, out);
  const back = new Uint8ClampedArray(out.buffer);
  for (let at = 0; at < image.length; at++) {
    const alpha = rgba[4 * at + 3]!;
    expect(back[4 * at + 3]).toBe(alpha);
    // Where there is little alpha there are few levels of colour.
    for (let n = 0; n < 3 && alpha > 0; n++) {
      const off = Math.abs(back[4 * at + n]! - rgba[4 * at + n]!);
      expect(off).toBeLessThanOrEqual(127.5 / alpha + 1);
    }
  }
});

test("a picture that lies outside changes nothing", () => {
  const ink = inkOf(picture(6, draws(1)), 6);
  const image = new Uint32Array(20 * 10);
  for (const [x, y] of [
    [-4, 5],
    [24, 5],
    [10, -4],
    [10, 14],
  ] as const)
    stampInk(image, 20, ink, x, y);
  expect(image.every((value) => value === 0)).toBe(true);
});
