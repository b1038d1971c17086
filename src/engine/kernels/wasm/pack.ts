/** Puts the right side of a product in panels of eight columns, [panel][inner][8], where it is not so by itself. */
import { type Code, i32, type Local } from "../assembler.ts";
import { v128 } from "./v128.ts";
import type { HeapWriter } from "./writer.ts";

/** Columns of a tile of a product, and of a panel of its right side. */
export const PANEL = 8;

/**
 * b [n, inner], whose rows are the columns of the product. Past the last column it is written again.
 * @param from, to code for addresses
 */
export function packTransposed(
  writer: HeapWriter,
  from: Code,
  to: Code,
  n: number,
  inner: number,
): void {
  const source = writer.hold(from, "i32").get;
  const target = writer.hold(to, "i32");
  const panel = (first: string, columns: number) => {
    const rows = Array.from({ length: PANEL }, (_, c) => {
      const row = i32.add(writer.index(first).get, i32.const(Math.min(c, columns - 1)));
      return writer.hold(i32.add(source, i32.mul(row, i32.const(4 * inner))), "i32");
    });
    const four = inner - (inner % 4);
    writer.loop(0, four, { step: 4 }, () => {
      const halves = [rows.slice(0, 4), rows.slice(4)].map((half) => transposed(writer, half));
      for (let k = 0; k < 4; k++) {
        halves.forEach((half, h) => {
          writer.emit(v128.store(target.get, half[k]!, 32 * k + 16 * h));
        });
      }
      for (const row of rows) writer.emit(row.advance(i32.const(16)));
      writer.emit(target.advance(i32.const(16 * PANEL)));
    });
    writer.loop(four, inner, {}, () => {
      rows.forEach((row, c) => {
        writer.emit(i32.store(target.get, i32.load(row.get), 4 * c), row.advance(i32.const(4)));
      });
      writer.emit(target.advance(i32.const(4 * PANEL)));
    });
  };
  const whole = n - (n % PANEL);
  writer.loop(0, whole, { step: PANEL }, (first) => panel(first, PANEL));
  if (whole < n) panel(`${whole}u`, n - whole);
}

/** Four vectors at four addresses, rows for columns. */
function transposed(writer: HeapWriter, rows: readonly Local[]): Code[] {
  const [a, b, c, d] = rows.map((row) => writer.hold(v128.load(row.get)).get) as [
    Code,
    Code,
    Code,
    Code,
  ];
  const pair = (x: Code, y: Code, lanes: readonly number[]) =>
    writer.hold(v128.shuffle(x, y, lanes)).get;
  const [low, high] = [
    [0, 4, 1, 5],
    [2, 6, 3, 7],
  ] as const;
  const pairs = [
    [pair(a, b, low), pair(c, d, low)],
    [pair(a, b, high), pair(c, d, high)],
  ] as const;
  return pairs.flatMap(([x, y]) => [
    v128.shuffle(x, y, [0, 1, 4, 5]),
    v128.shuffle(x, y, [2, 3, 6, 7]),
  ]);
}

/** Of b [inner, n] the last columns, which fill no whole panel. */
export function packColumns(
  writer: HeapWriter,
  from: Code,
  to: Code,
  n: number,
  inner: number,
): void {
  const columns = n % PANEL;
  const source = writer.hold(i32.add(from, i32.const(4 * (n - columns))), "i32");
  const target = writer.hold(to, "i32");
  writer.loop(0, inner, {}, () => {
    for (let c = 0; c < columns; c++) {
      writer.emit(i32.store(target.get, i32.load(source.get, 4 * c), 4 * c));
    }
    writer.emit(source.advance(i32.const(4 * n)), target.advance(i32.const(4 * PANEL)));
  });
}
