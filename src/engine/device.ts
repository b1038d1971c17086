/**
 * Which back end trains, and why, in words. WebGPU on a real adapter; else WebAssembly, with SIMD and
 * threads where the browser and the page's headers allow them. A software WebGPU adapter is slower than
 * WebAssembly and is taken only when asked for. tfjs's own `cpu` back end is never used.
 */
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import plainWasm from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simdWasm from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import threadedWasm from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url";
import * as tf from "@tensorflow/tfjs-core";
import { messageOf, type Sentence, sentence, ToldError } from "./declarations/sentence.ts";
import { installKernels } from "./kernels/install.ts";
import { threadCount } from "./threads.ts";
import { allows, type Way } from "./ways.ts";

export type BackendName = "webgpu" | "wasm";
export type BackendChoice = "auto" | BackendName;

export interface Backend {
  readonly name: BackendName;
  /** The adapter as it names itself, or what WebAssembly runs with ("SIMD, 4 threads"). */
  readonly adapter: string;
  /** For the reader: why this one. */
  readonly reason: Sentence;
  /** For the reader: the better way that was given up here, which may be tried again. */
  readonly gaveUp?: Sentence;
}

/** The asked-for back end cannot be had; it says why and what to do. */
export class BackendError extends ToldError {
  override name = "BackendError";
}

/** WebAssembly did not start: a simpler build of it may. */
export class WasmFailed extends BackendError {
  override name = "WasmFailed";
}

/** How long a graphics card may take to answer. */
const ADAPTER_MS = 10_000;

/** Looks for a WebGPU adapter; `software` when a processor plays the graphics card. */
export async function findAdapter(): Promise<
  { name: string; software: boolean } | { missing: Sentence }
