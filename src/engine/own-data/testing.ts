/** For tests: reads tables as the page does, and makes a large one. */
import type { Dataset } from "../data/dataset.ts";
import { Rng } from "../numbers/random.ts";
import type { TablePlan } from "./columns.ts";
import { createOwnDataReader, type Summary } from "./reader.ts";

export type Tables = Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>;

export async function readTables(tables: Tables, change?: (plans: TablePlan[]) => TablePlan[]) {
  const reader = createOwnDataReader();
  const sources = Object.entries(tables).map(([name, part]) => ({ name, blob: new Blob([part]) }));
  const heads = await reader.open(sources);
  const guessed = heads.map(({ plan }) => plan);
  reader.start(change ? change(guessed) : guessed);
  let summary: Summary | null = null;
  while (!summary) ({ summary } = await reader.advance(1000));
  return { reader, heads, summary };
}

/** The text of a ratings.csv like MovieLens 1M's: popularity falls with rank, activity differs. */
export function largeRatings(
  { users, items, interactions }: { users: number; items: number; interactions: number },
  seed: number,
  delimiter = ",",
): string {
  const rng = new Rng(seed);
  const lines = ["userId,movieId,rating,timestamp".replaceAll(",", delimiter)];
  const seen = new Set<number>();
  while (lines.length <= interactions) {
    const user = Math.floor(users * rng.uniform() ** 2);
    const item = Math.floor(items * rng.uniform() ** 2);
    const pair = user * items + item;
    if (seen.has(pair)) continue;
    seen.add(pair);
    const stars = 1 + rng.int(5);
    const time = 956_703_932 + rng.int(89_000_000);
    lines.push([user + 1, item + 1, stars, time].join(delimiter));
  }
  return `${lines.join("\n")}\n`;
}

/** What a user had, oldest first. */
export function titlesOf({ interactions, catalogue }: Dataset, user: number): string[] {
  const rows = [...interactions.user.keys()].filter((row) => interactions.user[row] === user);
  return rows.map((row) => catalogue.titles[interactions.item[row]!]!);
}
