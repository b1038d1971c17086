/** Element-wise formulas (maps.ts) on four lanes. */
import type { Code, Local } from "../assembler.ts";
import { f32, i32 } from "../assembler.ts";
import { NotRecordable, type ReduceOp, type ValueType } from "../graph.ts";
import type { Body } from "./body.ts";
import { type Formula, parseFormula } from "./formula.ts";
import { exp, log, sine, tanh } from "./transcendental.ts";
import { f32x4, i32x4, v128 } from "./v128.ts";

/** A value's number in each of four lanes; a bool is a mask. */
export interface Lanes {
  readonly get: Code;
  readonly type: ValueType;
  /** The number, where it is the same in every step. */
  readonly number?: number;
}

/** The same number in all lanes, made once a call. */
export function constant(body: Body, number: number, type: ValueType): Lanes {
  const get = body.once(`constant ${type} ${Object.is(number, -0) ? "-0" : number}`, 0, () => {
    const splat =
      type === "float32"
        ? f32x4.splat(f32.const(number))
        : i32x4.splat(i32.const(type === "bool" ? -Number(number !== 0) : number));
    return body.hold(splat).get;
  });
  return { get, type, number };
}

/** @param args by the names in the text */
export function evaluate(body: Body, text: string, args: Readonly<Record<string, Lanes>>): Lanes {
  return new Evaluation(body, args).of(parseFormula(text));
}

const COMPARISONS: Readonly<Record<string, "eq" | "ne" | "lt" | "gt" | "le" | "ge">> = {
  "==": "eq",
  "!=": "ne",
  "<": "lt",
  ">": "gt",
  "<=": "le",
  ">=": "ge",
};

class Evaluation {
  readonly #body: Body;
  readonly #args: Readonly<Record<string, Lanes>>;

  constructor(body: Body, args: Readonly<Record<string, Lanes>>) {
    this.#body = body;
    this.#args = args;
  }

  of(formula: Formula): Lanes {
    if (formula.kind === "number") return constant(this.#body, formula.number, "float32");
    if (formula.kind === "name") return this.#args[formula.name]!;
    return this.#call(
      formula.op,
      formula.args.map((argument) => this.of(argument)),
    );
  }

  #call(op: string, [a, b, c]: readonly Lanes[]): Lanes {
    const type = a!.type;
    const x = a!.get;
    const floats = (get: Code): Lanes => ({ get, type: "float32" });
    const comparison = COMPARISONS[op];
    if (comparison) {
      const lanes = type === "float32" ? f32x4 : i32x4;
      return { get: lanes[comparison](x, b!.get), type: "bool" };
    }
    const lanes = type === "int32" ? i32x4 : f32x4;
    switch (op) {
      case "+":
        return { get: lanes.add(x, b!.get), type };
      case "-":
        return { get: lanes.sub(x, b!.get), type };
      case "*":
        return { get: lanes.mul(x, b!.get), type };
      case "/":
        return floats(f32x4.div(x, b!.get));
      case "neg":
        return { get: lanes.neg(x), type };
      case "abs":
        return { get: lanes.abs(x), type };
      case "max":
        return { get: lanes.max(x, b!.get), type };
      case "min":
        return { get: lanes.min(x, b!.get), type };
      case "clamp":
        return floats(f32x4.min(f32x4.max(x, b!.get), c!.get));
      case "&&":
        return { get: v128.and(x, b!.get), type };
      case "||":
        return { get: v128.or(x, b!.get), type };
      case "!":
        return { get: v128.not(x), type };
      case "select":
        return { get: v128.select(b!.get, x, c!.get), type: b!.type };
      case "sqrt":
      case "floor":
      case "ceil":
        return floats(f32x4[op](x));
      case "round":
        return floats(f32x4.nearest(x));
      case "fract": {
        const held = this.#hold(x);
        return floats(f32x4.sub(held, f32x4.floor(held)));
      }
      case "sign":
        return this.#sign(this.#hold(x), type);
      case "exp":
        return floats(exp(this.#body, this.#numbers, this.#hold(x)));
      case "log":
        return floats(log(this.#body, this.#numbers, this.#hold(x)));
      case "tanh":
        return floats(tanh(this.#body, this.#numbers, this.#hold(x)));
      case "sin":
        return floats(sine(this.#body, this.#numbers, this.#hold(x), 0));
      case "cos":
        return floats(sine(this.#body, this.#numbers, this.#hold(x), 1));
      case "pow":
        return floats(this.#pow(this.#hold(x), b!));
      default:
        throw new NotRecordable(`${op} has no form in WebAssembly.`);
    }
  }

  readonly #numbers = (n: number) => constant(this.#body, n, "float32").get;

  /** x to the power of b, x not negative: by roots and products where b is known and a multiple of a half. */
  #pow(x: Code, { get: b, number }: Lanes): Code {
    const halves = 2 * (number ?? 0);
    if (!Number.isInteger(halves) || halves < 1 || halves > 8) {
      const power = f32x4.mul(b, log(this.#body, this.#numbers, x));
      return exp(this.#body, this.#numbers, this.#hold(power));
    }
    const factors = Array<Code>(Math.floor(halves / 2)).fill(x);
    if (halves % 2 === 1) factors.push(f32x4.sqrt(x));
    return factors.reduce((product, factor) => f32x4.mul(product, factor));
  }

  #hold(code: Code): Code {
    return this.#body.hold(code).get;
  }

  #sign(x: Code, type: ValueType): Lanes {
    const number = (n: number) => constant(this.#body, n, type).get;
    const lanes = type === "int32" ? i32x4 : f32x4;
    const one = (mask: Code) => v128.and(mask, number(1));
    return { get: lanes.sub(one(lanes.gt(x, number(0))), one(lanes.lt(x, number(0)))), type };
  }
}

/** What a reduction makes of two. */
export function combine(op: ReduceOp, type: ValueType, a: Code, b: Code): Code {
  const lanes = type === "int32" ? i32x4 : f32x4;
  switch (op) {
    case "sum":
      return lanes.add(a, b);
    case "prod":
      return lanes.mul(a, b);
    case "all":
      return v128.and(a, b);
    case "any":
      return v128.or(a, b);
    case "max":
    case "argmax":
      return lanes.max(a, b);
    default:
      return lanes.min(a, b);
  }
}

/** What a reduction starts from. */
export function startOf(body: Body, op: ReduceOp, type: ValueType): Code {
  const extreme = type === "int32" ? 2147483647 : 3.4028234e38;
  const number: Readonly<Record<ReduceOp, number>> = {
    sum: 0,
    prod: 1,
    all: 1,
    any: 0,
    max: -extreme,
    argmax: -extreme,
    min: extreme,
    argmin: extreme,
  };
  return constant(body, number[op], type).get;
}

/** All four lanes combined, in all lanes. */
export function acrossLanes(op: ReduceOp, type: ValueType, sums: Local): Code {
  return [
    [2, 3, 0, 1],
    [1, 0, 3, 2],
  ].map((lanes) => sums.set(combine(op, type, sums.get, v128.shuffle(sums.get, sums.get, lanes))));
}
