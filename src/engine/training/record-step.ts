/** Writes a step of a model down as a graph, and makes sure that it is the same step every time. */
import * as tf from "@tensorflow/tfjs-core";
import { gpuBackend } from "../kernels/gpu.ts";
import { fingerprint, NotRecordable } from "../kernels/graph.ts";
import { heapBackend } from "../kernels/heap.ts";
import { type TracedStep, traceStep } from "../kernels/trace.ts";
import { gpuTraceHost } from "../kernels/trace-gpu.ts";
import { heapTraceHost } from "../kernels/wasm/trace.ts";
import type { Batch } from "./batch.ts";
import type { Variables } from "./parameters.ts";
import { type Loss, uploadBatch } from "./stepper.ts";

/**
 * On the back end in use. Of the batch, only the shapes matter.
 * @throws NotRecordable if the step asks for something that has no recorded form
 */
export function recordStep(
  loss: Loss,
  parameters: Variables,
  batch: Batch,
  state: Variables = {},
): TracedStep {
  const columns = uploadBatch(batch);
  const trace = () =>
    traceStep(traceHost(), () => loss(parameters, columns), parameters, state, columns);
  try {
    const traced = trace();
    if (fingerprint(traced.graph) !== fingerprint(trace().graph)) {
      throw new NotRecordable(
        "the loss draws numbers of its own (tf.dropout, perhaps), which a recorded step would repeat. Draw them with the batch.",
      );
    }
    return traced;
  } finally {
    tf.dispose(Object.values(columns));
  }
}

const traceHost = () =>
  tf.getBackend() === "webgpu" ? gpuTraceHost(gpuBackend()) : heapTraceHost(heapBackend());
