/** WGSL as text: literals, reductions, and lines in blocks that remember what they have named. */
import type { Lines } from "./digits.ts";
import { NotRecordable, type ReduceOp, type ValueType } from "./graph.ts";

/** Invocations a workgroup. */
export const WORKGROUP = 64;

export const WGSL_TYPES: Record<ValueType, string> = { float32: "f32", int32: "i32", bool: "bool" };

interface Scope {
  readonly lines: string[];
  /** Names by what they stand for. */
  readonly known: Map<string, string>;
}

/** Lines of WGSL. What is computed once in a block, or around it, has a name there and is not computed again. */
export class Code implements Lines {
  readonly #scopes: Scope[] = [{ lines: [], known: new Map() }];
  #names = 0;

  lines(): string {
    return this.#scopes[0]!.lines.join("\n");
  }

  line(text: string): void {
    const depth = "  ".repeat(this.#scopes.length);
    this.#scopes.at(-1)!.lines.push(depth + text);
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

  /** A name that nothing has yet. */
  unused(prefix: string): string {
    return `${prefix}${this.#names++}`;
  }

  /** The name that holds an expression. */
  name(expression: string): string {
    return this.named(`= ${expression}`, "n", () => expression);
  }

  /** The name that holds what `key` stands for; `expression` is asked where there is none. */
  named(key: string, prefix: string, expression: () => string): string {
    const known = this.find(key);
    if (known) return known;
    const name = this.hold(expression(), prefix);
    this.remember(key, name);
    return name;
  }

  /** A new name that holds an expression. */
  hold(expression: string, prefix = "v"): string {
    const name = this.unused(prefix);
    this.line(`let ${name} = ${expression};`);
    return name;
  }

  variable(type: ValueType, start?: string): string {
    const name = this.unused("v");
    this.line(`var ${name}: ${WGSL_TYPES[type]}${start === undefined ? "" : ` = ${start}`};`);
    return name;
  }

  /** Says that this name holds what `key` stands for, until the block ends. */
  remember(key: string, name: string): void {
    this.#scopes.at(-1)!.known.set(key, name);
  }

  find(key: string): string | undefined {
    return this.#scopes.findLast(({ known }) => known.has(key))?.known.get(key);
  }
}

/** What a reduction makes of two numbers. */
export function combine(op: ReduceOp, a: string, b: string): string {
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
export function startOf(op: ReduceOp, type: ValueType): string {
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

/** With other names for some of its words. */
export const rename = (code: string, nameOf: (word: string) => string | undefined): string =>
  code.replace(/\b[A-Za-z_]\w*/g, (word) => nameOf(word) ?? word);
