/** Elements that are made of many others: reductions, scans and segment sums, each a loop in an invocation. */
import { flatten, keyOf, LANES, laneDigit, laneOf, type Position, toAxes } from "./digits.ts";
import { count, type SourceOf, type Value } from "./graph.ts";
import { reducedPosition } from "./views.ts";
import { combine, literal, startOf } from "./wgsl.ts";
import type { KernelWriter, Neighbour } from "./writer.ts";

export function reduce(
  writer: KernelWriter,
  source: SourceOf<"reduce">,
  position: Position,
  value: Value,
): string {
  const { op, input } = source;
  const sizes = source.axes.map((axis) => input.shape[axis]!);
  const lastAxis = input.shape.length - 1;
  const chooses = op === "argmax" || op === "argmin";
  // Neighbours in memory are taken in one go, in the same order.
  const lanes =
    !chooses && source.axes.includes(lastAxis) && sizes.at(-1)! % LANES === 0 ? LANES : 1;
  const n = count(sizes) / lanes;
  const start = startOf(op, input.value.type);
  return writer.together(value, position, chooses ? "0" : start, (all) => {
    const best = all.map(({ name }) => (chooses ? writer.variable(input.value.type, start) : name));
    const k = writer.unused("k");
    writer.block(`for (var ${k} = 0u; ${k} < ${n}u; ${k}++)`, () => {
      for (let lane = 0; lane < lanes; lane++) {
        const digit: Position = [{ name: k, size: n }, ...(lanes === 1 ? [] : [laneDigit(lane)])];
        all.forEach(({ name, axes }, i) => {
          const x = writer.at(input, elementReduced(writer, source, axes, digit));
          if (!chooses) {
            writer.line(`${name} = ${combine(op, name, x)};`);
            return;
          }
          const better = op === "argmax" ? ">" : "<";
          writer.line(`if (${x} ${better} ${best[i]}) { ${best[i]} = ${x}; ${name} = i32(${k}); }`);
        });
      }
    });
  });
}

/** The position of element `digits` of what is reduced to the output position. */
export function elementReduced(
  writer: KernelWriter,
  source: SourceOf<"reduce">,
  out: readonly Position[],
  digits: Position,
): Position {
  const sizes = source.axes.map((axis) => source.input.shape[axis]!);
  return reducedPosition(source, out, toAxes(digits, sizes, writer));
}

/** One invocation an element, each of which walks along the axis by itself. */
export function scan(
  writer: KernelWriter,
  { op, input, axis, exclusive, reverse }: SourceOf<"scan">,
  position: Position,
  value: Value,
): string {
  const size = value.shape[axis]!;
  return writer.together(value, position, startOf(op, value.type), (all) => {
    const along = laneOf(all[0]!.axes[axis]!) !== undefined;
    for (const group of along ? apart(all) : [all]) {
      const here = writer.name(flatten(group[0]!.axes[axis]!));
      const next = `${here} + 1u`;
      const [from, to] = reverse
        ? [exclusive ? next : here, `${size}u`]
        : ["0u", exclusive ? here : next];
      const k = writer.unused("k");
      writer.block(`for (var ${k} = ${from}; ${k} < ${to}; ${k}++)`, () => {
        for (const { name, axes } of group) {
          const x = writer.at(input, axes.with(axis, [{ name: k, size }]).flat());
          writer.line(`${name} = ${combine(op, name, x)};`);
        }
      });
    }
  });
}

export function segmentSum(
  writer: KernelWriter,
  { x, ids, column }: SourceOf<"segmentSum">,
  position: Position,
  value: Value,
): string {
  const [batches, rows] = x.shape as [number, number, number];
  const segments = value.shape[1]!;
  return writer.together(value, position, literal(0, value.type), (all) => {
    const [batch, segment] = all[0]!.axes as [Position, Position, Position];
    // A table of single numbers: the neighbours are other segments.
    const alone = laneOf(batch) !== undefined || laneOf(segment) !== undefined;
    for (const group of alone ? apart(all) : [all]) {
      const [within, mine] = group[0]!.axes as [Position, Position, Position];
      const add = (row: Position) => {
        for (const { name, axes } of group) {
          writer.line(`${name} += ${writer.at(x, [...row, ...axes[2]!])};`);
        }
      };
      const k = writer.unused("k");
      if (column === null) {
        const here = writer.name(flatten(mine));
        const row: Position = [...within, { name: k, size: rows }];
        writer.block(`for (var ${k} = 0u; ${k} < ${rows}u; ${k}++)`, () => {
          writer.block(`if (${writer.at(ids, row)} == i32(${here}))`, () => add(row));
        });
        continue;
      }
      const here = writer.name(flatten([...within, ...mine]));
      const { order, starts } = writer.around.segmentPlaces(column, batches, segments);
      writer.memory.noteRead("batch", keyOf([...batch, ...segment]));
      const word = (at: string) => writer.name(writer.memory.word("batch", at));
      const place = (n: number) => writer.offset(`batch ${n} 1`, n);
      const from = word(`${place(starts)} + ${here}`);
      const to = word(`${place(starts + 1)} + ${here}`);
      writer.block(`for (var ${k} = ${from}; ${k} < ${to}; ${k}++)`, () => {
        add([{ name: word(`${place(order)} + ${k}`), size: batches * rows }]);
      });
    }
  });
}

/** Neighbours that do not go through the same lines. */
export const apart = (all: readonly Neighbour[]): Neighbour[][] => all.map((one) => [one]);
