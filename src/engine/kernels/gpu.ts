/**
 * The parts of tfjs's WebGPU back end that our kernels stand on. tfjs encodes its own dispatches into
 * one command encoder; ours go into the same encoder, so that order is kept and nothing waits. Some of
 * these members are private in tfjs: the version is pinned, and `gpuBackend` looks for each of them.
 */
import * as tf from "@tensorflow/tfjs-core";

export interface GpuTensorData {
  values: tf.backend_util.BackendValues | null;
  dtype: tf.DataType;
  shape: number[];
  refCount: number;
  resource?: GPUBuffer | null;
}

export interface GpuBackend {
  readonly device: GPUDevice;
  readonly queue: GPUQueue;
  readonly adapterInfo?: { readonly architecture?: string };
  readonly tensorMap: {
    get(dataId: tf.DataId): GpuTensorData;
    has(dataId: tf.DataId): boolean;
  };
  uploadToGPU(dataId: tf.DataId): void;
  makeTensorInfo(
    shape: number[],
    dtype: tf.DataType,
    values?: tf.backend_util.BackendValues,
  ): tf.TensorInfo;
  disposeData(dataId: tf.DataId, force?: boolean): boolean;
  refCount(dataId: tf.DataId): number;
  incRef(dataId: tf.DataId): void;
  submitQueue(): void;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  // Private in tfjs 4.22:
  commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  commandQueueOwnedIds: WeakSet<tf.DataId>;
  dispatchCountInPass: number;
}

const MEMBERS: readonly (keyof GpuBackend)[] = [
  "device",
  "queue",
  "tensorMap",
  "uploadToGPU",
  "makeTensorInfo",
  "disposeData",
  "submitQueue",
  "ensureCommandEncoderReady",
  "endComputePassEncoder",
  "commandEncoder",
  "computePassEncoder",
  "commandQueueOwnedIds",
  "dispatchCountInPass",
];

/** What is missing from this tfjs version, or null if everything our kernels need is there. */
export function missingMember(backend: object): string | null {
  return MEMBERS.find((member) => !(member in backend)) ?? null;
}

/** @throws Error if WebGPU is not the back end in use, or if tfjs has moved a member we need */
export function gpuBackend(): GpuBackend {
  if (tf.getBackend() !== "webgpu") throw new Error("This kernel runs on WebGPU only.");
  const backend: unknown = tf.backend();
  const missing = missingMember(backend as object);
  if (missing) throw new Error(`This version of tfjs has no WebGPUBackend.${missing}.`);
  return backend as GpuBackend;
}

/** One of our kernels: a complete WGSL file and what it binds, in binding order. */
export interface GpuKernel {
  readonly name: string;
  readonly code: string;
  /** "read" and "write" are storage buffers (write also reads); "settings" is a small uniform. */
  readonly bindings: readonly ("read" | "write" | "settings")[];
  /** Invocations a workgroup, as @workgroup_size says in the code. */
  readonly workgroupSize: number;
}

interface Compiled {
  readonly layout: GPUBindGroupLayout;
  readonly pipeline: GPUComputePipeline;
}

const compiled = new WeakMap<GPUDevice, Map<string, Compiled>>();
const settingsBuffers = new WeakMap<GPUDevice, Map<string, GPUBuffer>>();

/** Compiles a kernel, or finds it compiled. */
export function compile(device: GPUDevice, kernel: GpuKernel): Compiled {
  const kernels = compiledOn(device);
  const found = kernels.get(kernel.code);
  if (found) return found;
  const { layout, descriptor } = descriptorOf(device, kernel);
  const made = { layout, pipeline: device.createComputePipeline(descriptor) };
  kernels.set(kernel.code, made);
  return made;
}

/**
 * Compiles a kernel while other work goes on, for `compile` to find. One that the device refuses is left
 * for `compile`, whose caller knows what to do then.
 */
export async function compileAhead(device: GPUDevice, kernel: GpuKernel): Promise<void> {
  const kernels = compiledOn(device);
  if (kernels.has(kernel.code)) return;
  try {
    device.pushErrorScope("validation");
    const { layout, descriptor } = descriptorOf(device, kernel);
    const making = device.createComputePipelineAsync(descriptor);
    void device.popErrorScope();
    const pipeline = await making;
    if (!kernels.has(kernel.code)) kernels.set(kernel.code, { layout, pipeline });
  } catch {
    // Refused.
  }
}

function compiledOn(device: GPUDevice): Map<string, Compiled> {
  let kernels = compiled.get(device);
  if (!kernels) {
    kernels = new Map();
    compiled.set(device, kernels);
  }
  return kernels;
}

