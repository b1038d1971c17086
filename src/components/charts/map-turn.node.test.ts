import { expect, test } from "vitest";
import { turned, turnToLevel } from "./map-turn.ts";

const cloud = (angle: number, long: number) => {
  const points = Array.from({ length: 100 }, (_, i) => {
    const along = Math.sin(i) * long;
    const across = Math.cos(i * 1.7);
    return [
      along * Math.cos(angle) - across * Math.sin(angle),
      along * Math.sin(angle) + across * Math.cos(angle),
    ] as const;
  });
  return {
    x: Float32Array.from(points, ([x]) => x),
    y: Float32Array.from(points, ([, y]) => y),
    explainedVariance: [0.5, 0.2] as const,
    neighbourOverlap: 0.3,
    you: { x: 1, y: 0 },
  };
};

test("a standing cloud is laid down by small turns, and then rests", () => {
  const standing = cloud(1.4, 4);
  let angle = 0;
  for (let reading = 0; reading < 40; reading++) {
    const turn = turnToLevel(standing, angle, 0.1);
    expect(Math.abs(turn)).toBeLessThanOrEqual(0.1);
    angle += turn;
  }
  expect(turnToLevel(standing, angle, 0.1)).toBe(0);
  const { x, y, you } = turned(standing, angle);
  const spread = (values: Float32Array) => Math.max(...values) - Math.min(...values);
  expect(spread(x)).toBeGreaterThan(2 * spread(y));
  expect(Math.hypot(you!.x, you!.y)).toBeCloseTo(1);
});

test("a round cloud is left alone", () => {
  expect(turnToLevel(cloud(1.4, 1.05), 0, 0.1)).toBe(0);
});