> {
  if (!("gpu" in navigator) || !navigator.gpu) {
    return { missing: sentence("This browser has no WebGPU") };
  }
  try {
    const adapter = await answered(
      navigator.gpu.requestAdapter({ powerPreference: "high-performance" }),
    );
    if (!adapter) return { missing: sentence("WebGPU found no graphics adapter") };
    // Older Safari and Firefox have adapters without info.
    const { vendor, architecture = "", description } = adapter.info ?? {};
    const name = description || [vendor, architecture].filter(Boolean).join(" ") || "unnamed";
    const software = /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${name} ${architecture}`);
    return { name, software };
  } catch (error) {
    return {
      missing: sentence("WebGPU did not start ({reason})", { reason: messageOf(error) }),
    };
  }
}

/** @throws Error when the browser does not answer in time */
async function answered<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), ADAPTER_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

let current: Backend | undefined;
let best: Way = "webgpu";

/** Allows nothing better than this way. Call before anything starts: a worker that has started stays as it is. */
export function allowWay(way: Way): void {
  best = way;
}

/**
 * The way that `selectBackend` will go. Its WebAssembly is fetched, so that starting it is no matter of
 * the network any more.
 * @throws BackendError when WebGPU was asked for and cannot be had; Error when the download fails
 */
export async function findWay(choice: BackendChoice): Promise<Way> {
  if ((await adapterFor(choice)).onGpu) return "webgpu";
  const way = await wasmWay();
  const response = await fetch(BINARIES[way]);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
  await response.arrayBuffer();
  return way;
}

/**
 * Starts the back end that was asked for, or the best one.
 * @throws BackendError when WebGPU was asked for and cannot be had, or when nothing starts
 */
export async function selectBackend(choice: BackendChoice): Promise<Backend> {
  if (current && choice === current.name) return current;
  const found = await adapterFor(choice);
  current = found.onGpu ? await startWebGpu(choice, found.onGpu) : await startWasm(found.why);
  return current;
}

/** The adapter to train on, if that is to be WebGPU; if not, why not. */
async function adapterFor(
  choice: BackendChoice,
): Promise<
  | { onGpu: { name: string; software: boolean } }
  | { onGpu?: never; why: { reason: Sentence; gaveUp?: Sentence } }
> {
  if (choice === "wasm") return { why: { reason: sentence("WebAssembly was asked for.") } };
  const adapter = await findAdapter();
  if ("missing" in adapter) {
    if (choice === "auto") {
      return {
        why: {
          reason: sentence(
            "{missing}, so the model trains on the processor with WebAssembly.",
            adapter,
          ),
        },
      };
    }
    throw new BackendError(
      sentence(
        "{missing}, so the model cannot train on WebGPU here. Choose “auto” or “WebAssembly” as the back end: the lesson is the same, only slower.",
        adapter,
      ),
    );
  }
  if (choice === "webgpu") return { onGpu: adapter };
  if (adapter.software) {
    return {
      why: {
        reason: sentence(
          "WebGPU here is only software, which is slower than WebAssembly, so the model trains on the processor.",
        ),
      },
    };
  }
  if (allows(best, "webgpu")) return { onGpu: adapter };
  const gaveUp = sentence(
    "WebGPU has failed in this browser, so the model trains on the processor with WebAssembly.",
  );
  return { why: { reason: gaveUp, gaveUp } };
}

async function startWebGpu(
  choice: BackendChoice,
  { name, software }: { name: string; software: boolean },
): Promise<Backend> {
  try {
    await import("@tensorflow/tfjs-backend-webgpu");
    await answered(start("webgpu"));
  } catch (error) {
    if (choice === "webgpu") throw error;
    const gaveUp = sentence(
      "WebGPU did not start ({reason}), so the model trains on the processor with WebAssembly.",
      { reason: messageOf(error) },
    );
    return startWasm({ reason: gaveUp });
  }
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

const BINARIES: Record<Exclude<Way, "webgpu">, string> = {
  threads: threadedWasm,
  simd: simdWasm,
  plain: plainWasm,
};

/** The best build of WebAssembly that is allowed, and that this browser and this page can have. */
async function wasmWay(): Promise<Exclude<Way, "webgpu">> {
  const simd = allows(best, "simd") && (await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT"));
  if (!simd) return "plain";
  const shared = await tf.env().getAsync("WASM_HAS_MULTITHREAD_SUPPORT");
  return allows(best, "threads") && shared && threadCount() > 1 ? "threads" : "simd";
}

let wasmReady: Promise<Way> | undefined;

async function startWasm(why: { reason: Sentence; gaveUp?: Sentence }): Promise<Backend> {
  if (typeof WebAssembly === "undefined") {
    throw new BackendError(
      sentence(
        "This browser has no WebAssembly, or has it switched off (lockdown mode, perhaps), and nothing trains without it. Everything can still be read; to train, allow it for this site or take another browser.",
      ),
    );
  }
  // The binaries may be set once a worker.
  wasmReady ??= (async () => {
    const way = await wasmWay();
    tf.env().set("WASM_HAS_SIMD_SUPPORT", way !== "plain");
    tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", way === "threads");
    if (way === "threads") {
      setThreadsCount(threadCount());
      globalThis.threadsToStart = threadCount() - 1;
    }
    setWasmPaths({
      "tfjs-backend-wasm.wasm": plainWasm,
      "tfjs-backend-wasm-simd.wasm": simdWasm,
      "tfjs-backend-wasm-threaded-simd.wasm": threadedWasm,
    });
    return way;
  })();
  const way = await wasmReady;
  await start("wasm");
  const parts = {
    threads: `SIMD, ${threadCount()} threads`,
    simd: "SIMD, one thread",
    plain: "no SIMD, one thread",
  };
  const gaveUp = GAVE_UP[best] ?? why.gaveUp;
  const adapter = `WebAssembly, ${parts[way as keyof typeof parts]}`;
  return { name: "wasm", adapter, reason: why.reason, ...(gaveUp && { gaveUp }) };
}

/** By the best way that is still allowed: what was given up before. */
const GAVE_UP: Partial<Record<Way, Sentence>> = {
  simd: sentence(
    "WebAssembly with threads did not work in this browser, so the model trains on one thread.",
  ),
  plain: sentence(
    "WebAssembly with SIMD did not work in this browser, so the model trains without it, which is slower.",
  ),
};

/** Whether there is the memory that every build of tfjs's module begins with: 256 pages, to grow to all of them. */
function hasWasmMemory(): boolean {
  try {
    return Boolean(new WebAssembly.Memory({ initial: 256, maximum: 65_536 }));
  } catch {
    return false;
  }
}

/** @throws WasmFailed or BackendError; tfjs itself keeps the reason on the console */
async function start(name: BackendName): Promise<void> {
  let ok = false;
  let reason = "";
  try {
    ok = await tf.setBackend(name);
    // Of a back end that failed, `ready` would make another, before it is told where its files are.
    if (ok) await tf.ready();
  } catch (error) {
    reason = messageOf(error);
  }
  if (!ok || tf.getBackend() !== name) {
    if (name === "wasm" && !hasWasmMemory()) {
      throw new WasmFailed(
        sentence(
          "There is not enough free memory here to train in. Everything can still be read; to train, close other tabs and programs and reload the page.",
        ),
      );
    }
    const backend = name === "wasm" ? "WebAssembly" : "WebGPU";
    throw new (name === "wasm" ? WasmFailed : BackendError)(
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
