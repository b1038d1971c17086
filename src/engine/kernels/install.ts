/**
 * Registers our kernels and gradients with tfjs, so that models stay plain tfjs: call once the back end
 * is ready. What a kernel of ours does not handle goes to the stock kernel.
 */
import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import * as tf from "@tensorflow/tfjs-core";
import { watchFirstUses } from "./first-use.ts";
import type { GpuBackend } from "./gpu.ts";
import { installGradients } from "./gradients.ts";
import type { HeapBackend } from "./heap.ts";
import { equalRows, gatherInBatches, gatherRows, sumOnHeap, tileOnHeap } from "./loops-heap.ts";
import { type MatMulAttributes, matMulOnHeap } from "./matmul-heap.ts";
import { type KernelCall, overrideKernel } from "./override.ts";
import { segmentSumOnGpu, segmentSumOnHeap } from "./segment-sum.ts";
import { installRecorders, tracing } from "./trace.ts";

const installed = new Set<string>();

/** Idempotent. Call after tf.setBackend(backend) and tf.ready(). */
export function installKernels(backend: "wasm" | "webgpu"): void {
  if (installed.size === 0) installGradients();
  if (installed.has(backend)) return;
  installed.add(backend);
  switch (backend) {
    case "wasm":
      installOnHeap();
      watchFirstUses(backend);
      return;
    case "webgpu":
      installOnGpu();
      return;
    default:
      backend satisfies never;
  }
}

function installOnHeap(): void {
  const on = (
    name: string,
    run: (call: KernelCall<HeapBackend>) => tf.TensorInfo | undefined,
  ): void => overrideKernel<HeapBackend>("wasm", name, run);
  const words = (tensor: tf.TensorInfo) => tensor.dtype === "float32" || tensor.dtype === "int32";

  on("UnsortedSegmentSum", ({ inputs, attrs, backend }) =>
    segmentSumOnHeap(backend, inputs.x!, inputs.segmentIds!, attrs.numSegments as number),
  );
  on("BatchMatMul", ({ inputs, attrs, backend }) =>
    matMulOnHeap(backend, inputs.a!, inputs.b!, attrs as unknown as MatMulAttributes),
  );
  on("GatherV2", ({ inputs, attrs, backend }) => {
    const { x, indices } = inputs as { x: tf.TensorInfo; indices: tf.TensorInfo };
    const axis = tf.util.parseAxisParam(attrs.axis as number, x.shape)[0]!;
    const batchDims = (attrs.batchDims as number) ?? 0;
    if (!words(x)) return undefined;
    if (batchDims > 0) return gatherInBatches(backend, x, indices, axis, batchDims);
    return axis === 0 ? gatherRows(backend, x, indices) : undefined;
  });
  on("Tile", ({ inputs, attrs, backend }) =>
    words(inputs.x!) ? tileOnHeap(backend, inputs.x!, attrs.reps as number[]) : undefined,
  );
  for (const name of ["Sum", "Mean"]) {
    on(name, ({ inputs, attrs, backend }) => {
      const x = inputs.x!;
      const axes = tf.util.parseAxisParam(attrs.axis as number | number[], x.shape);
      const count = axes.reduce((n, axis) => n * x.shape[axis]!, 1);
      const scale = name === "Mean" ? 1 / count : 1;
      return sumOnHeap(backend, x, axes, Boolean(attrs.keepDims), scale);
    });
  }
  on("Equal", ({ inputs, backend }) => equalRows(backend, inputs.a!, inputs.b!));
  installRecorders("wasm");
}

function installOnGpu(): void {
  installRecorders("webgpu");
  // A small tensor computed on the CPU would freeze in a recorded step.
  tf.env().set("WEBGPU_CPU_FORWARD", false);
  overrideKernel<GpuBackend>("webgpu", "UnsortedSegmentSum", ({ inputs, attrs, backend }) => {
    const { x, segmentIds } = inputs as { x: tf.TensorInfo; segmentIds: tf.TensorInfo };
    // The recorder is asked next.
    if (tracing() || x.dtype !== "float32") return undefined;
    return segmentSumOnGpu(backend, x, segmentIds, attrs.numSegments as number);
  });
}
