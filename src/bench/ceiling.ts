/**
 * What this device can do at best, measured here and now: arithmetic that stays in registers, and
 * memory that is only copied. A training step is held against it (Williams et al. 2009, the roofline
 * model): it can be no quicker than its arithmetic, nor than its traffic, takes at these rates.
 */
import type { BackendName } from "../engine/device.ts";
import {
  assemble,
  type Code,
  defineFunction,
  f32x4,
  i32,
  whileLoop,
} from "../engine/kernels/assembler.ts";
import { gpuBackend } from "../engine/kernels/gpu.ts";

export interface Ceiling {
  /** 10^9 additions and multiplications a second, in float32. */
  readonly gflops: number;
  /** 10^9 bytes a second, read and written. */
  readonly gigabytes: number;
}

/** What one training step cannot do without. */
export interface Work {
  /** Additions and multiplications. */
  readonly flops: number;
  /** Bytes of memory traffic: the state of the optimizer in and out, and the batch in. */
  readonly bytes: number;
}

/** The share of the ceiling that a step reaches, 0 to 1: the least time it could take by the time it took. */
export function shareOfCeiling(work: Work, ceiling: Ceiling, msPerStep: number): number {
  const least = Math.max(work.flops / ceiling.gflops, work.bytes / ceiling.gigabytes) / 1e6;
  return least / msPerStep;
}

/** Measures the back end in use; a second or so. WebAssembly is measured on one thread, as our kernels run. */
export function measureCeiling(backend: BackendName): Promise<Ceiling> {
  return backend === "webgpu" ? gpuCeiling(gpuBackend().device) : wasmCeiling();
}

/** The best rate of several tries, each long enough to be timed. */
async function bestRate(run: (repeats: number) => number | Promise<number>): Promise<number> {
  let repeats = 1;
  let best = 0;
  for (let tries = 0; tries < 4; ) {
    const start = performance.now();
    const amount = await run(repeats);
    const ms = performance.now() - start;
    if (ms < 40 && repeats < 2 ** 20) {
      repeats *= 2;
      continue;
    }
    best = Math.max(best, amount / (ms * 1e6));
    tries++;
  }
  return best;
}

/** Sums that do not wait for each other, so that the pipelines of the processor stay full. */
const SUMS = ["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9"] as const;

const MULTIPLY_ADD = defineFunction(
  "multiplyAdd",
  { times: "i32", out: "i32" },
  { ...(Object.fromEntries(SUMS.map((name) => [name, "v128"])) as Sums), factor: "v128" },
  (x) => [
    x.factor.set(f32x4.loadSplat(x.out.get)),
    whileLoop(i32.atLeast(x.times.get, i32.const(1)), [
      ...SUMS.map(
        (s): Code => x[s].set(f32x4.add(x.factor.get, f32x4.mul(x[s].get, x.factor.get))),
      ),
      x.times.advance(i32.const(-1)),
    ]),
    f32x4.store(
      x.out.get,
      SUMS.map((s) => x[s].get).reduce((a, b) => f32x4.add(a, b)),
    ),
  ],
);
type Sums = Record<(typeof SUMS)[number], "v128">;

async function wasmCeiling(): Promise<Ceiling> {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const module = await WebAssembly.compile(assemble([MULTIPLY_ADD], false) as BufferSource);
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  const multiplyAdd = exports.multiplyAdd as (times: number, out: number) => void;
  const gflops = await bestRate((repeats) => {
    const times = repeats * 10_000;
    multiplyAdd(times, 0);
    return times * SUMS.length * 4 * 2;
  });
  const [from, to] = [new Float32Array(4 << 20), new Float32Array(4 << 20)];
  const gigabytes = await bestRate((repeats) => {
    for (let i = 0; i < repeats; i++) to.set(from);
    return repeats * from.byteLength * 2;
  });
  return { gflops, gigabytes };
}

const GPU_ARITHMETIC = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> out: array<vec4f>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let factor = out[id.x];
  var a = factor; var b = factor + 1; var c = factor + 2; var d = factor + 3;
  for (var i = 0u; i < TIMES; i++) {
    a = fma(a, factor, factor); b = fma(b, factor, factor);
    c = fma(c, factor, factor); d = fma(d, factor, factor);
  }
  out[id.x] = a + b + c + d;
}`;

const GPU_COPY = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> copy: array<vec4f>;
@group(0) @binding(1) var<storage, read> original: array<vec4f>;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) { copy[id.x] = original[id.x]; }`;

async function gpuCeiling(device: GPUDevice): Promise<Ceiling> {
  const groups = 4096;
  const threads = groups * 64;
  const buffers = [0, 1].map(() =>
    device.createBuffer({ size: threads * 16, usage: GPUBufferUsage.STORAGE }),
  );
  const rate = async (code: string, bound: readonly GPUBuffer[], perRun: number) => {
    const pipeline = await device.createComputePipelineAsync({
      layout: "auto",
      compute: { module: device.createShaderModule({ code }), entryPoint: "main" },
    });
    const bindings = device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: bound.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    return bestRate(async (repeats) => {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindings);
      for (let i = 0; i < repeats; i++) pass.dispatchWorkgroups(groups);
      pass.end();
      device.queue.submit([encoder.finish()]);
      await device.queue.onSubmittedWorkDone();
      return repeats * perRun;
    });
  };
  const times = 64;
  try {
    return {
      gflops: await rate(
        GPU_ARITHMETIC.replace("TIMES", `${times}u`),
        buffers.slice(0, 1),
        threads * times * 4 * 4 * 2,
      ),
      gigabytes: await rate(GPU_COPY, buffers, threads * 16 * 2),
    };
  } finally {
    for (const buffer of buffers) buffer.destroy();
  }
}
