/**
 * Matrix products as the start of a fused kernel: a tile of four rows by eight columns is summed in registers and
 * handed, four neighbours at a time, to what comes after.
 */
import { type Code, i32, type Local } from "../assembler.ts";
import { Conflict, type SourceOf, type Value } from "../graph.ts";
import type { Place } from "../memory.ts";
import type { KernelPlan, Layout } from "../plan.ts";
import type { Finish, Written } from "./kernel.ts";
import { PANEL, packColumns, packTransposed } from "./pack.ts";
import { v128 } from "./v128.ts";
import { type HeapWriter, PART } from "./writer.ts";

const ROWS = 4;
const TILE_BYTES = 4 * ROWS * PANEL;
/** A longer inner dimension is walked in blocks, so that what a block touches stays in cache. */
const LONG = 512;
const BLOCK = 256;

/** A product of the kernel, and where its operands lie. */
interface Root {
  readonly value: Value;
  readonly source: SourceOf<"matmul">;
  readonly inner: number;
  readonly a: Place;
  readonly b: Place;
  /** Bytes in the scratch memory. */
  readonly packedAt: number;
  readonly sumsAt: number;
}

interface Tile {
  readonly row: string;
  readonly height: number;
  /** The first of its columns. */
  readonly column: string;
  /** Whether it is past the last whole panel. */
  readonly partial: boolean;
  readonly finished: readonly Finished[];
}

/** A vector or a single column of the tile that is finished. */
interface Finished {
  readonly half: 0 | 1;
  readonly lane?: number;
  readonly name: string;
}

export function writeProduct(
  writer: HeapWriter,
  { roots: values, outputs }: KernelPlan,
  layout: Layout,
  finish: Finish,
): Written {
  const [batches, m, n] = values[0]!.shape as [number, number, number];
  const whole = n - (n % PANEL);
  const wide = Math.ceil(n / PANEL) * PANEL;
  let scratch = 0;
  const room = (words: number) => {
    scratch += words;
    return 4 * (scratch - words);
  };
  const roots = values.map((value): Root => {
    const source = value.source as SourceOf<"matmul">;
    const inner = source.a.shape[source.transposeA ? 1 : 2]!;
    const [a, b] = [source.a, source.b].map((operand) => {
      if (outputs.includes(operand.value)) throw new Conflict("multiplies what it makes");
      const place = layout.place(operand.value);
      if (!place) throw new Error(`An operand of a product ([${operand.shape}]) has no place.`);
      writer.noteRead(place.buffer, "product");
      return place;
    }) as [Place, Place];
    return {
      ...{ value, source, inner, a, b },
      packedAt: room(source.transposeB ? inner * wide : (wide - whole) * inner),
      sumsAt: room(inner > LONG ? m * wide : 0),
    };
  });
  // More than one product's sums would not fit into the registers: the others wait here.
  const waitingAt = room((roots.length - 1) * (TILE_BYTES / 4));
  writer.patient = true;
  const inBatch = (batch: string, from: number | Code, to: number | Code) => {
    const tiles = new Tiles(writer, batch, roots, [batches, m, n], waitingAt, finish);
    for (const root of roots) if (root.source.b.shape[0] !== 1) tiles.pack(root);
    for (const root of roots) if (root.inner > LONG) tiles.sumUp(root, from, to);
    tiles.over(from, to, (tile) => tiles.finish(tile));
  };
  const shared = new Tiles(writer, "0u", roots, [batches, m, n], waitingAt, finish);
  for (const root of roots) if (root.source.b.shape[0] === 1) shared.pack(root);
  if (batches === 1) inBatch("0u", PART.from, PART.to);
  else writer.loop(PART.from, PART.to, {}, (batch) => inBatch(batch, 0, m));
  return {
    extent: batches === 1 ? { size: m, grain: ROWS } : { size: batches, grain: 1 },
    form: "product",
    scratchWords: scratch,
  };
}

/** The tiles of one product of a batch, or of a few of the same size. */
class Tiles {
  readonly #writer: HeapWriter;
  readonly #batch: string;
  readonly #roots: readonly Root[];
  readonly #shape: readonly [number, number, number];
  readonly #waitingAt: number;
  readonly #finish: Finish;

  constructor(
    writer: HeapWriter,
    batch: string,
    roots: readonly Root[],
    shape: readonly [number, number, number],
    waitingAt: number,
    finish: Finish,
  ) {
    this.#waitingAt = waitingAt;
    this.#writer = writer;
    this.#batch = batch;
    this.#roots = roots;
    this.#shape = shape;
    this.#finish = finish;
  }

