/** How the gap between ways changes with the number of training ratings: the reader's own runs. */
import { percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { runsAlike, summaryOf } from "../../components/session/alike-runs.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import { FREE, valuesByWay } from "./by-way.ts";
import { type Line, LinePlot } from "./line-plot.tsx";
import { labelOf, useChosen } from "./looks.ts";
import styles from "./semantic.module.css";
import { WAYS, type Way } from "./settings.ts";

/** Shares that are one click away. */
const OFFERED = [0.05, 0.1, 0.25, 0.5, 1];
/** 2 % to all, on a logarithmic axis. */
const at = (share: number) => Math.log(share / 0.02) / Math.log(1 / 0.02);

export function SizePicture() {
  const setup = useSession((state) => state.setup);
  const runs = useSession((state) => state.runs);
  const training = useSession((state) => state.status.name === "Training");
  const chosen = useChosen((state) => state.way) ?? (setup.config.film as Way);
  const { set, train } = useActions();
  const alike = runsAlike(runs, setup, [...FREE, "share"]);
  const shares = [...new Set(alike.map((run) => run.setup.config.share as number))].sort(
    (a, b) => a - b,
  );
  const byShare = shares.map((share) => ({
    share,
    values: valuesByWay(alike.filter((run) => run.setup.config.share === share)),
  }));
  const lines = WAYS.flatMap(({ value: way }): Line[] => {
    const points = byShare.flatMap(({ share, values }) => {
      const one = summaryOf(values.get(way) ?? [], "AUC");
      return one ? [{ x: at(share), y: one.mean }] : [];
    });
    return points.length > 0 ? [{ way, points }] : [];
  });
  const run = (share: number) => {
    set({ share });
    void train();
  };
  const measured = new Set(lines.flatMap(({ points }) => points.map(({ x }) => x)));
  const sentence = sentenceOf(lines);
  return (
    <Picture
      title="AUC against training ratings"
      fill
      sentence={sentence}
      table={() => ({
        columns: [
          { name: "Training ratings", format: percentText },
          ...lines.map(({ way }) => ({
            name: labelOf(way),
            format: (value: number) => value.toFixed(4),
          })),
        ],
        rows: shares.map((share) => [
          share,
          ...lines.map(({ points }) => points.find(({ x }) => x === at(share))?.y ?? null),
        ]),
      })}
      aside={
        <fieldset className={styles.tools} aria-label="Train with a share of the ratings">
          {OFFERED.map((share) => (
            <button
              key={share}
              type="button"
              disabled={training}
              aria-pressed={setup.config.share === share}
              onClick={() => run(share)}
            >
              {percentText(share)}
              {measured.has(at(share)) ? " ✓" : ""}
            </button>
          ))}
        </fieldset>
      }
    >
      <LinePlot
        name={`AUC against training ratings: ${sentence}`}
        metric="AUC"
        lines={lines}
        places={[0.02, 0.05, 0.1, 0.25, 0.5, 1].map((share) => ({
          x: at(share),
          text: percentText(share),
        }))}
        xName="share of the training ratings"
        chosen={chosen}
      />
    </Picture>
  );
}

function sentenceOf(lines: readonly Line[]): string {
  const own = lines.find(({ way }) => way === "id");
  const codes = lines.find(({ way }) => way === "codes");
  const gaps = (codes?.points ?? []).flatMap(({ x, y }) => {
    const other = own?.points.find((point) => point.x === x);
    return other ? [{ share: 0.02 * 50 ** x, gap: y - other.y }] : [];
  });
  const [least, most] = [gaps[0], gaps.at(-1)];
  if (!least || !most)
    return "Train with a share of the ratings: each run is a point of each way that trained.";
  const text = ({ share, gap }: typeof least) =>
    `${Math.abs(gap).toFixed(3)} ${gap >= 0 ? "above" : "below"} a row of one’s own with ${percentText(share)} of the ratings`;
  return gaps.length < 2
    ? `Codes are ${text(least)}. Another share, and the gap has a slope.`
    : `Codes are ${text(least)}, and ${text(most)}.`;
}
