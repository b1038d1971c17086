/**
 * Plain loops over the WebAssembly heap for kernels that tfjs has only in a general and slow form there:
 * copying along axes, picking rows, comparing with a broadcast, and sums.
 */
import * as tf from "@tensorflow/tfjs-core";
import { addressOf, floatsOf, type HeapBackend, intsOf, simdKernels, wordsOf } from "./heap.ts";

/**
 * Rows of x by id. x [rows, ...rest], ids of any shape, to [...ids.shape, ...rest].
 * @throws Error naming the first id outside [0, rows), as tfjs does
 */
export function gatherRows(
  backend: HeapBackend,
  x: tf.TensorInfo,
  ids: tf.TensorInfo,
): tf.TensorInfo {
  const rest = x.shape.slice(1);
  const rows = x.shape[0]!;
  const columns = tf.util.sizeFromShape(rest);
  const out = backend.makeOutput([...ids.shape, ...rest], x.dtype);
  const idValues = checkedIds(backend, ids, rows);
  const simd = columns % 4 === 0 ? simdKernels(backend) : null;
  if (simd) {
    const [source, idsAt, target] = [x, ids, out].map((tensor) => addressOf(backend, tensor));
    simd.gather(source!, idsAt!, target!, idValues.length, 4 * columns);
    return out;
  }
  const from = wordsOf(backend, x);
  const to = wordsOf(backend, out);
  for (let i = 0; i < idValues.length; i++) {
    const source = idValues[i]! * columns;
    const target = i * columns;
    for (let c = 0; c < columns; c++) to[target + c] = from[source + c]!;
  }
  return out;
}

function checkedIds(backend: HeapBackend, ids: tf.TensorInfo, rows: number): Int32Array {
  const values = intsOf(backend, ids);
  for (let i = 0; i < values.length; i++) {
    const id = values[i]!;
    if (id < 0 || id >= rows) {
      throw new Error(`GatherV2: the index value ${id} is not in [0, ${rows - 1}]`);
    }
  }
  return values;
}

/**
 * x [...batch, ...outer, rows, ...inner] by ids [...batch, ...chosen] to [...batch, ...outer, ...chosen,
 * ...inner]. The stock kernel reads past its input where there is more than one batch.
 */
export function gatherInBatches(
  backend: HeapBackend,
  x: tf.TensorInfo,
  ids: tf.TensorInfo,
  axis: number,
  batchDims: number,
): tf.TensorInfo {
  const size = tf.util.sizeFromShape;
  const rows = x.shape[axis]!;
  const [batches, outer] = [
    size(x.shape.slice(0, batchDims)),
    size(x.shape.slice(batchDims, axis)),
  ];
  const inner = size(x.shape.slice(axis + 1));
  const chosen = ids.shape.slice(batchDims);
  const shape = [...x.shape.slice(0, axis), ...chosen, ...x.shape.slice(axis + 1)];
  const out = backend.makeOutput(shape, x.dtype);
  const idValues = checkedIds(backend, ids, rows);
  const [from, to] = [wordsOf(backend, x), wordsOf(backend, out)];
  const n = size(chosen);
  let target = 0;
  for (let b = 0; b < batches; b++) {
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < n; i++) {
        const source = ((b * outer + o) * rows + idValues[b * n + i]!) * inner;
        for (let c = 0; c < inner; c++) to[target++] = from[source + c]!;
      }
    }
  }
  return out;
}

