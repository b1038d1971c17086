/**
 * Our SIMD loops on tfjs's WebAssembly memory: matrix product, Adam, and rows by id. Everything else on this back end
 * is either XNNPACK's or a plain loop over typed arrays.
 */
import {
  assemble,
  type Code,
  defineFunction,
  f32,
  f32x4,
  i32,
  when,
  whileLoop,
} from "./assembler.ts";
import { hasRelaxedSimd, multiplyAdd } from "./wasm/relaxed.ts";

/** All arguments are byte addresses, byte strides or counts. */
export interface SimdKernels {
  /**
   * c += a b for whole panels of eight columns: c[i, j] += sum over k of a[i, k] b[k, j].
   * A tile of 4 x 8 numbers stays in registers; rows past the end repeat the last one.
   */
  matmul(
    a: number,
    aRowStride: number,
    aInnerStride: number,
    b: number,
    bInnerStride: number,
    bPanelStride: number,
    c: number,
    cRowStride: number,
    rows: number,
    panels: number,
    inner: number,
  ): void;
  /** One step of Adam in place, `count` numbers. */
  adam(
    gradient: number,
    parameter: number,
    m: number,
    v: number,
    count: number,
    rate: number,
    epsilon: number,
    beta1: number,
    beta2: number,
  ): void;
  /** out[i] = x[ids[i]], rows of `rowBytes`, a multiple of 16. Ids must be rows of x. */
  gather(x: number, ids: number, out: number, count: number, rowBytes: number): void;
  /** out[ids[i]] += x[i], rows of `rowBytes`, a multiple of 16. Ids outside [0, segments) are dropped. */
  scatterAdd(
    x: number,
    ids: number,
    out: number,
    count: number,
    rowBytes: number,
    segments: number,
  ): void;
}

const ROWS = [0, 1, 2, 3] as const;

/** @param relaxed whether to use relaxed SIMD */
export const matmulWith = (relaxed: boolean) =>
  defineFunction(
    "matmul",
    {
      a: "i32",
      aRowStride: "i32",
      aInnerStride: "i32",
      b: "i32",
      bInnerStride: "i32",
      bPanelStride: "i32",
      c: "i32",
      cRowStride: "i32",
      rows: "i32",
      panels: "i32",
      inner: "i32",
    },
    {
      row: "i32",
      last: "i32",
      k: "i32",
      pb: "i32",
      at: "i32",
      ...({ a0: "i32", a1: "i32", a2: "i32", a3: "i32" } as const),
      ...({ l0: "v128", l1: "v128", l2: "v128", l3: "v128" } as const),
      ...({ r0: "v128", r1: "v128", r2: "v128", r3: "v128" } as const),
      left: "v128",
      right: "v128",
      value: "v128",
    },
    (x) => {
      const a = [x.a0, x.a1, x.a2, x.a3] as const;
      const l = [x.l0, x.l1, x.l2, x.l3] as const;
      const r = [x.r0, x.r1, x.r2, x.r3] as const;
      // at = min(row + n, last)
      const clamp = (n: number) => [
        x.at.set(i32.add(x.row.get, i32.const(n))),
        x.at.set(i32.min(x.at.get, x.last.get)),
      ];
      return [
        x.last.set(i32.sub(x.rows.get, i32.const(1))),
        whileLoop(i32.atLeast(x.panels.get, i32.const(1)), [
          x.row.set(i32.const(0)),
          whileLoop(i32.lessThan(x.row.get, x.rows.get), [
            ...ROWS.flatMap((n) => [
              ...clamp(n),
              a[n]!.set(i32.add(x.a.get, i32.mul(x.at.get, x.aRowStride.get))),
              x.at.set(i32.add(x.c.get, i32.mul(x.at.get, x.cRowStride.get))),
              l[n]!.set(f32x4.load(x.at.get)),
              r[n]!.set(f32x4.load(x.at.get, 16)),
            ]),
            x.pb.set(x.b.get),
            x.k.set(x.inner.get),
            whileLoop(i32.atLeast(x.k.get, i32.const(1)), [
              x.left.set(f32x4.load(x.pb.get)),
              x.right.set(f32x4.load(x.pb.get, 16)),
              ...ROWS.flatMap((n) => [
                x.value.set(f32x4.loadSplat(a[n]!.get)),
                l[n]!.set(multiplyAdd(relaxed, x.value.get, x.left.get, l[n]!.get)),
                r[n]!.set(multiplyAdd(relaxed, x.value.get, x.right.get, r[n]!.get)),
                a[n]!.advance(x.aInnerStride.get),
              ]),
              x.pb.advance(x.bInnerStride.get),
              x.k.advance(i32.const(-1)),
            ]),
            ...ROWS.flatMap((n) => [
              ...clamp(n),
              x.at.set(i32.add(x.c.get, i32.mul(x.at.get, x.cRowStride.get))),
              f32x4.store(x.at.get, l[n]!.get),
              f32x4.store(x.at.get, r[n]!.get, 16),
            ]),
            x.row.advance(i32.const(4)),
          ]),
          x.b.advance(x.bPanelStride.get),
          x.c.advance(i32.const(32)),
          x.panels.advance(i32.const(-1)),
        ]),
      ];
    },
  );

