/** Every way to read a history under every metric, filled by the reader's own runs, beside what was published. */
import { Picture } from "../../components/charts/picture.tsx";
import { WordTable } from "../../components/charts/word-table.tsx";
import { runsAlike, type Summary, summaryOf } from "../../components/session/alike-runs.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import { MEASURED, type Measured } from "./rivals.ts";
import styles from "./target.module.css";
import { FREE, VARIANTS, valuesByVariant } from "./variants.ts";

const figure = (value: number) => value.toFixed(3);

export function ReadersPicture() {
  const setup = useSession((state) => state.setup);
  const runs = useSession((state) => state.runs);
  const { set, train } = useActions();
  const metrics = MEASURED.filter(
    (metric) => metric !== "GAUC popular" || setup.config.task === "next",
  );
  const values = valuesByVariant(runsAlike(runs, setup, FREE));
  const rows = VARIANTS.map((variant) => ({
    ...variant,
    of: metrics.map((metric) => summaryOf(values.get(variant.id) ?? [], metric)),
  }));
  const next = rows.find(({ of }) => !of[0]);
  const columns = ["History read by", ...metrics, "seeds", "published"];
  return (
    <Picture
      title="Readers under every metric"
      fill
      sentence={sentenceOf(rows, metrics)}
      table={() => ({
        columns: columns.map((name, n) =>
          n > 0 && n <= metrics.length ? { name, format: (x: number) => x.toFixed(4) } : { name },
        ),
        rows: rows.map(({ label, of, paper }) => [
          label,
          ...of.map((one) => one?.mean ?? null),
          of[0]?.seeds ?? 0,
          paper,
        ]),
      })}
      aside={
        next && (
          <span className={styles.tools}>
            <button
              type="button"
              onClick={() => {
                set({ ...next.set, beside: "none" });
                void train();
              }}
            >
              Train: {next.label}
            </button>
          </span>
        )
      }
    >
      <WordTable
        columns={columns}
        rows={rows.map(({ label, of, paper }) => [
          label,
          ...of.map(withBand),
          String(of[0]?.seeds ?? 0),
          paper.replace(/^; /, ""),
        ])}
      />
      <p className={styles.note}>
        Mean of the seeds that you trained, lowest to highest. Published: AUC on Taobao by BST’s
        paper (no history: a wide and deep network); after a semicolon, GAUC on Amazon as DIN’s
        authors corrected it. Other data, other questions: only their order can be compared.
      </p>
    </Picture>
  );
}

const withBand = (one: Summary | null) =>
  !one
    ? "–"
    : one.seeds === 1
      ? figure(one.mean)
      : `${figure(one.mean)} (${figure(one.low)} to ${figure(one.high)})`;

function sentenceOf(
  rows: readonly { readonly label: string; readonly of: readonly (Summary | null)[] }[],
  metrics: readonly Measured[],
): string {
  const there = rows.filter(({ of }) => of[0]);
  if (there.length < 2) return "A row for each way that you train; train two to compare.";
  const first = (metric: Measured) => {
    const at = metrics.indexOf(metric);
    return there.reduce((best, row) =>
      (row.of[at]?.mean ?? 0) > (best.of[at]?.mean ?? 0) ? row : best,
    );
  };
  const [gauc, auc] = [first("GAUC"), first("AUC")];
  return gauc === auc
    ? `${gauc.label} is first by GAUC and by pooled AUC, of ${there.length} that were trained.`
    : `By GAUC ${gauc.label} is first, by pooled AUC ${auc.label}: the two do not ask the same.`;
}
