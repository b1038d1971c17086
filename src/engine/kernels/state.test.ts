/** Variables that no gradient moves: the compiled step writes what the plain step assigns. */
import * as tf from "@tensorflow/tfjs-core";
import { afterEach, expect, test, vi } from "vitest";
import { Rng } from "../numbers/random.ts";
import { column } from "../training/batch.ts";
import { createStepper } from "../training/compiled-stepper.ts";
import { Adam } from "../training/optimizer.ts";
import type { Variables } from "../training/parameters.ts";
import { createPlainStepper, type Loss } from "../training/stepper.ts";
import { forEachBackend } from "./backends.ts";
import { countGpuCalls } from "./count.ts";

const ROWS = 11;
const WIDTH = 5;

type Shapes = Readonly<Record<string, readonly number[]>>;
interface Case {
  readonly name: string;
  readonly parameters: Shapes;
  readonly state: Shapes;
  /** State of integers, by name. */
  readonly integers?: readonly string[];
  readonly loss: (
    p: Variables,
    s: Variables,
    x: tf.Tensor2D,
  ) => { loss: tf.Tensor; next: Record<string, tf.Tensor> };
}
const mm = (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D);
const towards = (old: tf.Tensor, now: tf.Tensor, rate = 0.1) =>
  tf.add(tf.mul(old, 1 - rate), tf.mul(now, rate));

const CASES: Case[] = [
  {
    name: "running mean and variance of batch normalisation",
    parameters: { w: [WIDTH, 7], scale: [7], shift: [7] },
    state: { mean: [7], variance: [7] },
    loss: ({ w, scale, shift }, { mean, variance }, x) => {
      const y = mm(x, w!);
      const now = tf.moments(y, 0);
      const z = tf.batchNorm(y, now.mean, now.variance, shift!, scale!, 1e-3);
      return {
        loss: tf.mean(tf.square(tf.sub(tf.relu(z), 0.3))),
        next: { mean: towards(mean!, now.mean), variance: towards(variance!, now.variance) },
      };
    },
  },
  {
    name: "a slow copy of the parameters, which the loss reads",
    parameters: { w: [WIDTH, 3] },
    state: { slow: [WIDTH, 3] },
    loss: ({ w }, { slow }, x) => ({
      loss: tf.mean(tf.square(tf.sub(tf.sub(mm(x, w!), mm(x, slow!)), 1))),
      next: { slow: towards(slow!, w!) },
    }),
  },
  {
    name: "two that are exchanged, and a copy of a parameter as it was",
    parameters: { w: [WIDTH, 2] },
    state: { a: [3, 4], b: [3, 4], before: [WIDTH, 2] },
    loss: ({ w }, { a, b }, x) => ({
      loss: tf.add(tf.mean(tf.exp(mm(x, w!))), tf.sum(tf.square(a!))),
      next: { a: b!, b: a!, before: w! },
    }),
  },
  {
    name: "a queue of past rows",
    parameters: { w: [WIDTH, 4] },
    state: { queue: [3 * ROWS, 4] },
    loss: ({ w }, { queue }, x) => {
      const y = mm(x, w!);
      const scores = tf.matMul(y as tf.Tensor2D, queue as tf.Tensor, false, true);
      return {
        loss: tf.add(tf.mean(tf.logSumExp(scores, 1)), tf.mean(tf.square(y))),
        next: { queue: tf.concat([y, tf.slice(queue!, [0, 0], [2 * ROWS, 4])]) },
      };
    },
  },
  {
    name: "a count of steps, and a constant",
    parameters: { w: [WIDTH] },
    state: { steps: [], zero: [3] },
    integers: ["steps"],
    loss: ({ w }, { steps }, x) => ({
      loss: tf.mean(tf.square(tf.sub(tf.sum(tf.mul(x, w!), 1), tf.cast(steps!, "float32")))),
      next: { steps: tf.add(steps!, tf.scalar(1, "int32")), zero: tf.zeros([3]) },
    }),
  },
];

function start(shapes: Shapes, rng: Rng, integers: readonly string[] = []): Variables {
  return tf.tidy(() =>
    Object.fromEntries(
      Object.entries(shapes).map(([name, shape]) => {
        const size = shape.reduce((n, m) => n * m, 1);
        const values = integers.includes(name)
          ? tf.zeros([...shape], "int32")
          : tf.tensor(rng.normals(size, 0.5), [...shape]);
        return [name, tf.variable(values)];
      }),
    ),
  );
}

const draw = (rng: Rng) => ({ x: column(rng.normals(ROWS * WIDTH), [ROWS, WIDTH]) });

