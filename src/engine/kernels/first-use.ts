/**
 * A kernel that fails at its first use: the browser's back end is broken (a function that is not there, code
 * that it refuses or traps in), not the model. It is told apart, so that a simpler way can be gone.
 */
import * as tf from "@tensorflow/tfjs-core";
import { messageOf, sentence, ToldError } from "../declarations/sentence.ts";
import { tracing } from "./trace.ts";

/** This way of training does not work in this browser. */
export class KernelFailed extends ToldError {
  override name = "KernelFailed";
  constructor(kernel: string, cause: unknown) {
    super(
      sentence("“{kernel}” does not work in this browser: {reason}", {
        kernel,
        reason: messageOf(cause),
      }),
      { cause },
    );
  }
}

/** Watches each kernel of a back end until it has worked once. Call after all of ours are registered. */
export function watchFirstUses(backendName: string): void {
  for (const kernel of tf.getKernelsForBackend(backendName)) {
    tf.unregisterKernel(kernel.kernelName, backendName);
    tf.registerKernel({ ...kernel, kernelFunc: watched(kernel) });
  }
}

function watched({ kernelName, kernelFunc }: tf.KernelConfig): tf.KernelFunc {
  let worked = false;
  return (call) => {
    // What is written down is not run.
    if (worked || tracing()) return kernelFunc(call);
    try {
      const result = kernelFunc(call);
      worked = true;
      return result;
    } catch (error) {
      throw isTheBrowsers(error) ? new KernelFailed(kernelName, error) : error;
    }
  };
}

/** A mistake in a model is an Error of tfjs's; a lack of memory is no better elsewhere. */
function isTheBrowsers(error: unknown): boolean {
  const { CompileError, LinkError, RuntimeError } = WebAssembly;
  const kinds = [TypeError, CompileError, LinkError, RuntimeError];
  return kinds.some((kind) => error instanceof kind) && !/memory/i.test(messageOf(error));
}
