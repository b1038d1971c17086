/** Clicks a slot and regret by round, beside the ghost; and how content people are, where that changes. */
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { RoundNumbers } from "../../families/worlds/exposure.ts";
import styles from "./feedback.module.css";
import { shownRound, useChosen } from "./looks.ts";
import type { probes } from "./probes.ts";
import { RoundControls } from "./round-controls.tsx";
import { type RoundLine, RoundPlot } from "./round-plot.tsx";

const useReading = readingsOf<typeof probes>();

/** A line of the run, and the ghost’s. */
export function linesOf(
  run: readonly RoundNumbers[],
  ghost: readonly RoundNumbers[] | null,
  value: (of: RoundNumbers) => number,
): RoundLine[] {
  return [
    ...(ghost ? [{ name: "ghost", kind: "ghost" as const, values: ghost.map(value) }] : []),
    { name: "run", kind: "run" as const, values: run.map(value) },
  ];
}

export function RoundsPicture() {
  const reading = useReading("rounds");
  const chosen = useChosen((state) => state.round);
  const rounds = reading?.run.length ?? 0;
  const round = shownRound(chosen, rounds);
  if (!reading) {
    return (
      <Picture
        title="Clicks by round"
        fill
        sentence="What every round brings."
        empty="The curves appear when the world is there."
        table={() => ({ columns: [], rows: [] })}
      >
        {null}
      </Picture>
    );
  }
  const { run, ghost, chance, people, slots, kind } = reading;
  const perPerson = (of: RoundNumbers) => of.regret * of.round * slots;
  const level: RoundLine = { name: "chance", kind: "line", values: run.map(() => chance) };
  const sentence = sentenceOf(run, ghost, round, perPerson, people * slots);
  return (
    <Picture
      title="Clicks by round"
      fill
      sentence={sentence}
      empty={rounds === 0 ? "The curves appear after the first round." : undefined}
      table={() => ({
        columns: [
          { name: "Round" },
          ...["Clicks a slot", "Clicks lost a person", "Satisfaction"].flatMap((name) => [
            { name, format: (x: number) => x.toFixed(3) },
            ...(ghost ? [{ name: `Ghost: ${name}`, format: (x: number) => x.toFixed(3) }] : []),
          ]),
        ],
        rows: run.map((of, n) => {
          const other = ghost?.[n];
          const pair = (value: (of: RoundNumbers) => number) => [
            value(of),
            ...(ghost ? [other ? value(other) : null] : []),
          ];
          return [
            of.round,
            ...pair((one) => one.clicks),
            ...pair(perPerson),
            ...pair((one) => one.satisfaction),
          ];
        }),
      })}
      aside={<RoundControls rounds={rounds} ghost={false} />}
    >
      <div className={styles.plots}>
        <RoundPlot
          name={`Clicks a slot by round. ${sentence}`}
          yName="clicks a slot, this round"
          lines={[level, ...linesOf(run, ghost, (of) => of.clicks)]}
          round={round}
          least={[0, 0.25]}
        />
        {kind === "harm" ? (
          <RoundPlot
            name="Satisfaction by round"
            yName="satisfaction after the round"
            lines={linesOf(run, ghost, (of) => of.satisfaction)}
            round={round}
            least={[0, 0.5]}
          />
        ) : (
          <RoundPlot
            name="Clicks that the oracle would have had more, a person, in all rounds so far"
            yName="clicks lost to the oracle, a person"
            lines={linesOf(run, ghost, perPerson)}
            round={round}
            least={[0, 10]}
          />
        )}
      </div>
    </Picture>
  );
}

function sentenceOf(
  run: readonly RoundNumbers[],
  ghost: readonly RoundNumbers[] | null,
  round: number,
  perPerson: (of: RoundNumbers) => number,
  slots: number,
): string {
  const of = run[round - 1];
  if (!of) return "What every round brings: nobody has been shown a list yet.";
  const other = ghost?.[round - 1];
  // A standard error of clicks a slot in one round, to read the wiggles by.
  const error = Math.sqrt((of.clicks * (1 - of.clicks)) / slots);
  const lost = (one: RoundNumbers) => perPerson(one).toFixed(1);
  const beside = other
    ? `, the ghost ${other.clicksSoFar.toFixed(3)} and ${lost(other)} clicks a person`
    : "";
  return `Rounds 1 to ${round}: ${of.clicksSoFar.toFixed(3)} clicks a slot, ${lost(of)} clicks a person fewer than the oracle${beside}. One round is known to about ±${(2 * error).toFixed(3)}.`;
}
