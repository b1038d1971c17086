/** Traces on WebAssembly. */
import type * as tf from "@tensorflow/tfjs-core";
import type { HeapBackend } from "../heap.ts";
import { RECORDERS } from "../recorders.ts";
import type { TraceHost } from "../trace-host.ts";

/** Kernels that move no numbers, or make them of none. */
const HARMLESS = new Set(["Identity", "Reshape", "ExpandDims", "Range", "LinSpace"]);

type Numbers = Float32Array | Int32Array | Uint8Array;

interface Readable extends HeapBackend {
  /** Tensors are numbered as they are made. */
  readonly dataIdNextNumber: number;
  readSync(dataId: tf.DataId): Numbers;
}

export function heapTraceHost(heap: HeapBackend): TraceHost {
  const backend = heap as Readable;
  const first = backend.dataIdNextNumber;
  return {
    name: "wasm",
    // Room for one number: its shape is nobody's business but the graph's.
    make: (shape, type) => ({ ...backend.makeOutput([], type), shape: [...shape] }),
    held({ dataId, dtype }) {
      const isNew = backend.dataIdMap.get(dataId).id >= first;
      // A bool is a byte on the heap, and a word in a step.
      if (isNew || dtype === "bool")
        return Object.getPrototypeOf(backend).readSync.call(backend, dataId);
      return "on the device";
    },
    refuse(refusals) {
      const target = backend as unknown as Record<string, unknown>;
      const { readSync } = backend;
      target.readSync = (dataId: tf.DataId) => {
        if (refusals.traced(dataId)) throw refusals.reading();
        return readSync.call(backend, dataId);
      };
      return {
        before(kernel) {
          if (!RECORDERS[kernel] && !HARMLESS.has(kernel)) throw refusals.kernel();
        },
        stop() {
          delete target.readSync;
        },
      };
    },
  };
}
