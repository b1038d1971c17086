/**
 * Budgets of candidates: how many films each of several retrievers may send for a person. Pure functions.
 *
 *   w_ur = softmax_r(beta h_ur)       h_ur: the share of u's films before that r had among its first C / R
 *   q_ur = C w_ur                     its budget; all of them are C, and a film that two send counts twice
 *
 * With beta 0 everybody's budgets are equal; the larger it is, the more one retriever takes all.
 */
import type { BudgetsReading } from "./budgets.ts";

/** How many people's held-out film is sent, as a share. */
export function recallWith(
  { retrievers, people, test, before }: BudgetsReading,
  C: number,
  beta: number,
): number {
  const R = retrievers.length;
  let found = 0;
  for (let u = 0; u < people; u++) {
    const budget = budgetsOf(before[u]!, R, C, beta);
    if (budget.some((q, r) => test[u * R + r]! <= q)) found++;
  }
  return found / Math.max(1, people);
}

/** q of one person, [R]; they add up to C. */
export function budgetsOf(before: Int32Array, R: number, C: number, beta: number): number[] {
  const films = before.length / R;
  const hits = Array.from({ length: R }, (_, r) => {
    let n = 0;
    for (let film = 0; film < films; film++) if (before[film * R + r]! <= C / R) n++;
    return films > 0 ? n / films : 0;
  });
  const powers = hits.map((h) => Math.exp(beta * h));
  const all = powers.reduce((sum, power) => sum + power, 0);
  const exact = powers.map((power) => (C * power) / all);
  const whole = exact.map(Math.floor);
  // What rounding has left over goes to the largest remainders.
  const order = [...exact.keys()].sort(
    (a, b) => exact[b]! - whole[b]! - (exact[a]! - whole[a]!) || a - b,
  );
  const left = C - whole.reduce((sum, q) => sum + q, 0);
  for (const r of order.slice(0, left)) whole[r]!++;
  return whole;
}

/** One retriever for everybody with the whole budget, [R]. */
export const alone = ({ retrievers, people, test }: BudgetsReading, C: number): number[] =>
  retrievers.map((_, r) => {
    let found = 0;
    for (let u = 0; u < people; u++) if (test[u * retrievers.length + r]! <= C) found++;
    return found / Math.max(1, people);
  });
