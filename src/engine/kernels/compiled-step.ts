/**
 * A training step compiled for the GPU. The plain tfjs model is traced once (trace.ts), its values are
 * grouped into few kernels (keep.ts, schedule.ts, kernel.ts), and from then on a step is one upload (the
 * batch, with the order of its ids and the optimizer's settings), one pass over prepared bind groups and
 * one submit.
 *
 *   model.ts in tfjs ops ─▶ graph ─▶ kernels in WGSL ─▶ pipelines and bind groups
 *                                                        │ every step: write the batch, encode, submit
 *
 * All values between kernels lie in one buffer, the arena; a place is reused once nobody reads it.
 */
import type * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "../training/batch.ts";
import type { Adam } from "../training/optimizer.ts";
import type { Variables } from "../training/parameters.ts";
import { LANES } from "./digits.ts";
import {
  bufferOf,
  compile,
  forgetCopy,
  type GpuBackend,
  type GpuKernel,
  workgroups,
} from "./gpu.ts";
import { count, inputsOf, type Ref, type Value } from "./graph.ts";
import { segmentOrder } from "./ids.ts";
import { chooseKept, type Kept } from "./keep.ts";
import {
  type KernelPlan,
  type Layout,
  type Update,
  variableBuffer,
  type WrittenKernel,
  writeKernel,
} from "./kernel.ts";
import type { Place } from "./memory.ts";
import { gradientsToKeep, schedule } from "./schedule.ts";
import type { TracedStep } from "./trace.ts";

/** Words at the start of the batch buffer: the optimizer's rate, epsilon, beta1 and beta2. */
const SETTINGS = 4;
/** Losses that the device keeps before they must be read. */
export const LOSSES = 1024;

interface SegmentTable {
  readonly column: string;
  readonly segments: number;
  readonly order: Int32Array;
  readonly starts: Int32Array;
  readonly orderAt: number;
  readonly startsAt: number;
}

export interface StepProgram {
  readonly kernels: readonly WrittenKernel[];
  readonly arenaWords: number;
  readonly batchWords: number;
  readonly lossAt: number;
  readonly columnAt: ReadonlyMap<string, number>;
  readonly segmentTables: readonly SegmentTable[];
  /** Numbers that the model brought along, and where in the arena they go. */
  readonly constants: readonly {
    readonly at: number;
    readonly values: Float32Array | Int32Array;
  }[];
  readonly tensors: ReadonlyMap<string, GPUBuffer>;
}

/**
 * From a traced step to kernels and a plan of memory; touches no device.
 * @param tile rows and columns of a product that one invocation computes: 4 keeps a graphics card's many
 *   invocations busy, 8 reads less, which is what counts on a processor that plays the card
 */
