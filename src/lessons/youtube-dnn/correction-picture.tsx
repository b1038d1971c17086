/** Sampled gradients against the exact one, on 200 films of this model, by how many are drawn. */
import { useState } from "react";
import { titleText } from "../../components/charts/genre-classes.ts";
import { GroupedBars } from "../../components/charts/grouped-bars.tsx";
import { countText, percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { Method } from "./correction.ts";
import type { CorrectionReading } from "./correction-reading.ts";
import type { probes } from "./probes.ts";
import styles from "./youtube.module.css";

const useReading = readingsOf<typeof probes>();

const WAYS: readonly { readonly way: Method; readonly label: string; readonly colour: string }[] = [
  { way: "none", label: "none", colour: "var(--data-grey)" },
  { way: "logq", label: "log Q", colour: "var(--data-1)" },
  { way: "corrected", label: "left out", colour: "var(--predict-mark, #d4620f)" },
];
/** How likely the film that is asked for is: as the model has it, or set. */
const CHANCES = [undefined, 0.1, 0.5] as const;

/** Between two gradients, in degrees. */
const angle = (cosine: number) => (Math.acos(Math.min(1, cosine)) * 180) / Math.PI;
const degrees = (value: number) => `${valueText(value)}°`;

export function CorrectionPicture({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const [p, setChance] = useState<number | undefined>();
  const reading = useReading("correction", { user, ...(p !== undefined && { p }) });
  const sentence = reading
    ? sentenceOf(reading, titleText(opened.catalogue, reading.positive))
    : "Gradients of a few drawn films against the gradient of all.";
  const groups = reading ? reading.sizes.map((K) => `K = ${countText(K)}`) : [];
  const bars = (of: "angle" | "length") =>
    WAYS.map(({ way, label, colour }) => ({
      name: label,
      colour,
      values: reading
        ? reading.ways[way].map(({ others, length }) => (of === "angle" ? angle(others) : length))
        : [],
    }));
  return (
    <Picture
      title="Sampled gradients against the exact one"
      fill
      sentence={sentence}
      empty={reading ? undefined : "Angle and length of three sampled gradients will stand here."}
      table={() => ({
        columns: [
          { name: "Way" },
          { name: "Drawn", format: countText },
          { name: "Angle", format: degrees },
          { name: "Angle, the others", format: degrees },
          { name: "Length, exact being 1", format: (x: number) => x.toFixed(3) },
        ],
        rows: reading
          ? WAYS.flatMap(({ way, label }) =>
              reading.ways[way].map(({ cosine, others, length }, n) => [
                label,
                reading.sizes[n]!,
                angle(cosine),
                angle(others),
                length,
              ]),
            )
          : [],
      })}
      aside={
        <span className={styles.tools}>
          P of the film asked for:
          {CHANCES.map((chance) => (
            <button
              key={chance ?? 0}
              type="button"
              aria-pressed={p === chance}
              onClick={() => setChance(chance)}
            >
              {chance === undefined ? "as it is" : percentText(chance)}
            </button>
          ))}
        </span>
      }
    >
      <div className={styles.panels}>
        <div className={styles.panel}>
          <h4>Angle to the exact one, on the other films</h4>
          <GroupedBars
            name={`Angle to the exact gradient: ${sentence}`}
            groups={groups}
            series={bars("angle")}
            xName="films drawn a step"
            yName="angle"
            format={degrees}
          />
        </div>
        <div className={styles.panel}>
          <h4>Length, the exact one being 1</h4>
          <GroupedBars
            name="Length of sampled gradients, the exact one being 1"
            groups={groups}
            series={bars("length")}
            xName="films drawn a step"
            yName="length"
            format={valueText}
          />
        </div>
      </div>
      <p className={styles.note}>
        The 200 most watched films and the scores of this model for user {user}. Each bar is the
        mean of 160,000 drawn films, in the gradient on the scores.
      </p>
    </Picture>
  );
}

function sentenceOf({ sizes, ways, p }: CorrectionReading, title: string): string {
  const last = sizes.length - 1;
  const said = (way: Method) => {
    const { others, length } = ways[way][last]!;
    return `${degrees(angle(others))} off, ${length.toFixed(2)} times as long`;
  };
  return `${title} is asked for, P ${percentText(p)}. With ${countText(sizes[last]!)} drawn: without weights ${said("none")}; log Q ${said("logq")}; positive left out ${said("corrected")}.`;
}
