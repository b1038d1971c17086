/** For tests: the same test on each back end of a real browser. */
import "@tensorflow/tfjs-backend-webgpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe } from "vitest";
import { type BackendName, selectBackend } from "../device.ts";
import { gpuBackend } from "./gpu.ts";

/** Runs something on WebAssembly: a reference that takes seconds less than a software adapter. */
export async function onWasm<T>(run: () => Promise<T>): Promise<T> {
  const backend = tf.getBackend() as BackendName;
  await selectBackend("wasm");
  try {
    return await run();
  } finally {
    await selectBackend(backend);
  }
}

/** Runs a group of tests on WebAssembly and on WebGPU (SwiftShader where there is no card). */
export function forEachBackend(title: string, define: (backend: BackendName) => void): void {
  describe.each(["wasm", "webgpu"] as const)(`${title} on %s`, (backend) => {
    beforeAll(async () => {
      await selectBackend(backend);
      await tf.setBackend(backend);
      if (backend === "webgpu") {
        gpuBackend().device.addEventListener("uncapturederror", (event) => {
          throw new Error(`WebGPU: ${event.error.message}`);
        });
      }
    }, 60_000);
    define(backend);
  });
}
