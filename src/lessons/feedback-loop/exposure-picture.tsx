/** Who was shown what: people by films, filling in round by round, with the ghost in its place. */
import { useCallback, useMemo } from "react";
import { mix, type Rgb } from "../../components/charts/colours.ts";
import { shortTitle, titleText } from "../../components/charts/genre-classes.ts";
import { GridCanvas, type GridCell } from "../../components/charts/grid-canvas.tsx";
import { percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import type { Theme } from "../../components/charts/theme.ts";
import { useSize } from "../../components/charts/use-size.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import styles from "./feedback.module.css";
import { shownRound, useChosen } from "./looks.ts";
import type { ExposureReading, probes } from "./probes.ts";
import { RoundControls } from "./round-controls.tsx";
import { countsUpTo, decode, lorenzOf } from "./seen.ts";

const useReading = readingsOf<typeof probes>();

export function ExposurePicture({ opened }: { opened: Opened }) {
  const { catalogue } = opened;
  const reading = useReading("exposure");
  const { round: chosen, ghost: wanted } = useChosen();
  const rounds = reading?.rounds ?? 0;
  const round = shownRound(chosen, rounds);
  const asGhost = wanted && reading?.ghost != null;
  const sentence = reading ? sentenceOf(reading, round) : "Who is shown what, round by round.";
  return (
    <Picture
      title="Who was shown what"
      fill
      sentence={sentence}
      empty={reading ? undefined : "The map appears when the world is there."}
      table={() => tableOf(reading!, round, (item) => titleText(catalogue, item))}
      aside={<RoundControls rounds={rounds} ghost={reading?.ghost != null} />}
    >
      {reading && (
        <div className={styles.map}>
          <p className={styles.key}>
            <Key name={asGhost ? "the ghost: shown" : "shown"} part="shown" ghost={asGhost} />
            <Key name="shown and clicked" part="clicked" ghost={asGhost} />
            <Key name="never shown" part="never" ghost={asGhost} />
          </p>
          <ExposureMap
            reading={reading}
            codes={asGhost ? reading.ghost! : reading.shown}
            round={round}
            ghost={asGhost}
            name={`People by films. ${sentence}`}
            label={(item) => shortTitle(catalogue, item, 40)}
          />
          <p className={styles.sides}>
            <span>{reading.films} films, liked most by all at the left</span>
            <span>least</span>
          </p>
        </div>
      )}
    </Picture>
  );
}

function Key({ name, part, ghost }: { name: string; part: string; ghost: boolean }) {
  return (
    <span>
      <i data-part={part} data-ghost={ghost || undefined} aria-hidden="true" />
      {name}
    </span>
  );
}

interface MapProps {
  readonly reading: ExposureReading;
  readonly codes: Uint8Array;
  readonly round: number;
  readonly ghost: boolean;
  readonly name: string;
  readonly label: (item: number) => string;
}

function ExposureMap({ reading, codes, round, ghost, name, label }: MapProps) {
  const { people, films, filmOrder, personOrder, ids } = reading;
  const [ref, size] = useSize<HTMLDivElement>();
  const pairOf = useCallback(
    ({ row, column }: GridCell) => personOrder[row]! * films + filmOrder[column]!,
    [personOrder, filmOrder, films],
  );
  const colour = useCallback(
    (cell: GridCell, theme: Theme): Rgb => {
      const one = decode(codes[pairOf(cell)]!);
      if (one.round < 0 || one.round > round) return theme.zero;
      const full = ghost ? theme.ink : theme.data[0]!;
      return one.clicked ? full : mix(theme.zero, full, 0.45);
    },
    [codes, pairOf, round, ghost],
  );
  const own = useMemo(() => countsUpTo(reading, reading.shown, round), [reading, round]);
  const other = useMemo(
    () => reading.ghost && countsUpTo(reading, reading.ghost, round),
    [reading, round],
  );
  const tell = (cell: GridCell) => {
    const film = filmOrder[cell.column]!;
    const one = decode(codes[pairOf(cell)]!);
    const pair =
      one.round < 0 || one.round > round
        ? "not shown to this person"
        : `shown to this person ${one.round === 0 ? "before round 1" : `in round ${one.round}`}, ${one.clicked ? "clicked" : "not clicked"}`;
    const ghostly = other ? `; ghost: ${other.shown[film]}, ${other.clicked[film]} clicked` : "";
    return `${label(ids[film]!)}: shown to ${own.shown[film]} people, ${own.clicked[film]} clicked${ghostly}. Person ${personOrder[cell.row]}: ${pair}`;
  };
  return (
    <div ref={ref} className={styles.cells}>
      {size && (
        <GridCanvas
          name={name}
          rows={people}
          columns={films}
          colour={colour}
          label={tell}
          aspect={size.height / Math.max(1, size.width)}
        />
      )}
    </div>
  );
}

function sentenceOf(reading: ExposureReading, round: number): string {
  if (reading.rounds === 0) {
    return "Before the first round everybody has been shown the same films: the dark lines from top to bottom.";
  }
  const one = lorenzOf(reading, reading.shown, round);
  const other = reading.ghost && lorenzOf(reading, reading.ghost, round);
  const beside = other
    ? ` (the ghost: ${percentText(other.catalogue)}, Gini ${other.gini.toFixed(2)})`
    : "";
  return `After round ${round} the lists have shown ${percentText(one.catalogue)} of the catalogue, with a Gini coefficient of ${one.gini.toFixed(2)}${beside}.`;
}

function tableOf(reading: ExposureReading, round: number, title: (item: number) => string) {
  const own = countsUpTo(reading, reading.shown, round);
  const other = reading.ghost && countsUpTo(reading, reading.ghost, round);
  return {
    columns: [
      { name: "Film" },
      { name: "Shown to" },
      { name: "Clicked" },
      ...(other ? [{ name: "Ghost: shown to" }, { name: "Ghost: clicked" }] : []),
    ],
    rows: Array.from(reading.filmOrder, (film) => [
      title(reading.ids[film]!),
      own.shown[film]!,
      own.clicked[film]!,
      ...(other ? [other.shown[film]!, other.clicked[film]!] : []),
    ]),
  };
}
