/**
 * Targets whose crossings are known: sums of products of different inputs,
 *
 *   y = sum_t c_t prod_{i in t} x_i,   x_i ~ N(0, 1) independent.
 *
 * Such products are orthonormal: the variance of y is the sum of the c_t squared, so each term's share
 * of the variance is known, and with it the R2 of a model that cannot express it.
 */

import { type Sentence, sentence, ToldError } from "../../engine/declarations/sentence.ts";
import type { Rng } from "../../engine/numbers/random.ts";

export const INPUTS = 10;
export const ORDERS = { least: 2, most: 4 };
const MOST_TERMS = 16;
const STRONGEST = 10;

export interface Term {
  readonly coefficient: number;
  /** Which inputs are multiplied, from 0, ascending, all different. */
  readonly inputs: readonly number[];
}

const FACTORS = /x\s*(\d+)/g;
const TERM = /([+-]?)\s*(\d*\.?\d*)\s*\*?\s*((?:x\s*\d+[\s*]*)+)/y;

/** Why a text is no target, and what would be; null if it is one. */
export function problemWithTerms(text: string): Sentence | null {
  const parsed = parse(text);
  return Array.isArray(parsed) ? null : parsed;
}

/** @throws ToldError for what problemWithTerms refuses */
export function parseTerms(text: string): Term[] {
  const parsed = parse(text);
  if (!Array.isArray(parsed)) throw new ToldError(parsed);
  return parsed;
}

const RIGHT = sentence("a sum such as 1.5 x1 x2 - x3 x4 x5, or random");
const but = (also: Sentence) => sentence("{right}; {also}", { right: RIGHT, also });

function parse(text: string): Term[] | Sentence {
  const terms: Term[] = [];
  const rest = text.trim();
  TERM.lastIndex = 0;
  while (TERM.lastIndex < rest.length) {
    const from = TERM.lastIndex;
    const match = TERM.exec(rest);
    if (!match || (from > 0 && match[1] === "")) return RIGHT;
    const size = match[2] === "" ? 1 : Number(match[2]);
    const inputs = [...match[3]!.matchAll(FACTORS)].map(([, n]) => Number(n) - 1);
    if (!(size > 0 && size <= STRONGEST)) {
      return but(sentence("strengths up to {n}", { n: STRONGEST }));
    }
    if (inputs.some((n) => n < 0 || n >= INPUTS)) {
      return but(sentence("inputs are x1 to x{n}", { n: INPUTS }));
    }
    if (new Set(inputs).size !== inputs.length) return but(sentence("no input twice in a product"));
    if (inputs.length < ORDERS.least || inputs.length > ORDERS.most) {
      return but(sentence("products of {least} to {most} inputs", ORDERS));
    }
    inputs.sort((a, b) => a - b);
    if (terms.some((term) => term.inputs.join() === inputs.join())) {
      return but(sentence("each product once"));
    }
    terms.push({ coefficient: match[1] === "-" ? -size : size, inputs });
  }
  if (terms.length === 0) return RIGHT;
  return terms.length > MOST_TERMS
    ? but(sentence("at most {n} products", { n: MOST_TERMS }))
    : terms;
}

/** What parseTerms reads. */
export function termsText(terms: readonly Term[]): string {
  return terms
    .map(({ coefficient, inputs }, n) => {
      const sign = coefficient < 0 ? "- " : n > 0 ? "+ " : "";
      const size = Math.abs(coefficient);
      const factors = inputs.map((i) => `x${i + 1}`).join(" ");
      return `${sign}${size === 1 ? "" : `${Number(size.toPrecision(3))} `}${factors}`;
    })
    .join(" ");
}

/** Eight products of two inputs and one of three, with strengths around one. */
export function randomTerms(rng: Rng): Term[] {
  const terms: Term[] = [];
  while (terms.length < 9) {
    const order = terms.length < 8 ? 2 : 3;
    const all = Int32Array.from({ length: INPUTS }, (_, i) => i);
    const inputs = [...rng.shuffle(all).subarray(0, order)].sort((a, b) => a - b);
    if (terms.some((term) => term.inputs.join() === inputs.join())) continue;
    const size = 0.8 + 0.4 * rng.uniform();
    terms.push({ coefficient: Number((rng.int(2) ? size : -size).toFixed(2)), inputs });
  }
  return terms;
}

/** The same terms with a variance of one in all: y then has mean 0 and variance 1. */
export function normalised(terms: readonly Term[]): Term[] {
  const size = Math.sqrt(terms.reduce((sum, { coefficient: c }) => sum + c * c, 0));
  return terms.map(({ coefficient, inputs }) => ({ coefficient: coefficient / size, inputs }));
}

export function valueAt(terms: readonly Term[], x: ArrayLike<number>): number {
  let sum = 0;
  for (const { coefficient, inputs } of terms) {
    let product = coefficient;
    for (const i of inputs) product *= x[i]!;
    sum += product;
  }
  return sum;
}

/** How much of the variance terms of up to this order hold: the best R2 without higher ones. */
export function shareUpTo(terms: readonly Term[], order: number): number {
  let [within, all] = [0, 0];
  for (const { coefficient, inputs } of terms) {
    all += coefficient ** 2;
    if (inputs.length <= order) within += coefficient ** 2;
  }
  return within / all;
}

/** [INPUTS, INPUTS], symmetric: the size of all terms that hold both inputs. */
export function pairStrengths(terms: readonly Term[]): Float32Array {
  const strengths = new Float32Array(INPUTS * INPUTS);
  for (const { coefficient, inputs } of terms) {
    for (const i of inputs) {
      for (const j of inputs) if (i !== j) strengths[i * INPUTS + j]! += Math.abs(coefficient);
    }
  }
  return strengths;
}
