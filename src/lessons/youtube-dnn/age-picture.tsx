/** The age that the model is told, against how old what it recommends is. */
import { scaleLinear } from "d3-scale";
import { useState } from "react";
import { AxisBelow, AxisLeft, plotBox } from "../../components/charts/axis.tsx";
import { shortTitle } from "../../components/charts/genre-classes.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { useSize } from "../../components/charts/use-size.ts";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { AgeReading } from "./age-reading.ts";
import type { probes } from "./probes.ts";
import styles from "./youtube.module.css";

const useReading = readingsOf<typeof probes>();
const year = (value: number) => value.toFixed(1);
const dateText = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);

export function AgePicture({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const { setUser, set, train } = useActions();
  const [at, setAt] = useState(0);
  const reading = useReading("age", { user });
  const level = reading ? Math.min(at, reading.ages.length - 1) : 0;
  const sentence = reading
    ? sentenceOf(reading, level)
    : "What is recommended when the model is told that it is another time.";
  return (
    <Picture
      title="Told another time"
      fill
      sentence={sentence}
      empty={
        reading
          ? undefined
          : reading === null
            ? "This run reads no age. Train one that does."
            : "The years of what is recommended will stand here."
      }
      table={() => ({
        columns: [
          { name: "Age", format: (x: number) => x.toFixed(1) },
          { name: "Then it was" },
          { name: "Release year of the first tens", format: year },
          { name: "Of what was watched then", format: year },
          { name: "Rated in, mean", format: year },
        ],
        rows: reading
          ? reading.ages.map((age, n) => [
              age,
              dateText(reading.moments[n]!),
              reading.released[n]!,
              reading.watchedReleased[n]!,
              reading.popularIn[n]!,
            ])
          : [],
      })}
      aside={
        <span className={styles.tools}>
          {reading ? (
            <>
              <label>
                example age
                <input
                  type="range"
                  min={0}
                  max={reading.ages.length - 1}
                  value={level}
                  aria-valuetext={`${reading.ages[level]!.toFixed(1)}, ${dateText(reading.moments[level]!)}`}
                  onChange={(event) => setAt(Number(event.target.value))}
                />
                {reading.ages[level]!.toFixed(1)}
              </label>
              <span className={styles.aside}>
                <UserPicker
                  user={user}
                  users={opened.dataset.users}
                  activity={opened.activity}
                  onUser={setUser}
                />
              </span>
            </>
          ) : (
            <button
              type="button"
              onClick={() => {
                set({ age: true });
                void train();
              }}
            >
              Train with example age
            </button>
          )}
        </span>
      }
    >
      {reading && (
        <>
          <ul className={styles.key} aria-label="Lines">
            {linesOf(reading).map(({ label, colour }) => (
              <li key={label}>
                <i style={{ background: colour }} aria-hidden="true" />
                {label}
              </li>
            ))}
          </ul>
          <Plot reading={reading} level={level} name={sentence} />
          <div className={`${styles.lists} ${styles.aside}`}>
            <section aria-label={`First ten for user ${user} at age ${reading.ages[level]!}`}>
              <h4>
                First ten for user {user}, told that it is {dateText(reading.moments[level]!)}
              </h4>
              <ol>
                {Array.from(reading.lists[level]!, (film) => (
                  <li key={film} data-other={!reading.lists[0]!.includes(film) || undefined}>
                    <b>{shortTitle(opened.catalogue, film, 60)}</b>
                    <span>{opened.catalogue.years[film] || ""}</span>
                  </li>
                ))}
              </ol>
            </section>
          </div>
        </>
      )}
    </Picture>
  );
}

function sentenceOf(reading: AgeReading, level: number): string {
  const told = `Told that it is ${dateText(reading.moments[level]!)}, the model recommends films whose ratings are of ${year(reading.popularIn[level]!)} on average`;
  const [released, then] = [reading.released[level]!, reading.watchedReleased[level]!];
  return Number.isFinite(released + then)
    ? `${told}, released in ${year(released)}; the films that people rated about then were released in ${year(then)}.`
    : `${told}. The films have no years of release here.`;
}

/** What is drawn, and in which colour; years of release only where they are known. */
const linesOf = (reading: AgeReading) =>
  [
    { label: "recommended: released", values: reading.released, colour: "var(--data-1)" },
    { label: "recommended: rated", values: reading.popularIn, colour: "var(--data-3)" },
    {
      label: "rated then: released",
      values: reading.watchedReleased,
      colour: "var(--data-grey)",
    },
  ].filter(({ values }) => values.every(Number.isFinite));

interface PlotProps {
  readonly reading: AgeReading;
  readonly level: number;
  readonly name: string;
}

function Plot({ reading, level, name }: PlotProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const plot = plotBox(width, height, font, 4);
  const lines = linesOf(reading);
  const all = lines.flatMap(({ values }) => [...values]).filter(Number.isFinite);
  const x = scaleLinear([0, 1], [plot.x, plot.x + plot.width]);
  const y = scaleLinear([plot.y + plot.height, plot.y])
    .domain([Math.min(...all), Math.max(...all)])
    .nice(4);
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={`Years by example age: ${name}`}>
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <AxisLeft
            plot={plot}
            name="year"
            font={font}
            ticks={y.ticks(4).map((t) => ({ at: y(t), text: String(t) }))}
          />
          <AxisBelow
            plot={plot}
            name="example age: 0 now, 1 the oldest"
            font={font}
            ticks={[0, 0.2, 0.4, 0.6, 0.8, 1].map((t) => ({ at: x(t), text: String(t) }))}
          />
          <path
            d={`M${x(reading.ages[level]!)},${plot.y}v${plot.height}`}
            stroke="var(--predict-mark, #d4620f)"
            strokeDasharray="3 3"
          />
          {lines.map(({ label, values, colour }) => (
            <g key={label} style={{ color: colour }}>
              <path
                d={values
                  .map((v, k) => `${k === 0 ? "M" : "L"}${x(reading.ages[k]!)},${y(v)}`)
                  .join("")}
                fill="none"
                stroke="currentColor"
                strokeWidth={2}
              />
              <circle
                cx={x(reading.ages[level]!)}
                cy={y(values[level]!)}
                r={4}
                fill="currentColor"
              />
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
