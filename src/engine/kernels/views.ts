/**
 * Where an element of a value is found in its inputs: a view (a transpose, a slice) moves no numbers, it asks its
 * input at another position. The same for every writer of kernels.
 */
import { type Digit, flatten, type Lines, type Position, toAxes } from "./digits.ts";
import { count, type Ref, type SourceOf, type Value } from "./graph.ts";

/** What names positions, and the numbers that say where something lies. */
export interface PositionLines extends Lines {
  /** @param key what the number is of */
  offset(key: string, number: number): string;
}

/** The input of a view and the position there; undefined if the value is no view. */
export function viewed(
  lines: PositionLines,
  value: Value,
  position: Position,
): { readonly input: Ref; readonly position: Position } | undefined {
  const { source } = value;
  switch (source.kind) {
    case "transpose": {
      const { input, axes } = source;
      const out = toAxes(position, value.shape, lines);
      return { input, position: input.shape.flatMap((_, axis) => out[axes.indexOf(axis)]!) };
    }
    case "slice": {
      const { input, begin } = source;
      return byAxis(lines, input, value, position, (digit, axis) => {
        const key = `slice ${input.value.id} ${axis} ${begin[axis]}`;
        const from = lines.offset(key, begin[axis]!);
        return [{ name: lines.name(`${from} + ${flatten(digit)}`), size: input.shape[axis]! }];
      });
    }
    case "reverse": {
      const { input, axes } = source;
      const digits = toAxes(position, value.shape, lines).map((digit, axis): Position => {
        const size = value.shape[axis]!;
        if (!axes.includes(axis) || size === 1) return digit;
        return [{ name: lines.name(`${size - 1}u - (${flatten(digit)})`), size }];
      });
      return { input, position: digits.flat() };
    }
    case "tile": {
      const { input } = source;
      return byAxis(lines, input, value, position, (digit, axis) => {
        const size = input.shape[axis]!;
        return size === 1 ? [] : toAxes(digit, [value.shape[axis]! / size, size], lines)[1]!;
      });
    }
    default:
      return undefined;
  }
}

/** Axis by axis; those of the input's size stay as they are. */
function byAxis(
  lines: PositionLines,
  input: Ref,
  { shape }: Value,
  position: Position,
  within: (digit: Position, axis: number) => Position,
): { input: Ref; position: Position } {
  const digits = toAxes(position, shape, lines).map((digit, axis) =>
    input.shape[axis] === shape[axis] ? digit : within(digit, axis),
  );
  return { input, position: digits.flat() };
}

/** The position in an input that is broadcast to the output's shape. */
export function spread(
  lines: Lines,
  position: Position,
  from: readonly number[],
  to: readonly number[],
): Position {
  if (count(from) === count(to)) return position;
  const axes = toAxes(position, from, lines);
  return to.flatMap((size, axis) => (size === 1 ? [] : axes[axis + from.length - to.length]!));
}

/** Where an element of a gather finds its id, and, once the id is known, its number. */
export function gathered(
  lines: Lines,
  { table, ids, axis, batchDims }: SourceOf<"gather">,
  position: Position,
  { shape }: Value,
): { readonly id: Position; table(row: string): Position } {
  const out = toAxes(position, shape, lines);
  const inner = axis + ids.shape.length - batchDims;
  return {
    id: [...out.slice(0, batchDims), ...out.slice(axis, inner)].flat(),
    table(name) {
      const row: Digit = { name, size: table.shape[axis]! };
      return [...out.slice(0, axis), row, ...out.slice(inner)].flat();
    },
  };
}

/** The position in what is reduced, of the output's axes and a digit for each reduced axis. */
export function reducedPosition(
  { input, axes }: SourceOf<"reduce">,
  out: readonly Position[],
  reduced: readonly Position[],
): Position {
  return input.shape.flatMap((_, axis) => {
    const i = axes.indexOf(axis);
    return i < 0 ? out[axis]! : reduced[i]!;
  });
}
