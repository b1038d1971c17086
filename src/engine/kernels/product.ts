/**
 * Matrix products as the start of a fused kernel: each invocation computes a small tile of one or more
 * products of the same size in registers, and hands every element to what comes after. No workgroup
 * memory and no barriers: on software adapters those cost ten times what they save.
 */
import type { Position } from "./digits.ts";
import { Conflict, type Ref, type SourceOf, type Value } from "./graph.ts";
import type { Place } from "./memory.ts";
import { WORKGROUP } from "./wgsl.ts";
import type { KernelWriter } from "./writer.ts";

/**
 * The largest tile whose elements are each finished by lines of their own. On a graphics card the sums
 * then stay in registers. Of a larger tile, which a processor computes, they are finished in a loop: the
 * text would be so long that compiling it takes seconds.
 */
const UNROLLED = 4;

/** roots: products of the same shape [batches, m, n]. `finish` writes what happens to an element. */
export function writeProduct(
  writer: KernelWriter,
  roots: readonly Value[],
  outputs: readonly Value[],
  tile: number,
  placeOf: (value: Value) => Place | undefined,
  finish: (position: Position) => void,
): { around: string; body: string; invocations: number } {
  const [batches, m, n] = roots[0]!.shape as [number, number, number];
  const rowsOfTiles = Math.ceil(m / tile);
  const columnsOfTiles = Math.ceil(n / tile);
  const invocations = batches * rowsOfTiles * columnsOfTiles;
  const range = Array.from({ length: tile }, (_, i) => i);
  const body: string[] = [
    `let i = group_ * ${WORKGROUP}u + local;`,
    `if (i >= ${invocations}u) { return; }`,
    `let batch_ = i / ${rowsOfTiles * columnsOfTiles}u;`,
    `let row = (i / ${columnsOfTiles}u) % ${rowsOfTiles}u * ${tile}u;`,
    `let column = i % ${columnsOfTiles}u * ${tile}u;`,
    // Past the edge the last row or column is computed once more and not written.
    ...range.flatMap((r) => [
      `let r${r} = min(row + ${r}u, ${m - 1}u);`,
      `let c${r} = min(column + ${r}u, ${n - 1}u);`,
    ]),
  ];
  roots.forEach((root, p) => {
    const { a, b, transposeA, transposeB } = root.source as SourceOf<"matmul">;
    const k = a.shape[transposeA ? 1 : 2]!;
    const [left, right] = [a, b].map((operand) => placeOf(operand.value)) as [Place, Place];
    for (const [place, operand] of [
      [left, a],
      [right, b],
    ] as const) {
      if (!place) throw new Error(`An operand of a product ([${operand.shape}]) has no place.`);
      if (outputs.includes(operand.value)) throw new Conflict("multiplies what it makes");
      writer.memory.noteRead(place.buffer, "product");
      writer.memory.pin(place.buffer);
    }
    const base = ({ buffer, offset }: Place, { shape }: Ref) => {
      const start = writer.offset(`${buffer} ${offset} 1`, offset);
      return shape[0] === 1 ? start : `${start} + batch_ * ${shape[1]! * shape[2]!}u`;
    };
    body.push(
      `let a${p} = ${base(left, a)};`,
      `let b${p} = ${base(right, b)};`,
      ...range.flatMap((r) => [
        `let a${p}_${r} = a${p} + r${r}${transposeA ? "" : ` * ${k}u`};`,
        `let b${p}_${r} = b${p} + c${r}${transposeB ? ` * ${k}u` : ""};`,
      ]),
      ...range.flatMap((r) => range.map((c) => `var s${p}_${r}_${c} = 0.0;`)),
      `for (var k = 0u; k < ${k}u; k++) {`,
      `  let ka = k${transposeA ? ` * ${m}u` : ""};`,
      `  let kb = k${transposeB ? "" : ` * ${n}u`};`,
      ...range.flatMap((r) => [
        `  let x${r} = bitcast<f32>(${left.buffer}[a${p}_${r} + ka]);`,
        `  let y${r} = bitcast<f32>(${right.buffer}[b${p}_${r} + kb]);`,
      ]),
      ...range.flatMap((r) => range.map((c) => `  s${p}_${r}_${c} += x${r} * y${c};`)),
      "}",
    );
  });
  const position: Position = [
    { name: "t", size: batches },
    { name: "r", size: m },
    { name: "c", size: n },
  ];
  roots.forEach((root, p) => {
    writer.know(root, position, `s${p}`);
  });
  finish(position);
  const sums = roots.map((_, p) => `s${p}: f32`).join(", ");
  const finishing = tile > UNROLLED ? finishInTurn(roots.length, m, n, tile) : finishEach();
  function finishEach(): string[] {
    return range.flatMap((r) =>
      range.map((c) => {
        const mine = roots.map((_, p) => `s${p}_${r}_${c}`).join(", ");
        return `if (row + ${r}u < ${m}u && column + ${c}u < ${n}u) { finish(batch_, row + ${r}u, column + ${c}u, ${mine}); }`;
      }),
    );
  }
  const around = `fn finish(t: u32, r: u32, c: u32, ${sums}) {\n${writer.lines()}\n}`;
  const lines = [...body, ...finishing].map((line) => `  ${line}`);
  return { around, body: lines.join("\n"), invocations };
}

function finishInTurn(products: number, m: number, n: number, tile: number): string[] {
  const elements = Array.from({ length: tile * tile }, (_, e) => [Math.floor(e / tile), e % tile]);
  const numbers = Array.from({ length: products }, (_, p) => p);
  return [
    ...numbers.map((p) => {
      const sums = elements.map(([r, c]) => `s${p}_${r}_${c}`).join(", ");
      return `var s${p} = array<f32, ${tile * tile}>(${sums});`;
    }),
    `for (var e = 0u; e < ${tile * tile}u; e++) {`,
    `  let r = row + e / ${tile}u;`,
    `  let c = column + e % ${tile}u;`,
    `  if (r < ${m}u && c < ${n}u) { finish(batch_, r, c, ${numbers.map((p) => `s${p}[e]`).join(", ")}); }`,
    "}",
  ];
}
