/**
 * Reads the expressions that the writers share: arithmetic of positions (digits.ts) and element-wise ops
 * (maps.ts) are written as WGSL, of which this is the part that they need.
 */
export type Formula =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "call"; readonly op: string; readonly args: readonly Formula[] };

/** Loosest first. */
const LEVELS = [["||"], ["&&"], ["==", "!=", "<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]];
const TOKEN = /\s*(\d[\d.]*(?:e[+-]?\d+)?u?|[A-Za-z_]\w*|\|\||&&|[=!<>]=|[-+*/%<>!(),])/y;

const read = new Map<string, Formula>();

/** @throws Error if the text is no expression of this kind */
export function parseFormula(text: string): Formula {
  const known = read.get(text);
  if (known) return known;
  const parser = new Parser(tokens(text));
  const formula = parser.expression(0);
  if (!parser.done) throw new Error(`“${text}” is no formula.`);
  read.set(text, formula);
  return formula;
}

function tokens(text: string): string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new Error(`“${text}” is no formula from ${at} on.`);
    found.push(match[1]!);
  }
  return found;
}

class Parser {
  #at = 0;
  readonly #tokens: readonly string[];

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get done(): boolean {
    return this.#at === this.#tokens.length;
  }

  expression(level: number): Formula {
    const operators = LEVELS[level];
    if (!operators) return this.#unary();
    let left = this.expression(level + 1);
    while (operators.includes(this.#tokens[this.#at] ?? "")) {
      const op = this.#tokens[this.#at++]!;
      left = { kind: "call", op, args: [left, this.expression(level + 1)] };
    }
    return left;
  }

  #unary(): Formula {
    const token = this.#tokens[this.#at++];
    if (token === "-") return { kind: "call", op: "neg", args: [this.#unary()] };
    if (token === "!") return { kind: "call", op: "!", args: [this.#unary()] };
    if (token === "(") {
      const inside = this.expression(0);
      this.#expect(")");
      return inside;
    }
    if (token === undefined) throw new Error("A formula ends too early.");
    if (/^\d/.test(token)) return { kind: "number", number: Number.parseFloat(token) };
    if (this.#tokens[this.#at] !== "(") return { kind: "name", name: token };
    this.#at++;
    const args = [this.expression(0)];
    while (this.#tokens[this.#at] === ",") {
      this.#at++;
      args.push(this.expression(0));
    }
    this.#expect(")");
    return { kind: "call", op: token, args };
  }

  #expect(token: string): void {
    if (this.#tokens[this.#at++] !== token) throw new Error(`A formula lacks “${token}”.`);
  }
}
