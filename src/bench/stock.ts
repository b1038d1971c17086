/** A training step as stock tfjs takes it: its kernels, its gradients, tf.train.adam, the loss read every step. */
import * as tf from "@tensorflow/tfjs-core";
import { lossOf } from "../engine/kernels/differentiate.ts";
import { gpuBackend } from "../engine/kernels/gpu.ts";
import { setStockKernels } from "../engine/kernels/override.ts";
import { Rng } from "../engine/numbers/random.ts";
import type { Batch } from "../engine/training/batch.ts";
import { uploadBatch } from "../engine/training/stepper.ts";
import type { BenchModel, BenchRun } from "./models.ts";

export function createStockStep(model: BenchModel) {
  const run = model.open();
  const optimizer = tf.train.adam(1e-3);
  const rng = new Rng(2);
  const take = ({ variables, loss }: BenchRun, adam: tf.AdamOptimizer, batch: Batch): tf.Scalar =>
    tf.tidy(() => {
      const tensors = uploadBatch(batch);
      const { value, grads } = tf.variableGrads(
        () => lossOf(loss(variables, tensors)),
        Object.values(variables),
      );
      adam.applyGradients(grads as Record<string, tf.Variable>);
      return value;
    });
  return {
    /**
     * Compiles what a step needs and runs none of it, on WebGPU: tfjs has a switch for that. The numbers
     * that come of it are thrown away.
     */
    async compile(): Promise<void> {
      if (tf.getBackend() !== "webgpu") return;
      const thrownAway = { run: model.open(), optimizer: tf.train.adam(1e-3) };
      tf.env().set("WEBGPU_ENGINE_COMPILE_ONLY", true);
      try {
        await withStock(() =>
          take(thrownAway.run, thrownAway.optimizer, model.draw(rng)).dispose(),
        );
        const backend: unknown = tf.backend();
        await (
          backend as { checkCompileCompletionAsync(): Promise<void> }
        ).checkCompileCompletionAsync();
        // What was uploaded for it must not be counted among the submits of a step.
        if (gpuBackend().commandEncoder) gpuBackend().submitQueue();
      } finally {
        tf.env().set("WEBGPU_ENGINE_COMPILE_ONLY", false);
        thrownAway.optimizer.dispose();
        tf.dispose(Object.values(thrownAway.run.variables));
      }
    },
    /** Milliseconds of one step, its loss read. */
    async step(): Promise<number> {
      const batch = model.draw(rng);
      return withStock(async () => {
        const start = performance.now();
        const loss = take(run, optimizer, batch);
        await loss.data();
        loss.dispose();
        return performance.now() - start;
      });
    },
    dispose() {
      optimizer.dispose();
      tf.dispose(Object.values(run.variables));
    },
  };
}

async function withStock<T>(work: () => T | Promise<T>): Promise<T> {
  setStockKernels(true);
  try {
    return await work();
  } finally {
    setStockKernels(false);
  }
}
