/**
 * tf.unsortedSegmentSum on both back ends: the gradient of an embedding table. tfjs has none for
 * WebAssembly, and its WebGPU one transposes and adds with float atomics, whose order, and so whose last
 * digits, change from run to run. Rows are summed in batch order on every back end.
 */
import * as tf from "@tensorflow/tfjs-core";
import { bufferOf, dispatch, type GpuBackend, type GpuKernel, settingsBuffer } from "./gpu.ts";
import { addressOf, floatsOf, type HeapBackend, intsOf, simdKernels } from "./heap.ts";
import { knownIds, segmentOrder } from "./ids.ts";
import sortedCode from "./segment-sum.wgsl?raw";
import scanCode from "./segment-sum-scan.wgsl?raw";

const SORTED: GpuKernel = {
  name: "segment sum",
  code: sortedCode,
  bindings: ["read", "read", "read", "write", "settings"],
  workgroupSize: 64,
};
const SCAN: GpuKernel = {
  name: "segment sum, ids on the GPU",
  code: scanCode,
  bindings: ["read", "read", "write", "settings"],
  workgroupSize: 64,
};

/**
 * The plain algorithm.
 * @param x [rows, columns]
 * @param ids [rows]; rows with an id outside [0, segments) are dropped
 * @param result [segments, columns], overwritten
 */
export function segmentSum(
  x: Float32Array,
  ids: Int32Array,
  segments: number,
  columns: number,
  result: Float32Array = new Float32Array(segments * columns),
): Float32Array {
  result.fill(0);
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row]!;
    if (id < 0 || id >= segments) continue;
    const from = row * columns;
    const to = id * columns;
    for (let c = 0; c < columns; c++) result[to + c]! += x[from + c]!;
  }
  return result;
}

/** On the WebAssembly heap. x [...ids.shape, ...rest] to [segments, ...rest]; int32 x stays int32. */
export function segmentSumOnHeap(
  backend: HeapBackend,
  x: tf.TensorInfo,
  ids: tf.TensorInfo,
  segments: number,
): tf.TensorInfo {
  const rest = x.shape.slice(ids.shape.length);
  const columns = tf.util.sizeFromShape(rest);
  const out = backend.makeOutput([segments, ...rest], x.dtype);
  if (x.dtype === "int32") {
    const result = intsOf(backend, out).fill(0);
    const values = intsOf(backend, x);
    intsOf(backend, ids).forEach((id, row) => {
      if (id < 0 || id >= segments) return;
      for (let c = 0; c < columns; c++) result[id * columns + c]! += values[row * columns + c]!;
    });
    return out;
  }
  const simd = columns % 4 === 0 ? simdKernels(backend) : null;
  const result = floatsOf(backend, out);
  if (simd) {
    result.fill(0);
    const [source, idsAt, target] = [x, ids, out].map((tensor) => addressOf(backend, tensor));
    const rows = tf.util.sizeFromShape(ids.shape);
    simd.scatterAdd(source!, idsAt!, target!, rows, 4 * columns, segments);
  } else {
    segmentSum(floatsOf(backend, x), intsOf(backend, ids), segments, columns, result);
  }
  return out;
}

/** On WebGPU. x [...ids.shape, ...rest] float32 to [segments, ...rest]. */
export function segmentSumOnGpu(
  backend: GpuBackend,
  x: tf.TensorInfo,
  ids: tf.TensorInfo,
  segments: number,
): tf.TensorInfo {
  const rest = x.shape.slice(ids.shape.length);
  const columns = tf.util.sizeFromShape(rest);
  const rows = tf.util.sizeFromShape(ids.shape);
  const shape = [segments, ...rest];
  const size = segments * columns;
  if (size === 0 || rows === 0) {
    return backend.makeTensorInfo(shape, x.dtype, new Float32Array(size));
  }
  const out = backend.makeTensorInfo(shape, x.dtype);
  const values = knownIds(ids);
  if (!values) {
    const settings = settingsBuffer(backend.device, [segments, columns, rows]);
    const buffers = [x, ids, out].map((tensor) => bufferOf(backend, tensor));
    dispatch(backend, SCAN, [...buffers, settings], size);
    return out;
  }
  const sorted = segmentOrder(values, segments);
  const order = backend.makeTensorInfo([sorted.order.length], "int32", sorted.order);
  const starts = backend.makeTensorInfo([segments + 1], "int32", sorted.starts);
  const buffers = [x, order, starts, out].map((tensor) => bufferOf(backend, tensor));
  dispatch(
    backend,
    SORTED,
    [...buffers, settingsBuffer(backend.device, [segments, columns])],
    size,
  );
  backend.disposeData(order.dataId);
  backend.disposeData(starts.dataId);
  return out;
}
