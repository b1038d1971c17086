/**
 * The compiled step against the same step op by op: the same parameters after training on the same
 * batches, whatever ops the loss is made of. And the guards: what a step may ask of the device.
 */
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { BENCH_NAMES, loadBenchModel } from "../../bench/models.ts";
import { selectBackend } from "../device.ts";
import { Rng } from "../numbers/random.ts";
import { type Batch, column } from "../training/batch.ts";
import { createStepper } from "../training/compiled-stepper.ts";
import type { BatchTensors } from "../training/model.ts";
import { Adam } from "../training/optimizer.ts";
import type { Variables } from "../training/parameters.ts";
import { recordStep } from "../training/record-step.ts";
import { createPlainStepper, type Loss } from "../training/stepper.ts";
import { forEachBackend } from "./backends.ts";
import { countGpuCalls } from "./count.ts";
import { gpuBackend } from "./gpu.ts";
import { compileForGpu } from "./gpu-program.ts";

interface Case {
  readonly name: string;
  readonly shapes: Readonly<Record<string, number[]>>;
  readonly loss: (p: Variables, b: BatchTensors) => tf.Tensor;
}
const N = 12;
const mm = (a: tf.Tensor, b: tf.Tensor, ta = false, tb = false) =>
  tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D, ta, tb);

