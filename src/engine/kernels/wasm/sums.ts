/** Elements that are made of many others: reductions, scans and segment sums, each a loop. */
import type { Local } from "../assembler.ts";
import { i32 } from "../assembler.ts";
import { flatten, type Position, toAxes } from "../digits.ts";
import type { SourceOf, Value } from "../graph.ts";
import { reducedPosition } from "../views.ts";
import { acrossLanes, combine, constant, type Lanes, startOf } from "./arithmetic.ts";
import { OneByOne } from "./body.ts";
import { f32x4, i32x4, v128 } from "./v128.ts";
import type { HeapWriter } from "./writer.ts";

/** Loops over axes, the last innermost. */
function loopOver(writer: HeapWriter, sizes: readonly number[], body: (at: Position[]) => void) {
  const nest = (at: Position[]) => {
    if (at.length === sizes.length) return body(at);
    const size = sizes[at.length]!;
    writer.loop(0, size, {}, (name) => nest([...at, [{ name, size }]]));
  };
  nest([]);
}

export function reduce(
  writer: HeapWriter,
  source: SourceOf<"reduce">,
  position: Position,
  value: Value,
): Lanes {
  const { op, input } = source;
  if (op === "argmax" || op === "argmin") return choose(writer, source, position, value);
  const { type } = input.value;
  const sizes = source.axes.map((axis) => input.shape[axis]!);
  const alongRows = source.axes.includes(input.shape.length - 1) && sizes.at(-1)! >= 4;
  if (!alongRows) return acrossRows(writer, source, position, value);
  if (writer.rises(position)) throw new OneByOne("each lane sums a row");
  const out = toAxes(position, value.shape, writer);
  const n = sizes.at(-1)!;
  const take = (sums: readonly Local[], at: readonly Position[], names: readonly string[]) => {
    names.forEach((name, i) => {
      const there = reducedPosition(source, out, [...at, [{ name, size: n }]]);
      writer.emit(sums[i]!.set(combine(op, type, sums[i]!.get, writer.at(input, there).get)));
    });
  };
  const start = () => writer.hold(startOf(writer, op, type));
  const sums = [0, 1, 2, 3].map(start);
  const rest = start();
  const outer = sizes.slice(0, -1);
  const wide = writer.attempt(() => {
    loopOver(writer, outer, (at) => {
      const many = n - (n % 16);
      writer.loop(0, many, { step: 16, perLane: 1 }, (name) => {
        take(
          sums,
          at,
          [0, 4, 8, 12].map((lane) => writer.name(`${name} + ${lane}u`)),
        );
      });
      const four = n - (n % 4);
      writer.loop(many, four, { step: 4, perLane: 1 }, (name) => take(sums, at, [name]));
      writer.loop(four, n, {}, (name) => take([rest], at, [name]));
    });
    return true;
  });
  if (!wide) {
    loopOver(writer, sizes, (at) => take([rest], at.slice(0, -1), [at.at(-1)![0]!.name]));
    return { get: rest.get, type };
  }
  const total = sums[0]!;
  for (const sum of sums.slice(1)) writer.emit(total.set(combine(op, type, total.get, sum.get)));
  writer.emit(acrossLanes(op, type, total));
  writer.emit(total.set(combine(op, type, total.get, rest.get)));
  return { get: total.get, type };
}

/** The rows are kept apart: each lane sums its own column. */
function acrossRows(
  writer: HeapWriter,
  source: SourceOf<"reduce">,
  position: Position,
  value: Value,
): Lanes {
  const { op, input } = source;
  const { type } = input.value;
  const sizes = source.axes.map((axis) => input.shape[axis]!);
  return together(writer, value, position, startOf(writer, op, type), (all) => {
    loopOver(writer, sizes, (at) => {
      for (const { sum, axes } of all) {
        const x = writer.at(input, reducedPosition(source, axes, at));
        writer.emit(sum.set(combine(op, type, sum.get, x.get)));
      }
    });
  });
}

