/** Features and depth, as bars that the reader’s own runs fill. */
import { GroupedBars } from "../../components/charts/grouped-bars.tsx";
import { valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { runsWith, summary } from "../../components/session/alike-runs.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import { DEPTHS, READ } from "./variants.ts";
import styles from "./youtube.module.css";

const COLOURS = ["var(--data-grey)", "var(--data-3)", "var(--data-2)", "var(--data-1)"];

export function FeaturesPicture() {
  const setup = useSession((state) => state.setup);
  const runs = useSession((state) => state.runs);
  const { set, train } = useActions();
  const cells = READ.map(({ label, change }) => ({
    label,
    change,
    of: DEPTHS.map((depth) =>
      summary(runsWith(runs, setup, { ...setup.config, ...change, depth }), "NDCG@10"),
    ),
  }));
  const there = cells.flatMap(({ label, of }) =>
    of.flatMap((one, n) => (one ? [{ label, depth: DEPTHS[n]!, ...one }] : [])),
  );
  const missing = cells.flatMap(({ label, change, of }) =>
    of.flatMap((one, n) => (one ? [] : [{ label, set: { ...change, depth: DEPTHS[n]! } }])),
  )[0];
  const best = there.toSorted((a, b) => b.mean - a.mean)[0];
  const sentence =
    there.length < 2 || !best
      ? "A bar for each run; train two to compare."
      : `Of ${there.length} bars the highest is “${best.label}” with ${best.depth} hidden layers (${valueText(best.mean)}, ${best.seeds === 1 ? "one seed" : `${best.seeds} seeds`}). Seeds alone move a bar by about 0.003.`;
  return (
    <Picture
      title="Features and depth"
      fill
      sentence={sentence}
      empty={there.length > 0 ? undefined : "NDCG@10 by features and depth: press Train."}
      table={() => ({
        columns: [
          { name: "It reads" },
          ...DEPTHS.map((depth) => ({ name: `${depth} hidden`, format: valueText })),
        ],
        rows: cells.map(({ label, of }) => [label, ...of.map((one) => one?.mean ?? null)]),
      })}
      aside={
        missing && (
          <span className={styles.tools}>
            <button
              type="button"
              onClick={() => {
                set(missing.set);
                void train();
              }}
            >
              Train: {missing.label}, {missing.set.depth} hidden
            </button>
          </span>
        )
      }
    >
      <GroupedBars
        name={`NDCG@10 by depth and features: ${sentence}`}
        groups={DEPTHS.map((depth) => `${depth} hidden`)}
        series={cells.map(({ label, of }, n) => ({
          name: label,
          values: of.map((one) => one?.mean ?? 0),
          colour: COLOURS[n]!,
        }))}
        xName="hidden layers"
        yName="NDCG@10"
        format={valueText}
      />
      <p className={styles.note}>
        Figure 6 of the paper adds searches, age and all other features from left to right, and
        layers from row to row; there each helps. What has not been trained has no bar.
      </p>
    </Picture>
  );
}
