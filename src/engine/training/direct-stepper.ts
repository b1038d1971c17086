/**
 * Steps of a model that learns without a gradient: it changes its parameters itself. The loss is that of
 * the batch before it was learnt, read many steps at a time as in stepper.ts.
 */
import * as tf from "@tensorflow/tfjs-core";
import { readingLater, type Stepper, type Uploaded, uploadBatch } from "./stepper.ts";

export function createDirectStepper(
  loss: (batch: Uploaded) => tf.Scalar,
  learn: (batch: Uploaded) => void,
): Stepper {
  return readingLater((batch) =>
    tf.tidy(() => {
      const tensors = uploadBatch(batch);
      const before = loss(tensors);
      learn(tensors);
      return before;
    }),
  );
}
