/**
 * Writes one fused kernel as WGSL. Values that the step keeps are read from memory; everything between
 * them and the outputs is computed in registers, where it is needed, once for each position.
 */
import {
  type Digit,
  flatten,
  join,
  keyOf,
  LANES,
  type Lines,
  laneDigit,
  laneOf,
  neighbours,
  type Position,
  toAxes,
} from "./digits.ts";
import { count, NotRecordable, type Ref, type Value, type ValueType } from "./graph.ts";
import { MAPS } from "./maps.ts";
import { Memory, type Place } from "./memory.ts";

/** Invocations a workgroup. */
export const WORKGROUP = 64;

export const MAIN_HEADER = `@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>) {`;

/** What a kernel must know of the step around it. */
export interface Surroundings {
  /** The place of a value that is kept in memory (inputs are), or undefined if it is computed in place. */
  place(value: Value): Place | undefined;
  /** Values that this kernel itself writes: they may be used only at the position being computed. */
  madeHere(value: Value): boolean;
  /** Where the rows of a batch column of ids are listed by segment. */
  segmentPlaces(
    column: string,
    segments: number,
  ): { readonly order: number; readonly starts: number };
}

/** The kernel would need what another invocation computes, or more buffers than the device binds. */
export class Conflict extends Error {
  override name = "Conflict";
}

const WGSL_TYPES: Record<ValueType, string> = { float32: "f32", int32: "i32", bool: "bool" };

interface Scope {
  readonly lines: string[];
  readonly known: Map<string, string>;
}

export class KernelWriter implements Lines {
  readonly memory: Memory;
  readonly #scopes: Scope[] = [{ lines: [], known: new Map() }];
  readonly #around: Surroundings;
  #names = 0;
  /** How many branches deep we are that one lane takes and another may not. */
  #apart = 0;

  /** vectors: the buffers that are declared as arrays of four words */
  constructor(around: Surroundings, vectors: ReadonlySet<string> = new Set()) {
    this.#around = around;
    this.memory = new Memory(this, vectors);
  }

  lines(): string {
    return this.#scopes[0]!.lines.join("\n");
  }

  line(text: string): void {
    const depth = "  ".repeat(this.#scopes.length);
    this.#scopes.at(-1)!.lines.push(depth + text);
  }

  name(expression: string): string {
    return this.#remember(`= ${expression}`, () => expression, "n");
  }

  #remember(key: string, expression: () => string, prefix: string): string {
    const known = this.#find(key);
    if (known) return known;
    const text = expression();
    const name = `${prefix}${this.#names++}`;
    this.line(`let ${name} = ${text};`);
    this.#scopes.at(-1)!.known.set(key, name);
    return name;
  }