  /** Puts the columns of the right side next to each other where they are not. */
  pack({ source, inner, b, packedAt }: Root): void {
    const n = this.#shape[2];
    const { at, offset } = this.#addressOf(b, source.b.shape, "0u", "0u");
    const from = i32.add(at, i32.const(offset));
    const to = i32.add(PART.scratch, i32.const(packedAt));
    if (source.transposeB) packTransposed(this.#writer, from, to, n, inner);
    else if (n % PANEL !== 0) packColumns(this.#writer, from, to, n, inner);
  }

  #addressOf(place: Place, shape: readonly number[], row: string, column: string) {
    const [batches, rows, columns] = shape as [number, number, number];
    return this.#writer.address(place, [
      { name: batches === 1 ? "0u" : this.#batch, size: batches },
      { name: row, size: rows },
      { name: column, size: columns },
    ]);
  }

  /** Every tile of the rows from `from` to `to`, with what is to be finished of it. */
  over(from: number | Code, to: number | Code, take: (tile: Tile) => void): void {
    const writer = this.#writer;
    const [, m, n] = this.#shape;
    const whole = n - (n % PANEL);
    const columns = (row: string, height: number) => {
      writer.loop(0, whole, { step: PANEL, perLane: 1 }, (name) => {
        const next = writer.name(`${name} + 4u`);
        const finished: Finished[] = [
          { half: 0, name },
          { half: 1, name: next },
        ];
        take({ row, height, column: name, partial: false, finished });
      });
      const rest = n - whole;
      if (rest === 0) return;
      const singles = (half: 0 | 1, first: number, many: number): Finished[] =>
        Array.from({ length: many }, (_, lane) => ({ half, lane, name: `${first + lane}u` }));
      const last = (column: string, finished: readonly Finished[]) =>
        take({ row, height, column, partial: true, finished });
      if (rest < 4) last(`${whole}u`, singles(0, whole, rest));
      else {
        const name = writer.lanesFrom(whole);
        last(name, [{ half: 0, name }, ...singles(1, whole + 4, rest - 4)]);
      }
    };
    const over = m % ROWS;
    const full =
      over === 0
        ? to
        : typeof to === "number"
          ? to - over
          : writer.hold(i32.and(to, i32.const(-ROWS)), "i32").get;
    writer.loop(from, full, { step: ROWS }, (row) => columns(row, ROWS));
    if (over > 0) writer.loop(full, to, { step: over }, (row) => columns(row, over));
  }

