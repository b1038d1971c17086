/** One person’s films in the order of time, and what is read when one of them is asked for in either way. */
import { useState } from "react";
import { shortTitle, titleText } from "../../components/charts/genre-classes.ts";
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { type Size, useSize } from "../../components/charts/use-size.ts";
import { UserPicker } from "../../components/charts/user-picker.tsx";
import { readingsOf } from "../../components/session/readings-of.ts";
import { useActions, useSession } from "../../components/session/use-session.ts";
import type { Catalogue } from "../../engine/data/dataset.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import type { probes } from "./probes.ts";
import { TARGETS, type Target } from "./settings.ts";
import type { TargetsReading } from "./targets-reading.ts";
import styles from "./youtube.module.css";

const useReading = readingsOf<typeof probes>();
/** Films that are drawn on either side. */
const SIDE = 22;
const NAMES: Readonly<Record<Target, string>> = {
  random: "held out at random",
  future: "the next film",
};

export function TargetsPicture({ opened }: { opened: Opened }) {
  const user = useSession((state) => state.user);
  const { setUser } = useActions();
  const [at, setAt] = useState<number | null>(null);
  const reading = useReading("targets", { user, ...(at !== null && { at }) });
  const sentence = reading
    ? sentenceOf(reading, opened.catalogue)
    : "Which films may be read when one of them is asked for.";
  return (
    <Picture
      title="Two ways to choose a target"
      fill
      sentence={sentence}
      empty={
        reading
          ? undefined
          : reading === null
            ? "This person has too few films: choose another."
            : "The films of one person will stand here."
      }
      table={() => ({
        columns: [
          { name: "Film" },
          { name: "Watched" },
          ...TARGETS.map(({ value }) => ({ name: NAMES[value] })),
        ],
        rows: reading
          ? Array.from(reading.films, (film, n) => [
              titleText(opened.catalogue, film),
              momentText(reading, n),
              ...TARGETS.map(({ value }) => roleOf(reading, value, n)),
            ])
          : [],
      })}
      aside={
        <span className={styles.tools}>
          <UserPicker
            user={user}
            users={opened.dataset.users}
            activity={opened.activity}
            onUser={(next) => {
              setAt(null);
              setUser(next);
            }}
          />
          {reading && (
            <label>
              target
              <input
                type="range"
                min={1}
                max={reading.films.length - 1}
                value={reading.at}
                aria-valuetext={titleText(opened.catalogue, reading.films[reading.at]!)}
                onChange={(event) => setAt(Number(event.target.value))}
              />
            </label>
          )}
        </span>
      }
    >
      {reading && <Drawing reading={reading} catalogue={opened.catalogue} name={sentence} />}
      <p className={styles.note}>
        Blue: read. Orange: asked for. Empty: neither. The rank is this model’s now, among all films
        that the person has not watched; it has learnt to answer one of the two.
      </p>
    </Picture>
  );
}

interface DrawingProps {
  readonly reading: TargetsReading;
  readonly catalogue: Catalogue;
  readonly name: string;
}

function Drawing(props: DrawingProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  return (
    <div ref={ref} className={styles.drawing}>
      {size && size.width > 60 && <Timeline {...props} size={size} />}
    </div>
  );
}

function Timeline({ reading, catalogue, name, size }: DrawingProps & { readonly size: Size }) {
  const { width, font: em } = size;
  const from = Math.max(0, reading.at - SIDE);
  const to = Math.min(reading.films.length, reading.at + SIDE + 1);
  const shown = Array.from({ length: to - from }, (_, n) => from + n);
  const each = width / shown.length;
  const x = (n: number) => (n - from) * each;
  const rowHeight = 4.6 * em;
  const foot = 2 * rowHeight + 0.4 * em;
  return (
    <svg
      className={styles.timeline}
      width={width}
      height={foot + 3.4 * em}
      viewBox={`0 0 ${width} ${foot + 3.4 * em}`}
      fontSize={em}
      role="img"
      aria-label={`Two ways to choose a target: ${name}`}
    >
      {(["random", "future"] as const).map((way, row) => (
        <g key={way} transform={`translate(0,${row * rowHeight})`}>
          <text y={em} data-strong="">
            {NAMES[way]}
          </text>
          <text x={width} y={em} textAnchor="end">
            rank {countText(reading.ways[way].rank)}
          </text>
          {shown.map((n) => (
            <rect
              key={n}
              x={x(n) + each * 0.1}
              y={1.6 * em}
              width={each * 0.8}
              height={2 * em}
              rx={Math.min(2, each * 0.2)}
              data-role={roleOf(reading, way, n)}
            >
              <title>{`${titleText(catalogue, reading.films[n]!)}, ${momentText(reading, n)}`}</title>
            </rect>
          ))}
        </g>
      ))}
      <text x={0} y={foot + em}>
        ← earlier
      </text>
      <text x={width / 2} y={foot + em} textAnchor="middle" data-strong="">
        {shortTitle(
          catalogue,
          reading.films[reading.at]!,
          Math.max(8, Math.floor(width / em / 1.2)),
        )}
      </text>
      <text x={width} y={foot + em} textAnchor="end">
        later →
      </text>
      <text x={width / 2} y={foot + 2.4 * em} textAnchor="middle">
        {momentText(reading, reading.at)}
      </text>
    </svg>
  );
}

function roleOf({ ways, at }: TargetsReading, way: Target, n: number): string {
  if (n === at) return "target";
  return ways[way].read.includes(n) ? "input" : "none";
}

/** A date, or where the data have none the place in the order. */
const momentText = ({ times, timed }: TargetsReading, n: number): string =>
  timed
    ? new Date(times[n]! * 1000).toISOString().slice(0, 16).replace("T", " ")
    : `number ${n + 1}`;

function sentenceOf({ films, at, ways }: TargetsReading, catalogue: Catalogue): string {
  const after = ways.random.read.filter((n) => n > at).length;
  const before = ways.random.read.length - after;
  return `${titleText(catalogue, films[at]!)}: held out at random it is looked for with ${countText(before)} films before it and ${countText(after)} after it (rank ${countText(ways.random.rank)}); as the next film with ${countText(ways.future.read.length)} before it (rank ${countText(ways.future.rank)}).`;
}
