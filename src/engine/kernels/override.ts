/**
 * Puts kernels and gradients of ours in front of tfjs's, and takes them away again: the bench and the
 * parity tests run the same model on stock tfjs in the same page.
 */
import * as tf from "@tensorflow/tfjs-core";

export interface KernelCall<B> {
  readonly inputs: Readonly<Record<string, tf.TensorInfo>>;
  readonly attrs: Readonly<Record<string, unknown>>;
  readonly backend: B;
}

interface Swap {
  readonly stock: tf.KernelConfig;
  readonly ours: tf.KernelConfig;
}
const kernels = new Map<string, Swap>();
const gradients = new Map<
  string,
  { readonly stock: tf.GradConfig; readonly ours: tf.GradConfig }
>();

/** `run` answers undefined when the case is not its own; whoever had the kernel before takes it then. */
export function overrideKernel<B>(
  backendName: string,
  kernelName: string,
  run: (call: KernelCall<B>) => tf.TensorInfo | tf.TensorInfo[] | undefined,
): void {
  const key = `${backendName}/${kernelName}`;
  const current = tf.getKernel(kernelName, backendName);
  const stock = kernels.get(key)?.stock ?? current;
  const ours: tf.KernelConfig = {
    ...stock,
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs, backend }) => {
      const result = run({ inputs, attrs: attrs ?? {}, backend: backend as B } as KernelCall<B>);
      if (result) return result;
      if (!current) throw new Error(`${kernelName} does not take such inputs on ${backendName}.`);
      return current.kernelFunc({ inputs, attrs, backend });
    },
  };
  setKernel(ours);
  // Where tfjs has no kernel, ours stays in both worlds.
  if (stock) kernels.set(key, { stock, ours });
}

/** `stock` stands in for tfjs's gradient where that one is wrong. */
export function overrideGradient(
  ours: tf.GradConfig,
  stock = gradients.get(ours.kernelName)?.stock ?? tf.getGradient(ours.kernelName),
): void {
  const { kernelName } = ours;
  setGradient(ours);
  if (stock) gradients.set(kernelName, { stock, ours });
}

/** From here on tfjs runs its own kernels and gradients (on), or ours again (off). */
export function setStockKernels(on: boolean): void {
  for (const { stock, ours } of kernels.values()) setKernel(on ? stock : ours);
  for (const { stock, ours } of gradients.values()) setGradient(on ? stock : ours);
  if (tf.getBackend() === "webgpu") tf.env().set("WEBGPU_CPU_FORWARD", on);
}

function setKernel(config: tf.KernelConfig): void {
  const { kernelName, backendName } = config;
  if (tf.getKernel(kernelName, backendName)) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel(config);
}

function setGradient(config: tf.GradConfig): void {
  if (tf.getGradient(config.kernelName)) tf.unregisterGradient(config.kernelName);
  tf.registerGradient(config);
}
