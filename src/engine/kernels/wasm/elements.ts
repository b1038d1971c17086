/** How four elements of a value are computed from those of its inputs: for each kind of value, the code. */
import { i32 } from "../assembler.ts";
import { flatten, type Position, toAxes } from "../digits.ts";
import { Conflict, NotRecordable, type SourceOf, type Value } from "../graph.ts";
import { MAPS } from "../maps.ts";
import { gathered, spread, viewed } from "../views.ts";
import { constant, evaluate, type Lanes } from "./arithmetic.ts";
import { OneByOne } from "./body.ts";
import { reduce, scan, segmentSum } from "./sums.ts";
import { f32x4, i32x4, v128 } from "./v128.ts";
import type { HeapWriter } from "./writer.ts";

export type Element<K extends Value["source"]["kind"]> = (
  writer: HeapWriter,
  source: SourceOf<K>,
  position: Position,
  value: Value,
) => Lanes;

/** Writes what computes a value at a position, and at its neighbours. */
export function elementOf(writer: HeapWriter, value: Value, position: Position): Lanes {
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
    if (writer.rises(at.id)) {
      return writer.laneByLane(value.type, position, (one) =>
        ELEMENTS.gather(writer, source, one, value),
      );
    }
    const id = writer.at(source.ids, at.id).get;
    const depth = writer.depthOf(at.id);
    const key = `row ${source.ids.value.id} ${at.id.map(({ name }) => name)}`;
    const row = writer.once(key, depth, () => writer.nameOf(writer.hold(i32x4.extract(id), "i32")));
    return writer.at(source.table, at.table(row));
  },
  oneHot(writer, source, position, value) {
    const out = toAxes(position, value.shape, writer);
    const id = writer.at(source.ids, out.slice(0, -1).flat());
    const [on, off] = [source.on, source.off].map((n) => constant(writer, n, value.type).get);
    const here = lanesOf(writer, writer.name(flatten(out.at(-1)!)));
    return writer.held({ get: v128.select(on!, off!, i32x4.eq(here, id.get)), type: value.type });
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

/** A position's number in each lane. */
function lanesOf(writer: HeapWriter, name: string) {
  const { get, perLane } = writer.index(name);
  const first = i32x4.splat(get);
  if (perLane === 0) return first;
  const steps = [0, 1, 2, 3].flatMap((lane) => [
    ...new Uint8Array(new Int32Array([lane * perLane]).buffer),
  ]);
  return i32x4.add(first, [0xfd, 12, ...steps]);
}

function view(
  writer: HeapWriter,
  _source: Value["source"],
  position: Position,
  value: Value,
): Lanes {
  const { input, position: there } = viewed(writer, value, position)!;
  return writer.at(input, there);
}

function map(
  writer: HeapWriter,
  { op, inputs, numbers }: SourceOf<"map">,
  position: Position,
  value: Value,
): Lanes {
  const args = inputs.map((input) =>
    writer.at(input, spread(writer, position, value.shape, input.shape)),
  );
  if (op === "cast") return writer.held(cast(writer, args[0]!, value));
  const names = args.map((_, i) => `x${i}`);
  const settings = numbers.map((n) => constant(writer, n, "float32"));
  const settingNames = settings.map((_, i) => `c${i}`);
  return writer.held(
    evaluate(writer, MAPS[op]!.formula(names, settingNames), {
      ...Object.fromEntries(args.map((lanes, i) => [`x${i}`, lanes])),
      ...Object.fromEntries(settings.map((lanes, i) => [`c${i}`, lanes])),
    }),
  );
}

function cast(writer: HeapWriter, { get, type: from }: Lanes, { type }: Value): Lanes {
  if (from === type) return { get, type };
  if (from === "bool") return { get: v128.and(get, constant(writer, 1, type).get), type };
  switch (type) {
    case "float32":
      return { get: f32x4.ofIntegers(get), type };
    case "int32":
      return { get: i32x4.ofFloats(get), type };
    default:
      return { get: (from === "float32" ? f32x4 : i32x4).ne(get, v128.zero), type };
  }
}

/** What is between two borders along an axis, for all lanes at once. */
function between(writer: HeapWriter, name: string, from: number, to: number) {
  const index = writer.index(name);
  const apart = [from, to].some((border) => border % 4 !== 0) || index.multiple % 4 !== 0;
  if (index.perLane > 1 || (index.perLane === 1 && apart))
    throw new OneByOne("a border is between lanes");
  return i32.below(i32.sub(index.get, i32.const(from)), i32.const(to - from));
}

function pad(
  writer: HeapWriter,
  { input, before, number }: SourceOf<"pad">,
  position: Position,
  value: Value,
): Lanes {
  const axes = toAxes(position, value.shape, writer);
  const result = writer.hold(constant(writer, number, value.type).get);
  const tests = axes.flatMap((digit, axis) => {
    const size = input.shape[axis]!;
    if (size === value.shape[axis]) return [];
    const here = writer.name(flatten(digit));
    return [between(writer, here, before[axis]!, before[axis]! + size)];
  });
  writer.when(
    tests.reduce((all, test) => i32.and(all, test)),
    () => {
      const inside = axes.map((digit, axis): Position => {
        const size = input.shape[axis]!;
        if (size === value.shape[axis]) return digit;
        return [{ name: writer.name(`${flatten(digit)} - ${before[axis]}u`), size }];
      });
      writer.emit(result.set(writer.at(input, inside.flat()).get));
    },
  );
  return { get: result.get, type: value.type };
}

function concat(
  writer: HeapWriter,
  { inputs, axis }: SourceOf<"concat">,
  position: Position,
  value: Value,
): Lanes {
  const axes = toAxes(position, value.shape, writer);
  const here = writer.name(flatten(axes[axis]!));
  const result = writer.local("v128");
  let from = 0;
  for (const input of inputs) {
    const size = input.shape[axis]!;
    const start = from;
    from += size;
    writer.when(between(writer, here, start, from), () => {
      const inside: Position =
        size === 1 ? [] : [{ name: writer.name(`${here} - ${start}u`), size }];
      writer.emit(result.set(writer.at(input, axes.with(axis, inside).flat()).get));
    });
  }
  return { get: result.get, type: value.type };
}
