/**
 * Ops that the course's second half asks of a compiled step: each op's numbers and gradients against stock
 * tfjs, over random shapes, odd ones and such that an invocation takes four neighbours. Where stock tfjs is
 * wrong or has no gradient, against the same thing written in ops that are right.
 */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { Rng } from "../numbers/random.ts";
import { type Batch, column } from "../training/batch.ts";
import { createStepper } from "../training/compiled-stepper.ts";
import type { BatchTensors } from "../training/model.ts";
import { Adam } from "../training/optimizer.ts";
import type { Variables } from "../training/parameters.ts";
import { createPlainStepper, type Loss } from "../training/stepper.ts";
import { forEachBackend, onWasm } from "./backends.ts";
import { setStockKernels } from "./override.ts";

type Op = (inputs: Variables, ids: BatchTensors) => tf.Tensor;
interface Example {
  readonly inputs: Readonly<Record<string, number[]>>;
  /** Columns of ids, each below a number. */
  readonly ids?: Readonly<Record<string, { readonly shape: number[]; readonly below: number }>>;
  readonly op: Op;
  /** The same in other words, where stock tfjs needs them. */
  readonly reference?: Op;
}
type Form = (size: () => number) => Example;

const mm = tf.matMul as (a: tf.Tensor, b: tf.Tensor, ta?: boolean, tb?: boolean) => tf.Tensor;
const product = (a: number[], b: number[], [ta, tb] = [false, false]): Example => ({
  inputs: { a, b },
  op: (x) => mm(x.a!, x.b!, ta, tb),
  reference: (x) => {
    const leading = tf.broadcast_util.assertAndGetBroadcastShape(a.slice(0, -2), b.slice(0, -2));
    const whole = (t: tf.Tensor) => tf.broadcastTo(t, [...leading, ...t.shape.slice(-2)]);
    return mm(whole(x.a!), whole(x.b!), ta, tb);
  },
});
/** Beside the product with a triangle of ones: stock scans on WebGPU remember another length. */
const cumulative = (
  shape: number[],
  axis: number,
  exclusive = false,
  reverse = false,
): Example => ({
  inputs: { x: shape },
  op: ({ x }) => tf.cumsum(x!, axis, exclusive, reverse),
  reference: ({ x }) => {
    const n = shape[axis]!;
    const ones = tf.ones([n, n]);
    const lower = tf.linalg.bandPart(ones, -1, 0);
    const below = exclusive ? tf.sub(lower, tf.eye(n)) : lower;
    const rows = axis === 0 ? tf.reshape(x!, [n, -1]) : tf.transpose(x!);
    const sums = mm(below, rows, reverse);
    return axis === 0 ? tf.reshape(sums, shape) : tf.transpose(sums);
  },
});
/** Rows by their places in the last axis, as a product with ones and zeros. */
const picked = (x: tf.Tensor, ids: tf.Tensor) =>
  tf.sum(tf.mul(tf.oneHot(tf.cast(ids, "int32"), x.shape.at(-1)!), tf.expandDims(x, -2)), -1);

