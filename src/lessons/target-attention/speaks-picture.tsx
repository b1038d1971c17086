/** Which films of a history speak for a candidate: arcs as thick as their weights, and four readers below. */
import { valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { AskedPicker } from "./asked-picker.tsx";
import { choose, useAsked, useChosen } from "./chosen.ts";
import type { probes } from "./probes.ts";
import { READERS, type Reader } from "./settings.ts";
import type { SpeaksReading, Spoken } from "./speaks.ts";
import { SpeaksDrawing } from "./speaks-drawing.tsx";
import styles from "./target.module.css";
import { bucketText } from "./time-buckets.ts";
import { type Films, useFilms } from "./use-films.ts";

const useReading = readingsOf<typeof probes>();
export const labelOf = (reader: Reader) => READERS.find(({ value }) => value === reader)!.label;

export function SpeaksPicture({ opened }: { opened: Opened }) {
  const films = useFilms(opened);
  const own = useSession((state) => state.setup.config.reader as Reader);
  const beside = useSession((state) => state.setup.config.beside);
  const { reader: chosen } = useChosen();
  const { set } = useActions();
  const reading = useReading("speaks", useAsked());
  const reader = chosen && reading?.readers[chosen] ? chosen : own;
  const sentence = reading ? sentenceOf(reading, reader, films) : "Which films have a say.";
  return (
    <Picture
      title="Who speaks for this film?"
      fill
      sentence={sentence}
      empty={reading ? undefined : "A history and two candidates will stand here."}
      table={() => tableOf(reading, films)}
      aside={<AskedPicker opened={opened} swap={reading} />}
    >
      <div className={styles.tools}>
        {READERS.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === reader}
            disabled={!reading?.readers[value]}
            onClick={() => choose({ reader: value })}
          >
            {label}
          </button>
        ))}
        {beside !== "all" && (
          <button type="button" onClick={() => set({ beside: "all" })}>
            All four beside each other
          </button>
        )}
      </div>
      {reading && (
        <SpeaksDrawing
          {...{ reading, reader, films }}
          name={`Films of a history and two candidates: ${sentence}`}
        />
      )}
    </Picture>
  );
}

/** Places of the largest weights, the largest first. */
const strongest = (weights: Float32Array) =>
  [...weights.keys()].sort((a, b) => weights[b]! - weights[a]!);

function sentenceOf(reading: SpeaksReading, reader: Reader, films: Films): string {
  const spoken = reading.readers[reader];
  if (reading.films.length === 0) return "This history is empty.";
  if (!spoken?.weights)
    return `Without a history, ${films.name(reading.candidate)} has the same score for everybody.`;
  if (reader === "mean")
    return `The mean gives each of the ${reading.films.length} films the same weight, whatever the candidate.`;
  const most = (c: 0 | 1) => {
    const weights = spoken.weights![c];
    return strongest(weights)
      .slice(0, 2)
      .map((t) => `${films.name(reading.films[t]!)} (${valueText(weights[t]!)})`)
      .join(" and ");
  };
  return `For ${films.name(reading.candidate)} ${labelOf(reader)} listens most to ${most(0)}; for ${films.name(reading.other)}, in grey, to ${most(1)}.`;
}

function tableOf(reading: SpeaksReading | undefined, films: Films) {
  const there = READERS.flatMap(({ value, label }) => {
    const spoken = reading?.readers[value];
    return spoken ? [{ label, spoken }] : [];
  });
  const both = (of: (spoken: Spoken, c: 0 | 1) => number | null) =>
    there.flatMap(({ spoken }) => ([0, 1] as const).map((c) => of(spoken, c)));
  const names = reading ? [films.name(reading.candidate), films.name(reading.other)] : ["", ""];
  return {
    columns: [
      { name: "Film" },
      { name: "Before" },
      ...there.flatMap(({ label }) =>
        names.map((name) => ({ name: `${label}, ${name}`, format: valueText })),
      ),
    ],
    rows: reading
      ? [
          ...Array.from(reading.films, (film, t) => [
            films.name(film),
            bucketText(reading.buckets[t]!),
            ...both(({ weights }, c) => weights?.[c][t] ?? null),
          ]),
          ["probability of a yes", "", ...both(({ chances }, c) => chances[c])],
        ]
      : [],
  };
}
