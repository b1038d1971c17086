/**
 * The one place where tensors are read. What `await tensor.data()` gives is the back end's own cached
 * array: transferring it to another thread would empty the tensor, so it is always copied.
 */
import * as tf from "@tensorflow/tfjs-core";

/** The values of a tensor, row by row, in an array of the caller's own. */
export async function snapshot(tensor: tf.Tensor): Promise<Float32Array> {
  return Float32Array.from(await tensor.data());
}

/** The values of what a calculation gives, whose tensors are let go. */
export async function valuesOf(calculate: () => tf.Tensor): Promise<Float32Array> {
  const tensor = tf.tidy(calculate);
  try {
    return await snapshot(tensor);
  } finally {
    tensor.dispose();
  }
}

/** The values of many tensors by name. */
export async function snapshots(
  tensors: Readonly<Record<string, tf.Tensor>>,
): Promise<Record<string, Float32Array>> {
  const entries = Object.entries(tensors).map(
    async ([name, tensor]) => [name, await snapshot(tensor)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
