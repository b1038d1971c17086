/**
 * The training steps that the bench times: the five models of the course at fixed shapes, in plain tfjs
 * ops, on random ids of MovieLens small's size. No data, no page: what matters here is the work a step.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Rng } from "../engine/numbers/random.ts";
import { type Batch, column } from "../engine/training/batch.ts";
import type { BatchTensors } from "../engine/training/model.ts";
import type { Variables } from "../engine/training/parameters.ts";

export interface BenchModel {
  readonly name: "matrix-factorization" | "two-tower" | "dcn-v2" | "rq-vae" | "sasrec";
  init(rng: Rng): Variables;
  draw(rng: Rng): Batch;
  loss(parameters: Variables, batch: BatchTensors): tf.Scalar;
}

export const USERS = 671;
export const ITEMS = 9066;

function normal(rng: Rng, shape: number[], deviation: number): tf.Variable {
  return tf.tidy(() =>
    tf.variable(tf.tensor(rng.normals(tf.util.sizeFromShape(shape), deviation), shape)),
  );
}
/** Glorot and Bengio, 2010. */
function weights(rng: Rng, inputs: number, outputs: number): tf.Variable {
  return normal(rng, [inputs, outputs], Math.sqrt(2 / (inputs + outputs)));
}
function constant(value: number, shape: number[]): tf.Variable {
  return tf.tidy(() => tf.variable(tf.fill(shape, value)));
}
function randomIds(rng: Rng, n: number, below: number, from = 0): Int32Array {
  return Int32Array.from({ length: n }, () => from + rng.int(below - from));
}
function dense(x: tf.Tensor, w: tf.Variable, b: tf.Variable): tf.Tensor {
  return tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor as tf.Tensor2D), b);
}

/** Dim 32, batch 1024: BCE on pairs, half of them negatives. */
export const matrixFactorization: BenchModel = {
  name: "matrix-factorization",
  init: (rng) => ({ P: normal(rng, [USERS, 32], 0.1), Q: normal(rng, [ITEMS, 32], 0.1) }),
  draw: (rng) => ({
    user: column(randomIds(rng, 1024, USERS)),
    item: column(randomIds(rng, 1024, ITEMS)),
    label: column(Float32Array.from({ length: 1024 }, (_, i) => i % 2)),
  }),
  loss({ P, Q }, { user, item, label }) {
    const s = tf.sum(tf.mul(tf.gather(P!, user!), tf.gather(Q!, item!)), 1);
    // -y log sigma(s) - (1 - y) log(1 - sigma(s)) = softplus(s) - y s
    return tf.mean(tf.sub(tf.softplus(s), tf.mul(label!, s)));
  },
};

/** Dim 32, a hidden layer of 64 a tower, softmax over the batch of 512 with log Q correction. */
export const twoTower: BenchModel = {
  name: "two-tower",
  init: (rng) => ({
    users: normal(rng, [USERS, 32], 0.1),
    items: normal(rng, [ITEMS, 32], 0.1),
    u1: weights(rng, 32, 64),
    ub1: constant(0, [64]),
    u2: weights(rng, 64, 32),
    ub2: constant(0, [32]),
    i1: weights(rng, 32, 64),
    ib1: constant(0, [64]),
    i2: weights(rng, 64, 32),
    ib2: constant(0, [32]),
  }),
  draw: (rng) => ({
    user: column(randomIds(rng, 512, USERS)),
    item: column(randomIds(rng, 512, ITEMS)),
    logQ: column(Float32Array.from({ length: 512 }, () => Math.log(rng.uniform() + 1e-3))),
    diagonal: column(
      Float32Array.from({ length: 512 * 512 }, (_, i) => (i % 513 === 0 ? 1 : 0)),
      [512, 512],
    ),
  }),
  loss(p, { user, item, logQ, diagonal }) {
    const tower = (x: tf.Tensor, side: "u" | "i") => {
      const h = tf.relu(dense(x, p[`${side}1`]!, p[`${side}b1`]!));
      const y = dense(h, p[`${side}2`]!, p[`${side}b2`]!);
      return tf.div(y, tf.sqrt(tf.add(tf.sum(tf.square(y), 1, true), 1e-6))); // unit length
    };
    const u = tower(tf.gather(p.users!, user!), "u") as tf.Tensor2D;
    const v = tower(tf.gather(p.items!, item!), "i") as tf.Tensor2D;
    const logits = tf.sub(tf.mul(tf.matMul(u, v, false, true), 20), logQ!); // [B, B], 1 / temperature
    const positive = tf.sum(tf.mul(logits, diagonal!), 1);
    return tf.mean(tf.sub(tf.logSumExp(logits, 1), positive));
  },
};

