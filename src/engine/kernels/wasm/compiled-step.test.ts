/** What is asked of a compiled step on WebAssembly alone: its kernels, its ids, and what happens where it cannot be. */
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { BENCH_NAMES, loadBenchModel } from "../../../bench/models.ts";
import { selectBackend } from "../../device.ts";
import { Rng } from "../../numbers/random.ts";
import { column } from "../../training/batch.ts";
import { createStepper } from "../../training/compiled-stepper.ts";
import { Adam } from "../../training/optimizer.ts";
import { recordStep } from "../../training/record-step.ts";
import { createPlainStepper, type Loss } from "../../training/stepper.ts";
import { type HeapBackend, heapBackend } from "../heap.ts";
import { compileForHeap } from "./module.ts";

beforeAll(async () => {
  await selectBackend("wasm");
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Kernels a step of the lessons' own models, as counted: fewer is welcome, more is a regression. */
const KERNELS = {
  "matrix-factorization": 7,
  "two-tower": 38,
  "dcn-v2": 30,
  "rq-vae": 34,
  sasrec: 86,
};
test.each(BENCH_NAMES)("kernels of %s", async (name) => {
  const model = await loadBenchModel(name);
  const { variables, loss } = model.open();
  const batch = model.draw(new Rng(2));
  const program = compileForHeap(recordStep(loss, variables, batch), batch);
  tf.dispose(Object.values(variables));
  expect(program.kernels.length).toBeLessThanOrEqual(KERNELS[name]);
});

/** Three steps; `power` makes the loss like no other. */
async function train(make: typeof createStepper, power: number) {
  const rng = new Rng(3);
  const w = tf.tidy(() => tf.variable(tf.tensor(rng.normals(60), [12, 5])));
  const adam = new Adam({ w });
  const loss: Loss = (p, { x, ids }) => {
    const y = tf.matMul(tf.gather(x!, ids!) as tf.Tensor2D, p.w as tf.Tensor2D);
    return tf.mean(tf.pow(tf.square(tf.matMul(y, y, false, true)), power));
  };
  const stepper = make(loss, { w }, adam);
  const draw = (own = rng) => ({
    x: column(own.normals(60), [5, 12]),
    ids: column(Int32Array.from({ length: 500 }, (_, i) => i % 5)),
  });
  try {
    const why = stepper.prepare?.(draw(new Rng(1))).why ?? null;
    for (let step = 0; step < 3; step++) stepper.step(draw(), 0.01);
    const losses = [...(await stepper.losses())];
    return { why, losses };
  } finally {
    stepper.dispose();
    adam.dispose();
    w.dispose();
  }
}

const wasm = () =>
  heapBackend().wasm as { -readonly [K in keyof HeapBackend["wasm"]]: HeapBackend["wasm"][K] };

const CANNOT: [string, () => () => void, RegExp][] = [
  [
    "the engine refuses the module",
    () => {
      const { Module } = WebAssembly;
      class Refusing {
        constructor() {
          throw new WebAssembly.CompileError("no such opcode");
        }
      }
      Object.assign(WebAssembly, { Module: Refusing });
      return () => Object.assign(WebAssembly, { Module });
    },
    /does not take the compiled step \(.*no such opcode/,
  ],
  [
    "there is no SIMD",
    () => {
      tf.env().set("WASM_HAS_SIMD_SUPPORT", false);
      return () => tf.env().set("WASM_HAS_SIMD_SUPPORT", true);
    },
    /without SIMD/,
  ],
  [
    "tfjs keeps its memory elsewhere",
    () => {
      const { asm, wasmMemory } = wasm();
      Object.assign(wasm(), { asm: { ...asm, memory: undefined }, wasmMemory: undefined });
      return () => Object.assign(wasm(), { asm, wasmMemory });
    },
    /memory elsewhere/,
  ],
  [
    "the memory cannot grow",
    () => {
      const { _malloc: malloc } = wasm();
      // One tensor of [500, 500] still finds room, an arena does not.
      wasm()._malloc = (bytes) => (bytes > 1_000_000 ? 0 : malloc(bytes));
      return () => Object.assign(wasm(), { _malloc: malloc });
    },
    /no room for 1|no room for 2/,
  ],
];

test.each(CANNOT)("goes op by op where %s, and says so", async (what, breakIt, sentence) => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  // tfjs puts its own in place at their first calls.
  tf.tensor1d([1]).dispose();
  const power = 0.6 + CANNOT.findIndex(([name]) => name === what) / 100;
  const plain = await train(createPlainStepper, power);
  const mend = breakIt();
  try {
    const { why, losses } = await train(createStepper, power);
    expect(why).toMatch(sentence);
    expect(losses).toEqual(plain.losses);
    expect(warn.mock.calls.flat().join()).toMatch(sentence);
  } finally {
    mend();
  }
});

test("names an id that its table has no row for, as tfjs does", async () => {
  const loss: Loss = (p, { ids }) => tf.mean(tf.square(tf.gather(p.w!, ids!)));
  const said = (make: typeof createStepper) => {
    const w = tf.variable(tf.ones([4, 3]));
    const adam = new Adam({ w });
    const stepper = make(loss, { w }, adam);
    try {
      stepper.step({ ids: column(new Int32Array([0, 3, 1])) }, 0.1);
      stepper.step({ ids: column(new Int32Array([0, 4, -1])) }, 0.1);
      return "nothing";
    } catch (error) {
      return (error as Error).message;
    } finally {
      stepper.dispose();
      adam.dispose();
      w.dispose();
    }
  };
  expect(said(createStepper)).toBe(said(createPlainStepper));
  expect(said(createStepper)).toBe("GatherV2: the index value 4 is not in [0, 3]");
});