/** Where the first of the largest or smallest is. */
function choose(
  writer: HeapWriter,
  source: SourceOf<"reduce">,
  position: Position,
  value: Value,
): Lanes {
  const { op, input } = source;
  const { type } = input.value;
  const sizes = source.axes.map((axis) => input.shape[axis]!);
  if (source.axes.includes(input.shape.length - 1) && writer.rises(position))
    throw new OneByOne("each lane looks along a row");
  const out = toAxes(position, value.shape, writer);
  const best = writer.hold(startOf(writer, op, type));
  const chosen = writer.hold(v128.zero);
  const at = writer.hold(v128.zero);
  loopOver(writer, sizes, (reduced) => {
    const x = writer.held(writer.at(input, reducedPosition(source, out, reduced))).get;
    const lanes = type === "float32" ? f32x4 : i32x4;
    const better = writer.hold(op === "argmax" ? lanes.gt(x, best.get) : lanes.lt(x, best.get)).get;
    writer.emit(
      best.set(v128.select(x, best.get, better)),
      chosen.set(v128.select(at.get, chosen.get, better)),
      at.set(i32x4.add(at.get, constant(writer, 1, "int32").get)),
    );
  });
  return { get: chosen.get, type: "int32" };
}

interface Neighbour {
  readonly sum: Local;
  readonly axes: readonly Position[];
}

/** The value at this position and at those computed side by side: what they have in common is done once. */
function together(
  writer: HeapWriter,
  value: Value,
  position: Position,
  start: Lanes["get"],
  body: (all: readonly Neighbour[]) => void,
): Lanes {
  const positions = writer.neighbours(position);
  const all = positions.map((neighbour) => ({
    sum: writer.hold(start),
    axes: toAxes(neighbour, value.shape, writer),
  }));
  body(all);
  positions.forEach((neighbour, i) => {
    writer.know(value, neighbour, { get: all[i]!.sum.get, type: value.type });
  });
  return writer.at({ value, shape: value.shape }, position);
}

/** Each element walks along the axis by itself. */
export function scan(
  writer: HeapWriter,
  { op, input, axis, exclusive, reverse }: SourceOf<"scan">,
  position: Position,
  value: Value,
): Lanes {
  const size = value.shape[axis]!;
  return together(writer, value, position, startOf(writer, op, value.type), (all) => {
    for (const { sum, axes } of all) {
      if (writer.rises(axes[axis]!)) throw new OneByOne("each lane begins elsewhere");
      const here = writer.index(writer.name(flatten(axes[axis]!))).get;
      const next = i32.add(here, i32.const(1));
      const inside = exclusive ? here : next;
      const [from, to] = reverse
        ? [exclusive ? next : here, i32.const(size)]
        : [i32.const(0), inside];
      writer.loop(from, to, {}, (name) => {
        const x = writer.at(input, axes.with(axis, [{ name, size }]).flat());
        writer.emit(sum.set(combine(op, value.type, sum.get, x.get)));
      });
    }
  });
}

/** Of ids that the CPU has put in order; others are added up where they belong (scatter.ts). */
export function segmentSum(
  writer: HeapWriter,
  { x, column }: SourceOf<"segmentSum">,
  position: Position,
  value: Value,
): Lanes {
  if (column === null) throw new OneByOne("the ids are in no order");
  const [batches, rows] = x.shape as [number, number, number];
  const segments = value.shape[1]!;
  const start = constant(writer, 0, value.type).get;
  return together(writer, value, position, start, (all) => {
    const [batch, segment] = all[0]!.axes as [Position, Position, Position];
    if (writer.rises([...batch, ...segment])) throw new OneByOne("each lane is another segment");
    const mine: Position = [...batch, ...segment];
    const { order, starts } = writer.around.segmentPlaces(column, batches, segments);
    const border = (offset: number) =>
      writer.once(`border ${offset} ${mine.map(({ name }) => name)}`, writer.depthOf(mine), () =>
        writer.hold(writer.word({ buffer: "batch", offset }, mine), "i32"),
      ).get;
    writer.loop(border(starts), border(starts + 1), {}, (k) => {
      const turn: Position = [{ name: k, size: batches * rows }];
      const row = writer.nameOf(
        writer.hold(writer.word({ buffer: "batch", offset: order }, turn), "i32"),
      );
      for (const { sum, axes } of all) {
        const there: Position = [{ name: row, size: batches * rows }, ...axes[2]!];
        const term = writer.at(x, there).get;
        writer.emit(sum.set(combine("sum", value.type, sum.get, term)));
      }
    });
  });
}
