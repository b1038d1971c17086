/**
 * What the reader's own runs say of each way to hold a film: runs that differ in the way and the seed only,
 * and what has trained beside them. Pure functions.
 */
import type { Values } from "../../components/session/alike-runs.ts";
import type { Run } from "../../components/session/state.ts";
import type { HistoryRow } from "../../engine/declarations/run.ts";
import { WAYS, type Way } from "./settings.ts";

/** Settings in which runs may differ and still be put side by side. */
export const FREE: readonly string[] = ["film", "beside"];

/** The metrics of a way in a row of a run: "AUC tail" or, of a companion, "AUC tail id". */
export function valuesIn(row: HistoryRow | undefined, run: Run, way: Way): Values | undefined {
  if (!row) return undefined;
  if (run.setup.config.film === way) return row;
  const own = Object.entries(row).flatMap(([name, value]) =>
    name.endsWith(` ${way}`) ? [[name.slice(0, -way.length - 1), value as number] as const] : [],
  );
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}

/** The row by which a way is judged: of its own best epoch once the run has ended, of the newest before. */
export function judgedBy(run: Run, way: Way): HistoryRow | undefined {
  const rows = run.history.filter((row) => row.AUC !== undefined);
  if (run.status !== "finished") return rows.at(-1);
  const loss = (row: HistoryRow) =>
    valuesIn(row, run, way)?.["Validation loss"] ?? Number.POSITIVE_INFINITY;
  return rows.reduce<HistoryRow | undefined>(
    (best, row) => (best && loss(best) <= loss(row) ? best : row),
    undefined,
  );
}

/** For each way the newest values of each seed; a way's own run goes before what trained beside another. */
export function valuesByWay(runs: readonly Run[]): ReadonlyMap<Way, readonly Values[]> {
  return new Map(
    WAYS.map(({ value: way }) => {
      const bySeed = new Map<number, Values>();
      for (const own of [false, true]) {
        for (const run of runs) {
          if ((run.setup.config.film === way) !== own) continue;
          const values = valuesIn(judgedBy(run, way), run, way);
          if (values) bySeed.set(run.setup.seed, values);
        }
      }
      return [way, [...bySeed.values()]] as const;
    }),
  );
}
