/**
 * exp, log, tanh, sine and cosine on four lanes, within two units in the last place: the ranges and polynomials are
 * those of Moshier's Cephes (expf, logf, tanhf, sinf; https://www.netlib.org/cephes/).
 */
import { type Code, i32, type Local } from "../assembler.ts";
import type { Body } from "./body.ts";
import { f32x4, i32x4, v128 } from "./v128.ts";

/** Gives the code of a number in all lanes. */
type Numbers = (n: number) => Code;

/** c[0] x^(n-1) + ... + c[n-1] */
function polynomial(number: Numbers, x: Code, coefficients: readonly number[]): Code {
  return coefficients.map((c) => number(c)).reduce((sum, c) => f32x4.add(f32x4.mul(sum, x), c));
}

const EXP = [1.9875691e-4, 1.3981999e-3, 8.3334519e-3, 4.1665796e-2, 1.6666665e-1, 0.5];

/** x = n ln 2 + r: 2^n from the bits of a float, exp r from a polynomial. Zero from -88 down, infinite from 88.4 up. */
export function exp(body: Body, number: Numbers, x: Code): Code {
  const inside = body.hold(f32x4.max(f32x4.min(x, number(88.8)), number(-88.1)));
  const n = body.hold(f32x4.nearest(f32x4.mul(inside.get, number(Math.LOG2E))));
  const rest = f32x4.sub(inside.get, f32x4.mul(n.get, number(0.693359375)));
  const r = body.hold(f32x4.sub(rest, f32x4.mul(n.get, number(-2.1219444e-4))));
  const series = f32x4.mul(polynomial(number, r.get, EXP), f32x4.mul(r.get, r.get));
  const power = i32x4.shiftLeft(i32x4.ofFloats(f32x4.add(n.get, number(127))), i32.const(23));
  return f32x4.mul(f32x4.add(f32x4.add(series, r.get), number(1)), power);
}

const LOG = [
  ...[7.0376836e-2, -1.1514611e-1, 1.1676998e-1, -1.2420141e-1, 1.4249323e-1],
  ...[-1.6668057e-1, 2.0000714e-1, -2.4999994e-1, 3.3333331e-1],
];

/** x = m 2^e with m in [sqrt 1/2, sqrt 2): log x = log m + e ln 2. */
export function log(body: Body, number: Numbers, x: Code): Code {
  const bits = (n: number) => i32x4.splat(i32.const(n));
  const exponent = i32x4.sub(i32x4.shiftRight(x, i32.const(23)), bits(126));
  const half = body.hold(v128.or(v128.and(x, bits(0x7fffff)), number(0.5)));
  const small = body.hold(f32x4.lt(half.get, number(Math.SQRT1_2)));
  const e = body.hold(f32x4.sub(f32x4.ofIntegers(exponent), v128.and(small.get, number(1))));
  const m = body.hold(f32x4.sub(f32x4.add(half.get, v128.and(small.get, half.get)), number(1)));
  const z = body.hold(f32x4.mul(m.get, m.get));
  const series = f32x4.mul(f32x4.mul(polynomial(number, m.get, LOG), m.get), z.get);
  const low = f32x4.sub(
    f32x4.add(series, f32x4.mul(e.get, number(-2.1219444e-4))),
    f32x4.mul(z.get, number(0.5)),
  );
  const result = body.hold(f32x4.add(f32x4.add(m.get, low), f32x4.mul(e.get, number(0.693359375))));
  const infinite = v128.select(x, result.get, f32x4.eq(x, number(Number.POSITIVE_INFINITY)));
  const ofZero = v128.select(number(Number.NEGATIVE_INFINITY), infinite, f32x4.eq(x, v128.zero));
  // Of a negative number, and of one that is none already.
  return v128.select(ofZero, number(Number.NaN), f32x4.ge(x, v128.zero));
}

const TANH = [
  -5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1,
];

/** By a polynomial near zero, by exp further out. */
export function tanh(body: Body, number: Numbers, x: Code): Code {
  const size = body.hold(f32x4.abs(x));
  const z = body.hold(f32x4.mul(x, x));
  const near = f32x4.add(x, f32x4.mul(f32x4.mul(polynomial(number, z.get, TANH), z.get), x));
  const power: Local = body.hold(f32x4.add(size.get, size.get));
  const e = body.hold(f32x4.add(exp(body, number, power.get), number(1)));
  const far = f32x4.sub(number(1), f32x4.div(number(2), e.get));
  const signed = v128.or(far, v128.and(x, number(-0)));
  return v128.select(near, signed, f32x4.lt(size.get, number(0.625)));
}

const SIN = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1];
const COS = [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2];

/** sin(x + quarters * pi / 2), for |x| up to some thousands. */
export function sine(body: Body, number: Numbers, x: Code, quarters: 0 | 1): Code {
  const q = body.hold(f32x4.nearest(f32x4.mul(x, number(2 / Math.PI))));
  // pi / 2 in three parts, so that what is left is exact
  const r = body.hold(
    [1.5703125, 4.837512969970703e-4, 7.54978995489188e-8].reduce(
      (rest, part) => f32x4.sub(rest, f32x4.mul(q.get, number(part))),
      x,
    ),
  );
  const z = body.hold(f32x4.mul(r.get, r.get));
  const sin = f32x4.add(f32x4.mul(f32x4.mul(polynomial(number, z.get, SIN), z.get), r.get), r.get);
  const far = f32x4.mul(f32x4.mul(polynomial(number, z.get, COS), z.get), z.get);
  const cos = f32x4.add(f32x4.sub(far, f32x4.mul(z.get, number(0.5))), number(1));
  const bits = (n: number) => i32x4.splat(i32.const(n));
  const turn = body.hold(i32x4.add(i32x4.ofFloats(q.get), bits(quarters)));
  const odd = i32x4.eq(v128.and(turn.get, bits(1)), bits(1));
  const sign = i32x4.shiftLeft(v128.and(turn.get, bits(2)), i32.const(30));
  return v128.xor(v128.select(cos, sin, odd), sign);
}
