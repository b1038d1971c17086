/**
 * Writes one fused kernel of a step for WebAssembly: four neighbours in the lanes of a vector. Values that the
 * step keeps are loaded; everything between them and what is stored is computed in locals (elements.ts), once
 * for each position, and before the loops that it does not depend on.
 */
import { type Code, globalGet, i32, localAt } from "../assembler.ts";
import { join, keyOf, type Position } from "../digits.ts";
import { Conflict, type Ref, type Value, type ValueType } from "../graph.ts";
import type { Place } from "../memory.ts";
import type { Surroundings } from "../writer.ts";
import { constant, type Lanes } from "./arithmetic.ts";
import { Body, OneByOne } from "./body.ts";
import { elementOf } from "./elements.ts";
import { multiplyAdd } from "./relaxed.ts";
import { i32x4, v128 } from "./v128.ts";

/** Where a number lies: an address and bytes behind it. */
interface Address {
  readonly at: Code;
  readonly offset: number;
  /** In bytes. */
  readonly perLane: number;
}

/** Numbers of the buffers' addresses, which the module imports. */
export type BufferGlobals = (buffer: string) => number;

/** What a kernel's function is given: the part of the outermost loop to run, and memory of its own. */
export const PART = {
  from: localAt(0).get,
  to: localAt(1).get,
  scratch: localAt(2).get,
};

export class HeapWriter extends Body {
  readonly around: Surroundings;
  readonly relaxed: boolean;
  /** Names of buffers read, with the keys of the positions at which each is read. */
  readonly reads = new Map<string, Set<string>>();
  readonly #globals: BufferGlobals;
  readonly #neighbours = new Map<string, readonly string[]>();

  constructor(around: Surroundings, globals: BufferGlobals, relaxed: boolean) {
    super(Object.keys(PART).length);
    this.around = around;
    this.#globals = globals;
    this.relaxed = relaxed;
  }

  know(value: Value, position: Position, lanes: Lanes): void {
    this.remember(keyAt(value, position), lanes);
  }

  /**
   * A value's numbers at a position and, where it rises with the lanes, at its neighbours.
   * @throws Conflict if the kernel itself makes the value, at another position or later
   */
  at({ value }: Ref, position: Position): Lanes {
    if (value.source.kind === "fill") return constant(this, value.source.number, value.type);
    const joined = join(position);
    const key = keyAt(value, joined);
    const known = this.find<Lanes>(key);
    if (known) return known;
    if (this.around.madeHere(value)) {
      throw new Conflict("needs a neighbour's result, or a later one");
    }
    const place = this.around.place(value);
    return this.once(key, this.depthOf(joined), () =>
      place ? this.held(this.load(place, value.type, joined)) : this.#element(value, joined),
    );
  }

  /** A kernel that has no other order of loops computes lane by lane what it cannot do at once. */
  patient = false;

