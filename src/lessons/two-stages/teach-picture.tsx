/** What stage two was taught on, against four ways to measure it: filled by the reader’s own runs. */
import { Picture } from "../../components/charts/picture.tsx";
import { WordTable } from "../../components/charts/word-table.tsx";
import { runsWith, type Summary, summary } from "../../components/session/alike-runs.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import styles from "./two-stages.module.css";
import { PLAIN, VARIANTS } from "./variants.ts";

const METRICS = ["NDCG@10", "AUC random", "AUC candidates", "NDCG@10 of all"] as const;
const DIGITS = { "NDCG@10": 4, "AUC random": 3, "AUC candidates": 3, "NDCG@10 of all": 4 } as const;

export function TeachPicture() {
  const setup = useSession((state) => state.setup);
  const runs = useSession((state) => state.runs);
  const { set, train } = useActions();
  const rows = VARIANTS.map((variant) => {
    const found = runsWith(runs, setup, { ...setup.config, ...PLAIN, ...variant.change });
    return { ...variant, of: METRICS.map((metric) => summary(found, metric)) };
  });
  const there = rows.filter(({ of }) => of[0]);
  const next = rows.find(({ of }) => !of[0]);
  const first = (metric: number) =>
    there
      .reduce((best, row) => (row.of[metric]!.mean > best.of[metric]!.mean ? row : best))
      .label.toLowerCase();
  const sentence =
    there.length < 2
      ? "A row for each way to teach stage two; train two to compare."
      : `Of ${there.length} that were trained: the pipeline is best with ${first(0)}, AUC against random films with ${first(1)}, AUC among candidates with ${first(2)}.`;
  return (
    <Picture
      title="Taught on, and measured by"
      fill
      sentence={sentence}
      table={() => ({
        columns: [
          { name: "Taught on" },
          ...METRICS.map((name) => ({
            name,
            format: (x: number) => x.toFixed(DIGITS[name]),
          })),
          { name: "Seeds" },
        ],
        rows: rows.map(({ label, of }) => [
          label,
          ...of.map((one) => one?.mean ?? null),
          of[0]?.seeds ?? 0,
        ]),
      })}
      aside={
        next && (
          <span className={styles.tools}>
            <button
              type="button"
              onClick={() => {
                set({ ...PLAIN, ...next.change });
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
        columns={["Negatives", "pipeline", "AUC random", "AUC candidates", "all films", "seeds"]}
        rows={rows.map(({ label, of }) => [
          label,
          ...of.map((one, n) => banded(one, DIGITS[METRICS[n]!])),
          String(of[0]?.seeds ?? 0),
        ])}
      />
      <p className={styles.note}>
        NDCG@10 of both stages; how often the held-out film scores above a film drawn from all, and
        above another candidate; NDCG@10 of stage two on all films. Mean of the seeds that you
        trained, lowest to highest.
      </p>
    </Picture>
  );
}

/** "0.053 (0.051 to 0.055)" */
function banded(one: Summary | null, digits: number): string {
  if (!one) return "–";
  const text = (x: number) => x.toFixed(digits);
  return one.seeds === 1
    ? text(one.mean)
    : `${text(one.mean)} (${text(one.low)} to ${text(one.high)})`;
}