export function compileStep(traced: TracedStep, batch: Batch, tile: 4 | 8 = 4): StepProgram {
  const updates: Update[] = Object.entries(traced.gradients).map(([name, gradient]) => ({
    name,
    gradient,
  }));
  const gradients = updates.map(({ gradient }) => gradient);
  const columnAt = new Map<string, number>();
  let batchWords = SETTINGS;
  for (const [name, { values }] of Object.entries(batch)) {
    columnAt.set(name, batchWords);
    batchWords = align(batchWords + values.length, LANES);
  }
  const tables = new Map<string, SegmentTable>();
  for (const { source, shape } of traced.graph.values) {
    if (source.kind !== "segmentSum" || source.column === null) continue;
    const segments = shape[0]!;
    const key = `${source.column} ${segments}`;
    if (tables.has(key)) continue;
    const rows = count(source.ids.shape);
    tables.set(key, {
      column: source.column,
      segments,
      order: new Int32Array(rows),
      starts: new Int32Array(segments + 1),
      orderAt: batchWords,
      startsAt: batchWords + rows,
    });
    batchWords = align(batchWords + rows + segments + 1, LANES);
  }

  const constants: { at: number; values: Float32Array | Int32Array }[] = [];
  const tensors = new Map<string, GPUBuffer>();
  const inputPlaces = new Map<Value, Place>();
  let arenaWords = 0;
  for (const value of traced.graph.values) {
    if (value.source.kind !== "input") continue;
    const { input } = value.source;
    switch (input.from) {
      case "variable":
        inputPlaces.set(value, { buffer: variableBuffer(input.name), offset: 0 });
        break;
      case "batch":
        inputPlaces.set(value, { buffer: "batch", offset: columnAt.get(input.column)! });
        break;
      case "constant":
        constants.push({ at: arenaWords, values: input.values });
        inputPlaces.set(value, { buffer: "arena", offset: arenaWords });
        arenaWords += align(input.values.length);
        break;
      case "tensor":
        tensors.set(`t_${value.id}`, input.buffer);
        inputPlaces.set(value, { buffer: `t_${value.id}`, offset: 0 });
        break;
      default:
        input satisfies never;
    }
  }
  const segmentPlaces = (column: string, segments: number) => {
    const table = tables.get(`${column} ${segments}`)!;
    return { order: table.orderAt, starts: table.startsAt };
  };

  const layoutOf = (keep: Kept, places?: ReadonlyMap<Value, Place>): Layout => ({
    place: (value) =>
      inputPlaces.get(value) ??
      places?.get(value) ??
      (keep.kept.has(value) ? { buffer: "arena", offset: 0 } : undefined),
    segmentPlaces,
    tile,
  });
  let keep = chooseKept(traced.loss, gradients, new Set());
  const forced = gradientsToKeep(updates, keep, layoutOf(keep));
  if (forced.size > 0) keep = chooseKept(traced.loss, gradients, forced);
  const plans = schedule(keep, updates, layoutOf(keep));
  const { places, words } = planMemory(plans, keep, traced.loss, arenaWords);
  const sizes = new Map([
    ["arena", Math.max(4, words)],
    ["batch", Math.max(4, batchWords)],
    ...updates.flatMap(({ name, gradient }): [string, number][] => {
      const size = count(gradient.shape);
      return ["", "m_", "v_"].map((prefix) => [`${prefix}${variableBuffer(name)}`, size]);
    }),
  ]);
  for (const value of traced.graph.values) {
    if (value.source.kind !== "input") continue;
    const { buffer } = inputPlaces.get(value)!;
    if (!sizes.has(buffer)) sizes.set(buffer, count(value.shape));
  }
  const layout: Layout = { ...layoutOf(keep, places), words: (buffer) => sizes.get(buffer)! };
  const lossPlace = layout.place(traced.loss.value);
  if (!lossPlace) throw new Error("The loss is not computed by the step.");
  return {
    kernels: plans.map((plan) => writeKernel(plan, layout)),
    arenaWords: words,
    batchWords,
    lossAt: lossPlace.offset,
    columnAt,
    segmentTables: [...tables.values()],
    constants,
    tensors,
  };
}

const align = (words: number, to = 64) => Math.ceil(words / to) * to;

/** First fit, by the span of kernels that use a value. Nothing is written where its own kernel reads. */
function planMemory(
  plans: readonly KernelPlan[],
  keep: Kept,
  loss: Ref,
  from: number,
): { places: Map<Value, Place>; words: number } {
  const first = new Map<Value, number>();
  const last = new Map<Value, number>();
  const touch = (value: Value, kernel: number, inside = false) => {
    if (keep.kept.has(value) && inside) {
      last.set(value, Math.max(kernel, last.get(value) ?? 0));
      return;
    }
    for (const ref of inputsOf(value.source)) touch(ref.value, kernel, true);
  };
  plans.forEach(({ outputs, updates }, kernel) => {
    for (const value of outputs) {
      first.set(value, kernel);
      last.set(value, Math.max(kernel, last.get(value) ?? 0));
      touch(value, kernel);
    }
    for (const { gradient } of updates) touch(gradient.value, kernel, true);
  });
  last.set(loss.value, plans.length);
  const places = new Map<Value, Place>();
  const taken: { at: number; words: number; until: number }[] = [];
  let words = from;
  for (const value of [...first.keys()].sort((a, b) => first.get(a)! - first.get(b)!)) {
    const size = align(count(value.shape));
    const now = first.get(value)!;
    const alive = taken.filter((t) => t.until >= now).sort((a, b) => a.at - b.at);
    let at = from;
    for (const t of alive) {
      if (t.at - at >= size) break;
      at = Math.max(at, t.at + t.words);
    }
    taken.push({ at, words: size, until: last.get(value)! });
    places.set(value, { buffer: "arena", offset: at });
    words = Math.max(words, at + size);
  }
  return { places, words };
}

