/**
 * Gradients of what picks rows: each picked row gives its gradient back to where it came from, and what was
 * picked twice gets both. Stock GatherV2 transposes the whole table twice for nothing on axis 0, takes a batch
 * apart row by row, and knows no more than one batch dimension; TopK, GatherNd and ScatterNd have no gradient
 * in tfjs.
 */
import * as tf from "@tensorflow/tfjs-core";
import { idsInBatches, idTensor, knownIds } from "./ids.ts";
import { overrideGradient } from "./override.ts";
import { tracing } from "./trace.ts";

export function installScatterGradients(): void {
  installGatherGradient();
  overrideGradient({
    kernelName: "TopK",
    inputsToSave: ["x"],
    outputsToSave: [false, true],
    gradFunc: (dy, saved) => {
      const [x, indices] = saved as [tf.Tensor, tf.Tensor];
      const values = (dy as tf.Tensor[])[0]!;
      return { x: () => sumInto(values, indices, x.shape.at(-1)!, x.rank - 1) };
    },
  });
  overrideGradient({
    kernelName: "GatherNd",
    inputsToSave: ["params", "indices"],
    gradFunc: (dy, saved) => {
      const [params, indices] = saved as [tf.Tensor, tf.Tensor];
      return {
        params: () => tf.scatterND(indices, dy as tf.Tensor, params.shape),
        indices: () => tf.zeros(indices.shape),
      };
    },
  });
  overrideGradient({
    kernelName: "ScatterNd",
    inputsToSave: ["indices"],
    gradFunc: (dy, [indices]) => ({
      updates: () => tf.gatherND(dy as tf.Tensor, indices!),
      indices: () => tf.zeros(indices!.shape),
    }),
  });
}

function installGatherGradient(): void {
  const stock = tf.getGradient("GatherV2")!;
  // tfjs answers the ids themselves as their gradient, which it then rejects for being integers.
  const fixed: tf.GradConfig = {
    ...stock,
    gradFunc: (dy, saved, attrs) => ({
      ...stock.gradFunc(dy, saved, attrs),
      indices: () => tf.zeros(saved[1]!.shape),
    }),
  };
  const gradFunc: tf.GradFunc = (dy, saved, attrs) => {
    const [x, indices] = saved as [tf.Tensor, tf.Tensor];
    const axis = tf.util.parseAxisParam(attrs.axis as number, x.shape)[0]!;
    const batchDims = (attrs.batchDims as number) ?? 0;
    return {
      x: () => gatherGradient(dy as tf.Tensor, x.shape, indices, axis, batchDims),
      indices: () => tf.zeros(indices.shape),
    };
  };
  overrideGradient({ ...stock, gradFunc }, fixed);
}

/** dy [...batch, ...outer, ...ids, ...inner] back into [...batch, ...outer, rows, ...inner]. */
function gatherGradient(
  dy: tf.Tensor,
  shape: number[],
  indices: tf.Tensor,
  axis: number,
  batchDims: number,
): tf.Tensor {
  const axes = Array.from(shape.keys());
  const ids = tf.util.sizeFromShape(indices.shape.slice(batchDims));
  const flat = tf.reshape(dy, shape.with(axis, ids));
  const flatIds = tf.reshape(indices, [...indices.shape.slice(0, batchDims), ids]);
  if (axis === batchDims) return sumInto(flat, flatIds, shape[axis]!, batchDims);
  // The ids come before what is outside of them, and after the sum they go back.
  const there = [...axes.slice(0, batchDims), axis, ...axes.slice(batchDims, axis)];
  const sums = sumInto(
    tf.transpose(flat, [...there, ...axes.slice(axis + 1)]),
    flatIds,
    shape[axis]!,
    batchDims,
  );
  const back = [...axes.slice(0, batchDims), ...axes.slice(batchDims + 1, axis + 1), batchDims];
  return tf.transpose(sums, [...back, ...axes.slice(axis + 1)]);
}

/** x [...ids.shape, ...rest] into [...batch, segments, ...rest]; batch: the first axes of the ids. */
function sumInto(x: tf.Tensor, ids: tf.Tensor, segments: number, batchDims: number): tf.Tensor {
  const batch = ids.shape.slice(0, batchDims);
  const batches = tf.util.sizeFromShape(batch);
  if (batches === 1 || !tracing()) {
    const rest = x.shape.slice(ids.rank);
    const sums = tf.unsortedSegmentSum(
      tf.reshape(x, [ids.size, ...rest]),
      tf.reshape(amongAll(ids, batches, segments), [ids.size]) as tf.Tensor1D,
      batches * segments,
    );
    return tf.reshape(sums, [...batch, segments, ...rest]);
  }
  // In one kernel of the compiled step, which tfjs has no name for: its own with an attribute more.
  const inputs = { x, segmentIds: ids };
  return tf.engine().runKernel("UnsortedSegmentSum", inputs, { numSegments: segments, batchDims });
}

/** Ids of each batch by itself as ids among the segments of all batches. */
function amongAll(ids: tf.Tensor, batches: number, segments: number): tf.Tensor {
  if (batches === 1) return ids;
  const known = knownIds(ids);
  if (known) return idTensor(idsInBatches(known, batches, segments), ids.shape);
  const first = tf.mul(tf.range(0, batches, 1, "int32"), tf.scalar(segments, "int32"));
  return tf.add(tf.reshape(ids, [batches, -1]), tf.reshape(first, [batches, 1]));
}