  /** Sums a tile of each product and finishes it. */
  finish(tile: Tile): void {
    const { row, height, finished } = tile;
    const writer = this.#writer;
    const [batches, m, n] = this.#shape;
    const last = this.#roots.length - 1;
    const waiting = this.#roots.slice(0, last).map((root, p) => {
      const at = i32.add(PART.scratch, i32.const(this.#waitingAt + p * TILE_BYTES));
      this.#sumOf(root, tile).forEach((halves, r) => {
        halves.forEach((sum, half) => {
          writer.emit(v128.store(at, sum.get, 32 * r + 16 * half));
        });
      });
      return at;
    });
    const mine = this.#sumOf(this.#roots[last]!, tile);
    const sums = [
      ...waiting.map((at) => this.#start(height, (r, half) => v128.load(at, 32 * r + 16 * half))),
      mine,
    ];
    for (let r = 0; r < height; r++) {
      for (const { half, lane, name } of finished) {
        const position = [
          { name: this.#batch, size: batches },
          { name: writer.name(`${row} + ${r}u`), size: m },
          { name, size: n },
        ];
        this.#roots.forEach(({ value }, p) => {
          const get = sums[p]![r]![half]!.get;
          const lanes = lane === undefined ? get : v128.shuffle(get, get, Array(4).fill(lane));
          const held = lane === undefined ? get : writer.hold(lanes).get;
          writer.know(value, position, { get: held, type: "float32" });
        });
        this.#finish(position);
      }
    }
  }

  /** A tile's sums over the whole inner dimension, in registers: by row, two vectors each. */
  #sumOf(root: Root, tile: Tile): Local[][] {
    if (root.inner > LONG) return this.#summed(root, tile);
    const sums = this.#start(tile.height, () => v128.zero);
    this.#addUp(root, sums, tile, "0u", root.inner, root.inner);
    return sums;
  }

  #start(height: number, first: (row: number, half: number) => Code): Local[][] {
    return Array.from({ length: height }, (_, r) =>
      [0, 1].map((half) => this.#writer.hold(first(r, half))),
    );
  }

  /**
   * Adds a b over the inner dimension from k on.
   * @param many how often, or code that says it
   * @param multiple of which `many` is one
   */
  #addUp(
    { source, a, b, packedAt, inner }: Root,
    sums: readonly Local[][],
    { row, column, partial }: Tile,
    k: string,
    many: number | Code,
    multiple: number,
  ): void {
    const writer = this.#writer;
    const [, m, n] = this.#shape;
    const aRow = source.transposeA ? 4 : 4 * inner;
    const aInner = source.transposeA ? 4 * m : 4;
    const left = source.transposeA
      ? this.#addressOf(a, source.a.shape, k, row)
      : this.#addressOf(a, source.a.shape, row, k);
    const packed = source.transposeB || partial;
    const bInner = packed ? 4 * PANEL : 4 * n;
    const right = packed
      ? this.#packedAt(column, k, packedAt, inner, source.transposeB)
      : this.#addressOf(b, source.b.shape, k, column);
    const pa = writer.hold(left.at, "i32");
    const pb = writer.hold(right.at, "i32");
    const length =
      typeof many === "number" ? i32.const(many * bInner) : i32.mul(many, i32.const(bInner));
    const end = writer.hold(i32.add(right.at, length), "i32");
    const unroll = [4, 2, 1].find((u) => multiple % u === 0)!;
    const [b0, b1] = [writer.local("v128"), writer.local("v128")];
    const x = writer.local("v128");
    const turn: Code[] = [];
    for (let u = 0; u < unroll; u++) {
      turn.push(b0.set(v128.load(pb.get, right.offset + u * bInner)));
      turn.push(b1.set(v128.load(pb.get, right.offset + u * bInner + 16)));
      sums.forEach(([low, high], r) => {
        turn.push(x.set(v128.loadSplat(pa.get, left.offset + r * aRow + u * aInner)));
        turn.push(low!.set(writer.multiplyAdd(x.get, b0.get, low!.get)));
        turn.push(high!.set(writer.multiplyAdd(x.get, b1.get, high!.get)));
      });
    }
    turn.push(pa.advance(i32.const(unroll * aInner)), pb.advance(i32.const(unroll * bInner)));
    writer.emit([0x03, 0x40], turn, i32.below(pb.get, end.get), [0x0d, 0, 0x0b]);
  }

  #packedAt(column: string, k: string, packedAt: number, inner: number, all: boolean) {
    const writer = this.#writer;
    const index = writer.index(column);
    const panel = all ? i32.mul(index.get, i32.const(4 * inner)) : i32.const(0);
    const start = i32.add(PART.scratch, panel);
    const along = i32.mul(writer.index(k).get, i32.const(4 * PANEL));
    return { at: writer.hold(i32.add(start, along), "i32").get, offset: packedAt };
  }

  /** Sums a product with a long inner dimension into the scratch memory, block by block. */
  sumUp(root: Root, from: number | Code, to: number | Code): void {
    const writer = this.#writer;
    const { inner } = root;
    const code = (n: number | Code) => (typeof n === "number" ? i32.const(n) : n);
    const stride = this.#sumStride();
    const start = i32.add(this.#sumsOf(root), i32.mul(code(from), i32.const(stride)));
    const bytes = i32.mul(i32.sub(code(to), code(from)), i32.const(stride));
    // memory.fill
    writer.emit(start, i32.const(0), bytes, [0xfc, 11, 0]);
    writer.loop(0, inner, { step: BLOCK }, (k) => {
      const left = i32.sub(i32.const(inner), writer.index(k).get);
      const many = writer.hold(i32.min(left, i32.const(BLOCK)), "i32");
      this.over(from, to, (tile) => {
        const sums = this.#summed(root, tile);
        this.#addUp(root, sums, tile, k, many.get, inner % 4 === 0 ? 4 : 1);
        const at = this.#sumsAt(root, tile);
        sums.forEach((halves, r) => {
          halves.forEach((sum, half) => {
            writer.emit(v128.store(at, sum.get, r * stride + 16 * half));
          });
        });
      });
    });
  }

  #summed(root: Root, tile: Tile): Local[][] {
    const at = this.#sumsAt(root, tile);
    const stride = this.#sumStride();
    return this.#start(tile.height, (r, half) => v128.load(at, r * stride + 16 * half));
  }

  #sumStride(): number {
    return 4 * Math.ceil(this.#shape[2] / PANEL) * PANEL;
  }

  #sumsOf({ sumsAt }: Root): Code {
    return i32.add(PART.scratch, i32.const(sumsAt));
  }

  #sumsAt(root: Root, { row, column }: Tile): Code {
    const writer = this.#writer;
    const rows = i32.mul(writer.index(row).get, i32.const(this.#sumStride()));
    const columns = i32.mul(writer.index(column).get, i32.const(4));
    return writer.hold(i32.add(i32.add(this.#sumsOf(root), rows), columns), "i32").get;
  }
}
