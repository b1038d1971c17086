/** A step as a module of WebAssembly: a function a kernel, and one that calls them all in turn. */
import type { Batch } from "../../training/batch.ts";
import { assemble, call, type FunctionDefinition, globalGet, i32 } from "../assembler.ts";
import type { Writer } from "../plan.ts";
import { compileStep, type StepProgram } from "../program.ts";
import type { TracedStep } from "../trace.ts";
import { type Extent, type HeapKernel, writeHeapKernel } from "./kernel.ts";
import { isScattered } from "./scatter.ts";
import { f32x4, v128 } from "./v128.ts";

export interface HeapProgram extends StepProgram<HeapKernel> {
  /** Buffers by the numbers of the globals that say where they are. */
  readonly buffers: readonly string[];
  readonly relaxed: boolean;
}

/** A writer of kernels in WebAssembly. `buffers` grows by the names of those that they use. */
export function heapKernels(buffers: string[], relaxed: boolean): Writer<HeapKernel> {
  const globals = (buffer: string) => {
    const known = buffers.indexOf(buffer);
    return known >= 0 ? known : buffers.push(buffer) - 1;
  };
  return {
    write: (plan, layout) => writeHeapKernel(plan, { layout, globals, relaxed }),
    alone: isScattered,
  };
}

/**
 * A traced step as kernels in WebAssembly.
 * @param relaxed whether to use relaxed SIMD
 */
export function compileForHeap(
  traced: TracedStep,
  batch: Batch,
  relaxed = hasRelaxedSimd(),
): HeapProgram {
  const buffers = [SCRATCH];
  const program = compileStep(traced, batch, heapKernels(buffers, relaxed));
  return { ...program, buffers, relaxed };
}

/** Words of memory that a thread needs for itself. */
export const scratchWords = ({ kernels }: HeapProgram): number =>
  Math.max(0, ...kernels.map((kernel) => kernel.scratchWords));

export const SCRATCH = "scratch";

/** The bytes of the module; its memory is imported, as are the addresses of its buffers. */
export function assembleStep({ kernels, buffers }: HeapProgram, shared: boolean): Uint8Array {
  const functions = kernels.map(({ definition }, i): FunctionDefinition => {
    return { ...definition, name: `kernel${i}` };
  });
  const scratch = globalGet(buffers.indexOf(SCRATCH));
  const step: FunctionDefinition = {
    name: "step",
    parameters: [],
    localTypes: [],
    body: kernels.map(({ extent }, i) => [i32.const(0), i32.const(extent.size), scratch, call(i)]),
  };
  return assemble([...functions, step], shared, buffers);
}

/**
 * A kernel's outermost loop cut into so many parts, or fewer where it is short. Each result is computed whole in one of
 * them: digits do not depend on how many there are.
 */
export function partsOf({ size, grain }: Extent, parts: number): [from: number, to: number][] {
  const each = grain * Math.ceil(size / grain / parts);
  const starts = Array.from({ length: parts }, (_, part) => part * each);
  return starts.filter((from) => from < size).map((from) => [from, Math.min(size, from + each)]);
}

/** Whether the engine takes relaxed SIMD: it has a product and a sum in one instruction. */
export function hasRelaxedSimd(): boolean {
  const body = [f32x4.relaxedMadd(v128.zero, v128.zero, v128.zero), 0x1a];
  const probe = { name: "probe", parameters: [], localTypes: [], body };
  return WebAssembly.validate(assemble([probe], false) as BufferSource);
}
