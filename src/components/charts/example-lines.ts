/** Which rows and places of an example are drawn: a few of each kind, the others are counted. */
import type { ExampleReading, LogRow, Place, Role } from "../../engine/training/example.ts";

/** So many places of a role are drawn, in this order. */
const MOST: Readonly<Record<Role, number>> = { input: 6, target: 6, negative: 4, masked: 4 };
const ROLES = Object.keys(MOST) as Role[];

export interface ExampleLines {
  readonly rows: readonly LogRow[];
  /** In the order of the roles; `from` counts in `rows` of these lines. */
  readonly places: readonly Place[];
  /** Places of each role that are not drawn. */
  readonly more: Readonly<Record<Role, number>>;
  /** Rows that only those come from. */
  readonly moreRows: number;
}

/** Of what is drawn by chance the first, of what comes from the log the last. */
export function exampleLines({ rows, places }: ExampleReading): ExampleLines {
  const more: Record<Role, number> = { input: 0, target: 0, negative: 0, masked: 0 };
  const shown = ROLES.flatMap((role) => {
    const all = places.filter((place) => place.role === role);
    more[role] = Math.max(0, all.length - MOST[role]);
    return role === "negative" ? all.slice(0, MOST[role]) : all.slice(more[role]);
  });
  const kept = [...rows.keys()].filter((row) => shown.some(({ from }) => from === row));
  return {
    rows: kept.map((row) => rows[row]!),
    places: shown.map((place) => ({ ...place, from: kept.indexOf(place.from) })),
    more,
    moreRows: rows.length - kept.length,
  };
}
