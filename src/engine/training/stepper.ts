/**
 * Takes training steps: uploads a batch, asks for the loss and its gradients, and lets the optimizer
 * move the parameters. The loss is kept on the device and read many steps at a time, because waiting for
 * a number every step costs more than the step.
 */
import * as tf from "@tensorflow/tfjs-core";
import { differentiate, type LossValue } from "../kernels/differentiate.ts";
import { idTensor } from "../kernels/ids.ts";
import type { Batch, TensorsOf } from "./batch.ts";
import type { Adam } from "./optimizer.ts";
import type { Variables } from "./parameters.ts";
/** Kernels being compiled. */
export interface Preparation {
  readonly total: number;
  readonly done: number;
  readonly finished: Promise<unknown>;
  /** How many kernels a step became; null where it runs op by op. */
  readonly kernels: number | null;
  /** What the kernels are made for ("relaxed SIMD, one thread"), where there is a choice. */
  readonly variant: string | null;
  /** Why a step runs op by op though the back end compiles steps; null where nothing is amiss. */
  readonly why: string | null;
}

/** On a back end that compiles no steps. */
export const NOTHING_TO_PREPARE: Preparation = {
  total: 0,
  done: 0,
  finished: Promise.resolve(),
  kernels: null,
  variant: null,
  why: null,
};

export interface Stepper {
  /** Compiles what a batch of these shapes needs, where there is something to compile. */
  prepare?(batch: Batch): Preparation;
  /** Takes one step. Does not wait for the device. */
  step(batch: Batch, learningRate: number): void;
  /** The losses of the steps since the last call, oldest first; waits for the device. */
  losses(): Promise<Float32Array>;
  dispose(): void;
}

/** The columns of a batch on the device. */
export type Uploaded = Readonly<Record<string, tf.Tensor>>;

export type Loss = (parameters: Variables, batch: Uploaded) => LossValue;

/** Every step runs through tfjs's engine: the reference, and the way that always works. */
export function createPlainStepper(
  loss: Loss,
  parameters: Variables,
  optimizer: Adam,
  state: Variables = {},
): Stepper {
  return readingLater((batch, learningRate) =>
    plainStep(loss, parameters, optimizer, state, batch, learningRate),
  );
}

/** A stepper that keeps the losses of its steps on the device until they are asked for. */
export function readingLater(take: (batch: Batch, learningRate: number) => tf.Scalar): Stepper {
  let pending: tf.Scalar[] = [];
  return {
    step(batch, learningRate) {
      pending.push(take(batch, learningRate));
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
function plainStep(
  loss: Loss,
  parameters: Variables,
  optimizer: Adam,
  state: Variables,
  batch: Batch,
  learningRate: number,
): tf.Scalar {
  return tf.tidy(() => {
    const tensors = uploadBatch(batch);
    const step = differentiate(() => loss(parameters, tensors), parameters, state);
    optimizer.apply(step.gradients, learningRate);
    for (const [name, value] of Object.entries(step.next)) state[name]!.assign(value);
    tf.dispose(step.next);
    return step.loss;
  });
}

/** The columns of a batch as tensors; the values of ids stay known to the CPU. */
export function uploadBatch<C extends Partial<Batch>>(batch: C): TensorsOf<C> {
  return Object.fromEntries(
    Object.entries(batch as Batch).map(([name, { values, shape }]) => [
      name,
      values instanceof Int32Array ? idTensor(values, shape) : tf.tensor(values, [...shape]),
    ]),
  ) as TensorsOf<C>;
}
