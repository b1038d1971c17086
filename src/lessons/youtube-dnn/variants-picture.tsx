/** Pooling and target under both kinds of test, filled by the reader’s own runs. */
import { valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { WordTable } from "../../components/charts/word-table.tsx";
import { runsWith, summary } from "../../components/session/alike-runs.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import { PLAIN, VARIANTS, withBand } from "./variants.ts";
import styles from "./youtube.module.css";

const METRICS = ["NDCG@10", "NDCG@10 random", "Mean popularity@10"] as const;

export function VariantsPicture() {
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
    there.reduce((best, row) =>
      (row.of[metric]?.mean ?? 0) > (best.of[metric]?.mean ?? 0) ? row : best,
    ).label;
  const sentence =
    there.length < 2
      ? "A row for each way that you train; train two to compare."
      : `Of ${there.length} that were trained, first on the next film: ${first(0)}. On a film held out at random: ${first(1)}.`;
  const columns = ["Trained with", "next film", "random film", "popularity", "seeds"];
  return (
    <Picture
      title="Pooling and target under both tests"
      fill
      sentence={sentence}
      table={() => ({
        columns: [
          { name: "Trained with" },
          ...METRICS.map((name) => ({ name, format: valueText })),
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
        columns={columns}
        rows={rows.map(({ label, of }) => [
          label,
          withBand(of[0] ?? null),
          withBand(of[1] ?? null),
          of[2] ? of[2].mean.toFixed(0) : "–",
          String(of[0]?.seeds ?? 0),
        ])}
      />
      <p className={styles.note}>
        NDCG@10 on the next film, and on one held out at random whose neighbours in time are read;
        the mean number of ratings of what is recommended. Mean of the seeds that you trained,
        lowest to highest. All else as it is set now.
      </p>
    </Picture>
  );
}
