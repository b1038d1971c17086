/** How many films a training run asks for. Pure functions, for the worker and for the page. */
import { hiddenOf } from "../../families/sequences/windows.ts";
import type { Bert4recConfig as Config } from "./settings.ts";

/** Windows that an epoch draws from every user. The released code hides films of each history ten times over. */
export const WINDOWS = 4;

type Draws = Pick<Config, "objective" | "length" | "rho" | "lastOnly">;

/**
 * Targets of an epoch, on average over the draws.
 * @param lengths how many films for training each user has
 */
export function targetsOf(
  lengths: Iterable<number>,
  { objective, length, rho, lastOnly }: Draws,
): number {
  let targets = 0;
  for (const films of lengths) {
    if (films < 2) continue;
    targets +=
      objective === "next"
        ? Math.min(films - 1, length)
        : lastOnly + (1 - lastOnly) * hiddenOf(Math.min(films, length), rho);
  }
  return WINDOWS * targets;
}

/** How many ways there are to hide k of n films. */
export function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) ways = (ways * (n - i + 1)) / i;
  return Math.round(ways);
}
