/**
 * Which back end trains, and why, in words. WebGPU on a real adapter; else WebAssembly, with SIMD and
 * threads where the browser and the page's headers allow them. A software WebGPU adapter is slower than
 * WebAssembly and is taken only when asked for. tfjs's own `cpu` back end is never used.
 */
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import plainWasm from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simdWasm from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import threadedWasm from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url";
import * as tf from "@tensorflow/tfjs-core";
import { messageOf, type Sentence, sentence, ToldError } from "./declarations/sentence.ts";
import { installKernels } from "./kernels/install.ts";

export type BackendName = "webgpu" | "wasm";
export type BackendChoice = "auto" | BackendName;

export interface Backend {
  readonly name: BackendName;
  /** The adapter as it names itself, or what WebAssembly runs with ("SIMD, 4 threads"). */
  readonly adapter: string;
  /** For the reader: why this one. */
  readonly reason: Sentence;
}

/** The asked-for back end cannot be had; it says why and what to do. */
export class BackendError extends ToldError {
  override name = "BackendError";
}

/** Looks for a WebGPU adapter; `software` when a processor plays the graphics card. */
export async function findAdapter(): Promise<
  { name: string; software: boolean } | { missing: Sentence }
> {
  if (!("gpu" in navigator) || !navigator.gpu) {
    return { missing: sentence("This browser has no WebGPU") };
  }
  try {
    const adapter = await navigator.gpu.requestAdapter({ powerPreference: "high-performance" });
    if (!adapter) return { missing: sentence("WebGPU found no graphics adapter") };
    const { vendor, architecture, description } = adapter.info;
    const name = description || [vendor, architecture].filter(Boolean).join(" ") || "unnamed";
    const software = /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${name} ${architecture}`);
    return { name, software };
  } catch (error) {
    return {
      missing: sentence("WebGPU did not start ({reason})", { reason: messageOf(error) }),
    };
  }
}

let current: Backend | undefined;

/**
 * Starts the back end that was asked for, or the best one.
 * @throws BackendError when WebGPU was asked for and cannot be had, or when nothing starts
 */
export async function selectBackend(choice: BackendChoice): Promise<Backend> {
  if (current && choice === current.name) return current;
  const adapter = choice === "wasm" ? undefined : await findAdapter();
  if (choice === "webgpu" && adapter && "missing" in adapter) {
    throw new BackendError(
      sentence(
        "{missing}, so the model cannot train on WebGPU here. Choose “auto” or “WebAssembly” as the back end: the lesson is the same, only slower.",
        adapter,
      ),
    );
  }
  const onGpu = adapter && !("missing" in adapter) && (choice === "webgpu" || !adapter.software);
  const next = onGpu
    ? await startWebGpu(adapter.name, adapter.software)
    : await startWasm(
        choice === "wasm"
          ? sentence("WebAssembly was asked for.")
          : adapter && "missing" in adapter
            ? sentence("{missing}, so the model trains on the processor with WebAssembly.", adapter)
            : sentence(
                "WebGPU here is only software, which is slower than WebAssembly, so the model trains on the processor.",
              ),
      );
  current = next;
  return next;
}

async function startWebGpu(name: string, software: boolean): Promise<Backend> {
  await import("@tensorflow/tfjs-backend-webgpu");
  await start("webgpu");
  return {
    name: "webgpu",
    adapter: name,
    reason: software
      ? sentence(
          "WebGPU was asked for; its adapter ({name}) is software, so expect it to be slow.",
          { name },
        )
      : sentence("The model trains on the graphics card ({name}).", { name }),
  };
}

async function startWasm(reason: Sentence): Promise<Backend> {
  await startWasmBackend();
  const simd = await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT");
  const threads = await tf.env().getAsync("WASM_HAS_MULTITHREAD_SUPPORT");
  const parts = [simd ? "SIMD" : "no SIMD", threads ? "threads" : "one thread"];
  return { name: "wasm", adapter: `WebAssembly, ${parts.join(", ")}`, reason };
}

let wasmReady: Promise<void> | undefined;

/** Starts the WebAssembly back end; the binaries may be set once a page. */
function startWasmBackend(): Promise<void> {
  wasmReady ??= (async () => {
    setWasmPaths({
      "tfjs-backend-wasm.wasm": plainWasm,
      "tfjs-backend-wasm-simd.wasm": simdWasm,
      "tfjs-backend-wasm-threaded-simd.wasm": threadedWasm,
    });
  })();
  return wasmReady.then(() => start("wasm"));
}

async function start(name: BackendName): Promise<void> {
  let ok = false;
  let reason = "";
  try {
    ok = await tf.setBackend(name);
    await tf.ready();
  } catch (error) {
    reason = messageOf(error);
  }
  if (!ok || tf.getBackend() !== name) {
    const backend = name === "wasm" ? "WebAssembly" : "WebGPU";
    throw new BackendError(
      reason
        ? sentence(
            "The {backend} back end did not start: {reason}. Reload the page; if it happens again, try another browser.",
            { backend, reason },
          )
        : sentence(
            "The {backend} back end did not start. Reload the page; if it happens again, try another browser.",
            { backend },
          ),
    );
  }
  installKernels(name);
}
