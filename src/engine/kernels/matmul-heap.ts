/**
 * tf.matMul on the WebAssembly heap. tfjs's own is quick (XNNPACK) only for one plain product; the
 * transposed ones that every gradient needs, and batches, go through a scalar loop there, ten to twenty
 * times slower than this.
 */
import * as tf from "@tensorflow/tfjs-core";
import { addressOf, type HeapBackend, Scratch, simdKernels } from "./heap.ts";

export interface MatMulAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** The inner dimension is walked in blocks of this many, so that what a block touches stays in cache. */
const BLOCK = 256;
const PANEL = 8;

const packed = new Scratch();
const padded = new Scratch();

/**
 * a [..., m, k] (or [..., k, m] transposed) times b [..., k, n] (or [..., n, k]) to [..., m, n].
 * undefined where SIMD is missing or the leading dimensions differ: the stock kernel takes those.
 */
export function matMulOnHeap(
  backend: HeapBackend,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  { transposeA, transposeB }: MatMulAttributes,
): tf.TensorInfo | undefined {
  const simd = simdKernels(backend);
  const leading = a.shape.slice(0, -2);
  if (!simd || a.dtype !== "float32" || b.dtype !== "float32") return undefined;
  if (!tf.util.arraysEqual(leading, b.shape.slice(0, -2))) return undefined;
  const [a0, a1] = a.shape.slice(-2) as [number, number];
  const [b0, b1] = b.shape.slice(-2) as [number, number];
  const [m, k] = transposeA ? [a1, a0] : [a0, a1];
  const [n, bInner] = transposeB ? [b0, b1] : [b1, b0];
  if (k !== bInner) return undefined;
  const batches = tf.util.sizeFromShape(leading);
  const out = backend.makeOutput([...leading, m, n], "float32");
  if (batches * m * n === 0) return out;

  const panels = Math.ceil(n / PANEL);
  const wide = panels * PANEL;
  const packs = transposeB || wide !== n;
  const bPacked = packs ? packed.floats(backend, k * wide) : 0;
  const cPadded = wide === n ? 0 : padded.floats(backend, m * wide);
  const heap = new Float32Array(backend.wasm.HEAPU8.buffer);
  const [aAddress, bAddress, cAddress] = [a, b, out].map((t) => addressOf(backend, t)) as [
    number,
    number,
    number,
  ];
  const aRow = transposeA ? 4 : 4 * k;
  const aInner = transposeA ? 4 * m : 4;
  heap.fill(0, cAddress / 4, cAddress / 4 + batches * m * n);
  for (let batch = 0; batch < batches; batch++) {
    const bFrom = bAddress / 4 + batch * k * n;
    if (packs) pack(heap, bFrom, bPacked / 4, k, n, wide, transposeB);
    const c = cAddress + 4 * batch * m * n;
    if (cPadded) heap.fill(0, cPadded / 4, cPadded / 4 + m * wide);
    const bBase = packs ? bPacked : 4 * bFrom;
    const bInnerStride = packs ? 4 * PANEL : 4 * n;
    const bPanelStride = packs ? 4 * PANEL * k : 4 * PANEL;
    for (let from = 0; from < k; from += BLOCK) {
      simd.matmul(
        aAddress + 4 * batch * m * k + from * aInner,
        aRow,
        aInner,
        bBase + from * bInnerStride,
        bInnerStride,
        bPanelStride,
        cPadded || c,
        4 * wide,
        m,
        panels,
        Math.min(BLOCK, k - from),
      );
    }
    if (cPadded) {
      for (let i = 0; i < m; i++) {
        const row = cPadded / 4 + i * wide;
        heap.copyWithin(c / 4 + i * n, row, row + n);
      }
    }
  }
  return out;
}

/** b as panels [n / 8][k][8], zeros after the last column. Indices in floats. */
function pack(
  heap: Float32Array,
  from: number,
  to: number,
  k: number,
  n: number,
  wide: number,
  transposed: boolean,
): void {
  const columnStride = transposed ? k : 1;
  const innerStride = transposed ? 1 : n;
  for (let column = 0; column < wide; column++) {
    let target = to + Math.floor(column / PANEL) * PANEL * k + (column % PANEL);
    if (column >= n) {
      for (let i = 0; i < k; i++, target += PANEL) heap[target] = 0;
      continue;
    }
    let source = from + column * columnStride;
    for (let i = 0; i < k; i++, target += PANEL, source += innerStride) {
      heap[target] = heap[source]!;
    }
  }
}
