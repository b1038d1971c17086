/**
 * The body of a function that is being written: loops and branches, locals, and the arithmetic of positions.
 * What depends on nothing of an inner loop is computed before that loop starts.
 */
import { type Code, flatten, i32, type Local, localAt, type ValueType } from "../assembler.ts";
import { join, type Lines, type Position } from "../digits.ts";
import { type Formula, parseFormula } from "./formula.ts";

/** Four neighbours would need what only one by one can be had. */
export class OneByOne extends Error {
  override name = "OneByOne";
}

interface Scope {
  readonly code: number[];
  readonly known: Map<string, unknown>;
  /** Of a branch: what is computed in it may not be computed before it. */
  readonly branch: boolean;
}

/** A whole number by which a position is told, the same in all lanes or rising from lane to lane. */
export interface Index {
  readonly get: Code;
  /** The loop in which it changes: how many scopes are around it. */
  readonly depth: number;
  /** By how much it rises from lane to lane. */
  readonly perLane: number;
  /** Its first lane is a multiple of this. */
  readonly multiple: number;
  readonly number?: number;
}

const gcd = (a: number, b: number): number => (b === 0 ? Math.abs(a) : gcd(b, a % b));
const constant = (number: number): Index => ({
  get: i32.const(number),
  depth: 0,
  perLane: 0,
  multiple: number,
  number,
});

export class Body implements Lines {
  readonly #scopes: Scope[] = [{ code: [], known: new Map(), branch: false }];
  readonly #indexes = new Map<string, Index>();
  readonly #localTypes: ValueType[] = [];
  readonly #parameters: number;
  #names = 0;
  /** Positions may not be divided: another order of loops does without. */
  whole = false;

  constructor(parameters: number) {
    this.#parameters = parameters;
  }

  get code(): Code {
    return this.#scopes[0]!.code;
  }

  get localTypes(): readonly ValueType[] {
    return this.#localTypes;
  }

  /** How many scopes are open around what is written next, less one. */
  get depth(): number {
    return this.#scopes.length - 1;
  }

  local(type: ValueType): Local {
    this.#localTypes.push(type);
    return localAt(this.#parameters + this.#localTypes.length - 1);
  }

  emit(...codes: readonly Code[]): void {
    flatten(codes, this.#scopes.at(-1)!.code);
  }

  /** A local of its own for what the code gives. */
  hold(code: Code, type: ValueType = "v128"): Local {
    const local = this.local(type);
    this.emit(local.set(code));
    return local;
  }

  remember(key: string, held: unknown): void {
    this.#scopes.at(-1)!.known.set(key, held);
  }

  find<T>(key: string): T | undefined {
    return this.#scopes.findLast(({ known }) => known.has(key))?.known.get(key) as T | undefined;
  }

  /** What is found under the key, or is made at that depth and kept there. */
  once<T>(key: string, depth: number, make: () => T): T {
    const known = this.find<T>(key);
    if (known !== undefined) return known;
    return this.atDepth(depth, () => {
      const made = make();
      this.remember(key, made);
      return made;
    });
  }

  /** Writes in an outer scope, as far out as the branches allow. */
  atDepth<T>(depth: number, write: () => T): T {
    const branch = this.#scopes.findLastIndex((scope) => scope.branch);
    const inner = this.#scopes.splice(Math.max(depth, branch, 0) + 1);
    try {
      return write();
    } finally {
      this.#scopes.push(...inner);
    }
  }

  /** Takes back what was written if `write` cannot do four lanes at a time. */
  attempt<T>(write: () => T): T | undefined {
    const before = this.#scopes.map(({ code, known }) => ({
      length: code.length,
      known: new Map(known),
    }));
    try {
      return write();
    } catch (error) {
      if (!(error instanceof OneByOne)) throw error;
      this.#scopes.length = before.length;
      this.#scopes.forEach(({ code, known }, i) => {
        code.length = before[i]!.length;
        known.clear();
        for (const [key, held] of before[i]!.known) known.set(key, held);
      });
      return undefined;
    }
  }

  /** if (condition) body */
  when(condition: Code, body: () => void): void {
    const inside = this.#inside(true, body);
    this.emit(condition, [0x04, 0x40], inside, [0x0b]);
  }

  /**
   * for (at = from; at < to; at += step) body(name of at)
   * @param from, to constants, or code that gives an i32
   * @param perLane 1: the body takes four neighbours at a time
   */
  loop(
    from: number | Code,
    to: number | Code,
    { step = 1, perLane = 0 }: { readonly step?: number; readonly perLane?: 0 | 1 },
    body: (name: string) => void,
  ): void {
    const [start, end] = [from, to].map((n) => (typeof n === "number" ? i32.const(n) : n)) as [
      Code,
      Code,
    ];
    const fixed = typeof from === "number" && typeof to === "number";
    if (fixed && from >= to) return;
    if (fixed && to - from <= step && perLane === 0) {
      body(`${from}u`);
      return;
    }
    const at = this.local("i32");
    const name = this.#newName();
    const multiple = perLane ? gcd(step, typeof from === "number" ? from : step) : step;
    this.#indexes.set(name, {
      get: at.get,
      depth: this.#scopes.length,
      perLane,
      multiple: typeof from === "number" ? multiple : perLane ? 4 : 1,
    });
    const inside = this.#inside(false, () => body(name));
    // loop body; at += step; again if at < end
    const again = [i32.lessThan(at.get, end), 0x0d, 0, 0x0b];
    const turns: Code = [0x03, 0x40, inside, at.advance(i32.const(step)), again];
    this.emit(at.set(start));
    if (fixed) this.emit(turns);
    else this.emit(i32.lessThan(at.get, end), [0x04, 0x40], turns, [0x0b]);
  }

  #inside(branch: boolean, body: () => void): Code {
    const depth = this.#scopes.length;
    const scope: Scope = { code: [], known: new Map(), branch };
    this.#scopes.push(scope);
    body();
    this.#scopes.length = depth;
    return scope.code;
  }

  #newName(): string {
    return `n${this.#names++}`;
  }

  /** A name for four neighbours of which the first is known. */
  lanesFrom(first: number): string {
    const name = this.#newName();
    const { get } = this.hold(i32.const(first), "i32");
    this.#indexes.set(name, { get, depth: this.depth, perLane: 1, multiple: first });
    return name;
  }

  /** The position of one of the lanes. */
  pick(name: string, lane: number): string {
    const index = this.index(name);
    if (index.perLane === 0) return name;
    return this.once(`${name} in lane ${lane}`, index.depth, () => {
      const first = i32.add(index.get, i32.const(lane * index.perLane));
      return this.nameOf(this.hold(first, "i32"));
    });
  }

  /** A name for a whole number that a local holds from here on. */
  nameOf(local: Local): string {
    const name = this.#newName();
    const index = { get: local.get, depth: this.depth, perLane: 0, multiple: 1 };
    this.#indexes.set(name, index);
    return name;
  }

  /** @throws OneByOne if its lanes do not rise evenly */
  name(expression: string): string {
    const formula = parseFormula(expression);
    if (formula.kind === "name") return formula.name;
    if (this.whole && formula.kind === "call" && ["/", "%"].includes(formula.op))
      throw new OneByOne("divides a position");
    const index = this.#index(formula);
    if (index.number !== undefined) return `${index.number}u`;
    return this.once(`= ${expression}`, index.depth, () => {
      const name = this.#newName();
      const local = this.hold(index.get, "i32");
      this.#indexes.set(name, { ...index, get: local.get, depth: this.depth });
      return name;
    });
  }

  /** Numbers that say where something lies are part of the text here. */
  offset(_key: string, number: number): string {
    return `${number}u`;
  }

  index(name: string): Index {
    return this.#index(parseFormula(name));
  }

  depthOf(position: Position): number {
    return Math.max(0, ...position.map(({ name }) => this.index(name).depth));
  }

  /** Whether the lanes are at different elements. */
  rises(position: Position): boolean {
    return join(position).some(({ name }) => this.index(name).perLane !== 0);
  }

  #index(formula: Formula): Index {
    if (formula.kind === "number") return constant(formula.number);
    if (formula.kind === "name") {
      const index = this.#indexes.get(formula.name);
      if (!index) throw new Error(`No position is called ${formula.name}.`);
      return index;
    }
    const [a, b] = formula.args.map((argument) => this.#index(argument)) as [Index, Index];
    return combined(formula.op, a, b);
  }
}

