/**
 * Positions in tensors, as WGSL text. A position is a list of digits, most significant first, like the
 * digits of a clock: (hours: 24, minutes: 60). The digits (row: 6400, column: 64) stand for element
 * row * 64 + column, whatever the tensor's shape says. Reshaping keeps the digits; broadcasting, slicing
 * and transposing cut them where axes end. A digit that was cut and is put together again is the same
 * digit, so no division is left over, and two readings of one element can be seen to be the same.
 */
export interface Digit {
  /** A WGSL expression of type u32 that is a name or a literal, in [0, size). */
  readonly name: string;
  readonly size: number;
  /** Where the digit was cut from, and which part it is. */
  readonly cut?: { readonly from: Digit; readonly part: "high" | "low" };
  /** Which of the neighbours that one invocation computes together. */
  readonly lane?: number;
}
export type Position = readonly Digit[];

/** Neighbours that an invocation computes together: as many as memory gives at a time. */
export const LANES = 4;

export const laneDigit = (lane: number): Digit => ({ name: `${lane}u`, size: LANES, lane });

/** Which neighbour a position is, if it is one of those computed together. */
export const laneOf = (position: Position): number | undefined => position.at(-1)?.lane;

/** All the neighbours computed together with this one; without lanes, it alone. */
export function neighbours(position: Position): Position[] {
  if (laneOf(position) === undefined) return [position];
  return Array.from({ length: LANES }, (_, lane) => [...position.slice(0, -1), laneDigit(lane)]);
}

export const sizeOf = (position: Position): number =>
  position.reduce((product, digit) => product * digit.size, 1);

/** Puts cut digits together again and drops digits of size one. */
export function join(position: Position): Position {
  const joined: Digit[] = [];
  for (const digit of position) {
    if (digit.size === 1) continue;
    joined.push(digit);
    for (;;) {
      const low = joined.at(-1)!;
      const high = joined.at(-2);
      const whole = low.cut?.part === "low" ? low.cut.from : undefined;
      if (!high || !whole || high.cut?.part !== "high") break;
      if (high.cut.from.name !== whole.name || high.cut.from.size !== whole.size) break;
      joined.splice(-2, 2, whole);
    }
  }
  return joined;
}

/** The same text for the same element. */
export const keyOf = (position: Position): string =>
  join(position)
    .map(({ name, size }) => `${name}:${size}`)
    .join(",");

/** What writes the lines that compute digits: returns the name of a u32 with this value. */
export interface Lines {
  name(expression: string): string;
}

/** Divides into quotient and rest; asked twice, it answers the same two digits. */
export function cutDigit(digit: Digit, lowSize: number, lines: Lines): [Digit, Digit] {
  const highSize = digit.size / lowSize;
  const literal = /^\d+u$/.test(digit.name) ? Number.parseInt(digit.name, 10) : undefined;
  const high =
    literal === undefined
      ? lines.name(`${digit.name} / ${lowSize}u`)
      : `${Math.floor(literal / lowSize)}u`;
  const low =
    literal === undefined ? lines.name(`${digit.name} % ${lowSize}u`) : `${literal % lowSize}u`;
  return [
    { name: high, size: highSize, cut: { from: digit, part: "high" } },
    { name: low, size: lowSize, cut: { from: digit, part: "low" } },
  ];
}

/** One number for the element, row-major. */
export function flatten(position: Position): string {
  let stride = 1;
  const terms: string[] = [];
  for (const { name, size } of [...join(position)].reverse()) {
    if (name !== "0u") terms.unshift(stride === 1 ? name : `${name} * ${stride}u`);
    stride *= size;
  }
  return terms.length === 0 ? "0u" : terms.join(" + ");
}

/**
 * Cuts a position at the axes of a shape: the digits of each axis.
 * @throws Error if the position and the shape do not have the same number of elements
 */
export function toAxes(position: Position, shape: readonly number[], lines: Lines): Position[] {
  let rest: Digit[] = [...join(position)];
  if (sizeOf(rest) !== shape.reduce((n, size) => n * size, 1)) {
    throw new Error(`A position of ${sizeOf(rest)} elements does not fit shape [${shape}].`);
  }
  const axes: Position[] = [];
  for (const size of [...shape].reverse()) {
    const digits: Digit[] = [];
    let needed = size;
    while (needed > 1) {
      let digit = rest.pop() as Digit;
      if (needed % digit.size !== 0) {
        if (digit.size % needed !== 0) {
          // The cuts do not line up: one number for all that is left, and cut that.
          rest.push(digit);
          const whole = { name: lines.name(flatten(rest)), size: sizeOf(rest) };
          rest = [];
          digit = whole;
        }
        const [high, low] = cutDigit(digit, needed, lines);
        rest.push(high);
        digit = low;
      }
      digits.unshift(digit);
      needed /= digit.size;
    }
    axes.unshift(digits);
  }
  return axes;
}
