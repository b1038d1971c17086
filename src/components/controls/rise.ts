/** A loss that grows without leaving all bounds: training goes on, and nobody would be told. Pure functions. */
import type { HistoryRow } from "../../engine/declarations/run.ts";

/** So many times the loss of the first step is told. */
const TOLD = 10;

export interface Rise {
  /** The newest loss by the first. */
  readonly times: number;
  readonly loss: number;
  readonly lowest: number;
  /** The checkpoint nearest before the step at which it was lowest. */
  readonly at: number;
}

/**
 * @param step where the model stands; rows after it are another time's
 * @returns null where the loss has not grown so, or begins at zero or below
 */
export function riseOf(
  history: readonly HistoryRow[],
  step: number,
  checkpoints: readonly number[],
): Rise | null {
  const rows = history.filter((row) => row.step <= step);
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last || !(first.loss > 0) || !(last.loss >= TOLD * first.loss)) return null;
  const best = rows.reduce((low, row) => (row.loss < low.loss ? row : low));
  const at = checkpoints.findLast((kept) => kept <= best.step) ?? 0;
  return { times: last.loss / first.loss, loss: last.loss, lowest: best.loss, at };
}
