/**
 * Every kernel and gradient of ours against stock tfjs's answer for the same op, on odd shapes. Where
 * tfjs has none on a back end, there is a test of its own (segment-sum.test.ts).
 */
import * as tf from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { Rng } from "../numbers/random.ts";
import { forEachBackend } from "./backends.ts";
import { setStockKernels } from "./override.ts";

type Op = (inputs: tf.Tensor[]) => tf.Tensor;
interface Case {
  readonly name: string;
  readonly shapes: number[][];
  readonly op: Op;
  /** False where the op has no gradient worth asking. */
  readonly gradient?: false;
}

const matMul =
  (transposeA: boolean, transposeB: boolean): Op =>
  ([a, b]) =>
    tf.matMul(a as tf.Tensor2D, b as tf.Tensor2D, transposeA, transposeB);

const CASES: Case[] = [
  ...[
    [1, 1, 1],
    [5, 7, 3],
    [33, 20, 65],
    [8, 300, 16],
  ].flatMap(([m, k, n]): Case[] => [
    {
      name: `matMul NN ${m} ${k} ${n}`,
      shapes: [
        [m!, k!],
        [k!, n!],
      ],
      op: matMul(false, false),
    },
    {
      name: `matMul NT ${m} ${k} ${n}`,
      shapes: [
        [m!, k!],
        [n!, k!],
      ],
      op: matMul(false, true),
    },
    {
      name: `matMul TN ${m} ${k} ${n}`,
      shapes: [
        [k!, m!],
        [k!, n!],
      ],
      op: matMul(true, false),
    },
    {
      name: `matMul TT ${m} ${k} ${n}`,
      shapes: [
        [k!, m!],
        [n!, k!],
      ],
      op: matMul(true, true),
    },
  ]),
  {
    name: "matMul batched NN",
    shapes: [
      [3, 5, 7],
      [3, 7, 9],
    ],
    op: matMul(false, false),
  },
  {
    name: "matMul batched NT",
    shapes: [
      [3, 5, 7],
      [3, 9, 7],
    ],
    op: matMul(false, true),
  },
  {
    name: "matMul batched TN",
    shapes: [
      [2, 7, 5],
      [2, 7, 8],
    ],
    op: matMul(true, false),
  },
  {
    name: "matMul with one of many",
    shapes: [
      [3, 5, 7],
      [1, 7, 9],
    ],
    op: matMul(false, false),
    gradient: false, // tfjs gets the shape of this one wrong
  },
  { name: "sum of all", shapes: [[7, 9]], op: ([x]) => tf.sum(tf.square(x!)) },
  { name: "sum of first axis", shapes: [[7, 9]], op: ([x]) => tf.sum(x!, 0) },
  { name: "sum of last axis", shapes: [[7, 1, 9]], op: ([x]) => tf.sum(x!, -1, true) },
  { name: "sum of the middle", shapes: [[3, 4, 5]], op: ([x]) => tf.sum(x!, 1) },
  { name: "sum of two axes", shapes: [[3, 4, 5]], op: ([x]) => tf.sum(tf.square(x!), [0, 1]) },
  { name: "mean of last axis", shapes: [[6, 11]], op: ([x]) => tf.mean(tf.square(x!), -1, true) },
  { name: "mean of all", shapes: [[6, 11]], op: ([x]) => tf.mean(tf.square(x!)) },
  { name: "tile", shapes: [[3, 1, 5]], op: ([x]) => tf.tile(x!, [2, 4, 1]) },
  { name: "tile everything", shapes: [[2, 3]], op: ([x]) => tf.tile(x!, [3, 2]) },
  { name: "broadcastTo", shapes: [[4, 1]], op: ([x]) => tf.broadcastTo(x!, [4, 6]) },
  {
    name: "gather rows",
    shapes: [[6, 5]],
    op: ([x]) => tf.gather(x!, tf.tensor2d([0, 5, 5, 2, 1, 5], [3, 2], "int32")),
  },
  {
    name: "gather scalars",
    shapes: [[6]],
    op: ([x]) => tf.gather(x!, tf.tensor1d([0, 5, 5, 2], "int32")),
  },
  {
    name: "gather columns",
    shapes: [[4, 6]],
    op: ([x]) => tf.gather(x!, tf.tensor1d([0, 5, 5], "int32"), 1),
  },
  { name: "softmax", shapes: [[5, 13]], op: ([x]) => tf.softmax(x!) },
  { name: "logSoftmax", shapes: [[5, 13]], op: ([x]) => tf.logSoftmax(x!) },
  { name: "logSumExp", shapes: [[5, 13]], op: ([x]) => tf.logSumExp(x!, 1) },
  { name: "max", shapes: [[5, 13]], op: ([x]) => tf.max(x!, 1) },
  { name: "softplus", shapes: [[17]], op: ([x]) => tf.softplus(x!) },
  { name: "logSigmoid", shapes: [[17]], op: ([x]) => tf.logSigmoid(x!) },
  {
    name: "activations",
    shapes: [[3, 7]],
    op: ([x]) => tf.add(tf.tanh(x!), tf.add(tf.relu(x!), tf.add(tf.sigmoid(x!), tf.elu(x!)))),
  },
  {
    name: "broadcasting arithmetic",
    shapes: [[4, 5], [5], [4, 1]],
    op: ([a, b, c]) => tf.div(tf.sub(tf.mul(a!, b!), c!), tf.add(tf.square(c!), 1)),
  },
  {
    name: "layer norm",
    shapes: [[4, 6, 8], [8], [8]],
    op: ([x, scale, shift]) => {
      const centred = tf.sub(x!, tf.mean(x!, -1, true));
      const variance = tf.mean(tf.square(centred), -1, true);
      return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, 1e-5))), scale!), shift!);
    },
  },
  {
    name: "concat and slice",
    shapes: [
      [3, 4],
      [3, 2],
    ],
    op: ([a, b]) => tf.slice(tf.concat([a!, b!], 1), [1, 1], [2, 4]),
  },
  { name: "transpose", shapes: [[3, 4, 5]], op: ([x]) => tf.transpose(x!, [1, 2, 0]) },
  {
    name: "where",
    shapes: [
      [3, 4],
      [3, 4],
    ],
    op: ([a, b]) => tf.where(tf.greater(a!, b!), a!, b!),
    gradient: false, // tfjs has no gradient of greater
  },
  {
    name: "nearest code",
    shapes: [
      [6, 3],
      [4, 3],
    ],
    op: ([x, codes]) =>
      tf.gather(
        codes!,
        tf.argMin(tf.matMul(x as tf.Tensor2D, codes as tf.Tensor2D, false, true), 1) as tf.Tensor1D,
      ),
  },
  {
    name: "no rows",
    shapes: [
      [0, 4],
      [4, 3],
    ],
    op: matMul(false, false),
    gradient: false,
  },
];

