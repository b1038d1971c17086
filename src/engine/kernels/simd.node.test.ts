import { expect, test } from "vitest";
import { Rng } from "../numbers/random.ts";
import { createSimdKernels } from "./simd.ts";

test("the tile kernel multiplies with any row count and with a transposed left side", () => {
  const memory = new WebAssembly.Memory({ initial: 16 });
  const kernels = createSimdKernels(memory);
  const rng = new Rng(1);
  for (const [rows, inner] of [
    [1, 1],
    [4, 3],
    [7, 16],
    [18, 5],
  ] as const) {
    for (const transposed of [false, true]) {
      const columns = 16;
      const a = new Float32Array(memory.buffer, 0, rows * inner);
      const b = new Float32Array(memory.buffer, 65536, inner * columns);
      const c = new Float32Array(memory.buffer, 131072, rows * columns + 1);
      a.set(rng.normals(a.length));
      b.set(rng.normals(b.length));
      c.fill(0);
      c[rows * columns] = 7;
      const strides = transposed ? [4, 4 * rows] : [4 * inner, 4];
      kernels.matmul(
        0,
        strides[0]!,
        strides[1]!,
        65536,
        4 * columns,
        32,
        131072,
        4 * columns,
        rows,
        2,
        inner,
      );
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          let sum = 0;
          for (let k = 0; k < inner; k++) {
            sum += a[transposed ? k * rows + i : i * inner + k]! * b[k * columns + j]!;
          }
          expect(c[i * columns + j]).toBeCloseTo(sum, 4);
        }
      }
      expect(c[rows * columns]).toBe(7);
    }
  }
});