function combined(op: string, a: Index, b: Index): Index {
  const depth = Math.max(a.depth, b.depth);
  const [left, right] = [a.number, b.number];
  switch (op) {
    case "+":
    case "-": {
      if (left !== undefined && right !== undefined)
        return constant(op === "+" ? left + right : left - right);
      if (right === 0) return a;
      if (op === "+" && left === 0) return b;
      const perLane = op === "+" ? a.perLane + b.perLane : a.perLane - b.perLane;
      const get = op === "+" ? i32.add(a.get, b.get) : i32.sub(a.get, b.get);
      return { get, depth, perLane, multiple: gcd(a.multiple, b.multiple) };
    }
    case "*": {
      if (left !== undefined && right !== undefined) return constant(left * right);
      if (left !== undefined) return combined("*", b, a);
      if (right === undefined) throw new OneByOne("multiplies two positions");
      if (right === 1) return a;
      const shift = Math.log2(right);
      const get = Number.isInteger(shift)
        ? i32.shiftLeft(a.get, i32.const(shift))
        : i32.mul(a.get, b.get);
      return { get, depth, perLane: a.perLane * right, multiple: a.multiple * right };
    }
    case "/":
    case "%": {
      if (right === undefined) throw new OneByOne("divides by a position");
      const divides = op === "/";
      if (left !== undefined) return constant(divides ? Math.floor(left / right) : left % right);
      const together = a.perLane === 1 && a.multiple % 4 === 0 && right % 4 === 0;
      if (a.perLane !== 0 && !together) throw new OneByOne("the lanes part");
      const shift = Math.log2(right);
      const get = Number.isInteger(shift)
        ? divides
          ? i32.shiftRight(a.get, i32.const(shift))
          : i32.and(a.get, i32.const(right - 1))
        : divides
          ? i32.divide(a.get, b.get)
          : i32.rest(a.get, b.get);
      return divides
        ? { get, depth, perLane: 0, multiple: 1 }
        : { get, depth, perLane: a.perLane, multiple: gcd(a.multiple, right) };
    }
    default:
      throw new Error(`${op} is no arithmetic of positions.`);
  }
}