forEachBackend("parity with stock tfjs", () => {
  test.each(CASES)("$name", async ({ shapes, op, gradient }) => {
    const rng = new Rng(shapes.flat().reduce((sum, n) => sum + n, 0));
    const values = shapes.map((shape) => rng.normals(tf.util.sizeFromShape(shape)));
    const weight = rng.normals(20_000);
    const run = async (stock: boolean): Promise<Float32Array[]> => {
      setStockKernels(stock);
      try {
        const inputs = shapes.map((shape, i) => tf.tensor(values[i]!, shape));
        const out = tf.tidy(() => op(inputs));
        const results = [out];
        if (gradient !== false) {
          // A weighted sum, so that every entry of the gradient is different.
          const weights = tf.tensor(weight.slice(0, out.size), out.shape);
          results.push(...tf.grads((...xs) => tf.sum(tf.mul(op(xs), weights)))(inputs));
          weights.dispose();
        }
        const read = await Promise.all(results.map(async (t) => Float32Array.from(await t.data())));
        tf.dispose([inputs, results]);
        return read;
      } finally {
        setStockKernels(false);
      }
    };
    const before = tf.memory().numTensors;
    const ours = await run(false);
    const stock = await run(true);
    expect(tf.memory().numTensors).toBe(before);
    ours.forEach((result, i) => {
      expect(result.length).toBe(stock[i]!.length);
      result.forEach((x, j) => {
        const y = stock[i]![j]!;
        expect(Math.abs(x - y), `entry ${j} of result ${i}: ${x}, not ${y}`).toBeLessThanOrEqual(
          2e-5 + 2e-5 * Math.abs(y),
        );
      });
    });
    expect(await run(false)).toEqual(ours);
  });
});
