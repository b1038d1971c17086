/** Unrolled time: many steps of a recurrent network, few pipelines, the same numbers. */
import "@tensorflow/tfjs-backend-webgpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, test } from "vitest";
import { selectBackend } from "../device.ts";
import { Rng } from "../numbers/random.ts";
import { type Batch, column } from "../training/batch.ts";
import { createStepper } from "../training/compiled-stepper.ts";
import { Adam } from "../training/optimizer.ts";
import type { Variables } from "../training/parameters.ts";
import { recordStep } from "../training/record-step.ts";
import { createPlainStepper, type Loss } from "../training/stepper.ts";
import { onWasm } from "./backends.ts";
import { compileForGpu } from "./gpu-program.ts";

const ROWS = 6;
const ITEMS = 17;
const WIDTH = 8;

const shapes: Readonly<Record<string, [number, number]>> = {
  items: [ITEMS, WIDTH],
  gates: [2 * WIDTH, 2 * WIDTH],
  candidate: [2 * WIDTH, WIDTH],
};

function start(): Variables {
  const rng = new Rng(3);
  return tf.tidy(() =>
    Object.fromEntries(
      Object.entries(shapes).map(([name, [rows, columns]]) => [
        name,
        tf.variable(tf.tensor2d(rng.normals(rows * columns, 0.4), [rows, columns])),
      ]),
    ),
  );
}

/** A gated recurrent unit (Cho 2014) that guesses each next item against one that was drawn. */
const loss: Loss = ({ items, gates, candidate }, { history, negative }) => {
  const x = tf.gather(items!, history!); // [rows, time, width]
  const inputs = tf.unstack(x, 1) as tf.Tensor2D[];
  const negatives = tf.unstack(tf.gather(items!, negative!), 1);
  let h: tf.Tensor2D = tf.zeros([ROWS, WIDTH]);
  const losses: tf.Tensor[] = [];
  for (let t = 0; t + 1 < inputs.length; t++) {
    const both = tf.sigmoid(tf.matMul(tf.concat([inputs[t]!, h], 1), gates as tf.Tensor2D));
    const [reset, update] = tf.split(both, 2, 1) as [tf.Tensor2D, tf.Tensor2D];
    const proposed = tf.tanh(
      tf.matMul(tf.concat([inputs[t]!, tf.mul(reset, h)], 1), candidate as tf.Tensor2D),
    );
    h = tf.add(tf.mul(update, h), tf.mul(tf.sub(1, update), proposed));
    const margin = tf.sum(tf.mul(h, tf.sub(inputs[t + 1]!, negatives[t + 1]!)), 1);
    losses.push(tf.softplus(tf.neg(margin)));
  }
  return tf.mean(tf.stack(losses)) as tf.Scalar;
};

function draw(time: number, rng: Rng): Batch {
  const ids = () => Int32Array.from({ length: ROWS * time }, () => rng.int(ITEMS));
  return { history: column(ids(), [ROWS, time]), negative: column(ids(), [ROWS, time]) };
}

describe("an unrolled recurrent network on webgpu", () => {
  beforeAll(async () => {
    await selectBackend("webgpu");
  }, 60_000);

  /** Kernels and pipelines of a step. */
  function compiled(time: number) {
    const parameters = start();
    const batch = draw(time, new Rng(4));
    const { kernels } = compileForGpu(recordStep(loss, parameters, batch), batch);
    tf.dispose(parameters);
    return { kernels: kernels.length, pipelines: new Set(kernels.map(({ code }) => code)).size };
  }

  test("needs no more pipelines for twice as many steps", () => {
    const [short, long] = [compiled(11), compiled(21)];
    expect(long.kernels).toBeGreaterThan(1.7 * short.kernels);
    expect(long.pipelines).toBeLessThanOrEqual(short.pipelines + 2);
    expect(long.pipelines).toBeLessThan(long.kernels / 4);
  });

  test("learns as it does op by op", async () => {
    const train = async (make: typeof createStepper) => {
      const parameters = start();
      const adam = new Adam(parameters);
      const stepper = make(loss, parameters, adam);
      const rng = new Rng(5);
      for (let i = 0; i < 2; i++) stepper.step(draw(5, rng), 0.02);
      const losses = [...(await stepper.losses())];
      const values = await Promise.all(
        Object.values(parameters).map(async (v) => [...(await v.data())]),
      );
      stepper.dispose();
      adam.dispose();
      tf.dispose(parameters);
      return [...losses, ...values.flat()];
    };
    const ours = await train(createStepper);
    const plain = await onWasm(() => train(createPlainStepper));
    ours.forEach((x, i) => {
      expect(Math.abs(x - plain[i]!), `${i}: ${x}, not ${plain[i]}`).toBeLessThan(3e-4);
    });
  });
});