const FIELDS = [USERS, ITEMS, 20, 100, 24, 7];

/** Six fields of 16, three cross layers, a deep tower 128-64 beside them, batch 1024. */
export const dcnV2: BenchModel = {
  name: "dcn-v2",
  init: (rng) => ({
    ...Object.fromEntries(FIELDS.map((size, f) => [`e${f}`, normal(rng, [size, 16], 0.1)])),
    ...Object.fromEntries(
      [0, 1, 2].flatMap((l) => [
        [`cross${l}`, weights(rng, 96, 96)],
        [`crossBias${l}`, constant(0, [96])],
      ]),
    ),
    d1: weights(rng, 96, 128),
    db1: constant(0, [128]),
    d2: weights(rng, 128, 64),
    db2: constant(0, [64]),
    out: weights(rng, 160, 1),
    outBias: constant(0, [1]),
  }),
  draw: (rng) => ({
    ...Object.fromEntries(FIELDS.map((size, f) => [`f${f}`, column(randomIds(rng, 1024, size))])),
    label: column(Float32Array.from({ length: 1024 }, () => rng.int(2))),
  }),
  loss(p, batch) {
    const x0 = tf.concat(
      FIELDS.map((_, f) => tf.gather(p[`e${f}`]!, batch[`f${f}`]!)),
      1,
    );
    let x: tf.Tensor = x0;
    // x_{l+1} = x_0 * (W x_l + b) + x_l   (Wang et al. 2021, eq. 1)
    for (const l of [0, 1, 2]) {
      x = tf.add(tf.mul(x0, dense(x, p[`cross${l}`]!, p[`crossBias${l}`]!)), x);
    }
    const h1 = tf.relu(dense(x0, p.d1!, p.db1!));
    const h2 = tf.relu(dense(h1, p.d2!, p.db2!));
    const s = tf.reshape(dense(tf.concat([x, h2], 1), p.out!, p.outBias!), [1024]);
    return tf.mean(tf.sub(tf.softplus(s), tf.mul(batch.label!, s)));
  },
};

/** Encoder 64-128-64-32, three codebooks of 64, batch 1024. */
export const rqVae: BenchModel = {
  name: "rq-vae",
  init(rng) {
    const layers: [string, number, number][] = [
      ["enc0", 64, 128],
      ["enc1", 128, 64],
      ["enc2", 64, 32],
      ["dec0", 32, 64],
      ["dec1", 64, 128],
      ["dec2", 128, 64],
    ];
    return {
      ...Object.fromEntries(
        layers.flatMap(([name, inputs, outputs]) => [
          [name, weights(rng, inputs, outputs)],
          [`${name}Bias`, constant(0, [outputs])],
        ]),
      ),
      ...Object.fromEntries([0, 1, 2].map((l) => [`codes${l}`, normal(rng, [64, 32], 0.3)])),
    };
  },
  draw: (rng) => ({ x: column(rng.normals(1024 * 64), [1024, 64]) }),
  loss(p, batch) {
    const x = batch.x as tf.Tensor2D;
    const mlp = (input: tf.Tensor, side: "enc" | "dec") => {
      const h0 = tf.relu(dense(input, p[`${side}0`]!, p[`${side}0Bias`]!));
      const h1 = tf.relu(dense(h0, p[`${side}1`]!, p[`${side}1Bias`]!));
      return dense(h1, p[`${side}2`]!, p[`${side}2Bias`]!);
    };
    const z = mlp(x, "enc");
    let residual = z;
    let quantized = tf.zerosLike(z);
    let penalty: tf.Tensor = tf.scalar(0);
    for (const level of [0, 1, 2]) {
      const codes = p[`codes${level}`]!;
      // |r - c|^2 = |r|^2 - 2 r.c + |c|^2; |r|^2 does not move the minimum
      const dots = tf.matMul(
        residual as tf.Tensor2D,
        codes as tf.Tensor as tf.Tensor2D,
        false,
        true,
      );
      const distances = tf.sub(tf.sum(tf.square(codes), 1), tf.mul(dots, 2));
      const code = tf.gather(codes, tf.argMin(distances, 1) as tf.Tensor1D);
      const codebookLoss = tf.mean(tf.square(tf.sub(stopGradient(residual), code)));
      const commitment = tf.mean(tf.square(tf.sub(residual, stopGradient(code))));
      penalty = tf.add(penalty, tf.add(codebookLoss, tf.mul(0.25, commitment)));
      quantized = tf.add(quantized, code);
      residual = tf.sub(residual, stopGradient(code));
    }
    const straightThrough = tf.add(z, stopGradient(tf.sub(quantized, z)));
    const error = tf.sub(mlp(straightThrough, "dec"), x);
    return tf.add(tf.mean(tf.square(error)), penalty) as tf.Scalar;
  },
};