  #element(value: Value, position: Position): Lanes {
    if (!this.patient || !this.rises(position)) return elementOf(this, value, position);
    const together = this.attempt(() => elementOf(this, value, position));
    return together ?? this.laneByLane(value.type, position, (one) => elementOf(this, value, one));
  }

  /** Four neighbours, each computed by itself at a position of its own. */
  laneByLane(type: ValueType, position: Position, make: (position: Position) => Lanes): Lanes {
    const lanes = this.local("v128");
    for (let lane = 0; lane < 4; lane++) {
      const one = position.map(({ name, size }) => ({ name: this.pick(name, lane), size }));
      const { get } = make(one);
      const others = [0, 1, 2, 3].map((n) => (n === lane ? 4 + n : n));
      this.emit(lanes.set(lane === 0 ? get : v128.shuffle(lanes.get, get, others)));
    }
    return { get: lanes.get, type };
  }

  /** Like `at`, for a value that has a place which nobody has written yet. */
  fresh(value: Value, position: Position): Lanes {
    const joined = join(position);
    return this.find<Lanes>(keyAt(value, joined)) ?? this.#element(value, joined);
  }

  held({ get, type }: Lanes): Lanes {
    return { get: this.hold(get).get, type };
  }

  load(place: Place, type: ValueType, position: Position): Lanes {
    this.noteRead(place.buffer, keyOf(position));
    const { at, offset, perLane } = this.address(place, position);
    let get: Code;
    if (perLane === 0) get = v128.loadSplat(at, offset);
    else if (perLane === 4) get = v128.load(at, offset);
    else {
      get = v128.loadSplat(at, offset);
      for (const lane of [1, 2, 3]) get = v128.loadLane(at, get, lane, offset + lane * perLane);
    }
    return { get: type === "bool" ? i32x4.ne(get, v128.zero) : get, type };
  }

  store(place: Place, position: Position, { get, type }: Lanes): void {
    const { at, offset, perLane } = this.address(place, position);
    const words = type === "bool" ? v128.and(get, i32x4.splat(i32.const(1))) : get;
    if (perLane === 4) this.emit(v128.store(at, words, offset));
    else if (perLane === 0) this.emit(v128.storeLane(at, words, 0, offset));
    else throw new OneByOne("is written across its rows");
  }

  /** A single whole number in memory. */
  word(place: Place, position: Position): Code {
    this.noteRead(place.buffer, keyOf(position));
    const { at, offset } = this.address(place, position);
    return i32.load(at, offset);
  }

  noteRead(buffer: string, key: string): void {
    const keys = this.reads.get(buffer) ?? new Set();
    keys.add(key);
    this.reads.set(buffer, keys);
  }

  base(buffer: string): Code {
    return this.once(`base ${buffer}`, 0, () => this.hold(globalGet(this.#globals(buffer)), "i32"))
      .get;
  }

  address({ buffer, offset }: Place, position: Position): Address {
    let bytes = 4;
    let [fixed, perLane] = [4 * offset, 0];
    const terms: { key: string; get: Code; depth: number }[] = [];
    for (const { name, size } of [...join(position)].reverse()) {
      const index = this.index(name);
      perLane += index.perLane * bytes;
      if (index.number !== undefined) fixed += index.number * bytes;
      else terms.push({ key: `${name} * ${bytes}`, ...index, get: this.#inBytes(name, bytes) });
      bytes *= size;
    }
    terms.sort((a, b) => a.depth - b.depth);
    let at = this.base(buffer);
    let key = `at ${buffer}`;
    for (const term of terms) {
      key += ` + ${term.key}`;
      const sum = i32.add(at, term.get);
      at = this.once(key, term.depth, () => this.hold(sum, "i32")).get;
    }
    return { at, offset: fixed, perLane };
  }

  #inBytes(name: string, bytes: number): Code {
    const index = this.index(name);
    return this.once(`${name} * ${bytes}`, index.depth, () => {
      const shift = Math.log2(bytes);
      const product = Number.isInteger(shift)
        ? i32.shiftLeft(index.get, i32.const(shift))
        : i32.mul(index.get, i32.const(bytes));
      return this.hold(product, "i32");
    }).get;
  }

  /** Says that vectors at these names are computed side by side. */
  sideBySide(names: readonly string[]): void {
    for (const name of names) this.#neighbours.set(name, names);
  }

  /** The position, and those of the vectors that are computed side by side with it. */
  neighbours(position: Position): Position[] {
    const joined = join(position);
    const digit = joined.findIndex(({ name }) => this.#neighbours.has(name));
    if (digit < 0) return [joined];
    const { name, size } = joined[digit]!;
    return this.#neighbours.get(name)!.map((other) => joined.with(digit, { name: other, size }));
  }

  /** The product of two and a third added to it. */
  multiplyAdd(a: Code, b: Code, c: Code): Code {
    return multiplyAdd(this.relaxed, a, b, c);
  }
}

const keyAt = (value: Value, position: Position) => `${value.id} @ ${keyOf(position)}`;
