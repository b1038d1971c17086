/**
 * How an element of a value is computed from the elements of its inputs: for each kind of value, the lines
 * of WGSL. A view (a transpose, a slice, a padding) moves no numbers: it asks its input at another
 * position.
 */
import { type Digit, flatten, LANES, laneDigit, laneOf, type Position, toAxes } from "./digits.ts";
import { Conflict, count, NotRecordable, type SourceOf, type Value } from "./graph.ts";
import { MAPS } from "./maps.ts";
import { apart, reduce, scan, segmentSum } from "./sums.ts";
import { literal, WGSL_TYPES } from "./wgsl.ts";
import type { KernelWriter } from "./writer.ts";

type Element<K extends Value["source"]["kind"]> = (
  writer: KernelWriter,
  source: SourceOf<K>,
  position: Position,
  value: Value,
) => string;

/** Writes the lines that compute a value at a position; returns the name that holds the number. */
export function elementOf(writer: KernelWriter, value: Value, position: Position): string {
  const element = ELEMENTS[value.source.kind] as Element<typeof value.source.kind>;
  return element(writer, value.source, position, value);
}

const ELEMENTS: { readonly [K in Value["source"]["kind"]]: Element<K> } = {
  input: nowhere,
  fill: nowhere,
  map,
  transpose(writer, { input, axes }, position, value) {
    const out = toAxes(position, value.shape, writer);
    return writer.at(
      input,
      input.shape.flatMap((_, axis) => out[axes.indexOf(axis)]!),
    );
  },
  slice(writer, { input, begin }, position, value) {
    const digits = toAxes(position, value.shape, writer).map((digit, axis): Position => {
      const size = input.shape[axis]!;
      if (size === value.shape[axis]) return digit;
      const from = writer.offset(`slice ${input.value.id} ${axis} ${begin[axis]}`, begin[axis]!);
      return [{ name: writer.name(`${from} + ${flatten(digit)}`), size }];
    });
    return writer.at(input, digits.flat());
  },
  reverse(writer, { input, axes }, position, value) {
    const digits = toAxes(position, value.shape, writer).map((digit, axis): Position => {
      const size = value.shape[axis]!;
      if (!axes.includes(axis) || size === 1) return digit;
      return [{ name: writer.name(`${size - 1}u - (${flatten(digit)})`), size }];
    });
    return writer.at(input, digits.flat());
  },
  tile(writer, { input }, position, value) {
    const digits = toAxes(position, value.shape, writer).map((digit, axis): Position => {
      const size = input.shape[axis]!;
      if (size === value.shape[axis]) return digit;
      return size === 1 ? [] : toAxes(digit, [value.shape[axis]! / size, size], writer)[1]!;
    });
    return writer.at(input, digits.flat());
  },
  pad,
  concat,
  gather(writer, { table, ids, axis, batchDims }, position, value) {
    const out = toAxes(position, value.shape, writer);
    const inner = axis + ids.shape.length - batchDims;
    const id = writer.at(ids, [...out.slice(0, batchDims), ...out.slice(axis, inner)].flat());
    const row: Digit = { name: writer.name(`u32(${id})`), size: table.shape[axis]! };
    return writer.at(table, [...out.slice(0, axis), row, ...out.slice(inner)].flat());
  },
  oneHot(writer, source, position, value) {
    const out = toAxes(position, value.shape, writer);
    const id = writer.at(source.ids, out.slice(0, -1).flat());
    const [on, off] = [source.on, source.off].map((n) => literal(n, value.type));
    return writer.hold(`select(${off}, ${on}, i32(${flatten(out.at(-1)!)}) == ${id})`);
  },
  reduce,
  scan,
  segmentSum,
  matmul() {
    throw new Conflict("a matrix product is the root of a kernel of its own");
  },
};

function nowhere(): never {
  throw new NotRecordable("An input has no place in memory.");
}

function map(
  writer: KernelWriter,
  { op, inputs, numbers }: SourceOf<"map">,
  position: Position,
  value: Value,
): string {
  const args = inputs.map((input) =>
    writer.at(input, spread(writer, position, value.shape, input.shape)),
  );
  if (op === "cast") return writer.hold(`${WGSL_TYPES[value.type]}(${args[0]})`);
  const constants = numbers.map((n) => literal(n, "float32"));
  return writer.hold(MAPS[op]!.wgsl(args, constants));
}

/** The position in an input that is broadcast to the output's shape. */
function spread(
  writer: KernelWriter,
  position: Position,
  from: readonly number[],
  to: readonly number[],
): Position {
  if (count(from) === count(to)) return position;
  const axes = toAxes(position, from, writer);
  return to.flatMap((size, axis) => (size === 1 ? [] : axes[axis + from.length - to.length]!));
}

function pad(
  writer: KernelWriter,
  { input, before, number }: SourceOf<"pad">,
  position: Position,
  value: Value,
): string {
  return writer.together(value, position, literal(number, value.type), (all) => {
    for (const { name, axes } of all) {
      const tests: string[] = [];
      const digits = axes.map((digit, axis): Position => {
        const size = input.shape[axis]!;
        if (size === value.shape[axis]) return digit;
        const from = writer.offset(`pad ${input.value.id} ${axis} ${before[axis]}`, before[axis]!);
        const here = writer.name(flatten(digit));
        tests.push(`${here} >= ${from} && ${here} < ${from} + ${size}u`);
        return [{ name: writer.name(`${here} - ${from}`), size }];
      });
      writer.blockApart(`if (${tests.join(" && ")})`, () => {
        writer.line(`${name} = ${writer.at(input, digits.flat())};`);
      });
    }
  });
}

function concat(
  writer: KernelWriter,
  { inputs, axis }: SourceOf<"concat">,
  position: Position,
  value: Value,
): string {
  const sizes = inputs.map(({ shape }) => shape[axis]!);
  return writer.together(value, position, undefined, (all) => {
    // Where parts are joined between lanes, each lane looks for itself; else one branch does for all.
    const along = laneOf(all[0]!.axes[axis]!) !== undefined;
    const whole = along && sizes.every((size) => size % LANES === 0);
    const unit = whole ? LANES : 1;
    for (const group of along && !whole ? apart(all) : [all]) {
      const digit = group[0]!.axes[axis]!;
      const here = writer.name(flatten(whole ? digit.slice(0, -1) : digit));
      let from = 0;
      inputs.forEach((input, i) => {
        const size = sizes[i]! / unit;
        const start = from;
        from += size;
        const last = i === inputs.length - 1;
        const test = last
          ? `if (${here} >= ${start}u)`
          : `if (${here} >= ${start}u && ${here} < ${from}u)`;
        const part = () => {
          const inside: Position =
            size === 1 ? [] : [{ name: start ? writer.name(`${here} - ${start}u`) : here, size }];
          group.forEach(({ name, axes }, lane) => {
            const within = whole ? [...inside, laneDigit(lane)] : inside;
            writer.line(`${name} = ${writer.at(input, axes.with(axis, within).flat())};`);
          });
        };
        if (group.length < all.length) writer.blockApart(test, part);
        else writer.block(test, part);
      });
    }
  });
}
