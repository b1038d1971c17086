import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { forEachBackend } from "../kernels/backends.ts";
import { Rng } from "../numbers/random.ts";
import { Adam } from "./optimizer.ts";

/** Kingma and Ba's algorithm 1 to the letter, in double precision. */
function reference(start: Float32Array, gradients: readonly Float32Array[], lr: number): number[] {
  const x = Array.from(start);
  const m = x.map(() => 0);
  const v = x.map(() => 0);
  gradients.forEach((gradient, index) => {
    const t = index + 1;
    gradient.forEach((g, i) => {
      m[i] = 0.9 * m[i]! + 0.1 * g;
      v[i] = 0.999 * v[i]! + 0.001 * g * g;
      const mHat = m[i]! / (1 - 0.9 ** t);
      const vHat = v[i]! / (1 - 0.999 ** t);
      x[i]! -= (lr * mHat) / (Math.sqrt(vHat) + 1e-8);
    });
  });
  return x;
}

forEachBackend("Adam", () => {
  test.each([1, 7, 64, 1000])("matches the paper for %d numbers", async (size) => {
    const rng = new Rng(size);
    const start = rng.normals(size);
    const gradients = Array.from({ length: 5 }, () => rng.normals(size));
    const before = tf.memory().numTensors;
    const shared = tf.tensor1d(start);
    const parameter = tf.variable(shared);
    const adam = new Adam({ parameter });
    for (const gradient of gradients) {
      tf.tidy(() => adam.apply({ parameter: tf.tensor1d(gradient) }, 0.01));
    }
    const values = await parameter.data();
    reference(start, gradients, 0.01).forEach((expected, i) => {
      expect(Math.abs(values[i]! - expected)).toBeLessThan(1e-5);
    });
    // The tensor the variable was made from keeps its values.
    expect([...(await shared.data())]).toEqual([...start]);
    expect(adam.step).toBe(5);
    adam.dispose();
    tf.dispose([parameter, shared]);
    expect(tf.memory().numTensors).toBe(before);
  });
});
