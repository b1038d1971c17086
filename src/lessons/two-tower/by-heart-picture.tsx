/** A tower that is taught random vectors, by what it reads of a film: the loss of each, step by step. */
import { LinePlot } from "../../components/charts/line-plot.tsx";
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { ByHeartReading, Reads } from "./by-heart.ts";
import type { probes } from "./probes.ts";
import styles from "./two-tower.module.css";

const useReading = readingsOf<typeof probes>();

const KINDS: readonly { readonly reads: Reads; readonly name: string; readonly colour: string }[] =
  [
    { reads: "content", name: "genres and year", colour: "var(--data-2)" },
    { reads: "words", name: "title words too", colour: "var(--data-3)" },
    { reads: "ids", name: "film ids alone", colour: "var(--data-1)" },
  ];

export function ByHeartPicture() {
  const readings = {
    content: useReading("byHeart", { reads: "content" }),
    words: useReading("byHeart", { reads: "words" }),
    ids: useReading("byHeart", { reads: "ids" }),
  };
  const shown = KINDS.flatMap((kind) => {
    const reading = readings[kind.reads];
    return reading ? [{ ...kind, reading }] : [];
  });
  const sentence =
    shown.length === KINDS.length
      ? `${countText(shown[0]!.reading.films)} films are given random vectors. After ${shown[0]!.reading.losses.length - 1} steps a tower is off by ${shown.map(({ name, reading }) => `${lastOf(reading).toFixed(2)} (${name})`).join(", ")}; 1 is knowing nothing.`
      : "Random vectors for films, and which towers can learn them.";
  return (
    <Picture
      title="Learnt by heart"
      fill
      sentence={sentence}
      empty={shown.length > 0 ? undefined : "Three small towers are being taught: a few seconds."}
      table={() => ({
        columns: [
          { name: "Tower reads" },
          { name: "Numbers learnt" },
          { name: "Loss at first", format: (x) => x.toFixed(3) },
          { name: "Loss at the end", format: (x) => x.toFixed(3) },
        ],
        rows: shown.map(({ name, reading }) => [
          name,
          reading.parameters,
          reading.losses[0]!,
          lastOf(reading),
        ]),
      })}
    >
      <LinePlot
        name={sentence}
        xName="step"
        yName="squared error, of what there is"
        xLeast={[0, 1]}
        yLeast={[0, 1]}
        yMost={[0, 1.2]}
        lines={shown.map(({ name, colour, reads, reading }) => ({
          name,
          colour,
          stroke: reads === "ids" ? "strong" : undefined,
          points: Array.from(reading.losses, (y, x) => ({ x, y })),
        }))}
      />
      <p className={styles.note}>
        No genre can know a vector that was drawn at random. A row of its own can become any vector;
        a tower of genres and years has to give the like films the like vectors. A rare title word
        is nearly a row of its own.
      </p>
    </Picture>
  );
}

const lastOf = ({ losses }: ByHeartReading) => losses.at(-1)!;