const CASES: Case[] = [
  {
    name: "embeddings, biases and a penalty",
    shapes: { P: [9, 5], Q: [11, 5], b: [11] },
    loss: ({ P, Q, b }, { user, item, label }) => {
      const [p, q] = [tf.gather(P!, user!), tf.gather(Q!, item!)];
      const s = tf.add(tf.sum(tf.mul(p, q), 1), tf.gather(b!, item!));
      const penalty = tf.mul(0.1, tf.add(tf.sum(tf.square(p)), tf.sum(tf.square(q))));
      return tf.add(tf.mean(tf.sub(tf.softplus(s), tf.mul(label!, s))), penalty);
    },
  },
  {
    name: "a penalty on a whole table",
    shapes: { P: [9, 5] },
    loss: ({ P }, { user }) =>
      tf.add(tf.mean(tf.gather(P!, user!)), tf.mul(0.01, tf.sum(tf.square(P!)))),
  },
  {
    name: "a table used twice, ids in two dimensions",
    shapes: { Q: [11, 4] },
    loss: ({ Q }, { item, pairs }) => {
      const a = tf.expandDims(tf.gather(Q!, item!), 1);
      const scores = tf.sum(tf.mul(a, tf.gather(Q!, pairs!)), 2);
      return tf.mean(
        tf.softplus(tf.sub(tf.slice(scores, [0, 1], [-1, 2]), tf.slice(scores, [0, 0], [-1, 1]))),
      );
    },
  },
  {
    name: "ids joined of two columns",
    shapes: { Q: [11, 4] },
    loss: ({ Q }, { user, item }) => tf.mean(tf.exp(tf.gather(Q!, tf.concat([item!, user!])))),
  },
  {
    name: "an MLP over joined features",
    shapes: { P: [9, 3], Q: [11, 4], w1: [7, 6], b1: [6], w2: [6, 1], b2: [1] },
    loss: ({ P, Q, w1, b1, w2, b2 }, { user, item, label }) => {
      const x = tf.concat([tf.gather(P!, user!), tf.gather(Q!, item!)], 1);
      const h = tf.relu(tf.add(mm(x, w1!), b1!));
      const s = tf.reshape(tf.add(mm(h, w2!), b2!), [N]);
      return tf.losses.sigmoidCrossEntropy(label!, s);
    },
  },
  {
    name: "in-batch softmax",
    shapes: { P: [9, 5], Q: [11, 5] },
    loss: ({ P, Q }, { user, item }) => {
      const logits = mm(tf.gather(P!, user!), tf.gather(Q!, item!), false, true);
      const own = tf.sum(tf.mul(logits, tf.eye(N)), 1);
      return tf.mean(tf.sub(tf.logSumExp(logits, 1), own));
    },
  },
  {
    name: "attention with a mask, layer norm and positions",
    shapes: { E: [11, 8], pos: [3, 8], wq: [8, 8], wk: [8, 8], wv: [8, 8], scale: [8], shift: [8] },
    loss: ({ E, pos, wq, wk, wv, scale, shift }, { pairs }) => {
      const x = tf.add(tf.gather(E!, pairs!), pos!); // [N, 3, 8]
      const centred = tf.sub(x, tf.mean(x, -1, true));
      const deviation = tf.sqrt(tf.add(tf.mean(tf.square(centred), -1, true), 1e-3));
      const h = tf.add(tf.mul(tf.div(centred, deviation), scale!), shift!);
      const project = (w: tf.Tensor) =>
        tf.reshape(mm(tf.reshape(h, [N * 3, 8]), w), [N, 3, 8]) as tf.Tensor3D;
      const scores = tf.matMul(project(wq!), project(wk!), false, true);
      const mask = tf.tensor2d([0, -1e9, -1e9, 0, 0, -1e9, 0, 0, 0], [3, 3]);
      const seen = tf.matMul(tf.softmax(tf.add(scores, mask)) as tf.Tensor3D, project(wv!));
      return tf.mean(tf.square(tf.add(x, seen)));
    },
  },
  {
    name: "nearest codes with a straight-through gradient",
    shapes: { E: [9, 4], codes: [6, 4] },
    loss: ({ E, codes }, { user }) => {
      const z = tf.gather(E!, user!);
      const distances = tf.sub(tf.sum(tf.square(codes!), 1), tf.mul(2, mm(z, codes!, false, true)));
      const code = tf.gather(codes!, tf.argMin(distances, 1) as tf.Tensor1D);
      return tf.mean(tf.square(tf.sub(z, code)));
    },
  },
  {
    name: "heads: transposed axes, split and stack",
    shapes: { w: [12, 6], u: [6, 2] },
    loss: ({ w, u }, { real }) => {
      const y = mm(real as tf.Tensor2D, w!); // [N, 6]
      const heads = tf.transpose(tf.reshape(y, [N, 2, 3]), [1, 0, 2]);
      const [left, right] = tf.split(heads, 2, 0) as [tf.Tensor, tf.Tensor];
      const both = tf.stack([tf.squeeze(left, [0]), tf.squeeze(right, [0])], 1);
      return tf.mean(tf.tanh(mm(tf.reshape(both, [N, 6]), u!)));
    },
  },
  {
    name: "lists: softmax, where, max and clip",
    shapes: { w: [12, 3] },
    loss: ({ w }, { real, label }) => {
      const y = mm(real as tf.Tensor2D, w!);
      const best = tf.max(y, 1, true);
      const chosen = tf.where(
        tf.greater(tf.expandDims(label!, 1).tile([1, 3]), 0.5),
        y,
        tf.mul(y, 2),
      );
      return tf.add(tf.mean(tf.logSoftmax(chosen)), tf.mean(tf.clipByValue(tf.sub(best, y), 0, 1)));
    },
  },
  {
    name: "activations and powers",
    shapes: { w: [12, 5] },
    loss: ({ w }, { real }) => {
      const y = mm(real as tf.Tensor2D, w!);
      const parts = [
        tf.sigmoid(y),
        tf.elu(y),
        tf.leakyRelu(y, 0.1),
        tf.abs(y),
        tf.exp(tf.neg(tf.square(y))),
      ];
      return tf.mean(tf.pow(tf.addN(parts), 2));
    },
  },
  // Of so many elements that an invocation takes four neighbours.
  {
    name: "tables side by side, whose rows are whole vectors",
    shapes: { P: [1100, 4], Q: [1100, 8] },
    loss: ({ P, Q }, { user, item }) => {
      const both = tf.tanh(tf.concat([P!, Q!], 1));
      const cut = tf.slice(tf.exp(both), [0, 4], [-1, 4]);
      const rows = tf.mul(tf.gather(both, user!), tf.gather(both, item!));
      return tf.add(tf.mean(tf.softplus(tf.sum(rows, 1))), tf.mean(tf.square(cut)));
    },
  },
  {
    name: "tables side by side, whose rows begin within vectors",
    shapes: { P: [1100, 3], Q: [1100, 5] },
    loss: ({ P, Q }, { user, item }) => {
      const both = tf.tanh(tf.concat([P!, Q!], 1));
      const cut = tf.slice(tf.exp(both), [0, 2], [-1, 5]);
      const rows = tf.mul(tf.gather(both, user!), tf.gather(both, item!));
      return tf.add(tf.mean(tf.softplus(tf.sum(rows, 1))), tf.mean(tf.square(cut)));
    },
  },
  {
    name: "a number a row, and sums of long columns and rows",
    shapes: { b: [9000], Q: [700, 12] },
    loss: ({ b, Q }, { user, item, pairs }) => {
      const scores = tf.add(tf.gather(b!, pairs!), tf.sum(tf.gather(Q!, pairs!), 2));
      const centred = tf.sub(Q!, tf.mean(Q!, 0, true));
      const scaled = tf.div(centred, tf.sqrt(tf.add(tf.sum(tf.square(centred), 1, true), 0.1)));
      const own = tf.mul(tf.gather(scaled, user!), tf.gather(Q!, item!));
      return tf.add(tf.mean(tf.softplus(scores)), tf.mean(tf.square(tf.sub(tf.sum(own, 1), 1))));
    },
  },
  {
    name: "nearest codes for many rows",
    shapes: { E: [2100, 4], codes: [6, 4] },
    loss: ({ E, codes }) => {
      const ids = tf.argMin(
        tf.sub(tf.sum(tf.square(codes!), 1), tf.mul(2, mm(E!, codes!, false, true))),
        1,
      );
      return tf.mean(tf.square(tf.sub(E!, tf.gather(codes!, ids as tf.Tensor1D))));
    },
  },
];

