/** What a trace asks of the back end on which it is written down (trace-gpu.ts, wasm/trace.ts). */
import type * as tf from "@tensorflow/tfjs-core";
import type { ValueType } from "./graph.ts";

export interface TraceHost {
  /** The back end that tfjs calls, and its name there. */
  readonly name: "webgpu" | "wasm";
  /** A tensor that will have no numbers. */
  make(shape: readonly number[], type: ValueType): tf.TensorInfo;
  /**
   * What a tensor that is not of the step holds: numbers that the model brought along, or what lies on the
   * device as it did before; undefined if nothing has been written.
   */
  held(tensor: tf.TensorInfo): ArrayLike<number> | "on the device" | undefined;
  /**
   * Until `stop` is called, whatever would reach the device throws what it is given here.
   * @param kernel the error for the kernel that runs
   * @param traced whether a tensor is a value of the step, whose numbers nobody knows
   */
  refuse(refusals: Refusals): { readonly before?: (kernel: string) => void; stop(): void };
}

export interface Refusals {
  kernel(): Error;
  reading(): Error;
  traced(dataId: tf.DataId): boolean;
}