async function train(make: typeof createStepper, example: Case) {
  const rng = new Rng(5);
  const parameters = start(example.parameters, rng);
  const state = start(example.state, rng, example.integers);
  const adam = new Adam(parameters);
  const loss = ((p, { x }) => example.loss(p, state, x as tf.Tensor2D)) as Loss;
  const stepper = make(loss, parameters, adam, state);
  for (let i = 0; i < 4; i++) stepper.step(draw(rng), 0.05);
  const losses = [...(await stepper.losses())];
  const values = await Promise.all(
    Object.values({ ...parameters, ...state }).map(async (v) => [...(await v.data())]),
  );
  stepper.dispose();
  adam.dispose();
  tf.dispose([parameters, state]);
  return [losses, ...values].flat();
}

afterEach(() => {
  vi.restoreAllMocks();
});

forEachBackend("state", (backend) => {
  test.each(CASES)("$name", async (example) => {
    const warn = vi.spyOn(console, "warn");
    const before = tf.memory().numTensors;
    const compiled = await train(createStepper, example);
    const plain = await train(createPlainStepper, example);
    expect(warn).not.toHaveBeenCalled();
    expect(tf.memory().numTensors).toBe(before);
    compiled.forEach((x, i) => {
      expect(Math.abs(x - plain[i]!), `${i}: ${x}, not ${plain[i]}`).toBeLessThan(
        3e-4 + 1e-4 * Math.abs(plain[i]!),
      );
    });
  });

  test("is written by the step's own submit, and stays where no next value is given", async () => {
    if (backend !== "webgpu") return;
    const rng = new Rng(6);
    const parameters = start({ w: [WIDTH, 3] }, rng);
    const state = start({ mean: [3], other: [2] }, rng);
    const adam = new Adam(parameters);
    const other = [...(await state.other!.data())];
    const loss: Loss = ({ w }, { x }) => {
      const y = mm(x!, w!);
      return { loss: tf.mean(tf.square(y)) as tf.Scalar, next: { mean: tf.mean(y, 0) } };
    };
    const stepper = createStepper(loss, parameters, adam, state);
    stepper.step(draw(rng), 0.1);
    await stepper.losses();
    const stop = countGpuCalls();
    for (let i = 0; i < 5; i++) stepper.step(draw(rng), 0.1);
    const { dispatches, ...rest } = stop();
    expect(rest).toEqual({ submits: 5, uploads: 5, bindGroups: 0, buffersCreated: 0 });
    expect(dispatches).toBeGreaterThan(0);
    expect([...(await state.other!.data())]).toEqual(other);
    stepper.dispose();
    adam.dispose();
    tf.dispose([parameters, state]);
  });

  test.each([
    ["unknown", (y: tf.Tensor) => ({ nobody: y }), "no state of the model"],
    ["of another shape", (y: tf.Tensor) => ({ mean: y }), "[11,3]"],
    ["of a parameter", (_: tf.Tensor, w: tf.Tensor) => ({ w }), "no state of the model"],
  ] as const)("says what is wrong with a next value that is %s", (_, next, said) => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const rng = new Rng(6);
    const parameters = start({ w: [WIDTH, 3] }, rng);
    const state = start({ mean: [3] }, rng);
    const adam = new Adam(parameters);
    const loss: Loss = ({ w }, { x }) => {
      const y = mm(x!, w!);
      return { loss: tf.mean(y) as tf.Scalar, next: next(y, w!) as Record<string, tf.Tensor> };
    };
    const stepper = createStepper(loss, parameters, adam, state);
    if (stepper.prepare) expect(stepper.prepare(draw(rng)).why).toContain(said);
    expect(() => stepper.step(draw(rng), 0.1)).toThrow(said);
    stepper.dispose();
    adam.dispose();
    tf.dispose([parameters, state]);
  });

  test("falls back where a next value draws numbers of its own", async () => {
    if (backend !== "webgpu") return;
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const rng = new Rng(6);
    const parameters = start({ w: [WIDTH, 3] }, rng);
    const state = start({ noise: [3] }, rng);
    const adam = new Adam(parameters);
    const loss: Loss = ({ w }, { x }) => ({
      loss: tf.mean(mm(x!, w!)) as tf.Scalar,
      next: { noise: tf.randomNormal([3]) },
    });
    const stepper = createStepper(loss, parameters, adam, state);
    const { kernels, why } = stepper.prepare!(draw(rng));
    expect(kernels).toBeNull();
    expect(why).toContain("draws numbers");
    stepper.step(draw(rng), 0.1);
    expect(await stepper.losses()).toHaveLength(1);
    expect(warn.mock.calls.flat().join()).toContain("draws numbers");
    stepper.dispose();
    adam.dispose();
    tf.dispose([parameters, state]);
  });
});
