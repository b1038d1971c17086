import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { forEachBackend } from "../engine/kernels/backends.ts";
import { column } from "../engine/training/batch.ts";
import type { Loss } from "../engine/training/stepper.ts";
import { measureCeiling, shareOfCeiling } from "./ceiling.ts";
import { countWork } from "./work.ts";

forEachBackend("the ceiling", (name) => {
  test("the work of a product is 2mnk forwards, and as much again for its gradient", async () => {
    const w = tf.variable(tf.ones([3, 5]));
    const batch = { x: column(new Float32Array(12).fill(1), [4, 3]) };
    const loss: Loss = (_, { x }) => tf.sum(tf.matMul(x!, w));
    const work = await countWork({ variables: { w }, loss }, batch);
    w.dispose();
    const products = 2 * (2 * 4 * 5 * 3);
    const adam = 15 * 12;
    expect(work.flops).toBeGreaterThanOrEqual(products + adam);
    expect(work.flops).toBeLessThan(products + adam + 100);
    expect(work.bytes).toBe(15 * 24 + 12 * 4);
  });

  test("the device has a ceiling, and a step at its rates reaches all of it", async () => {
    const ceiling = await measureCeiling(name);
    expect(ceiling.gflops).toBeGreaterThan(0.01);
    expect(ceiling.gigabytes).toBeGreaterThan(0.01);
    const work = { flops: ceiling.gflops * 1e6, bytes: 0 };
    expect(shareOfCeiling(work, ceiling, 1)).toBeCloseTo(1);
    expect(shareOfCeiling(work, ceiling, 4)).toBeCloseTo(0.25);
  });
});
