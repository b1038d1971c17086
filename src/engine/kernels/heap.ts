/**
 * tfjs's WebAssembly back end seen as typed arrays: each tensor lies somewhere in one growing heap, and
 * a kernel of ours is a loop over views of it. Views die when the heap grows, so allocate outputs first
 * and take all views after.
 */
import * as tf from "@tensorflow/tfjs-core";
import { createSimdKernels, type SimdKernels } from "./simd.ts";

export interface HeapBackend {
  readonly wasm: {
    readonly HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _free(address: number): void;
    /** Exports of the module: its memory lies here in the builds without threads. */
    readonly asm?: { readonly memory?: WebAssembly.Memory };
    /** Where the memory lies in the build with threads. */
    readonly wasmMemory?: WebAssembly.Memory;
  };
  readonly dataIdMap: {
    get(dataId: tf.DataId): { readonly id: number; readonly memoryOffset: number };
  };
  makeOutput(shape: number[], dtype: tf.DataType): tf.TensorInfo;
  disposeData(dataId: tf.DataId, force?: boolean): boolean;
  refCount(dataId: tf.DataId): number;
  incRef(dataId: tf.DataId): void;
}

/** @throws Error if WebAssembly is not the back end in use, or if tfjs has moved a member we need */
export function heapBackend(): HeapBackend {
  if (tf.getBackend() !== "wasm") throw new Error("This kernel runs on WebAssembly only.");
  const backend = tf.backend() as unknown as HeapBackend;
  for (const member of ["wasm", "dataIdMap", "makeOutput"] as const) {
    if (!(member in backend)) throw new Error(`This version of tfjs has no BackendWasm.${member}.`);
  }
  return backend;
}

/** A float32 tensor's values, in place. Valid until the next allocation. */
export function floatsOf(backend: HeapBackend, tensor: tf.TensorInfo): Float32Array {
  const { memoryOffset } = backend.dataIdMap.get(tensor.dataId);
  return new Float32Array(
    backend.wasm.HEAPU8.buffer,
    memoryOffset,
    tf.util.sizeFromShape(tensor.shape),
  );
}

/** An int32 tensor's values, in place. Valid until the next allocation. */
export function intsOf(backend: HeapBackend, tensor: tf.TensorInfo): Int32Array {
  const { memoryOffset } = backend.dataIdMap.get(tensor.dataId);
  return new Int32Array(
    backend.wasm.HEAPU8.buffer,
    memoryOffset,
    tf.util.sizeFromShape(tensor.shape),
  );
}

/** Where a tensor lies, in bytes. */
export function addressOf(backend: HeapBackend, tensor: { readonly dataId: tf.DataId }): number {
  return backend.dataIdMap.get(tensor.dataId).memoryOffset;
}

/** The memory that the heap lies in, or undefined where tfjs keeps it elsewhere than it did. */
export function memoryOf({ wasm }: HeapBackend): WebAssembly.Memory | undefined {
  const memory = wasm.asm?.memory ?? wasm.wasmMemory;
  return memory?.buffer === wasm.HEAPU8.buffer ? memory : undefined;
}

let simd: { readonly wasm: object; readonly kernels: SimdKernels | null } | undefined;

/** Our SIMD loops on this heap, or null where the engine has no SIMD or the memory is out of reach. */
export function simdKernels(backend: HeapBackend): SimdKernels | null {
  if (simd?.wasm === backend.wasm) return simd.kernels;
  let kernels: SimdKernels | null = null;
  const memory = memoryOf(backend);
  try {
    const simd = tf.env().getBool("WASM_HAS_SIMD_SUPPORT");
    if (simd && memory) kernels = createSimdKernels(memory);
  } catch {
    // No SIMD: plain loops and XNNPACK do the same work.
  }
  if (!kernels) console.info("WebAssembly SIMD is out of reach here; plain loops take its place.");
  simd = { wasm: backend.wasm, kernels };
  return kernels;
}

/** A piece of the heap that a kernel needs for a moment; grows, and is kept for the next call. */
export class Scratch {
  #bytes = 0;
  #address = 0;
  #wasm: object | undefined;

  /** An address with room for so many floats. Taking it may move the heap: take views after. */
  floats(backend: HeapBackend, count: number): number {
    const bytes = 4 * count;
    if (this.#wasm !== backend.wasm || bytes > this.#bytes) {
      if (this.#wasm === backend.wasm) backend.wasm._free(this.#address);
      this.#wasm = backend.wasm;
      this.#address = backend.wasm._malloc(bytes) >>> 0;
      this.#bytes = bytes;
    }
    return this.#address;
  }
}

/** A float32 or int32 tensor's values as 32-bit words, for moving without looking. */
export function wordsOf(backend: HeapBackend, tensor: tf.TensorInfo): Int32Array {
  return intsOf(backend, tensor);
}
