/** What the pictures of this lesson work out, without a model. */
import { expect, test } from "vitest";
import { Rng } from "../../engine/numbers/random.ts";
import type { BeamReading, ExactReading, Node } from "./beam-reading.ts";
import { agreeing, foundMass, lostFilm, placedNodes, shareText } from "./tree-layout.ts";
import { drawToken } from "./variety.ts";
import { bestVector, LIKELY, nearest, squaredError } from "./vector-cell.ts";

const node = (token: number, parent: number, p: number, more: Partial<Node> = {}): Node => ({
  token,
  parent,
  log: Math.log(p),
  node: token,
  kept: true,
  film: -1,
  ...more,
});

/** Two tokens: 0 and 1 begin names, 2 was pruned; film 5 is 0 then 3, film 6 is 1 then 4, film 7 is 2 then 3. */
const beam: BeamReading = {
  films: [],
  tokens: new Int32Array(),
  first: [0, 3],
  width: 2,
  heldOut: -1,
  layers: [
    [node(0, 0, 0.5), node(1, 0, 0.3), node(2, 0, 0.2, { kept: false })],
    [
      node(3, 0, 0.4, { film: 5 }),
      node(4, 1, 0.2, { film: 6 }),
      node(4, 0, 0.1, { node: -1, kept: false }),
    ],
  ],
};
const exact: ExactReading = {
  films: Int32Array.of(5, 6, 7),
  tokens: Int32Array.of(0, 3, 1, 4, 2, 3),
  logs: Float32Array.of(-1, -1.6, -1.7),
  total: 1,
  again: 0,
  catalogue: 3,
};

test("the film that the beam has lost, and the token at which its beginning was cut", () => {
  expect(lostFilm(beam, exact)).toEqual({ film: 7, place: 3, layer: 0 });
  expect(lostFilm(beam, null)).toBeNull();
  expect(lostFilm(beam, { ...exact, films: Int32Array.of(5, 6) })).toBeNull();
});

test("what leads to the likeliest names is drawn, and so is the cut", () => {
  const [first, second] = placedNodes(beam, lostFilm(beam, exact), exact);
  expect(first!.map(({ token, cuts }) => [token, cuts])).toEqual([
    [0, null],
    [1, null],
    [2, 7],
  ]);
  expect(second!.map(({ path }) => path.join("-"))).toEqual(["0-3", "0-4", "1-4"]);
  expect(foundMass(beam)).toBeCloseTo(0.6, 6);
});

test("prefixes and small probabilities are written short", () => {
  expect(agreeing([4, 5, 6], [4, 5, 9])).toBe(2);
  expect(agreeing([4, 5, 6], [4, 5])).toBe(2);
  expect(agreeing([1], [2])).toBe(0);
  expect([0.051, 0.0001, 1].map((p) => shareText(Math.log(p)))).toEqual([".051", "<.001", "1"]);
});

test("tokens are drawn as often as a temperature says", () => {
  const logs = Float32Array.of(Math.log(0.8), Math.log(0.2));
  const share = (temperature: number) => {
    const rng = new Rng(3);
    let first = 0;
    for (let n = 0; n < 4000; n++) if (drawToken(logs, temperature, rng) === 0) first++;
    return first / 4000;
  };
  expect(share(1)).toBeCloseTo(0.8, 1);
  // At 1/2 the odds are squared: 16 to 1.
  expect(share(0.5)).toBeCloseTo(16 / 17, 1);
});

test("squared error's best vector is the mean, and it is no film", () => {
  for (const p of [0.2, 0.5, 0.7]) {
    const best = bestVector(p);
    for (const nudge of [-0.05, 0.05]) {
      expect(squaredError({ ...best, x: best.x + nudge }, p)).toBeGreaterThan(
        squaredError(best, p),
      );
      expect(squaredError({ ...best, y: best.y + nudge }, p)).toBeGreaterThan(
        squaredError(best, p),
      );
    }
  }
  expect(nearest(bestVector(0.5))[0]).toBeGreaterThan(1);
  expect(nearest(bestVector(1))[0]).toBe(0);
  expect(bestVector(0)).toEqual(LIKELY[1]);
});