const FORMS: Readonly<Record<string, Form>> = {
  "gather on the second axis": (size) => {
    const [a, rows, n, c] = [size(), size(), size(), size()];
    return {
      inputs: { x: [a, rows, c] },
      ids: { at: { shape: [n], below: rows } },
      op: ({ x }, { at }) => tf.gather(x!, at!, 1),
    };
  },
  "gather on the last axis, by ids in two dimensions": (size) => {
    const [a, rows, n, k] = [size(), size(), size(), size()];
    return {
      inputs: { x: [a, rows] },
      ids: { at: { shape: [n, k], below: rows } },
      op: ({ x }, { at }) => tf.gather(x!, at!, -1),
    };
  },
  "gather of a person's own rows": (size) => {
    const [a, rows, n, c] = [size(), size(), size(), size()];
    return {
      inputs: { x: [a, rows, c] },
      ids: { at: { shape: [a, n], below: rows } },
      op: ({ x }, { at }) => tf.gather(x!, at!, 1, 1),
      reference: ({ x }, { at }) => mm(tf.oneHot(tf.cast(at!, "int32"), rows), x!),
    };
  },
  "gather of one number a position, two batch dimensions": (size) => {
    const [a, b, rows] = [size(), size(), size()];
    return {
      inputs: { x: [a, b, rows] },
      ids: { at: { shape: [a, b, 1], below: rows } },
      op: ({ x }, { at }) => tf.gather(x!, at!, 2, 2),
      reference: ({ x }, { at }) => picked(x!, at!),
    };
  },
  "gather with a batch dimension, on a later axis": (size) => {
    const [a, b, rows, n, c] = [size(), size(), size(), size(), size()];
    return {
      inputs: { x: [a, b, rows, c] },
      ids: { at: { shape: [a, n], below: rows } },
      op: ({ x }, { at }) => tf.gather(x!, at!, 2, 1),
      reference: ({ x }, { at }) => {
        const hot = tf.oneHot(tf.cast(at!, "int32"), rows);
        return mm(tf.broadcastTo(tf.expandDims(hot, 1), [a, b, n, rows]), x!);
      },
    };
  },
  "gather by ids made on the device": (size) => {
    const [a, rows, n, c] = [size(), size(), size(), size()];
    return {
      inputs: { x: [a, rows, c], scores: [a, n, rows] },
      op: ({ x, scores }) => tf.gather(x!, tf.argMax(scores!, -1), 1, 1),
      reference: ({ x, scores }) =>
        mm(tf.oneHot(tf.cast(tf.argMax(scores!, -1), "int32"), rows), x!),
    };
  },
  "places in several axes": (size) => {
    const [a, b, n, c] = [size(), size(), size(), size()];
    return {
      inputs: { x: [a, b, c] },
      ids: { at: { shape: [n, 2], below: Math.min(a, b) } },
      op: ({ x }, { at }) => tf.gatherND(x!, at!),
      reference: ({ x }, { at }) => {
        const flat = tf.sum(tf.mul(at!, tf.tensor1d([b, 1], "int32")), 1) as tf.Tensor1D;
        return tf.gather(tf.reshape(x!, [a * b, c]), flat);
      },
    };
  },
  "scatter of rows": (size) => {
    const [rows, n, c] = [size(), size(), size()];
    return {
      inputs: { x: [n, c] },
      ids: { at: { shape: [n, 1], below: rows } },
      op: ({ x }, { at }) => tf.scatterND(at!, x!, [rows, c]),
      reference: ({ x }, { at }) =>
        mm(tf.oneHot(tf.cast(tf.reshape(at!, [n]), "int32"), rows), x!, true),
    };
  },
  "scatter of numbers into a matrix": (size) => {
    const [a, b, n] = [size(), size(), size()];
    return {
      inputs: { x: [n] },
      ids: { at: { shape: [n, 2], below: Math.min(a, b) } },
      op: ({ x }, { at }) => tf.scatterND(at!, x!, [a, b]),
      reference: ({ x }, { at }) => {
        const flat = tf.sum(tf.mul(at!, tf.tensor1d([b, 1], "int32")), 1);
        const hot = tf.oneHot(tf.cast(flat, "int32"), a * b);
        return tf.reshape(mm(tf.reshape(x!, [1, n]), hot), [a, b]);
      },
    };
  },
  "a matrix for all batches": (size) => product([size(), size(), 6], [6, size()]),
  "a matrix for all batches, transposed": (size) =>
    product([size(), size(), 5], [1, size(), 5], [false, true]),
  "one left side for many": (size) => product([size(), 7], [size(), 7, size()]),
  "one right side for many, left transposed": (size) =>
    product([size(), 3, size()], [3, size()], [true, false]),
  "cumulative sums": (size) => cumulative([size(), size()], 1),
  "cumulative sums behind each": (size) => cumulative([size(), size()], 1, false, true),
  "cumulative sums behind, without the element": (size) =>
    cumulative([size(), size()], 1, true, true),
  "cumulative sums along the first of three axes": (size) =>
    cumulative([size(), size(), size()], 0, true),
  "top-k": (size) => {
    const [a, n] = [size(), size()];
    const k = Math.ceil(n / 2);
    return {
      inputs: { x: [a, n] },
      op: ({ x }) => {
        const { values, indices } = tf.topk(x!, k);
        return tf.add(tf.exp(values), tf.cast(indices, "float32"));
      },
      reference: ({ x }) => {
        const { indices } = tf.topk(x!, k);
        return tf.add(tf.exp(picked(x!, indices)), tf.cast(indices, "float32"));
      },
    };
  },
  "top-k masks: what is below the k-th is left out of a softmax": (size) => {
    const [a, b, n] = [size(), size(), size()];
    const k = Math.ceil(n / 3);
    return {
      inputs: { x: [a, b, n] },
      op: ({ x }) => {
        const least = tf.slice(tf.topk(x!, k).values, [0, 0, k - 1], [a, b, 1]);
        return tf.softmax(tf.where(tf.greaterEqual(x!, least), x!, tf.fill(x!.shape, -1e9)));
      },
      reference: ({ x }) => {
        const chosen = tf.sum(tf.cast(tf.oneHot(tf.topk(x!, k).indices, n), "float32"), -2);
        return tf.softmax(tf.sub(tf.mul(x!, chosen), tf.mul(tf.sub(1, chosen), 1e9)));
      },
    };
  },
  "exact gelu": (size) => ({
    inputs: { x: [size(), size()] },
    op: ({ x }) => tf.mul(tf.mul(x!, 0.5), tf.add(tf.erf(tf.div(x!, Math.SQRT2)), 1)),
  }),
  "sigmoid, silu, tanh and softplus": (size) => ({
    inputs: { x: [size(), size()] },
    op: ({ x }) =>
      tf.addN([tf.mul(x!, tf.sigmoid(x!)), tf.tanh(x!), tf.softplus(x!), tf.sigmoid(tf.neg(x!))]),
  }),
  prelu: (size) => {
    const c = size();
    return { inputs: { x: [size(), c], alpha: [c] }, op: ({ x, alpha }) => tf.prelu(x!, alpha!) };
  },
  "dice, with padding left out of the statistics": (size) => {
    const [n, c] = [size(), size()];
    return {
      inputs: { x: [n, c], alpha: [c] },
      ids: { real: { shape: [n, 1], below: 2 } },
      op: ({ x, alpha }, { real }) => {
        const mask = tf.cast(real!, "float32");
        const rows = tf.add(tf.sum(mask), 1);
        const mean = tf.div(tf.sum(tf.mul(x!, mask), 0, true), rows);
        const centred = tf.sub(x!, mean);
        const variance = tf.div(tf.sum(tf.mul(tf.square(centred), mask), 0, true), rows);
        const p = tf.sigmoid(tf.div(centred, tf.sqrt(tf.add(variance, 1e-3))));
        return tf.add(tf.mul(p, x!), tf.mul(tf.mul(tf.sub(1, p), alpha!), x!));
      },
    };
  },
  "batch normalisation": (size) => {
    const [n, c] = [size() + 1, size()];
    return {
      inputs: { x: [n, c], scale: [c], shift: [c] },
      op: ({ x, scale, shift }) => {
        const { mean, variance } = tf.moments(x!, 0);
        return tf.batchNorm(x!, mean, variance, shift!, scale!, 1e-2);
      },
    };
  },
  "attention of silu, without softmax, with time buckets": (size) => {
    const [a, n, d] = [size(), size(), size()];
    return {
      inputs: { q: [a, n, d], k: [a, n, d], v: [a, n, d], bucket: [4] },
      ids: { gap: { shape: [a, n, n], below: 4 } },
      op: ({ q, k, v, bucket }, { gap }) => {
        const scores = tf.add(mm(q!, k!, false, true), tf.gather(bucket!, gap!));
        const seen = tf.linalg.bandPart(tf.ones([n, n]), -1, 0);
        const weights = tf.mul(tf.mul(scores, tf.sigmoid(scores)), tf.div(seen, n));
        return mm(weights, v!);
      },
    };
  },
  "one-hot codes, stacked, split and chosen": (size) => {
    const [a, n, c] = [size(), size(), size()];
    return {
      inputs: { x: [a, c], y: [a, c], codes: [n, c] },
      ids: { code: { shape: [a], below: n } },
      op: ({ x, y, codes }, { code }) => {
        const rows = mm(tf.cast(tf.oneHot(tf.cast(code!, "int32"), n), "float32"), codes!);
        const parts = tf.unstack(tf.stack([x!, y!, rows], 1), 1);
        const [head, tail] = tf.split(tf.concat([parts[0]!, parts[2]!], 1), 2, 1);
        const even = tf.equal(tf.mod(tf.cast(code!, "float32"), 2), 0);
        const chosen = tf.broadcastTo(tf.expandDims(even, 1), [a, c]);
        return tf.where(chosen, tf.mul(head!, tail!), parts[1]!);
      },
    };
  },
};

