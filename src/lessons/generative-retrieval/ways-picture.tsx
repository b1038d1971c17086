/** Seven ways to name a film, compared by the reader's own runs, between two published sentences. */
import { useId } from "react";
import { Picture } from "../../components/charts/picture.tsx";
import { runsWith, type Summary, summary } from "../../components/session/alike-runs.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import styles from "./generative.module.css";

/** Means of runs that end closer than this may have changed places by chance. */
const BAND = 0.01;
const METRICS = ["NDCG@10", "HR@10", "Coverage@10", "Accuracy L1"] as const;

export function WaysPicture() {
  const id = useId();
  const setup = useSession((state) => state.setup);
  const runs = useSession((state) => state.runs);
  const declared = useSession((state) => state.lesson.hyperparameters.names);
  const { set, train } = useActions();
  const options = declared && "options" in declared ? declared.options : [];
  const rows = options.map(({ value, label }) => {
    const alike = runsWith(runs, setup, { ...setup.config, names: value });
    return { value, label, of: METRICS.map((metric) => summary(alike, metric)) };
  });
  const best = Math.max(0, ...rows.map(({ of }) => of[0]?.mean ?? 0));
  const run = (names: string) => {
    set({ names });
    void train();
  };
  return (
    <Picture
      title="Seven ways to name a film"
      fill
      sentence={sentenceOf(rows.map(({ label, of }) => ({ label, ndcg: of[0] ?? null })))}
      table={() => ({
        columns: [
          { name: "Names" },
          ...METRICS.map((name) => ({ name, format: (x: number) => x.toFixed(4) })),
          { name: "Seeds" },
        ],
        rows: rows.map(({ label, of }) => [
          label,
          ...of.map((one) => one?.mean ?? null),
          of[0]?.seeds ?? 0,
        ]),
      })}
    >
      <div className={styles.scroll}>
        <table className={styles.numbers}>
          <thead>
            <tr>
              <th scope="col">names</th>
              {METRICS.map((metric) => (
                <th
                  key={metric}
                  scope="col"
                  className={metric === "HR@10" ? styles.wide : undefined}
                >
                  {metric}
                </th>
              ))}
              <th scope="col" className={styles.wide}>
                seeds
              </th>
              <th scope="col" className={styles.wide}>
                <span className="visually-hidden">run</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ value, label, of }, n) => (
              <tr key={value} data-own={(best > 0 && of[0]?.mean === best) || undefined}>
                <th scope="row" id={`${id}-${n}`}>
                  {label}
                </th>
                {of.map((one, m) => (
                  <td
                    key={METRICS[m]}
                    className={METRICS[m] === "HR@10" ? styles.wide : undefined}
                    title={
                      one && one.seeds > 1
                        ? `${one.low.toFixed(4)} to ${one.high.toFixed(4)}`
                        : undefined
                    }
                  >
                    {one ? one.mean.toFixed(m === 0 ? 4 : 3) : "–"}
                    {one && one.seeds > 1 && m === 0
                      ? ` ± ${((one.high - one.low) / 2).toFixed(4)}`
                      : ""}
                  </td>
                ))}
                <td className={styles.wide}>{of[0]?.seeds ?? ""}</td>
                <td className={styles.wide}>
                  <span className={styles.tools}>
                    <button
                      type="button"
                      aria-describedby={`${id}-${n}`}
                      onClick={() => run(value)}
                    >
                      {of[0] ? "Again" : "Run it"}
                    </button>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.quotes}>
        <blockquote>
          Text2Tracks as published (2025): of its ways to name a track, clusters of who listened to
          what do best.
        </blockquote>
        <blockquote>
          The course’s post, after the talk: artist and track number do best, clusters of who
          listened to what and plain numbers worst.
        </blockquote>
      </div>
      <p className={styles.note}>
        All else as it is in the lab. ± is half of the range of your seeds; the names of one scheme
        differ with the seed, too. Differences of {BAND} and less are within what seeds do.
      </p>
    </Picture>
  );
}

function sentenceOf(rows: readonly { label: string; ndcg: Summary | null }[]): string {
  const known = rows.filter((row) => row.ndcg !== null);
  if (known.length < 2)
    return "Run two ways or more: your own runs fill the table and decide between the sentences.";
  const order = known.toSorted((a, b) => b.ndcg!.mean - a.ndcg!.mean);
  const [first, second] = order;
  const gap = first!.ndcg!.mean - second!.ndcg!.mean;
  const last = order.at(-1)!;
  const spread = first!.ndcg!.mean - last.ndcg!.mean;
  if (spread <= BAND)
    return `Of ${known.length} ways none is above another by more than seeds alone can do: ${first!.label} has ${first!.ndcg!.mean.toFixed(4)}, ${last.label} ${last.ndcg!.mean.toFixed(4)}.`;
  return gap <= BAND
    ? `${first!.label} (${first!.ndcg!.mean.toFixed(4)}) and ${second!.label} (${second!.ndcg!.mean.toFixed(4)}) lead, too close to part; ${last.label} is last with ${last.ndcg!.mean.toFixed(4)}.`
    : `${first!.label} leads with ${first!.ndcg!.mean.toFixed(4)}; ${last.label} is last with ${last.ndcg!.mean.toFixed(4)}.`;
}