/** x repeated along each axis; float32 and int32. */
export function tileOnHeap(
  backend: HeapBackend,
  x: tf.TensorInfo,
  reps: readonly number[],
): tf.TensorInfo {
  const shape = x.shape.map((size, axis) => size * reps[axis]!);
  const out = backend.makeOutput(shape, x.dtype);
  const from = wordsOf(backend, x);
  const to = wordsOf(backend, out);
  if (from.length === 0) return out;
  if (from.length === 1) {
    to.fill(from[0]!);
    return out;
  }
  // From the last axis to the first, in place in the result: what is repeated is one block, written at
  // the start of the result, so blocks are placed from the last one back.
  const merged = mergeAxes(x.shape, reps);
  to.set(from);
  let inner = 1;
  for (let axis = merged.length - 1; axis >= 0; axis--) {
    const { size, reps: times } = merged[axis]!;
    const block = size * inner;
    if (times > 1) {
      const blocks = merged.slice(0, axis).reduce((n, a) => n * a.size, 1);
      for (let b = blocks - 1; b >= 0; b--) {
        const source = b * block;
        const target = b * block * times;
        if (block === 1) to.fill(to[source]!, target, target + times);
        else {
          for (let r = times - 1; r >= 0; r--) {
            to.copyWithin(target + r * block, source, source + block);
          }
        }
      }
    }
    inner = block * times;
  }
  return out;
}

/** Neighbouring axes that are not repeated count as one. */
function mergeAxes(
  shape: readonly number[],
  reps: readonly number[],
): { size: number; reps: number }[] {
  const merged: { size: number; reps: number }[] = [];
  shape.forEach((size, axis) => {
    const last = merged.at(-1);
    if (last && reps[axis] === 1) last.size *= size;
    else merged.push({ size, reps: reps[axis]! });
  });
  return merged;
}

/**
 * Sums x over its first or its last axes.
 * @returns undefined for any other choice of axes
 */
export function sumOnHeap(
  backend: HeapBackend,
  x: tf.TensorInfo,
  axes: readonly number[],
  keepDims: boolean,
  scale = 1,
): tf.TensorInfo | undefined {
  const rank = x.shape.length;
  const sorted = [...axes].sort((p, q) => p - q);
  const leading = sorted.every((axis, i) => axis === i);
  const trailing = sorted.every((axis, i) => axis === rank - sorted.length + i);
  if (x.dtype !== "float32" || !(leading || trailing)) return undefined;
  const shape = keepDims
    ? x.shape.map((size, axis) => (sorted.includes(axis) ? 1 : size))
    : x.shape.filter((_, axis) => !sorted.includes(axis));
  const out = backend.makeOutput(shape, "float32");
  const values = floatsOf(backend, x);
  const sums = floatsOf(backend, out);
  const count = sums.length;
  const reduced = count === 0 ? 0 : values.length / count;
  if (trailing) {
    for (let i = 0; i < count; i++) {
      const from = i * reduced;
      let sum = 0;
      for (let j = 0; j < reduced; j++) sum += values[from + j]!;
      sums[i] = sum * scale;
    }
    return out;
  }
  // Eight lanes at a time would need SIMD; in doubles, row by row, the order is the plain one.
  const totals = new Float64Array(count);
  for (let row = 0; row < reduced; row++) {
    const from = row * count;
    for (let j = 0; j < count; j++) totals[j]! += values[from + j]!;
  }
  for (let j = 0; j < count; j++) sums[j] = totals[j]! * scale;
  return out;
}

/** 1 where a equals b, b [..., 1] or of a's shape: which entries of a row are its maximum. */
export function equalRows(
  backend: HeapBackend,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
): tf.TensorInfo | undefined {
  const rank = a.shape.length;
  if (a.dtype !== "float32" || b.dtype !== "float32" || rank === 0) return undefined;
  if (b.shape.length !== rank || b.shape[rank - 1] !== 1) return undefined;
  if (!a.shape.slice(0, -1).every((size, axis) => b.shape[axis] === size)) return undefined;
  const out = backend.makeOutput(a.shape, "bool");
  const left = floatsOf(backend, a);
  const right = floatsOf(backend, b);
  const columns = a.shape[rank - 1]!;
  const { memoryOffset } = backend.dataIdMap.get(out.dataId);
  const result = new Uint8Array(backend.wasm.HEAPU8.buffer, memoryOffset, left.length);
  for (let row = 0; row < right.length; row++) {
    const value = right[row]!;
    for (let i = row * columns; i < (row + 1) * columns; i++) result[i] = left[i] === value ? 1 : 0;
  }
  return out;
}
