/**
 * Ids that the CPU knows. A batch's ids are drawn on the CPU, so the order in which a segment sum visits
 * rows can be found there, by counting, before the GPU starts. The tensor of a batch's ids remembers
 * its values here; ids made on the GPU are unknown and take a slower kernel.
 */
import * as tf from "@tensorflow/tfjs-core";

/** Rows grouped by segment. */
export interface SegmentOrder {
  /** [rows]: row numbers, those of segment 0 first; rows with a negative id are left out at the end. */
  readonly order: Int32Array;
  /** [segments + 1]: the rows of segment s are order[starts[s]] .. order[starts[s + 1]]. */
  readonly starts: Int32Array;
}

const known = new WeakMap<tf.DataId, Int32Array>();

/**
 * An int32 tensor of ids whose values stay known on the CPU.
 * @param values [product of shape], copied by nobody: do not change them while the tensor lives
 */
export function idTensor(values: Int32Array, shape: readonly number[]): tf.Tensor {
  const tensor = tf.tensor(values, [...shape], "int32");
  rememberIds(tensor, values);
  return tensor;
}

export function rememberIds(tensor: tf.TensorInfo, values: Int32Array): void {
  known.set(tensor.dataId, values);
}

/** The values of a tensor of ids if the CPU knows them; reshaping keeps them known. */
export function knownIds(tensor: tf.TensorInfo): Int32Array | undefined {
  return known.get(tensor.dataId);
}

/** Ids of each batch by itself, [batches, rows], as ids among the segments of all batches. */
export function idsInBatches(ids: Int32Array, batches: number, segments: number): Int32Array {
  if (batches === 1) return ids;
  const rows = ids.length / batches;
  return ids.map((id, at) =>
    id >= 0 && id < segments ? id + Math.floor(at / rows) * segments : -1,
  );
}

/** Counting sort: stable, linear. Ids outside [0, segments) are dropped, as tfjs does. */
export function segmentOrder(
  ids: Int32Array,
  segments: number,
  into: SegmentOrder = {
    order: new Int32Array(Math.max(1, ids.length)),
    starts: new Int32Array(segments + 1),
  },
): SegmentOrder {
  const { order, starts } = into;
  starts.fill(0);
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row]!;
    if (id >= 0 && id < segments) starts[id + 1]!++;
  }
  for (let s = 0; s < segments; s++) starts[s + 1]! += starts[s]!;
  // starts[s] is the next free place of segment s while rows are placed, and is moved back after.
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row]!;
    if (id >= 0 && id < segments) order[starts[id]!++] = row;
  }
  starts.copyWithin(1, 0, segments);
  starts[0] = 0;
  return into;
}