function start(shapes: Case["shapes"]): Variables {
  const rng = new Rng(3);
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      tf.tidy(() => tf.variable(tf.tensor(rng.normals(tf.util.sizeFromShape(shape), 0.5), shape))),
    ]),
  );
}

function draw(rng: Rng): Batch {
  const below = (n: number, size: number) => Int32Array.from({ length: size }, () => rng.int(n));
  return {
    user: column(below(9, N)),
    item: column(below(11, N)),
    pairs: column(below(11, N * 3), [N, 3]),
    label: column(Float32Array.from({ length: N }, () => rng.int(2))),
    real: column(rng.normals(N * 12), [N, 12]),
  };
}

async function train(make: typeof createStepper, { shapes, loss }: Case) {
  const parameters = start(shapes);
  const adam = new Adam(parameters);
  const stepper = make(loss as Loss, parameters, adam);
  const rng = new Rng(4);
  for (let i = 0; i < 3; i++) stepper.step(draw(rng), 0.02);
  const losses = await stepper.losses();
  const values = await Promise.all(
    Object.values(parameters).map(async (v) => [...(await v.data())]),
  );
  stepper.dispose();
  adam.dispose();
  tf.dispose(Object.values(parameters));
  return { losses: [...losses], values: values.flat() };
}

afterEach(() => {
  vi.restoreAllMocks();
});