/** Sizes of axes, by the number of axes before. */
const SIZES: readonly ((axis: number, rng: Rng) => number)[] = [
  (_, rng) => [1, 2, 3, 5, 7, 9, 11][rng.int(7)]!,
  (axis, rng) => (axis === 0 ? 1024 : [4, 8][rng.int(2)]!),
];

type Results = Record<string, number[]>;

/** What the op gives, and the gradients of a weighted sum of it: those are in Adam's first moments. */
async function resultsOf(
  make: typeof createStepper,
  { inputs, ids = {} }: Example,
  op: Op,
): Promise<Results> {
  const rng = new Rng(7);
  const size = tf.util.sizeFromShape;
  const parameters: Variables = Object.fromEntries(
    Object.entries(inputs).map(([name, shape]) => [
      name,
      tf.tidy(() => tf.variable(tf.tensor(rng.normals(size(shape)), shape))),
    ]),
  );
  const batch: Record<string, Batch[string]> = {};
  for (const [name, { shape, below }] of Object.entries(ids)) {
    const values = Int32Array.from({ length: size(shape) }, () => rng.int(below));
    batch[name] = column(values, shape);
  }
  const columns = Object.fromEntries(
    Object.entries(batch).map(([name, { values, shape }]) => [
      name,
      tf.tensor(values, [...shape], "int32"),
    ]),
  );
  const once = tf.tidy(() => op(parameters, columns));
  const { shape } = once;
  tf.dispose([once, columns]);
  batch.weights = column(rng.normals(size(shape)), shape);
  const out = tf.tidy(() => tf.variable(tf.zeros(shape)));
  const loss: Loss = (x, tensors) => {
    const y = op(x, tensors);
    return { loss: tf.sum(tf.mul(y, tensors.weights!)) as tf.Scalar, next: { out: y } };
  };
  const adam = new Adam(parameters);
  const stepper = make(loss, parameters, adam, { out });
  if (stepper.prepare) expect(stepper.prepare(batch).why).toBeNull();
  stepper.step(batch, 0);
  await stepper.losses();
  const results: Results = { out: [...(await out.data())] };
  for (const [name, { m }] of Object.entries(adam.moments)) {
    results[name] = Array.from(await m.data(), (x) => x / (1 - adam.beta1));
  }
  stepper.dispose();
  adam.dispose();
  tf.dispose([parameters, out]);
  return results;
}

