/** A step as a module of WebAssembly: a function a kernel, and one that calls them all in turn. */
import { type Batch, shapesOf } from "../../training/batch.ts";
import { align } from "../arena.ts";
import {
  assemble,
  type Code,
  call,
  type FunctionDefinition,
  globalGet,
  i32,
  type Local,
  localAt,
  when,
} from "../assembler.ts";
import { fingerprint, type Graph, keyOfRef } from "../graph.ts";
import type { Writer } from "../plan.ts";
import { compileStep, type StepProgram, tensorsOf } from "../program.ts";
import type { TracedStep } from "../trace.ts";
import { type Extent, type HeapKernel, writeHeapKernel } from "./kernel.ts";
import { meetingOf } from "./meeting.ts";
import { hasRelaxedSimd } from "./relaxed.ts";
import { isScattered } from "./scatter.ts";

export interface HeapProgram extends StepProgram<HeapKernel> {
  /** Buffers by the numbers of the globals that say where they are. */
  readonly buffers: readonly string[];
  readonly relaxed: boolean;
  /** How many rows a batch's columns of ids choose from. */
  readonly rows: ReadonlyMap<string, number>;
}

/** A writer of kernels in WebAssembly. `buffers` grows by the names of those that they use. */
export function heapKernels(buffers: string[], relaxed: boolean): Writer<HeapKernel> {
  const globals = (buffer: string) => {
    const known = buffers.indexOf(buffer);
    return known >= 0 ? known : buffers.push(buffer) - 1;
  };
  return {
    write: ([plan], layout) => writeHeapKernel(plan!, { layout, globals, relaxed }),
    alone: isScattered,
    besides: false,
  };
}

/** The newest programs: a step that is traced again, after a jump in time perhaps, is not compiled again. */
const recent = new Map<string, HeapProgram>();
const MOST_RECENT = 8;

/**
 * A traced step as kernels in WebAssembly.
 * @param relaxed whether to use relaxed SIMD
 */
export function compileForHeap(
  traced: TracedStep,
  batch: Batch,
  relaxed = hasRelaxedSimd(),
): HeapProgram {
  const key = `${relaxed} ${shapesOf(batch)} ${keyOfStep(traced)}`;
  const known = recent.get(key);
  if (known) return { ...known, tensors: tensorsOf(traced.graph) };
  const buffers = [SCRATCH];
  const program = compileStep(traced, batch, heapKernels(buffers, relaxed));
  const made = { ...program, buffers, relaxed, rows: rowsChosenFrom(traced.graph) };
  if (recent.size >= MOST_RECENT) recent.delete(recent.keys().next().value!);
  recent.set(key, made);
  return made;
}

/** All that a program is made of, as text. */
function keyOfStep({ graph, loss, gradients, next }: TracedStep): string {
  const inputs = graph.values.flatMap(({ source }) => {
    if (source.kind !== "input") return [];
    const { input } = source;
    const name = "name" in input ? input.name : "column" in input ? input.column : "";
    return [`${input.from} ${name}`];
  });
  const results = Object.entries({ ...gradients, ...next });
  const named = results.map(([name, ref]) => `${name} ${name in next} ${keyOfRef(ref)}`);
  return [keyOfRef(loss), ...inputs, ...named, fingerprint(graph)].join("\n");
}

function rowsChosenFrom({ values }: Graph): Map<string, number> {
  const rows = new Map<string, number>();
  for (const { source } of values) {
    if (source.kind !== "gather") continue;
    const ids = source.ids.value.source;
    if (ids.kind !== "input" || ids.input.from !== "batch") continue;
    const { column } = ids.input;
    const size = source.table.shape[source.axis]!;
    rows.set(column, Math.min(size, rows.get(column) ?? size));
  }
  return rows;
}

/** Words of memory that a thread needs for itself. */
export const scratchWords = ({ kernels }: HeapProgram): number =>
  Math.max(0, ...kernels.map((kernel) => kernel.scratchWords));

/** What a step takes of the heap, on one thread. */
export const bytesOfStep = (program: HeapProgram): number =>
  4 * (program.arenaWords + program.batchWords + scratchWords(program));

export const SCRATCH = "scratch";
/** Two words: how many threads have come, and how often all have met. */
export const MEETING = "meeting";

const modules = new WeakMap<HeapProgram["kernels"], WebAssembly.Module>();

/** The module of a program, made once. @throws WebAssembly.CompileError if the engine does not take it */
export function moduleOf(program: HeapProgram, shared: boolean): WebAssembly.Module {
  const known = modules.get(program.kernels);
  if (known) return known;
  const module = new WebAssembly.Module(assembleStep(program, shared) as BufferSource);
  modules.set(program.kernels, module);
  return module;
}

/**
 * The bytes of the module; its memory is imported, as are the addresses of its buffers. `step(thread, threads)` takes
 * the thread's part of every kernel, and meets the others after each.
 * @param shared whether the memory is that of several threads
 */
export function assembleStep(program: HeapProgram, shared: boolean): Uint8Array {
  const { kernels, buffers } = program;
  const functions = kernels.map(({ definition }, i): FunctionDefinition => {
    return { ...definition, name: `kernel${i}` };
  });
  const meeting = shared ? [meetingOf(globalGet(buffers.length))] : [];
  const [thread, threads, from, to] = [0, 1, 2, 3].map(localAt) as [Local, Local, Local, Local];
  const globalScratch = globalGet(buffers.indexOf(SCRATCH));
  const scratch = i32.add(
    globalScratch,
    i32.mul(thread.get, i32.const(4 * align(scratchWords(program)))),
  );
  const step: FunctionDefinition = {
    name: "step",
    parameters: ["i32", "i32"],
    localTypes: ["i32", "i32"],
    body: kernels.map(({ extent: { size, grain } }, i): Code => {
      const units = i32.const(Math.ceil(size / grain) - 1);
      const each = i32.add(i32.divide(units, threads.get), i32.const(1));
      return [
        // partsOf
        to.set(i32.mul(each, i32.const(grain))),
        from.set(i32.mul(to.get, thread.get)),
        to.set(i32.add(from.get, to.get)),
        to.set(i32.min(to.get, i32.const(size))),
        when(i32.lessThan(from.get, to.get), [[from.get, to.get, scratch, call(i)]]),
        shared ? [threads.get, call(kernels.length)] : [],
      ];
    }),
  };
  const globals = shared ? [...buffers, MEETING] : buffers;
  return assemble([...functions, ...meeting, step], shared, globals);
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