forEachBackend("a compiled step", (backend) => {
  test.each(CASES)("$name", async (example) => {
    const warn = vi.spyOn(console, "warn");
    const before = tf.memory().numTensors;
    const compiled = await train(createStepper, example);
    const plain = await train(createPlainStepper, example);
    expect(tf.memory().numTensors).toBe(before);
    expect(warn).not.toHaveBeenCalled();
    for (const key of ["losses", "values"] as const) {
      compiled[key].forEach((x, i) => {
        const y = plain[key][i]!;
        expect(Math.abs(x - y), `${key} ${i}: ${x}, not ${y}`).toBeLessThan(
          3e-4 + 1e-4 * Math.abs(y),
        );
      });
    }
    expect(await train(createStepper, example)).toEqual(compiled);
  });

  test("goes op by op where a loss draws numbers of its own, and says so", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { losses } = await train(createStepper, {
      name: "dropout",
      shapes: { w: [12, 5] },
      loss: ({ w }, { real }) => tf.mean(tf.square(tf.dropout(mm(real!, w!), 0.5))),
    });
    expect(losses).toHaveLength(3);
    expect(warn.mock.calls.flat().join()).toContain("draws numbers");
  });

  test("names what has no compiled form, and goes op by op", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const parameters = start({ w: [12, 5] });
    const adam = new Adam(parameters);
    const loss: Loss = ({ w }, { real }) => tf.mean(tf.sinh(mm(real!, w!)));
    const stepper = createStepper(loss, parameters, adam);
    const batch = draw(new Rng(4));
    const { kernels, total, why } = stepper.prepare!(batch);
    expect({ kernels, total, why }).toEqual({
      kernels: null,
      total: 0,
      why: "Sinh has no recorded form.",
    });
    stepper.step(batch, 0.1);
    expect(await stepper.losses()).toHaveLength(1);
    expect(warn.mock.calls.flat().join()).toContain("Sinh");
    stepper.dispose();
    adam.dispose();
    tf.dispose(parameters);
  });

  test("takes batches of two sizes in turn, as at the end of an epoch", async () => {
    const loss: Loss = ({ w }, { real }) => tf.mean(tf.square(mm(real!, w!)));
    const run = async (make: typeof createStepper) => {
      const parameters = start({ w: [12, 5] });
      const adam = new Adam(parameters);
      const stepper = make(loss, parameters, adam);
      const rng = new Rng(4);
      for (const n of [6, 6, 3, 6, 3]) {
        stepper.step({ real: column(rng.normals(n * 12), [n, 12]) }, 0.05);
      }
      const losses = [...(await stepper.losses())];
      stepper.dispose();
      adam.dispose();
      tf.dispose(Object.values(parameters));
      return losses;
    };
    const plain = await run(createPlainStepper);
    const compiled = await run(createStepper);
    expect(compiled).toHaveLength(5);
    compiled.forEach((x, i) => {
      expect(x).toBeCloseTo(plain[i]!, 4);
    });
  });

  test("takes the steps again op by op when the device refuses a kernel, and says so", async () => {
    if (backend !== "webgpu") return;
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { device } = gpuBackend();
    const original = device.createShaderModule.bind(device);
    vi.spyOn(device, "createShaderModule").mockImplementation((descriptor) =>
      original(
        descriptor.label?.startsWith("step kernel")
          ? { ...descriptor, code: "not a kernel" }
          : descriptor,
      ),
    );
    const example: Case = {
      name: "refused",
      shapes: { w: [12, 4] },
      loss: ({ w }, { real }) => tf.mean(tf.square(tf.sub(mm(real!, w!), 0.25))),
    };
    const refused = await train(createStepper, example);
    expect(warn.mock.calls.flat().join()).toContain("op by op");
    vi.restoreAllMocks();
    expect(refused).toEqual(await train(createPlainStepper, example));
  });

  test("compiled ahead, the first step waits for no kernel", async () => {
    if (backend !== "webgpu") return;
    const parameters = start({ u: [12, 7] });
    const adam = new Adam(parameters);
    const stepper = createStepper(
      ({ u }, { real }) => tf.mean(tf.square(tf.sub(mm(real!, u!), 0.75))),
      parameters,
      adam,
    );
    const batch = draw(new Rng(4));
    const compiling = stepper.prepare!(batch);
    expect(compiling.total).toBeGreaterThan(0);
    expect(compiling.kernels).toBeGreaterThanOrEqual(compiling.total);
    expect(compiling.why).toBeNull();
    await compiling.finished;
    expect(compiling.done).toBe(compiling.total);
    const create = vi.spyOn(gpuBackend().device, "createComputePipeline");
    stepper.step(batch, 0.1);
    expect(create).not.toHaveBeenCalled();
    expect((await stepper.losses())[0]).toBeGreaterThan(0);
    vi.restoreAllMocks();
    stepper.dispose();
    adam.dispose();
    tf.dispose(Object.values(parameters));
  });

  test("follows a variable that was assigned to, and the optimizer's step", async () => {
    const parameters = start({ w: [12, 5] });
    const adam = new Adam(parameters);
    const loss: Loss = ({ w }, { real }) => tf.mean(tf.square(mm(real!, w!)));
    const stepper = createStepper(loss, parameters, adam);
    const batch = draw(new Rng(4));
    stepper.step(batch, 0.1);
    const [first] = await stepper.losses();
    const zero = tf.zeros([12, 5]);
    parameters.w!.assign(zero);
    stepper.step(batch, 0.1);
    expect((await stepper.losses())[0]).toBe(0);
    expect(adam.step).toBe(2);
    expect(first).toBeGreaterThan(0);
    // Nobody wrote into the tensor that was assigned.
    expect([...(await zero.data())].every((x) => x === 0)).toBe(true);
    stepper.dispose();
    adam.dispose();
    tf.dispose([zero, Object.values(parameters)]);
  });
});

