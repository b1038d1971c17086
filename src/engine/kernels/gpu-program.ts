/** A traced step as kernels in WGSL. */
import type { Batch } from "../training/batch.ts";
import { wgslKernels } from "./kernel.ts";
import { compileStep, type StepProgram } from "./program.ts";
import { type SharedKernel, shareKernels } from "./share.ts";
import type { TracedStep } from "./trace.ts";

export type GpuProgram = StepProgram<SharedKernel>;

/** @param tile of a product: wgslKernels says what it is */
export function compileForGpu(traced: TracedStep, batch: Batch, tile: 4 | 8 = 4): GpuProgram {
  const program = compileStep(traced, batch, wgslKernels(tile));
  return { ...program, kernels: shareKernels(program.kernels) };
}
