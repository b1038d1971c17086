/**
 * A very small WebAssembly assembler: just what our SIMD loops need. An expression is the bytes that
 * leave a value on the stack; a statement is the bytes that leave nothing. Our modules work on tfjs's own
 * memory, so tensors are addressed where they lie.
 *
 * Opcodes: https://webassembly.github.io/spec/core/binary/instructions.html
 */
/** Bytes, in pieces within pieces: they are copied once, in the end. */
export type Code = readonly (number | Code)[];
export type ValueType = "i32" | "f32" | "v128";

const TYPES: Record<ValueType, number> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };

/** Appends the bytes of a piece. */
export function flatten(code: Code, into: number[] = []): number[] {
  for (const part of code) {
    if (typeof part === "number") into.push(part);
    else flatten(part, into);
  }
  return into;
}

export function unsigned(n: number): number[] {
  const bytes: number[] = [];
  let rest = n >>> 0;
  do {
    const more = rest > 0x7f;
    bytes.push((rest & 0x7f) | (more ? 0x80 : 0));
    rest >>>= 7;
  } while (rest !== 0);
  return bytes;
}

function signed(n: number): number[] {
  const bytes: number[] = [];
  let rest = n | 0;
  for (;;) {
    const byte = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (byte & 0x40) === 0) || (rest === -1 && (byte & 0x40) !== 0);
    bytes.push(done ? byte : byte | 0x80);
    if (done) return bytes;
  }
}

const binary =
  (...opcode: number[]) =>
  (a: Code, b: Code): Code => [a, b, opcode];
const unary =
  (...opcode: number[]) =>
  (a: Code): Code => [a, opcode];
const simd = (n: number) => [0xfd, ...unsigned(n)];

export const i32 = {
  const: (n: number): Code => [0x41, ...signed(n)],
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  /** Of unsigned numbers, as the next two. */
  divide: binary(0x6e),
  rest: binary(0x70),
  shiftRight: binary(0x76),
  shiftLeft: binary(0x74),
  and: binary(0x71),
  equal: binary(0x46),
  lessThan: binary(0x48),
  /** As unsigned numbers: a negative one is larger than any other. */
  below: binary(0x49),
  load: (address: Code, offset = 0): Code => [address, 0x28, 2, unsigned(offset)],
  store: (address: Code, value: Code, offset = 0): Code => [
    address,
    value,
    0x36,
    2,
    unsigned(offset),
  ],
  atLeast: binary(0x4e),
  /** The smaller of two, which are evaluated twice: pass locals. */
  min: (a: Code, b: Code): Code => [a, b, a, b, 0x48, 0x1b],
};

export const f32 = {
  const: (n: number): Code => [0x43, ...new Uint8Array(new Float32Array([n]).buffer)],
  load: (address: Code, offset = 0): Code => [address, 0x2a, 2, unsigned(offset)],
  store: (address: Code, value: Code): Code => [address, value, 0x38, 2, 0],
  add: binary(0x92),
  sub: binary(0x93),
  mul: binary(0x94),
  div: binary(0x95),
  sqrt: unary(0x91),
};

export const f32x4 = {
  load: (address: Code, offset = 0): Code => [address, simd(0), 2, unsigned(offset)],
  /** One float in all four lanes. */
  loadSplat: (address: Code, offset = 0): Code => [address, simd(9), 2, unsigned(offset)],
  store: (address: Code, value: Code, offset = 0): Code => [
    address,
    value,
    simd(11),
    2,
    unsigned(offset),
  ],
  splat: unary(...simd(0x13)),
  zero: [...simd(12), ...Array<number>(16).fill(0)] as Code,
  add: binary(...simd(0xe4)),
  sub: binary(...simd(0xe5)),
  mul: binary(...simd(0xe6)),
  div: binary(...simd(0xe7)),
  sqrt: unary(...simd(0xe3)),
};

/** A local or a parameter of the function being written. */
export interface Local {
  readonly get: Code;
  set(value: Code): Code;
  /** Adds to an i32. */
  advance(by: Code): Code;
}

/** Parameters are the first locals. */
export function localAt(index: number): Local {
  const get = [0x20, ...unsigned(index)];
  const put = [0x21, ...unsigned(index)];
  const set = (value: Code): Code => [value, put];
  return { get, set, advance: (by) => set(i32.add(get, by)) };
}

/** while (condition) body */
export function whileLoop(condition: Code, body: readonly Code[]): Code {
  // block loop (br_if 1 when the condition fails) body (br 0) end end
  return [0x02, 0x40, 0x03, 0x40, condition, 0x45, 0x0d, 1, body, 0x0c, 0, 0x0b, 0x0b];
}

/** if (condition) body */
export function when(condition: Code, body: readonly Code[]): Code {
  return [condition, 0x04, 0x40, body, 0x0b];
}

export interface FunctionDefinition {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly localTypes: readonly ValueType[];
  readonly body: Code;
}

/**
 * Writes a function.
 * @param parameters names and types, in order
 * @param locals names and types of the other locals
 */
export function defineFunction<P extends string, L extends string>(
  name: string,
  parameters: Readonly<Record<P, ValueType>>,
  locals: Readonly<Record<L, ValueType>>,
  write: (local: Readonly<Record<P | L, Local>>) => readonly Code[],
): FunctionDefinition {
  const names = [...Object.keys(parameters), ...Object.keys(locals)];
  const local = Object.fromEntries(
    names.map((key, index): [string, Local] => [key, localAt(index)]),
  ) as Record<P | L, Local>;
  return {
    name,
    parameters: Object.values(parameters),
    localTypes: Object.values(locals),
    body: write(local),
  };
}

/** With its length before it. */
const sized = (content: Code): Code => {
  const bytes = flatten(content);
  return [unsigned(bytes.length), bytes];
};
const section = (id: number, content: Code): Code => [id, sized(content)];
const list = (items: readonly Code[]): Code => [unsigned(items.length), items];
const text = (s: string): Code => [unsigned(s.length), [...new TextEncoder().encode(s)]];

/** Calls a function of the module. */
export const call = (index: number): Code => [0x10, unsigned(index)];

/** A number that the module imports. */
export const globalGet = (index: number): Code => [0x23, unsigned(index)];

/**
 * The bytes of a module that imports its memory and whole numbers from "env" and exports these functions.
 * @param globals names of the numbers
 */
export function assemble(
  functions: readonly FunctionDefinition[],
  shared: boolean,
  globals: readonly string[] = [],
): Uint8Array {
  const types = functions.map(({ parameters }) => [
    0x60,
    list(parameters.map((type) => [TYPES[type]])),
    0,
  ]);
  const limits = shared ? [0x03, 0, unsigned(65536)] : [0x00, 0];
  const bodies = functions.map(({ localTypes, body }) =>
    sized([list(localTypes.map((type) => [1, TYPES[type]])), body, 0x0b]),
  );
  const imported = (name: string, what: Code) => [text("env"), text(name), what];
  const imports = [
    imported("memory", [0x02, limits]),
    ...globals.map((name) => imported(name, [0x03, TYPES.i32, 0])),
  ];
  return new Uint8Array(
    flatten([
      [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, list(types)),
      section(2, list(imports)),
      section(3, list(functions.map((_, i) => unsigned(i)))),
      section(7, list(functions.map(({ name }, i) => [text(name), 0, unsigned(i)]))),
      section(10, list(bodies)),
    ]),
  );
}
