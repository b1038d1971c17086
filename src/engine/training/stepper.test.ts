import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { forEachBackend } from "../kernels/backends.ts";
import { Rng } from "../numbers/random.ts";
import { type Batch, column } from "./batch.ts";
import { createStepper } from "./compiled-stepper.ts";
import { Adam } from "./optimizer.ts";
import type { Variables } from "./parameters.ts";

const USERS = 50;
const ITEMS = 70;
const DIM = 8;

function init(): Variables {
  const rng = new Rng(1);
  return tf.tidy(() => ({
    users: tf.variable(tf.tensor2d(rng.normals(USERS * DIM, 0.1), [USERS, DIM])),
    items: tf.variable(tf.tensor2d(rng.normals(ITEMS * DIM, 0.1), [ITEMS, DIM])),
    bias: tf.variable(tf.zeros([ITEMS])),
  }));
}

function loss(p: Variables, batch: Readonly<Record<string, tf.Tensor>>): tf.Scalar {
  const dots = tf.sum(
    tf.mul(tf.gather(p.users!, batch.user!), tf.gather(p.items!, batch.item!)),
    1,
  );
  const logits = tf.add(dots, tf.gather(p.bias!, batch.item!));
  return tf.losses.sigmoidCrossEntropy(batch.label!, logits) as tf.Scalar;
}

function draw(rng: Rng): Batch {
  const n = 64;
  const user = Int32Array.from({ length: n }, () => rng.int(USERS));
  const item = Int32Array.from({ length: n }, () => rng.int(ITEMS));
  // Even users like even items.
  const label = Float32Array.from(user, (u, i) => (u + item[i]!) % 2);
  return { user: column(user), item: column(item), label: column(label) };
}

async function train(steps: number): Promise<number[]> {
  const parameters = init();
  const adam = new Adam(parameters);
  const stepper = createStepper(loss, parameters, adam);
  const rng = new Rng(2);
  const history: number[] = [];
  let tensors = 0;
  for (let i = 0; i < steps; i++) {
    stepper.step(draw(rng), 0.05);
    if (i % 4 === 3) {
      history.push(...(await stepper.losses()));
      if (tensors) expect(tf.memory().numTensors).toBe(tensors);
      tensors = tf.memory().numTensors;
    }
  }
  stepper.dispose();
  adam.dispose();
  tf.dispose(Object.values(parameters));
  return history;
}

forEachBackend("stepper", () => {
  test("learns, leaks nothing, and gives the same digits twice", async () => {
    const before = tf.memory().numTensors;
    const first = await train(40);
    expect(first).toHaveLength(40);
    expect(first[39]!).toBeLessThan(first[0]!);
    expect(await train(40)).toEqual(first);
    expect(tf.memory().numTensors).toBe(before);
  });
});
