/** Votes of a hall: rounds of hands, counted. Pure functions. */
import type { Votes } from "./prediction.ts";

/** The last round with one more, or one less, for an option; a first round where there is none. */
export function counted(
  votes: readonly Votes[],
  options: number,
  option: number,
  by: 1 | -1,
): readonly Votes[] {
  const last = votes.at(-1) ?? empty(options);
  const next = last.map((n, i) => (i === option ? Math.max(0, n + by) : n));
  return [...votes.slice(0, -1), next];
}

/** A second vote after the first; one without hands is not begun twice. */
export function nextRound(votes: readonly Votes[], options: number): readonly Votes[] {
  const last = votes.at(-1);
  return last && totalOf(last) === 0 ? votes : [...votes, empty(options)];
}

export const totalOf = (round: Votes): number => round.reduce((sum, n) => sum + n, 0);

/** The option with most hands in the last round; null without hands, and where two have as many. */
export function leaderOf(votes: readonly Votes[]): number | null {
  const last = votes.at(-1) ?? [];
  const most = Math.max(0, ...last);
  const leaders = last.flatMap((n, i) => (n === most ? i : []));
  return most > 0 && leaders.length === 1 ? leaders[0]! : null;
}

const empty = (options: number): Votes => new Array<number>(options).fill(0);
