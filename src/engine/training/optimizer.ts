/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1), dense and
 * fused: one pass over each variable updates it and both moments in place. tfjs's own takes about
 * thirteen kernels a variable and moves it to a new buffer every step.
 */
import * as tf from "@tensorflow/tfjs-core";
import adamCode from "../kernels/adam.wgsl?raw";
import {
  bufferOf,
  dispatch,
  forgetCopy,
  type GpuBackend,
  type GpuKernel,
  gpuBackend,
} from "../kernels/gpu.ts";
import { addressOf, floatsOf, heapBackend, simdKernels } from "../kernels/heap.ts";
import type { Variables } from "./parameters.ts";

export interface AdamOptions {
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

/** The first and second moment of a variable's gradient, of the variable's shape. */
export interface Moments {
  readonly m: tf.Variable;
  readonly v: tf.Variable;
}

/** What changes from step to step, as the kernel reads it. */
interface AdamStep {
  readonly rate: number;
  readonly epsilon: number;
  readonly beta1: number;
  readonly beta2: number;
}

export const ADAM: GpuKernel = {
  name: "Adam",
  code: adamCode,
  bindings: ["read", "write", "write", "write", "read"],
  workgroupSize: 64,
};

export class Adam {
  readonly moments: Record<string, Moments> = {};
  /** Steps taken so far; set it when a checkpoint is restored, the bias correction depends on it. */
  step = 0;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly #parameters: Variables;

  constructor(parameters: Variables, options: AdamOptions = {}) {
    this.#parameters = parameters;
    this.beta1 = options.beta1 ?? 0.9;
    this.beta2 = options.beta2 ?? 0.999;
    this.epsilon = options.epsilon ?? 1e-8;
    for (const [name, parameter] of Object.entries(parameters)) {
      this.moments[name] = { m: zeros(parameter), v: zeros(parameter) };
    }
  }

  /** The numbers of step t = `this.step` + 1, with the bias corrections folded into rate and epsilon. */
  next(learningRate: number): AdamStep {
    const t = this.step + 1;
    const second = Math.sqrt(1 - this.beta2 ** t);
    return {
      rate: (learningRate * second) / (1 - this.beta1 ** t),
      epsilon: this.epsilon * second,
      beta1: this.beta1,
      beta2: this.beta2,
    };
  }

  /**
   * Takes one step. A variable without a gradient stays as it is.
   * @param gradients by the parameters' names, of their shapes
   */
  apply(gradients: Record<string, tf.Tensor>, learningRate: number): void {
    const next = this.next(learningRate);
    this.step++;
    const onGpu = tf.getBackend() === "webgpu";
    const backend = onGpu ? gpuBackend() : undefined;
    const settings = backend && stepTensor(backend, next);
    for (const [name, parameter] of Object.entries(this.#parameters)) {
      const gradient = gradients[name];
      const moments = this.moments[name];
      if (!gradient || !moments || parameter.size === 0) continue;
      for (const variable of [parameter, moments.m, moments.v]) own(variable);
      if (backend && settings) {
        const tensors = [gradient, parameter, moments.m, moments.v, settings];
        const buffers = tensors.map((tensor) => bufferOf(backend, tensor));
        dispatch(backend, ADAM, buffers, parameter.size);
        for (const tensor of [parameter, moments.m, moments.v]) forgetCopy(backend, tensor);
      } else {
        adamOnHeap(gradient, parameter, moments, next);
      }
    }
    if (backend && settings) backend.disposeData(settings.dataId);
  }

  dispose(): void {
    for (const { m, v } of Object.values(this.moments)) {
      m.dispose();
      v.dispose();
    }
  }
}

function zeros(parameter: tf.Variable): tf.Variable {
  return tf.tidy(() => tf.variable(tf.zeros(parameter.shape), false));
}

/**
 * Gives the variable its own buffer if it shares one. A variable shares the buffer of the tensor it was
 * made from, or of one cloned from it; writing in place would change those too.
 */
export function own(variable: tf.Variable): void {
  const backend = tf.backend() as unknown as { refCount(dataId: tf.DataId): number };
  if (backend.refCount(variable.dataId) <= 1) return;
  tf.tidy(() => variable.assign(tf.add(variable, 0)));
}

function stepTensor(backend: GpuBackend, step: AdamStep): tf.TensorInfo {
  const values = new Float32Array([step.rate, step.epsilon, step.beta1, step.beta2]);
  return backend.makeTensorInfo([4], "float32", values);
}

function adamOnHeap(
  gradient: tf.Tensor,
  parameter: tf.Variable,
  moments: Moments,
  step: AdamStep,
): void {
  const backend = heapBackend();
  const simd = simdKernels(backend);
  if (simd) {
    const address = (tensor: tf.Tensor) => addressOf(backend, tensor);
    simd.adam(
      address(gradient),
      address(parameter),
      address(moments.m),
      address(moments.v),
      parameter.size,
      step.rate,
      step.epsilon,
      step.beta1,
      step.beta2,
    );
    return;
  }
  adam(
    floatsOf(backend, gradient),
    floatsOf(backend, parameter),
    floatsOf(backend, moments.m),
    floatsOf(backend, moments.v),
    step,
  );
}

/** The plain algorithm, in place. All arrays have the variable's size. */
export function adam(
  gradient: Float32Array,
  parameter: Float32Array,
  m: Float32Array,
  v: Float32Array,
  { rate, epsilon, beta1, beta2 }: AdamStep,
): void {
  for (let i = 0; i < parameter.length; i++) {
    const g = gradient[i]!;
    const first = beta1 * m[i]! + (1 - beta1) * g;
    const second = beta2 * v[i]! + (1 - beta2) * g * g;
    m[i] = first;
    v[i] = second;
    parameter[i]! -= (rate * first) / (Math.sqrt(second) + epsilon);
  }
}
