/**
 * What the reader's own runs say of each way to read a history: runs that differ in what a row of the table
 * names and in the seed, and what has trained beside them. Pure functions.
 */
import type { Values } from "../../components/session/alike-runs.ts";
import type { Run } from "../../components/session/state.ts";
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import type { HistoryRow } from "../../engine/declarations/run.ts";
import type { Reader } from "./settings.ts";

/** A row of the table: the settings that make it. */
export interface Variant {
  readonly id: string;
  readonly label: string;
  readonly set: Config & { readonly reader: Reader };
  /** What is published: AUC of BST's paper on Taobao, or DIN's corrected GAUC on Amazon. */
  readonly paper: string;
}

const PLAIN = { normalise: false, activation: "prelu", regularise: "none" } as const;
const blocks = (n: number, paper: string): Variant => ({
  id: `bst${n}`,
  label: `BST, ${n} ${n === 1 ? "block" : "blocks"}`,
  set: { ...PLAIN, reader: "bst", blocks: n },
  paper,
});

export const VARIANTS: readonly Variant[] = [
  { id: "none", label: "No history", set: { ...PLAIN, reader: "none" }, paper: ".7734" },
  { id: "mean", label: "Mean", set: { ...PLAIN, reader: "mean" }, paper: ".7846" },
  { id: "din", label: "DIN", set: { ...PLAIN, reader: "din" }, paper: ".7866; .8698" },
  {
    id: "softmax",
    label: "DIN with softmax",
    set: { ...PLAIN, reader: "din", normalise: true },
    paper: "–",
  },
  {
    id: "dice",
    label: "DIN with Dice",
    set: { ...PLAIN, reader: "din", activation: "dice" },
    paper: "; .8711",
  },
  {
    id: "batch",
    label: "DIN, L2 on the batch’s rows",
    set: { ...PLAIN, reader: "din", regularise: "batch" },
    paper: "–",
  },
  blocks(1, ".7894"),
  blocks(2, ".7885"),
  blocks(3, ".7823"),
];

/** Settings in which runs may differ and still be put side by side. */
export const FREE: readonly string[] = [
  "reader",
  "beside",
  "normalise",
  "activation",
  "regularise",
  "blocks",
  "l2",
];
/** Settings that mean something to some readers only. */
const OF: Readonly<Record<string, Reader>> = { normalise: "din", blocks: "bst" };

const matches = (set: Variant["set"], config: Config) =>
  Object.entries(set).every(
    ([key, value]) => (OF[key] && OF[key] !== set.reader) || config[key] === value,
  );

/** The row of history that speaks for a run's reader or a companion's: of its own best epoch once it ended. */
function judged(run: Run, valuesIn: (row: HistoryRow) => Values | undefined): Values | undefined {
  const rows = run.history.map(valuesIn).filter((values) => values !== undefined);
  if (run.status !== "finished") return rows.at(-1);
  const by = (values: Values) => values["Validation AUC"] ?? 0;
  return rows.toSorted((a, b) => by(b) - by(a))[0];
}

const own = (row: HistoryRow): Values | undefined =>
  row.AUC === undefined ? undefined : (row as unknown as Values);
const companion =
  (reader: Reader) =>
  (row: HistoryRow): Values | undefined => {
    const found = Object.entries(row).flatMap(([name, value]) =>
      name.endsWith(` ${reader}`)
        ? [[name.slice(0, -reader.length - 1), value as number] as const]
        : [],
    );
    return found.length > 0 ? Object.fromEntries(found) : undefined;
  };

/** Of each variant the newest values of each seed; a run of its own goes before what trained beside another. */
export function valuesByVariant(runs: readonly Run[]): ReadonlyMap<string, readonly Values[]> {
  return new Map(
    VARIANTS.map(({ id, set }) => {
      const bySeed = new Map<number, Values>();
      for (const run of runs) {
        if (run.setup.config.reader === set.reader) continue;
        if (!matches(set, { ...run.setup.config, reader: set.reader })) continue;
        const values = judged(run, companion(set.reader));
        if (values) bySeed.set(run.setup.seed, values);
      }
      for (const run of runs) {
        if (!matches(set, run.setup.config)) continue;
        const values = judged(run, own);
        if (values) bySeed.set(run.setup.seed, values);
      }
      return [id, [...bySeed.values()]] as const;
    }),
  );
}