  #find(key: string): string | undefined {
    for (let i = this.#scopes.length - 1; i >= 0; i--) {
      const name = this.#scopes[i]!.known.get(key);
      if (name) return name;
    }
    return undefined;
  }

  /** Lines inside braces; what is named there is forgotten after. */
  block(header: string, body: () => void): void {
    const scope: Scope = { lines: [], known: new Map() };
    this.#scopes.push(scope);
    body();
    this.#scopes.pop();
    this.line(`${header} {`);
    this.#scopes.at(-1)!.lines.push(...scope.lines);
    this.line("}");
  }

  /** Says that a value at a position is already held by this name. */
  know(value: Value, position: Position, name: string): void {
    this.#scopes.at(-1)!.known.set(`${value.id} @ ${keyOf(position)}`, name);
  }

  /** The name of a scalar that holds the value at the position. */
  at({ value, shape }: Ref, position: Position): string {
    if (value.source.kind === "fill") return literal(value.source.number, value.type);
    const joined = join(position);
    const key = `${value.id} @ ${keyOf(joined)}`;
    const known = this.#find(key);
    if (known) return known;
    if (this.#around.madeHere(value))
      throw new Conflict("needs a neighbour's result, or a later one");
    const place = this.#around.place(value);
    const name = place
      ? this.#remember(key, () => this.load(place, value.type, joined), "v")
      : this.#compute(value, joined, shape);
    this.#scopes.at(-1)!.known.set(key, name);
    return name;
  }

  /** Like `at`, for a value that has a place which nobody has written yet. */
  fresh({ value, shape }: Ref, position: Position): string {
    const joined = join(position);
    return this.#find(`${value.id} @ ${keyOf(joined)}`) ?? this.#compute(value, joined, shape);
  }

  axesOf(position: Position, shape: readonly number[]): Position[] {
    return toAxes(position, shape, this);
  }

  load(place: Place, type: ValueType, position: Position): string {
    return this.memory.load(place, type, position, this.#apart > 0);
  }

  /** Computes a value here. The shape of this use does not matter: a position is a number. */
  #compute(value: Value, position: Position, _shape: readonly number[]): string {
    const { source } = value;
    const axes = () => toAxes(position, value.shape, this);
    switch (source.kind) {
      case "map": {
        const args = source.inputs.map((input) =>
          this.at(input, this.spread(position, value.shape, input.shape)),
        );
        const text =
          source.op === "cast"
            ? `${WGSL_TYPES[value.type]}(${args[0]})`
            : MAPS[source.op]!.wgsl(
                args,
                source.numbers.map((n) => literal(n, "float32")),
              );
        return this.#let(text);
      }
      case "transpose": {
        const out = axes();
        const moved = source.input.shape.map((_, axis) => out[source.axes.indexOf(axis)]!);
        return this.at(source.input, moved.flat());
      }
      case "slice": {
        const digits = axes().map((digit, axis) => {
          const size = source.input.shape[axis]!;
          return size === value.shape[axis] ? digit : this.#shift(digit, source.begin[axis]!, size);
        });
        return this.at(source.input, digits.flat());
      }
      case "reverse": {
        const digits = axes().map((digit, axis): Position => {
          const size = value.shape[axis]!;
          if (!source.axes.includes(axis) || size === 1) return digit;
          return [{ name: this.name(`${size - 1}u - (${flatten(digit)})`), size }];
        });
        return this.at(source.input, digits.flat());
      }
      case "tile": {
        const digits = axes().map((digit, axis): Position => {
          const size = source.input.shape[axis]!;
          if (size === value.shape[axis]) return digit;
          return size === 1 ? [] : toAxes(digit, [value.shape[axis]! / size, size], this)[1]!;
        });
        return this.at(source.input, digits.flat());
      }
      case "pad":
        return this.#pad(value, source, position);
      case "concat":
        return this.#concat(value, source, position);
      case "gather": {
        const out = axes();
        const rank = source.ids.shape.length;
        const id = this.at(source.ids, out.slice(0, rank).flat());
        const row: Digit = { name: this.name(`u32(${id})`), size: source.table.shape[0]! };
        return this.at(source.table, [row, ...out.slice(rank).flat()]);
      }
      case "oneHot": {
        const out = axes();
        const id = this.at(source.ids, out.slice(0, -1).flat());
        const [on, off] = [source.on, source.off].map((n) => literal(n, value.type));
        return this.#let(`select(${off}, ${on}, i32(${flatten(out.at(-1)!)}) == ${id})`);
      }
      case "reduce":
        return this.#reduce(value, source, position);
      case "segmentSum":
        return this.#segmentSum(value, source, position);
      case "matmul":
        throw new Conflict("a matrix product is the root of a kernel of its own");
      case "input":
      case "fill":
        throw new NotRecordable("An input has no place in memory.");
      default:
        return source satisfies never;
    }
  }

  #let(text: string): string {
    const name = `v${this.#names++}`;
    this.line(`let ${name} = ${text};`);
    return name;
  }

  #variable(type: ValueType, start?: string): string {
    const name = `v${this.#names++}`;
    this.line(`var ${name}: ${WGSL_TYPES[type]}${start === undefined ? "" : ` = ${start}`};`);
    return name;
  }

  #shift(digit: Position, by: number, size: number): Position {
    if (digit.length === 0) return [{ name: `${by}u`, size }];
    return [
      {
        name: by === 0 ? this.name(flatten(digit)) : this.name(`${flatten(digit)} + ${by}u`),
        size,
      },
    ];
  }

  /** The position in an input that is broadcast to the output's shape. */
  spread(position: Position, from: readonly number[], to: readonly number[]): Position {
    if (count(from) === count(to)) return position;
    const axes = toAxes(position, from, this);
    return to.flatMap((size, axis) => (size === 1 ? [] : axes[axis + from.length - to.length]!));
  }

  /** The value at this position and its neighbours: what they have in common, `body` writes once. */
  #together(
    value: Value,
    position: Position,
    start: string | undefined,
    body: (all: readonly { readonly name: string; readonly axes: Position[] }[]) => void,
  ): string {
    const all = neighbours(position).map((neighbour) => ({
      neighbour,
      name: this.#variable(value.type, start),
      axes: toAxes(neighbour, value.shape, this),
    }));
    body(all);
    for (const { neighbour, name } of all) this.know(value, neighbour, name);
    return all[laneOf(position) ?? 0]!.name;
  }

  /** Lines that some of the lanes may skip. */
  #blockApart(header: string, body: () => void): void {
    this.#apart++;
    this.block(header, body);
    this.#apart--;
  }

  #pad(
    value: Value,
    { input, before, number }: Extract<Value["source"], { kind: "pad" }>,
    position: Position,
  ): string {
    return this.#together(value, position, literal(number, value.type), (all) => {
      for (const { name, axes } of all) {
        const tests: string[] = [];
        const digits = axes.map((digit, axis): Position => {
          const size = input.shape[axis]!;
          if (size === value.shape[axis]) return digit;
          const from = before[axis]!;
          const here = this.name(flatten(digit));
          tests.push(`${here} >= ${from}u && ${here} < ${from + size}u`);
          return [{ name: this.name(`${here} - ${from}u`), size }];
        });
        this.#blockApart(`if (${tests.join(" && ")})`, () => {
          this.line(`${name} = ${this.at(input, digits.flat())};`);
        });
      }
    });
  }

  #concat(
    value: Value,
    { inputs, axis }: Extract<Value["source"], { kind: "concat" }>,
    position: Position,
  ): string {
    const sizes = inputs.map(({ shape }) => shape[axis]!);
    return this.#together(value, position, undefined, (all) => {
      // Where parts are joined between lanes, each lane looks for itself; else one branch does for all.
      const [first] = all as [(typeof all)[number]];
      const joined = first.axes[axis]!;
      const along = laneOf(joined) !== undefined;
      const whole = along && sizes.every((size) => size % LANES === 0);
      const unit = whole ? LANES : 1;
      const groups = along && !whole ? all.map((one) => [one]) : [all];
      for (const group of groups) {
        const digit = group[0]!.axes[axis]!;
        const here = this.name(flatten(whole ? digit.slice(0, -1) : digit));
        let from = 0;
        inputs.forEach((input, i) => {
          const size = sizes[i]! / unit;
          const start = from;
          from += size;
          const last = i === inputs.length - 1;
          const test = last
            ? `if (${here} >= ${start}u)`
            : `if (${here} >= ${start}u && ${here} < ${from}u)`;
          const block = group.length < all.length ? this.#blockApart : this.block;
          block.call(this, test, () => {
            const inside: Position =
              size === 1 ? [] : [{ name: start ? this.name(`${here} - ${start}u`) : here, size }];
            group.forEach(({ name, axes }, lane) => {
              const part = whole ? [...inside, laneDigit(lane)] : inside;
              this.line(`${name} = ${this.at(input, axes.with(axis, part).flat())};`);
            });
          });
        });
      }
    });
  }

  #reduce(
    value: Value,
    source: Extract<Value["source"], { kind: "reduce" }>,
    position: Position,
  ): string {
    const { op, input } = source;
    const sizes = source.axes.map((axis) => input.shape[axis]!);
    const lastAxis = input.shape.length - 1;
    const chooses = op === "argmax" || op === "argmin";
    // Neighbours in memory are taken in one go, in the same order.
    const lanes =
      !chooses && source.axes.includes(lastAxis) && sizes.at(-1)! % LANES === 0 ? LANES : 1;
    const n = count(sizes) / lanes;
    return this.#together(value, position, chooses ? "0" : startOf(op, input.value.type), (all) => {
      const best = all.map(({ name }) =>
        chooses ? this.#variable(input.value.type, startOf(op, input.value.type)) : name,
      );
      const k = `k${this.#names++}`;
      this.block(`for (var ${k} = 0u; ${k} < ${n}u; ${k}++)`, () => {
        for (let lane = 0; lane < lanes; lane++) {
          const digit: Position = [{ name: k, size: n }, ...(lanes === 1 ? [] : [laneDigit(lane)])];
          all.forEach(({ name, axes }, i) => {
            const x = this.at(input, this.inner(source, axes, digit));
            if (chooses) {
              const better = op === "argmax" ? ">" : "<";
              this.line(
                `if (${x} ${better} ${best[i]}) { ${best[i]} = ${x}; ${name} = i32(${k}); }`,
              );
            } else {
              this.line(`${name} = ${combine(op, name, x)};`);
            }
          });
        }
      });
    });
  }

  /** The position of element `digits` of what is reduced to the output position. */
  inner(
    source: Extract<Value["source"], { kind: "reduce" }>,
    out: readonly Position[],
    digits: Position,
  ): Position {
    const sizes = source.axes.map((axis) => source.input.shape[axis]!);
    const reduced = toAxes(digits, sizes, this);
    return source.input.shape.flatMap((_, axis) => {
      const i = source.axes.indexOf(axis);
      return i < 0 ? out[axis]! : reduced[i]!;
    });
  }

  #segmentSum(
    value: Value,
    { x, ids, column }: Extract<Value["source"], { kind: "segmentSum" }>,
    position: Position,
  ): string {
    const rows = x.shape[0]!;
    const segments = value.shape[0]!;
    return this.#together(value, position, literal(0, value.type), (all) => {
      const segment = all[0]!.axes[0]!;
      // A table of single numbers: the neighbours are other segments.
      const groups = laneOf(segment) === undefined ? [all] : all.map((one) => [one]);
      for (const group of groups) {
        const here = this.name(flatten(group[0]!.axes[0]!));
        const add = (row: Digit) => {
          for (const { name, axes } of group) {
            this.line(`${name} += ${this.at(x, [row, ...axes[1]!])};`);
          }
        };
        const k = `k${this.#names++}`;
        if (column === null) {
          this.block(`for (var ${k} = 0u; ${k} < ${rows}u; ${k}++)`, () => {
            const row: Digit = { name: k, size: rows };
            this.block(`if (${this.at(ids, [row])} == i32(${here}))`, () => add(row));
          });
          continue;
        }
        const { order, starts } = this.#around.segmentPlaces(column, segments);
        this.memory.noteRead("batch", keyOf(segment));
        const word = (at: string) => this.name(this.memory.word("batch", at));
        const from = word(`${starts}u + ${here}`);
        const to = word(`${starts + 1}u + ${here}`);
        this.block(`for (var ${k} = ${from}; ${k} < ${to}; ${k}++)`, () => {
          add({ name: word(`${order}u + ${k}`), size: rows });
        });
      }
    });
  }
}

