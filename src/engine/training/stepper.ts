/**
 * Takes training steps: uploads a batch, asks for the loss and its gradients, and lets the optimizer
 * move the parameters. The loss is kept on the device and read many steps at a time, because waiting for
 * a number every step costs more than the step.
 */
import * as tf from "@tensorflow/tfjs-core";
import { idTensor } from "../kernels/ids.ts";
import type { Batch, BatchTensors, Parameters } from "./model.ts";
import type { Adam } from "./optimizer.ts";
/** Kernels being compiled. */
export interface Preparation {
  readonly total: number;
  readonly done: number;
  readonly finished: Promise<unknown>;
}

export interface Stepper {
  /** Compiles what a batch of these shapes needs, where there is something to compile. */
  prepare?(batch: Batch): Preparation;
  /** Takes one step. Does not wait for the device. */
  step(batch: Batch, learningRate: number): void;
  /** The losses of the steps since the last call, oldest first; waits for the device. */
  losses(): Promise<Float32Array>;
  dispose(): void;
}

export type Loss = (parameters: Parameters, batch: BatchTensors) => tf.Scalar;

/** Every step runs through tfjs's engine: the reference, and the way that always works. */
export function createPlainStepper(loss: Loss, parameters: Parameters, optimizer: Adam): Stepper {
  let pending: tf.Scalar[] = [];
  return {
    step(batch, learningRate) {
      pending.push(plainStep(loss, parameters, optimizer, batch, learningRate));
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

/** One step in plain tfjs. The caller disposes the loss. */
export function plainStep(
  loss: Loss,
  parameters: Parameters,
  optimizer: Adam,
  batch: Batch,
  learningRate: number,
): tf.Scalar {
  return tf.tidy(() => {
    const tensors = uploadBatch(batch);
    const names = Object.keys(parameters);
    const variables = Object.values(parameters);
    const { value, grads } = tf.variableGrads(() => loss(parameters, tensors), variables);
    const gradients = Object.fromEntries(
      names.flatMap((name, i) => {
        const gradient = grads[variables[i]!.name];
        return gradient ? [[name, gradient]] : [];
      }),
    );
    optimizer.apply(gradients, learningRate);
    return value;
  });
}

/** The columns of a batch as tensors; the values of ids stay known to the CPU. */
export function uploadBatch(batch: Batch): BatchTensors {
  return Object.fromEntries(
    Object.entries(batch).map(([name, { values, shape }]) => [
      name,
      values instanceof Int32Array ? idTensor(values, shape) : tf.tensor(values, [...shape]),
    ]),
  );
}