/** A kernel's layout is explicit: `auto` drops unused bindings. */
function descriptorOf(
  device: GPUDevice,
  kernel: GpuKernel,
): { layout: GPUBindGroupLayout; descriptor: GPUComputePipelineDescriptor } {
  const types = {
    read: "read-only-storage",
    write: "storage",
    settings: "uniform",
  } as const;
  const layout = device.createBindGroupLayout({
    entries: kernel.bindings.map((binding, i) => ({
      binding: i,
      visibility: 4, // GPUShaderStage.COMPUTE
      buffer: { type: types[binding] },
    })),
  });
  const descriptor = {
    label: kernel.name,
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: {
      module: device.createShaderModule({ label: kernel.name, code: kernel.code }),
      entryPoint: "main",
    },
  };
  return { layout, descriptor };
}

/**
 * Runs `make`, which compiles kernels and makes bind groups, and says later whether the device took them:
 * null, or what it said. (WebGPU answers at once and finds mistakes afterwards.)
 */
export function validated<T>(
  device: GPUDevice,
  make: () => T,
): { made: T; verdict: Promise<string | null> } {
  device.pushErrorScope("validation");
  device.pushErrorScope("out-of-memory");
  let made: T;
  let verdict: Promise<string | null>;
  try {
    made = make();
  } finally {
    verdict = Promise.all([device.popErrorScope(), device.popErrorScope()]).then((errors) => {
      const error = errors.find((e) => e !== null);
      // What was refused must not be found compiled the next time.
      if (error) compiled.delete(device);
      return error?.message ?? null;
    });
  }
  return { made, verdict };
}

/** A uniform that never changes: kernels with the same settings share one. */
export function settingsBuffer(device: GPUDevice, settings: readonly number[]): GPUBuffer {
  let buffers = settingsBuffers.get(device);
  if (!buffers) {
    buffers = new Map();
    settingsBuffers.set(device, buffers);
  }
  const key = settings.join();
  const found = buffers.get(key);
  if (found) return found;
  const values = new Int32Array(Math.ceil(settings.length / 4) * 4);
  values.set(settings);
  const buffer = device.createBuffer({
    size: values.byteLength,
    usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(buffer, 0, values);
  buffers.set(key, buffer);
  return buffer;
}

/** Whether a processor plays the graphics card. */
export function isSoftware({ device, adapterInfo }: GpuBackend): boolean {
  const info = device.adapterInfo as GPUAdapterInfo | undefined;
  const words = [info?.architecture, info?.description, adapterInfo?.architecture];
  return /swiftshader|llvmpipe|lavapipe|basic render/i.test(words.join(" "));
}

/** The tensor's buffer on the GPU, uploaded if it was not there yet. */
export function bufferOf(backend: GpuBackend, tensor: { readonly dataId: tf.DataId }): GPUBuffer {
  backend.uploadToGPU(tensor.dataId);
  backend.commandQueueOwnedIds.add(tensor.dataId);
  return backend.tensorMap.get(tensor.dataId).resource as GPUBuffer;
}

/**
 * Says that a kernel writes into this tensor in place. tfjs keeps what it once read on the CPU and would
 * answer the next reading with that.
 */
export function forgetCopy(backend: GpuBackend, tensor: { readonly dataId: tf.DataId }): void {
  backend.tensorMap.get(tensor.dataId).values = null;
}

/** Workgroups for so many invocations, folded into two dimensions where one is too long. */
export function workgroups(
  device: GPUDevice,
  invocations: number,
  workgroupSize: number,
): [number, number] {
  const groups = Math.ceil(invocations / workgroupSize);
  const limit = device.limits.maxComputeWorkgroupsPerDimension;
  if (groups <= limit) return [groups, 1];
  const rows = Math.ceil(groups / limit);
  return [Math.ceil(groups / rows), rows];
}

/** Encodes one dispatch behind whatever tfjs has encoded so far; nothing runs when there is no work. */
export function dispatch(
  backend: GpuBackend,
  kernel: GpuKernel,
  buffers: readonly GPUBuffer[],
  invocations: number,
): void {
  if (invocations === 0) return;
  const { device } = backend;
  const { layout, pipeline } = compile(device, kernel);
  const group = device.createBindGroup({
    layout,
    entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  backend.ensureCommandEncoderReady();
  backend.computePassEncoder ??= (backend.commandEncoder as GPUCommandEncoder).beginComputePass();
  const pass = backend.computePassEncoder;
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(...workgroups(device, invocations, kernel.workgroupSize));
  backend.dispatchCountInPass++;
  if (tf.env().getNumber("WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE") <= backend.dispatchCountInPass) {
    backend.endComputePassEncoder();
    backend.submitQueue();
  }
}