export function combine(op: string, a: string, b: string): string {
  switch (op) {
    case "sum":
      return `${a} + ${b}`;
    case "prod":
      return `${a} * ${b}`;
    case "all":
      return `${a} && ${b}`;
    case "any":
      return `${a} || ${b}`;
    default:
      return `${op}(${a}, ${b})`;
  }
}

/** What a reduction starts from. */
export function startOf(op: string, type: ValueType): string {
  const smallest = type === "int32" ? "-2147483647" : "-3.4028234e38";
  const largest = type === "int32" ? "2147483647" : "3.4028234e38";
  switch (op) {
    case "sum":
      return literal(0, type);
    case "prod":
      return literal(1, type);
    case "all":
      return "true";
    case "any":
      return "false";
    case "max":
    case "argmax":
      return smallest;
    default:
      return largest;
  }
}

export function literal(number: number, type: ValueType): string {
  if (type === "bool") return number ? "true" : "false";
  if (type === "int32") return number < 0 ? `(${number})` : `${number}`;
  if (!Number.isFinite(number)) throw new NotRecordable(`${number} has no literal in WGSL.`);
  const rounded = Math.fround(number);
  if (rounded === 0) return "0.0";
  const text = rounded.toString();
  const float = /[.e]/.test(text) ? text : `${text}.0`;
  return rounded < 0 ? `(${float})` : float;
}