/** tfjs as it comes, and another back end at that. */
const onStock = (run: () => Promise<Results>) =>
  onWasm(async () => {
    setStockKernels(true);
    try {
      return await run();
    } finally {
      setStockKernels(false);
    }
  });

forEachBackend("a form", () => {
  test.each(Object.entries(FORMS))("%s", async (_, form) => {
    for (const [round, sizeOf] of SIZES.entries()) {
      const rng = new Rng(31 + round);
      let axis = 0;
      const example = form(() => sizeOf(axis++, rng));
      const before = tf.memory().numTensors;
      const ours = await resultsOf(createStepper, example, example.op);
      expect(tf.memory().numTensors).toBe(before);
      const stock = await onStock(() =>
        resultsOf(createPlainStepper, example, example.reference ?? example.op),
      );
      for (const [name, values] of Object.entries(ours)) {
        const expected = stock[name]!;
        const scale = expected.reduce((most, y) => Math.max(most, Math.abs(y)), 1);
        const off = values.map((x, i) => Math.abs(x - expected[i]!));
        const worst = off.reduce((at, x, i) => (x <= off[at]! ? at : i), 0);
        const what = `${name}[${worst}] of ${JSON.stringify(example.inputs)}: ${values[worst]}, not ${expected[worst]}`;
        expect(values.length, what).toBe(expected.length);
        expect(off[worst], what).toBeLessThan(2e-5 * scale);
      }
    }
  });
});