/** The value of x, with a gradient of zero. */
const stopGradient = tf.customGrad((x) => ({
  value: tf.clone(x as tf.Tensor),
  gradFunc: (dy) => tf.zerosLike(dy),
}));

const LENGTH = 50;
const WIDTH = 64;

/** Length 50, dim 64, two blocks of one head, BCE with one negative a position. */
const sasrecOf = (SEQUENCES: number): BenchModel => ({
  name: "sasrec",
  init(rng) {
    const parameters: Record<string, tf.Variable> = {
      items: normal(rng, [ITEMS + 1, WIDTH], 0.1),
      positions: normal(rng, [LENGTH, WIDTH], 0.1),
    };
    for (const block of [0, 1]) {
      for (const name of ["q", "k", "v", "w1", "w2"]) {
        parameters[`${name}${block}`] = weights(rng, WIDTH, WIDTH);
      }
      for (const name of ["b1", "b2", "shiftA", "shiftB"]) {
        parameters[`${name}${block}`] = constant(0, [WIDTH]);
      }
      for (const name of ["scaleA", "scaleB"]) {
        parameters[`${name}${block}`] = constant(1, [WIDTH]);
      }
    }
    return parameters;
  },
  draw(rng) {
    const history = randomIds(rng, SEQUENCES * LENGTH, ITEMS + 1, 1);
    for (let s = 0; s < SEQUENCES; s++) history.fill(0, s * LENGTH, s * LENGTH + rng.int(LENGTH));
    const shape = [SEQUENCES, LENGTH];
    return {
      history: column(history, shape),
      positive: column(randomIds(rng, SEQUENCES * LENGTH, ITEMS + 1, 1), shape),
      negative: column(randomIds(rng, SEQUENCES * LENGTH, ITEMS + 1, 1), shape),
      real: column(
        Float32Array.from(history, (id) => (id > 0 ? 1 : 0)),
        shape,
      ),
      // -1e9 above the diagonal: a position sees itself and what came before
      future: column(
        Float32Array.from({ length: LENGTH * LENGTH }, (_, i) =>
          i % LENGTH > Math.floor(i / LENGTH) ? -1e9 : 0,
        ),
        [LENGTH, LENGTH],
      ),
    };
  },
  loss(p, batch) {
    const flat: [number, number] = [SEQUENCES * LENGTH, WIDTH];
    const deep: [number, number, number] = [SEQUENCES, LENGTH, WIDTH];
    const project = (x: tf.Tensor, w: tf.Variable) =>
      tf.reshape(
        tf.matMul(tf.reshape(x, flat) as tf.Tensor2D, w as tf.Tensor as tf.Tensor2D),
        deep,
      );
    const norm = (x: tf.Tensor, scale: tf.Variable, shift: tf.Variable) => {
      const centred = tf.sub(x, tf.mean(x, -1, true));
      const variance = tf.mean(tf.square(centred), -1, true);
      return tf.add(tf.mul(tf.mul(centred, tf.rsqrt(tf.add(variance, 1e-5))), scale), shift);
    };
    let x = tf.add(tf.mul(tf.gather(p.items!, batch.history!), Math.sqrt(WIDTH)), p.positions!);
    for (const block of [0, 1]) {
      const of = (name: string) => p[`${name}${block}`]!;
      const h = norm(x, of("scaleA"), of("shiftA"));
      const q = project(h, of("q")) as tf.Tensor3D;
      const k = project(h, of("k")) as tf.Tensor3D;
      const v = project(h, of("v")) as tf.Tensor3D;
      const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(WIDTH));
      const attention = tf.softmax(tf.add(scores, batch.future!)) as tf.Tensor3D;
      x = tf.add(x, tf.matMul(attention, v));
      const g = norm(x, of("scaleB"), of("shiftB"));
      const hidden = tf.relu(tf.add(project(g, of("w1")), of("b1")));
      x = tf.add(x, tf.add(project(hidden, of("w2")), of("b2")));
    }
    const score = (ids: tf.Tensor) => tf.sum(tf.mul(x, tf.gather(p.items!, ids)), -1);
    const errors = tf.add(
      tf.softplus(tf.neg(score(batch.positive!))),
      tf.softplus(score(batch.negative!)),
    );
    return tf.div(tf.sum(tf.mul(errors, batch.real!)), tf.sum(batch.real!));
  },
});
export const sasrec = sasrecOf(128);
/** For software WebGPU, where stock tfjs takes minutes a step at the full size. */
export const smallSasrec = sasrecOf(8);

export const BENCH_MODELS: readonly BenchModel[] = [
  matrixFactorization,
  twoTower,
  dcnV2,
  rqVae,
  sasrec,
];
