/**
 * Steps of a model that learns without a gradient: it changes its parameters itself. The loss is that of
 * the batch before it was learnt, read many steps at a time as in stepper.ts.
 */
import * as tf from "@tensorflow/tfjs-core";
import { type Stepper, type Uploaded, uploadBatch } from "./stepper.ts";

export function createDirectStepper(
  loss: (batch: Uploaded) => tf.Scalar,
  learn: (batch: Uploaded) => void,
): Stepper {
  let pending: tf.Scalar[] = [];
  return {
    step(batch) {
      pending.push(
        tf.tidy(() => {
          const tensors = uploadBatch(batch);
          const before = loss(tensors);
          learn(tensors);
          return before;
        }),
      );
    },
    async losses() {
      const read = pending;
      pending = [];
      try {
        const values = await Promise.all(read.map((scalar) => scalar.data()));
        return Float32Array.from(values, (value) => value[0]!);
      } finally {
        tf.dispose(read);
      }
    },
    dispose() {
      tf.dispose(pending);
      pending = [];
    },
  };
}