/** A kernel of the step as the device takes it. */
export function stepKernel(kernel: WrittenKernel, index: number): GpuKernel {
  return {
    name: `step kernel ${index}`,
    code: kernel.code,
    bindings: kernel.buffers.map(({ writes }) => (writes ? "write" : "read")),
    workgroupSize: kernel.workgroupSize,
  };
}

/** The program on a device: buffers, pipelines and bind groups, made once. */
export class CompiledStep {
  readonly #backend: GpuBackend;
  readonly #program: StepProgram;
  readonly #batch: GPUBuffer;
  readonly #arena: GPUBuffer;
  readonly #losses: GPUBuffer;
  readonly #upload: { readonly ints: Int32Array<ArrayBuffer>; readonly floats: Float32Array };
  readonly #dispatches: readonly {
    readonly pipeline: GPUComputePipeline;
    readonly group: GPUBindGroup;
    readonly groups: [number, number];
  }[];
  /** The buffers of the variables when the bind groups were made. */
  readonly #bound: readonly { readonly variable: tf.Variable; readonly buffer: GPUBuffer }[];
  #pending = 0;

  constructor(backend: GpuBackend, program: StepProgram, parameters: Variables, optimizer: Adam) {
    const { device } = backend;
    this.#backend = backend;
    this.#program = program;
    const storage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
    const make = (words: number, usage: number) =>
      device.createBuffer({ size: Math.max(16, 4 * words), usage });
    this.#batch = make(program.batchWords, storage);
    this.#arena = make(program.arenaWords, storage);
    this.#losses = make(LOSSES, storage);
    const ints = new Int32Array(program.batchWords);
    this.#upload = { ints, floats: new Float32Array(ints.buffer) };
    for (const { at, values } of program.constants) {
      device.queue.writeBuffer(this.#arena, 4 * at, values as Float32Array<ArrayBuffer>);
    }
    const bound: { variable: tf.Variable; buffer: GPUBuffer }[] = [];
    const buffers = new Map<string, GPUBuffer>([
      ["arena", this.#arena],
      ["batch", this.#batch],
      ...program.tensors,
    ]);
    for (const [name, variable] of Object.entries(parameters)) {
      const { m, v } = optimizer.moments[name]!;
      const base = variableBuffer(name);
      for (const [key, tensor] of [
        [base, variable],
        [`m_${base}`, m],
        [`v_${base}`, v],
      ] as const) {
        const buffer = bufferOf(backend, tensor);
        buffers.set(key, buffer);
        bound.push({ variable: tensor, buffer });
      }
    }
    this.#bound = bound;
    this.#dispatches = program.kernels.map((kernel, i) => {
      const { layout, pipeline } = compile(device, stepKernel(kernel, i));
      const group = device.createBindGroup({
        layout,
        entries: kernel.buffers.map(({ name }, binding) => ({
          binding,
          resource: { buffer: buffers.get(name) as GPUBuffer },
        })),
      });
      const groups = workgroups(device, kernel.invocations, kernel.workgroupSize);
      return { pipeline, group, groups };
    });
  }

  get dispatches(): number {
    return this.#dispatches.length;
  }

  /** False once a variable lies in another buffer: somebody has assigned to it. */
  isCurrent(): boolean {
    const { tensorMap } = this.#backend;
    return this.#bound.every(
      ({ variable, buffer }) =>
        !variable.isDisposed && tensorMap.get(variable.dataId).resource === buffer,
    );
  }

  /** Losses that were not read yet. */
  get pending(): number {
    return this.#pending;
  }

  /** One step: one upload, one pass, one submit. At most LOSSES steps between readings. */
  run(batch: Batch, settings: readonly [number, number, number, number]): void {
    const program = this.#program;
    const { ints, floats } = this.#upload;
    floats.set(settings, 0);
    for (const [name, { values }] of Object.entries(batch)) {
      const target = values instanceof Float32Array ? floats : ints;
      target.set(values, program.columnAt.get(name)!);
    }
    for (const table of program.segmentTables) {
      segmentOrder(batch[table.column]!.values as Int32Array, table.segments, table);
      ints.set(table.order, table.orderAt);
      ints.set(table.starts, table.startsAt);
    }
    for (const { variable } of this.#bound) forgetCopy(this.#backend, variable);
    // What tfjs has encoded so far (a variable's first values, say) runs before.
    flush(this.#backend);
    const { device, queue } = this.#backend;
    queue.writeBuffer(this.#batch, 0, ints);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    for (const { pipeline, group, groups } of this.#dispatches) {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(...groups);
    }
    pass.end();
    encoder.copyBufferToBuffer(
      this.#arena,
      4 * program.lossAt,
      this.#losses,
      4 * (this.#pending++ % LOSSES),
      4,
    );
    queue.submit([encoder.finish()]);
  }

  /** Milliseconds of each kernel, run one at a time on the last batch: where a step's time goes. */
  async kernelTimes(): Promise<{ readonly ms: number; readonly code: string }[]> {
    const { device, queue } = this.#backend;
    const times: { ms: number; code: string }[] = [];
    for (const [i, { pipeline, group, groups }] of this.#dispatches.entries()) {
      let ms = Number.POSITIVE_INFINITY;
      // The best of a few: what other work on the machine leaves is never faster than the kernel.
      for (let repetition = 0; repetition < 5; repetition++) {
        const encoder = device.createCommandEncoder();
        const pass = encoder.beginComputePass();
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, group);
        pass.dispatchWorkgroups(...groups);
        pass.end();
        await queue.onSubmittedWorkDone();
        const start = performance.now();
        queue.submit([encoder.finish()]);
        await queue.onSubmittedWorkDone();
        ms = Math.min(ms, performance.now() - start);
      }
      times.push({ ms, code: this.#program.kernels[i]!.code });
    }
    return times;
  }

  /** The losses since the last call, oldest first. */
  async readLosses(): Promise<Float32Array> {
    const n = Math.min(this.#pending, LOSSES);
    this.#pending = 0;
    if (n === 0) return new Float32Array(0);
    const { device, queue } = this.#backend;
    const staging = this.#spare.pop() ?? this.#makeStaging(device);
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(this.#losses, 0, staging, 0, 4 * n);
    queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ, 0, 4 * n);
    const values = new Float32Array(staging.getMappedRange(0, 4 * n).slice(0));
    staging.unmap();
    if (this.#disposed) staging.destroy();
    else this.#spare.push(staging);
    return values;
  }

  /** Staging buffers that are free: the next reading does not wait for the last one. */
  readonly #spare: GPUBuffer[] = [];
  #disposed = false;

  #makeStaging(device: GPUDevice): GPUBuffer {
    return device.createBuffer({
      size: 4 * LOSSES,
      usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
    });
  }

  dispose(): void {
    this.#disposed = true;
    for (const buffer of [this.#batch, this.#arena, this.#losses, ...this.#spare]) buffer.destroy();
  }
}

/** Submits what tfjs has encoded, if anything. */
export function flush(backend: GpuBackend): void {
  backend.endComputePassEncoder();
  if (backend.commandEncoder) backend.submitQueue();
}
