/**
 * A training step on the device. The plain tfjs model is traced once (trace.ts) and becomes a few kernels
 * (program.ts); from then on a step is one upload (the batch, with the order of its ids and the optimizer's
 * settings), one pass over prepared bind groups and one submit.
 *
 *   model.ts in tfjs ops ─▶ graph ─▶ kernels in WGSL ─▶ pipelines and bind groups
 *                                                        │ every step: write the batch, encode, submit
 */
import type * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "../training/batch.ts";
import type { Adam } from "../training/optimizer.ts";
import type { Variables } from "../training/parameters.ts";
import { align } from "./arena.ts";
import {
  bufferOf,
  compile,
  forgetCopy,
  type GpuBackend,
  type GpuKernel,
  workgroups,
} from "./gpu.ts";
import type { GpuProgram } from "./gpu-program.ts";
import { idsInBatches, segmentOrder } from "./ids.ts";
import { variableBuffer } from "./plan.ts";
import type { SharedKernel } from "./share.ts";

/** Losses that the device keeps before they must be read. */
export const LOSSES = 1024;

/** A kernel of the step as the device takes it. */
export function stepKernel(kernel: SharedKernel, index: number): GpuKernel {
  const buffers = kernel.buffers.map(({ writes }) => (writes ? "write" : "read"));
  return {
    name: `step kernel ${index}`,
    code: kernel.code,
    bindings: kernel.offsets.length > 0 ? [...buffers, "settings"] : buffers,
    workgroupSize: kernel.workgroupSize,
  };
}

/** The program on a device: buffers, pipelines and bind groups, made once. */
export class CompiledStep {
  readonly #backend: GpuBackend;
  readonly #program: GpuProgram;
  readonly #batch: GPUBuffer;
  readonly #arena: GPUBuffer;
  readonly #losses: GPUBuffer;
  /** Where the values of kernels that share a pipeline lie, a slot a kernel. */
  readonly #offsets: GPUBuffer;
  readonly #upload: { readonly ints: Int32Array<ArrayBuffer>; readonly floats: Float32Array };
  readonly #dispatches: readonly {
    readonly pipeline: GPUComputePipeline;
    readonly group: GPUBindGroup;
    readonly groups: [number, number];
  }[];
  /** The buffers of the variables when the bind groups were made. */
  readonly #bound: readonly { readonly variable: tf.Variable; readonly buffer: GPUBuffer }[];
  #pending = 0;

  constructor(
    backend: GpuBackend,
    program: GpuProgram,
    parameters: Variables,
    optimizer: Adam,
    state: Variables = {},
  ) {
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
      ...[...program.tensors].map(([name, dataId]): [string, GPUBuffer] => [
        name,
        backend.tensorMap.get(dataId).resource!,
      ]),
    ]);
    const bind = (key: string, variable: tf.Variable) => {
      const buffer = bufferOf(backend, variable);
      buffers.set(key, buffer);
      bound.push({ variable, buffer });
    };
    for (const [name, variable] of Object.entries({ ...state, ...parameters })) {
      const base = variableBuffer(name);
      bind(base, variable);
      const moments = optimizer.moments[name];
      if (!moments) continue;
      bind(`m_${base}`, moments.m);
      bind(`v_${base}`, moments.v);
    }
    this.#bound = bound;
    const longest = Math.max(4, ...program.kernels.map((kernel) => kernel.offsets.length));
    const slot = align(longest, device.limits.minUniformBufferOffsetAlignment / 4);
    const offsets = new Uint32Array(slot * program.kernels.length);
    for (const [i, kernel] of program.kernels.entries()) offsets.set(kernel.offsets, i * slot);
    this.#offsets = make(offsets.length, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
    device.queue.writeBuffer(this.#offsets, 0, offsets);
    this.#dispatches = program.kernels.map((kernel, i) => {
      const { layout, pipeline } = compile(device, stepKernel(kernel, i));
      const resources: GPUBufferBinding[] = kernel.buffers.map(({ name }) => ({
        buffer: buffers.get(name) as GPUBuffer,
      }));
      if (kernel.offsets.length > 0)
        resources.push({ buffer: this.#offsets, offset: 4 * i * slot, size: 4 * slot });
      const group = device.createBindGroup({
        layout,
        entries: resources.map((resource, binding) => ({ binding, resource })),
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
      const ids = batch[table.column]!.values as Int32Array;
      const { batches, segments } = table;
      segmentOrder(idsInBatches(ids, batches, segments), batches * segments, table);
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
    for (const buffer of [this.#batch, this.#arena, this.#losses, this.#offsets, ...this.#spare])
      buffer.destroy();
  }
}

/** Submits what tfjs has encoded, if anything. */
export function flush(backend: GpuBackend): void {
  backend.endComputePassEncoder();
  if (backend.commandEncoder) backend.submitQueue();
}
