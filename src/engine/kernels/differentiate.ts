/** The loss of a batch with its gradients, and what the variables that have no gradient become. */
import * as tf from "@tensorflow/tfjs-core";
import type { Variables } from "../training/parameters.ts";

/**
 * What a loss gives: the number alone, or with it the next values of variables that no gradient moves
 * (running means, a reference model), by the names of the model's state. They are computed from what the
 * parameters and the state were before the step; a state that has no next value stays as it is.
 */
export type LossValue =
  | tf.Scalar
  | { readonly loss: tf.Scalar; readonly next: Readonly<Record<string, tf.Tensor>> };

/** The number alone. */
export const lossOf = (value: LossValue): tf.Scalar =>
  value instanceof tf.Tensor ? value : value.loss;

export interface Differentiated {
  readonly loss: tf.Scalar;
  /** By the parameters' names; a parameter that the loss does not reach is missing. */
  readonly gradients: Record<string, tf.Tensor>;
  /** By the state's names. */
  readonly next: Record<string, tf.Tensor>;
}

/**
 * The caller disposes everything.
 * @throws Error if a next value is of no state, or of another shape or type than its variable
 */
export function differentiate(
  loss: () => LossValue,
  parameters: Variables,
  state: Variables,
): Differentiated {
  const next: Record<string, tf.Tensor> = {};
  const scalar = (): tf.Scalar => {
    const told = loss();
    if (told instanceof tf.Tensor) return told;
    for (const [name, value] of Object.entries(told.next)) {
      check(name, value, parameters, state);
      // The tape tidies up after itself; and what is handed out may be a variable.
      next[name] = tf.keep(tf.clone(value));
    }
    return told.loss;
  };
  const { value, grads } = tf.variableGrads(scalar, Object.values(parameters));
  const gradients = Object.entries(parameters).flatMap(([name, variable]) => {
    const gradient = grads[variable.name];
    return gradient ? [[name, gradient] as const] : [];
  });
  return { loss: value, gradients: Object.fromEntries(gradients), next };
}

function check(name: string, value: tf.Tensor, parameters: Variables, state: Variables): void {
  const variable = state[name];
  if (!variable || parameters[name]) {
    throw new Error(
      `The loss gives a next value of “${name}”, which is ${variable ? "a parameter too" : "no state of the model"}.`,
    );
  }
  if (!tf.util.arraysEqual(variable.shape, value.shape) || variable.dtype !== value.dtype) {
    throw new Error(
      `The next value of “${name}” is ${value.dtype} [${value.shape}], its variable ${variable.dtype} [${variable.shape}].`,
    );
  }
}
