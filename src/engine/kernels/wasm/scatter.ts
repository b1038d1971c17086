/**
 * Segment sums of ids that are made in the step: rows are added where they belong, in their order. (Of ids that
 * the batch brings, the CPU has the order, and each segment's sum is computed by itself: sums.ts.)
 */
import { i32 } from "../assembler.ts";
import type { Position } from "../digits.ts";
import type { SourceOf, Value } from "../graph.ts";
import type { Layout } from "../plan.ts";
import { combine, constant } from "./arithmetic.ts";
import type { Written } from "./kernel.ts";
import { i32x4 } from "./v128.ts";
import type { HeapWriter } from "./writer.ts";

export const isScattered = ({ source }: Value): boolean =>
  source.kind === "segmentSum" && source.column === null;

export function writeScatter(writer: HeapWriter, value: Value, layout: Layout): Written {
  const { x, ids } = value.source as SourceOf<"segmentSum">;
  const [batches, rows, columns] = x.shape as [number, number, number];
  const segments = value.shape[1]!;
  const place = layout.place(value)!;
  const size = batches * segments * columns;
  const zero = constant(writer, 0, value.type);
  const along = (size: number, body: (name: string) => void) => {
    const four = size - (size % 4);
    writer.loop(0, four, { step: 4, perLane: 1 }, body);
    writer.loop(four, size, {}, body);
  };
  along(size, (name) => writer.store(place, [{ name, size }], zero));
  const rowOf = (batch: string, row: string) => {
    const from: Position = [
      { name: batch, size: batches },
      { name: row, size: rows },
    ];
    const id = writer.hold(i32x4.extract(writer.at(ids, from).get), "i32");
    writer.when(i32.below(id.get, i32.const(segments)), () => {
      const segment = writer.nameOf(id);
      const add = (name: string) => {
        const column = { name, size: columns };
        const to: Position = [
          { name: batch, size: batches },
          { name: segment, size: segments },
          column,
        ];
        const term = writer.at(x, [...from, column]).get;
        const sum = combine("sum", value.type, writer.load(place, value.type, to).get, term);
        writer.store(place, to, { get: sum, type: value.type });
      };
      const inLanes = writer.attempt(() => {
        along(columns, add);
        return true;
      });
      if (!inLanes) writer.loop(0, columns, {}, add);
    });
  };
  writer.loop(0, batches, {}, (batch) => {
    writer.loop(0, rows, {}, (row) => rowOf(batch, row));
  });
  return { extent: { size: 1, grain: 1 }, form: "scatter" };
}
