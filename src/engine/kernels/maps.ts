/**
 * Element-wise ops as WGSL expressions, by tfjs's kernel names; the writer for WebAssembly reads them
 * (wasm/formula.ts). `cost` is a rough count of instructions:
 * it decides whether a value is kept or computed again where it is needed.
 */
export interface MapOp {
  /** The expression; arguments are names of scalars. `numbers` are the op's own settings. */
  readonly formula: (args: readonly string[], numbers: readonly string[]) => string;
  readonly cost: number;
  readonly result?: "bool";
  /** What constants give, so that arithmetic with them is done once, here. */
  readonly fold?: (...args: number[]) => number;
}

const binary = (operator: string, fold: (a: number, b: number) => number, cost = 1): MapOp => ({
  formula: ([a, b]) => `${a} ${operator} ${b}`,
  cost,
  fold,
});
const compare = (operator: string, fold: (a: number, b: number) => boolean): MapOp => ({
  formula: ([a, b]) => `${a} ${operator} ${b}`,
  cost: 1,
  result: "bool",
  fold: (a, b) => Number(fold(a, b)),
});
const call = (name: string, cost: number, fold?: (x: number) => number): MapOp => ({
  formula: (args) => `${name}(${args.join(", ")})`,
  cost,
  ...(fold && { fold }),
});
const formula = (text: (x: string, numbers: readonly string[]) => string, cost: number): MapOp => ({
  formula: ([x], numbers) => text(x!, numbers),
  cost,
});

export const MAPS: Readonly<Record<string, MapOp>> = {
  Add: binary("+", (a, b) => a + b),
  Sub: binary("-", (a, b) => a - b),
  Multiply: binary("*", (a, b) => a * b),
  RealDiv: binary("/", (a, b) => a / b, 3),
  Maximum: { ...call("max", 1), fold: Math.max },
  Minimum: { ...call("min", 1), fold: Math.min },
  // pow of a negative base is undefined in WGSL; tfjs means the real power.
  Pow: {
    formula: ([a, b]) =>
      `select(pow(abs(${a}), ${b}) * select(1.0, -1.0, ${a} < 0.0 && fract(${b} * 0.5) != 0.0), 1.0, ${b} == 0.0)`,
    cost: 16,
  },
  SquaredDifference: { formula: ([a, b]) => `(${a} - ${b}) * (${a} - ${b})`, cost: 2 },
  FloorDiv: { formula: ([a, b]) => `floor(${a} / ${b})`, cost: 4 },
  Mod: { formula: ([a, b]) => `${a} - ${b} * floor(${a} / ${b})`, cost: 5 },
  Equal: compare("==", (a, b) => a === b),
  NotEqual: compare("!=", (a, b) => a !== b),
  Greater: compare(">", (a, b) => a > b),
  GreaterEqual: compare(">=", (a, b) => a >= b),
  Less: compare("<", (a, b) => a < b),
  LessEqual: compare("<=", (a, b) => a <= b),
  LogicalAnd: { formula: ([a, b]) => `${a} && ${b}`, cost: 1, result: "bool" },
  LogicalOr: { formula: ([a, b]) => `${a} || ${b}`, cost: 1, result: "bool" },
  LogicalNot: { formula: ([a]) => `!${a}`, cost: 1, result: "bool" },
  Neg: formula((x) => `-${x}`, 1),
  Square: formula((x) => `${x} * ${x}`, 1),
  Exp: call("exp", 8, Math.exp),
  Expm1: formula((x) => `exp(${x}) - 1.0`, 9),
  Log: call("log", 8, Math.log),
  Log1p: formula((x) => `log(1.0 + ${x})`, 9),
  Sqrt: call("sqrt", 3, Math.sqrt),
  Rsqrt: formula((x) => `1.0 / sqrt(${x})`, 5),
  Reciprocal: formula((x) => `1.0 / ${x}`, 3),
  Abs: call("abs", 1, Math.abs),
  Sign: call("sign", 1),
  Floor: call("floor", 1),
  Ceil: call("ceil", 1),
  Round: call("round", 1),
  Sin: call("sin", 8),
  Cos: call("cos", 8),
  Tanh: formula((x) => `tanh(clamp(${x}, -15.0, 15.0))`, 12),
  Sigmoid: formula((x) => `1.0 / (1.0 + exp(-${x}))`, 12),
  // Abramowitz and Stegun 7.1.26, as in tfjs: within 1.5e-7.
  Erf: formula((x) => {
    const t = `(1.0 / (1.0 + 0.3275911 * abs(${x})))`;
    const series = `((((1.061405429 * ${t} - 1.453152027) * ${t} + 1.421413741) * ${t} - 0.284496736) * ${t} + 0.254829592) * ${t}`;
    return `sign(${x}) * (1.0 - ${series} * exp(-${x} * ${x}))`;
  }, 24),
  // log(1 + exp(x)), kept from overflowing
  Softplus: formula((x) => `max(${x}, 0.0) + log(1.0 + exp(-abs(${x})))`, 18),
  Relu: formula((x) => `max(${x}, 0.0)`, 1),
  Relu6: formula((x) => `clamp(${x}, 0.0, 6.0)`, 1),
  LeakyRelu: formula((x, [alpha]) => `select(${alpha} * ${x}, ${x}, ${x} >= 0.0)`, 2),
  Elu: formula((x) => `select(exp(${x}) - 1.0, ${x}, ${x} >= 0.0)`, 10),
  EluGrad: { formula: ([dy, y]) => `select(${dy} * (${y} + 1.0), ${dy}, ${y} >= 0.0)`, cost: 3 },
  Selu: formula(
    (x) => `select(1.7580993408473768 * (exp(${x}) - 1.0), 1.0507009873554805 * ${x}, ${x} >= 0.0)`,
    10,
  ),
  Step: formula((x, [alpha]) => `select(${alpha}, 1.0, ${x} > 0.0)`, 1),
  ClipByValue: formula((x, [low, high]) => `clamp(${x}, ${low}, ${high})`, 1),
  Select: { formula: ([condition, a, b]) => `select(${b}, ${a}, ${condition})`, cost: 1 },
};
