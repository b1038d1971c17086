/**
 * How an element of a value is computed from the elements of its inputs: for each kind of value, the lines
 * of WGSL.
 */
import { flatten, LANES, laneDigit, laneOf, type Position, toAxes } from "./digits.ts";
import { Conflict, NotRecordable, type SourceOf, type Value } from "./graph.ts";
import { MAPS } from "./maps.ts";
import { apart, reduce, scan, segmentSum } from "./sums.ts";
import { gathered, spread, viewed } from "./views.ts";
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
  transpose: view,
  slice: view,
  reverse: view,
  tile: view,
  pad,
  concat,
  gather(writer, source, position, value) {
    const at = gathered(writer, source, position, value);
    const row = writer.name(`u32(${writer.at(source.ids, at.id)})`);
    return writer.at(source.table, at.table(row));
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

function view(
  writer: KernelWriter,
  _source: Value["source"],
  position: Position,
  value: Value,
): string {
  const { input, position: there } = viewed(writer, value, position)!;
  return writer.at(input, there);
}

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
  return writer.hold(MAPS[op]!.formula(args, constants));
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