describe("guards on webgpu", () => {
  beforeAll(async () => {
    await selectBackend("webgpu");
    await tf.setBackend("webgpu");
  }, 60_000);

  /** Dispatches a step of the lessons' own models, as measured: fewer is welcome, more is a regression. */
  const DISPATCHES = {
    "matrix-factorization": 5,
    "two-tower": 26,
    "dcn-v2": 19,
    "rq-vae": 21,
    sasrec: 70,
  };
  test.each(BENCH_NAMES)("dispatches of %s", async (name) => {
    const model = await loadBenchModel(name);
    const { variables, loss } = model.open();
    const batch = model.draw(new Rng(2));
    const program = compileForGpu(recordStep(loss, variables, batch), batch);
    tf.dispose(Object.values(variables));
    expect(program.kernels.length).toBeLessThanOrEqual(DISPATCHES[name]);
    for (const { buffers } of program.kernels) expect(buffers.length).toBeLessThanOrEqual(8);
  });

  test("moves the rows of embeddings and their moments four numbers at a time", async () => {
    const model = await loadBenchModel("matrix-factorization");
    const { variables, loss } = model.open();
    const batch = model.draw(new Rng(2));
    const { kernels } = compileForGpu(recordStep(loss, variables, batch), batch);
    tf.dispose(Object.values(variables));
    const tables = kernels.flatMap(({ code }) => code.match(/ (m_|v_)?p_[PQ]: array<[^,]+/g) ?? []);
    expect(tables.length).toBeGreaterThan(0);
    for (const table of tables) expect(table).toContain("array<vec4<u32>");
  });

  test("a step is one submit and one upload, and makes nothing", async () => {
    const { shapes, loss } = CASES[0]!;
    const parameters = start(shapes);
    const adam = new Adam(parameters);
    const stepper = createStepper(loss as Loss, parameters, adam);
    const rng = new Rng(4);
    for (let i = 0; i < 2; i++) {
      stepper.step(draw(rng), 0.02);
      await stepper.losses();
    }
    const stop = countGpuCalls();
    for (let i = 0; i < 10; i++) stepper.step(draw(rng), 0.02);
    const { dispatches, ...rest } = stop();
    expect(rest).toEqual({ submits: 10, uploads: 10, bindGroups: 0, buffersCreated: 0 });
    expect(dispatches).toBeLessThanOrEqual(80);
    expect(await stepper.losses()).toHaveLength(10);
    stepper.dispose();
    adam.dispose();
    tf.dispose(Object.values(parameters));
  });
});
