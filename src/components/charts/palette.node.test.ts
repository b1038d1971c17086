/**
 * The colours of runs and categories, for readers whose eyes lack one kind of cone. Their sight is
 * simulated after Machado, Oliveira and Fernandes 2009 (severity 1, in linear RGB), and differences are
 * distances in OKLab (Ottosson 2020), where 0.02 is about the least that can be told apart side by side.
 */
import { describe, expect, test } from "vitest";
import tokens from "../../styles/tokens.css?raw";

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

const SIGHT: Readonly<Record<string, Matrix>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
const TO_LMS: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const TO_LAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

const times = (matrix: Matrix, v: Triple) =>
  matrix.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) as unknown as Triple;
const each = (v: Triple, f: (x: number) => number) => v.map(f) as unknown as Triple;

function linear(hex: string): Triple {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return each(channels as unknown as Triple, (c) =>
    c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4,
  );
}

function seen(hex: string, sight: Matrix): Triple {
  const rgb = each(times(sight, linear(hex)), (c) => Math.min(1, Math.max(0, c)));
  return times(TO_LAB, each(times(TO_LMS, rgb), Math.cbrt));
}

function closest(colours: readonly string[], sight: Matrix): number {
  const labs = colours.map((hex) => seen(hex, sight));
  const distances = labs.flatMap((a, i) =>
    labs.slice(i + 1).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])),
  );
  return Math.min(...distances);
}

const luminance = (hex: string) => {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** The last block that sets a token before the next theme: light first, then dark. */
const [light = "", dark = ""] = tokens.split('[data-theme="dark"]');

describe.each([
  ["light", light],
  ["dark", dark],
])("%s", (_, block) => {
  const token = (name: string) => new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(block)![1]!;
  const colours = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => token(`data-${n}`));

  test("every colour stands out from the card, three to one", () => {
    const card = luminance(token("card"));
    for (const colour of colours) {
      const [low, high] = [luminance(colour), card].sort((a, b) => a - b) as [number, number];
      expect((high + 0.05) / (low + 0.05), colour).toBeGreaterThanOrEqual(3);
    }
  });

  test.each(Object.entries(SIGHT))("no two colours are alike with %s", (_, sight) => {
    expect(closest(colours, sight)).toBeGreaterThan(0.07);
    expect(closest(colours.slice(0, 4), sight), "the first four").toBeGreaterThan(0.12);
  });
});
