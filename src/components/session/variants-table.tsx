/** A table that the reader's own runs fill: a row for each change of the settings, with what it does to some metrics. */
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import { Picture } from "../charts/picture.tsx";
import tools from "../charts/tools.module.css";
import { WordTable } from "../charts/word-table.tsx";
import { say } from "../language/say.ts";
import { runsWith, type Summary, summary } from "./alike-runs.ts";
import { useActions, useSession } from "./use-session.ts";

export interface Variant {
  readonly label: string;
  readonly change: Config;
  /** What its paper has. */
  readonly published?: string;
}

/** A column: a metric of the runs, and what stands above it. */
export interface VariantMetric {
  readonly metric: string;
  readonly column: string;
  readonly digits: number;
}

interface Props {
  readonly title: string;
  /** What the rows are: "trained with". */
  readonly rows: string;
  readonly variants: readonly Variant[];
  /** Settings that the table is about, as they are where a row does not say; all others are those of the controls. */
  readonly plain: Config;
  readonly metrics: readonly VariantMetric[];
  /** What stands above what the paper has, where it has anything. */
  readonly published?: string;
  /** @param first the row that is highest in a column @param trained how many rows there are */
  readonly says: (first: (column: number) => string, trained: number) => string;
  readonly note: string;
}

export function VariantsTable(props: Props) {
  const { title, rows: name, variants, plain, metrics, published, says, note } = props;
  const paper = published ? [published] : [];
  const setup = useSession((state) => state.setup);
  const runs = useSession((state) => state.runs);
  const { set, train } = useActions();
  const rows = variants.map((variant) => {
    const found = runsWith(runs, setup, { ...setup.config, ...plain, ...variant.change });
    return { ...variant, of: metrics.map(({ metric }) => summary(found, metric)) };
  });
  const there = rows.filter(({ of }) => of[0]);
  const next = rows.find(({ of }) => !of[0]);
  const value = ({ of }: (typeof rows)[number], column: number) =>
    of[column]?.mean ?? Number.NEGATIVE_INFINITY;
  const first = (column: number) =>
    there.reduce((best, row) => (value(row, column) > value(best, column) ? row : best)).label;
  return (
    <Picture
      title={title}
      fill
      sentence={
        there.length < 2
          ? say("A row for each way that you train; train two to compare.")
          : says(first, there.length)
      }
      table={() => ({
        columns: [
          { name },
          ...metrics.map(({ column, digits }) => ({
            name: column,
            format: (x: number) => x.toFixed(digits),
          })),
          { name: say("seeds") },
          ...paper.map((column) => ({ name: column })),
        ],
        rows: rows.map(({ label, of, published: theirs = "" }) => [
          label,
          ...of.map((one) => one?.mean ?? null),
          of[0]?.seeds ?? 0,
          ...paper.map(() => theirs),
        ]),
      })}
      aside={
        next && (
          <span className={tools.tools}>
            <button
              type="button"
              onClick={() => {
                set({ ...plain, ...next.change });
                void train();
              }}
            >
              {say("Train: {name}", { name: next.label })}
            </button>
          </span>
        )
      }
    >
      <WordTable
        columns={[name, ...metrics.map(({ column }) => column), say("seeds"), ...paper]}
        rows={rows.map(({ label, of, published: theirs = "" }) => [
          label,
          ...of.map((one, n) => banded(one, metrics[n]!.digits)),
          String(of[0]?.seeds ?? 0),
          ...paper.map(() => theirs),
        ])}
      />
      <p className={tools.note}>
        {note}{" "}
        {say("Mean of the seeds that you trained, lowest to highest. All else as it is set now.")}
      </p>
    </Picture>
  );
}

/** "0.053 (0.051 to 0.055)" */
function banded(one: Summary | null, digits: number): string {
  if (!one) return "–";
  const [mean, low, high] = [one.mean, one.low, one.high].map((x) => x.toFixed(digits));
  return one.seeds === 1 || digits === 0 ? mean! : `${mean} (${low} – ${high})`;
}
