/** Do people become alike, or do lists become narrow? Two numbers that need not move together. */
import { percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import styles from "./feedback.module.css";
import { shownRound, useChosen } from "./looks.ts";
import type { probes } from "./probes.ts";
import { RoundControls } from "./round-controls.tsx";
import { RoundPlot } from "./round-plot.tsx";
import { linesOf } from "./rounds-picture.tsx";

const useReading = readingsOf<typeof probes>();

export function AlikePicture() {
  const reading = useReading("rounds");
  const chosen = useChosen((state) => state.round);
  const rounds = reading?.run.length ?? 0;
  const round = shownRound(chosen, rounds);
  const run = reading?.run ?? [];
  const ghost = reading?.ghost ?? null;
  const [own, other] = [run[round - 1], ghost?.[round - 1]];
  const sentence = own
    ? `In round ${round} two people have ${percentText(own.common)} of their lists in common${other ? ` (the ghost: ${percentText(other.common)})` : ""}; two films of one list have a cosine of ${own.alike.toFixed(2)}${other ? ` (${other.alike.toFixed(2)})` : ""}, where 0 is what chance gives.`
    : "Whether people’s lists become alike, and whether one list becomes narrow.";
  return (
    <Picture
      title="Alike among people, alike within a list"
      fill
      sentence={sentence}
      empty={own ? undefined : "The curves appear after the first round."}
      table={() => ({
        columns: [
          { name: "Round" },
          { name: "Lists in common", format: percentText },
          { name: "Cosine in a list", format: (x: number) => x.toFixed(3) },
          ...(ghost
            ? [
                { name: "Ghost: in common", format: percentText },
                { name: "Ghost: cosine", format: (x: number) => x.toFixed(3) },
              ]
            : []),
        ],
        rows: run.map((of, n) => [
          of.round,
          of.common,
          of.alike,
          ...(ghost ? [ghost[n]?.common ?? null, ghost[n]?.alike ?? null] : []),
        ]),
      })}
      aside={<RoundControls rounds={rounds} ghost={false} />}
    >
      <div className={styles.plots}>
        <RoundPlot
          name={`What two people’s lists have in common, by round. ${sentence}`}
          yName="two people’s lists in common"
          lines={linesOf(run, ghost, (of) => of.common)}
          round={round}
          least={[0, 0.5]}
        />
        <RoundPlot
          name="How alike the films of one list are, by round"
          yName="cosine of two films of a list"
          lines={linesOf(run, ghost, (of) => of.alike)}
          round={round}
          least={[-0.1, 0.3]}
        />
      </div>
    </Picture>
  );
}