export const ADAM = defineFunction(
  "adam",
  {
    gradient: "i32",
    parameter: "i32",
    m: "i32",
    v: "i32",
    count: "i32",
    rate: "f32",
    epsilon: "f32",
    beta1: "f32",
    beta2: "f32",
  },
  { g: "v128", first: "v128", second: "v128", g1: "f32", first1: "f32", second1: "f32" },
  (x) => {
    const one: Code = [0x43, 0, 0, 0x80, 0x3f];
    const pointers = [x.gradient, x.parameter, x.m, x.v];
    const both = (beta: Code) => [f32x4.splat(beta), f32x4.splat(f32.sub(one, beta))] as const;
    const [b1, c1] = both(x.beta1.get);
    const [b2, c2] = both(x.beta2.get);
    return [
      whileLoop(i32.atLeast(x.count.get, i32.const(4)), [
        x.g.set(f32x4.load(x.gradient.get)),
        x.first.set(f32x4.add(f32x4.mul(b1, f32x4.load(x.m.get)), f32x4.mul(c1, x.g.get))),
        x.second.set(
          f32x4.add(f32x4.mul(b2, f32x4.load(x.v.get)), f32x4.mul(f32x4.mul(c2, x.g.get), x.g.get)),
        ),
        f32x4.store(x.m.get, x.first.get),
        f32x4.store(x.v.get, x.second.get),
        f32x4.store(
          x.parameter.get,
          f32x4.sub(
            f32x4.load(x.parameter.get),
            f32x4.div(
              f32x4.mul(f32x4.splat(x.rate.get), x.first.get),
              f32x4.add(f32x4.sqrt(x.second.get), f32x4.splat(x.epsilon.get)),
            ),
          ),
        ),
        ...pointers.map((p) => p.advance(i32.const(16))),
        x.count.advance(i32.const(-4)),
      ]),
      whileLoop(i32.atLeast(x.count.get, i32.const(1)), [
        x.g1.set(f32.load(x.gradient.get)),
        x.first1.set(
          f32.add(
            f32.mul(x.beta1.get, f32.load(x.m.get)),
            f32.mul(f32.sub(one, x.beta1.get), x.g1.get),
          ),
        ),
        x.second1.set(
          f32.add(
            f32.mul(x.beta2.get, f32.load(x.v.get)),
            f32.mul(f32.mul(f32.sub(one, x.beta2.get), x.g1.get), x.g1.get),
          ),
        ),
        f32.store(x.m.get, x.first1.get),
        f32.store(x.v.get, x.second1.get),
        f32.store(
          x.parameter.get,
          f32.sub(
            f32.load(x.parameter.get),
            f32.div(
              f32.mul(x.rate.get, x.first1.get),
              f32.add(f32.sqrt(x.second1.get), x.epsilon.get),
            ),
          ),
        ),
        ...pointers.map((p) => p.advance(i32.const(4))),
        x.count.advance(i32.const(-1)),
      ]),
    ];
  },
);

export const GATHER = defineFunction(
  "gather",
  { x: "i32", ids: "i32", out: "i32", count: "i32", rowBytes: "i32" },
  { from: "i32", left: "i32" },
  ({ x, ids, out, count, rowBytes, from, left }) => [
    whileLoop(i32.atLeast(count.get, i32.const(1)), [
      from.set(i32.add(x.get, i32.mul(i32.load(ids.get), rowBytes.get))),
      left.set(rowBytes.get),
      whileLoop(i32.atLeast(left.get, i32.const(1)), [
        f32x4.store(out.get, f32x4.load(from.get)),
        ...[from, out].map((pointer) => pointer.advance(i32.const(16))),
        left.advance(i32.const(-16)),
      ]),
      ids.advance(i32.const(4)),
      count.advance(i32.const(-1)),
    ]),
  ],
);

export const SCATTER_ADD = defineFunction(
  "scatterAdd",
  { x: "i32", ids: "i32", out: "i32", count: "i32", rowBytes: "i32", segments: "i32" },
  { from: "i32", to: "i32", left: "i32" },
  ({ x, ids, out, count, rowBytes, segments, from, to, left }) => [
    whileLoop(i32.atLeast(count.get, i32.const(1)), [
      when(i32.below(i32.load(ids.get), segments.get), [
        from.set(x.get),
        to.set(i32.add(out.get, i32.mul(i32.load(ids.get), rowBytes.get))),
        left.set(rowBytes.get),
        whileLoop(i32.atLeast(left.get, i32.const(1)), [
          f32x4.store(to.get, f32x4.add(f32x4.load(to.get), f32x4.load(from.get))),
          ...[from, to].map((pointer) => pointer.advance(i32.const(16))),
          left.advance(i32.const(-16)),
        ]),
      ]),
      x.advance(rowBytes.get),
      ids.advance(i32.const(4)),
      count.advance(i32.const(-1)),
    ]),
  ],
);

/** Builds the module on a memory. @throws WebAssembly.CompileError where SIMD is missing */
export function createSimdKernels(memory: WebAssembly.Memory): SimdKernels {
  const shared =
    typeof SharedArrayBuffer !== "undefined" && memory.buffer instanceof SharedArrayBuffer;
  const module = new WebAssembly.Module(
    assemble([matmulWith(hasRelaxedSimd()), ADAM, GATHER, SCATTER_ADD], shared) as BufferSource,
  );
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  return exports as unknown as SimdKernels;
}
