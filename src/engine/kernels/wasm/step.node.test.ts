import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import { Rng } from "../../numbers/random.ts";
import { column } from "../../training/batch.ts";
import type { Builder } from "../build.ts";
import type { Ref } from "../graph.ts";
import { moduleOf } from "./testing.ts";
import { Threads } from "./threads.ts";

const normals = (rng: Rng, ...shape: number[]) =>
  column(rng.normals(shape.reduce((n, m) => n * m, 1)), shape);

describe("products", () => {
  /** [batches, m, inner, n], to have every kind of tile, panel and block. */
  const SHAPES = [
    [1, 1, 5, 1],
    [1, 4, 8, 8],
    [1, 5, 3, 7],
    [1, 9, 6, 12],
    [1, 6, 7, 21],
    [3, 7, 5, 11],
    [1, 6, 700, 13],
    [1, 8, 1026, 8],
    [2, 3, 600, 5],
  ] as const;
  test.each(SHAPES)("of %i x [%i, %i] by %i columns", (batches, m, inner, n) => {
    for (const [transposeA, transposeB] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ] as const) {
      const rng = new Rng(3);
      const a = normals(rng, batches, ...(transposeA ? [inner, m] : [m, inner]));
      const b = normals(rng, batches, ...(transposeB ? [n, inner] : [inner, n]));
      const run = moduleOf({ a, b }, (build, x) =>
        build.map("Multiply", [
          build.matMul(x.a!, x.b!, transposeA, transposeB),
          build.fill(2, []),
        ]),
      );
      const out = run.inParts(1);
      for (let t = 0; t < batches; t++) {
        for (let i = 0; i < m; i++) {
          for (let j = 0; j < n; j++) {
            let sum = 0;
            for (let k = 0; k < inner; k++) {
              const p = transposeA ? k * m + i : i * inner + k;
              const q = transposeB ? j * inner + k : k * n + j;
              sum += a.values[t * m * inner + p]! * b.values[t * n * inner + q]!;
            }
            const found = out[(t * m + i) * n + j]!;
            expect(Math.abs(found - 2 * sum)).toBeLessThan(1e-5 * Math.sqrt(inner) * 4);
          }
        }
      }
    }
  });
});

describe("element-wise ops", () => {
  const xs = Float32Array.from({ length: 4001 }, (_, i) => (i - 2000) / 100);
  const apply = (op: string, values: Float32Array, other?: number) => {
    const run = moduleOf({ x: column(values) }, (b, { x }) =>
      b.map(op, other === undefined ? [x!] : [x!, b.fill(other, [])]),
    );
    return run.inParts(1);
  };
  /** Off by so many of the last places of a float. */
  const near = (found: ArrayLike<number>, values: Float32Array, exact: (x: number) => number) => {
    values.forEach((x, i) => {
      const y = exact(x);
      expect(Math.abs(found[i]! - y), `at ${x}`).toBeLessThanOrEqual(
        Math.max(4 * 2 ** -24 * Math.abs(y), 2e-7 * Number(Math.abs(x) < 50) * 0.5),
      );
    });
  };
  const positive = Float32Array.from({ length: 4000 }, (_, i) => Math.exp((i - 2000) / 40));

  test("exp, tanh, sine and cosine", () => {
    near(apply("Exp", xs), xs, Math.exp);
    near(apply("Tanh", xs), xs, Math.tanh);
    near(apply("Sin", xs), xs, Math.sin);
    near(apply("Cos", xs), xs, Math.cos);
  });

  test("log and powers", () => {
    near(apply("Log", positive), positive, Math.log);
    const some = positive.filter((x) => x > 1e-4 && x < 1e4);
    near(apply("Pow", some, 1.5), some, (x) => x ** 1.5);
  });

  test("at the ends", () => {
    const ends = new Float32Array([-1e9, -200, -0, 100, 1e9, Number.NaN, -Infinity, Infinity]);
    const same = (found: Float32Array, expected: number[]) =>
      expect([...found].map((x) => x + 0)).toEqual(expected);
    same(apply("Exp", ends), [0, 0, 1, Infinity, Infinity, Number.NaN, 0, Infinity]);
    const logs = apply("Log", new Float32Array([0, -1, 1, Number.NaN, Infinity]));
    same(logs, [-Infinity, Number.NaN, 0, Number.NaN, Infinity]);
    same(apply("Relu", ends).slice(0, 5), [0, 0, 0, 100, 1e9]);
  });
});

describe("digits are the same", () => {
  const rng = new Rng(5);
  const rows = 37;
  const batch = {
    x: normals(rng, rows, 24),
    w: normals(rng, 24, 20),
    long: normals(rng, rows, 20),
    table: normals(rng, 11, 20),
    ids: column(Int32Array.from({ length: rows }, () => rng.int(11))),
  };
  const mixed = (b: Builder, x: Readonly<Record<string, Ref>>) => {
    const hidden = b.map("Relu", [b.matMul(x.x!, x.w!, false, false)]);
    const scores = b.softmax(b.map("Add", [hidden, b.gather(x.table!, x.ids!)]));
    const columns = b.reduce("sum", b.map("Multiply", [scores, x.long!]), [0], true);
    const sums = b.segmentSum(b.map("Add", [scores, columns]), x.ids!, 11);
    return b.matMul(b.map("Tanh", [sums]), scores, false, true);
  };
  const whole = moduleOf(batch, mixed).inParts(1);

  test.each([2, 3, 7])("in %i parts", (parts) => {
    expect(whole.some((x) => x !== 0)).toBe(true);
    expect(moduleOf(batch, mixed).inParts(parts)).toEqual(whole);
  });

  test.each([1, 2, 3])("by %i threads, step after step", async (count) => {
    const workers: Worker[] = [];
    const threads = new Threads(count, (program) => {
      const ears = `const { parentPort } = require("node:worker_threads");
        globalThis.self = globalThis;
        parentPort.on("message", (data) => self.onmessage({ data }));`;
      const worker = new Worker(`${ears}\n${program}`, { eval: true });
      workers.push(worker);
      return worker;
    });
    try {
      const computation = moduleOf(batch, mixed, true);
      for (let step = 0; step < 20; step++)
        expect(await computation.byThreads(threads)).toEqual(whole);
    } finally {
      await Promise.all(workers.map((worker) => worker.terminate()));
    }
  });
});
