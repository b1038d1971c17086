/** Some users' histories, painted by what becomes of each rating: learnt from, hidden, or not used. */
import { useCallback, useState } from "react";
import { type Rgb, rgbText } from "../../components/charts/colours.ts";
import { countText, percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import type { Theme } from "../../components/charts/theme.ts";
import { type Frame, useCanvas } from "../../components/charts/use-canvas.ts";
import { say, word } from "../../components/language/say.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import { type HiddenReading, KINDS } from "./hidden.ts";
import type { probes } from "./probes.ts";
import styles from "./the-data.module.css";

const useReading = readingsOf<typeof probes>();

type Axis = "order" | "time";
const AXES: readonly (readonly [Axis, string])[] = [
  ["order", word("Own order")],
  ["time", word("Calendar")],
];
const yearOf = (seconds: number) => new Date(seconds * 1000).getUTCFullYear();
const LABEL_ROOM = 22;

const paint = (kind: number, { grey, data, predict, rule }: Theme): Rgb =>
  [grey, data[2] ?? grey, predict, rule][kind] ?? grey;

export function HiddenPicture() {
  const [chosen, setAxis] = useState<Axis>("order");
  const reading = useReading("hidden");
  const timed = reading?.timed !== false;
  const axis = timed ? chosen : "order";
  const said = !reading
    ? say("Whose ratings are hidden from the model.")
    : timed
      ? say(
          "{cases} test films. On average {own} of the same person’s training ratings, and {all} of everybody’s, were given after the film that is hidden.",
          {
            cases: countText(reading.cases),
            own: percentText(reading.laterOfOwn),
            all: percentText(reading.laterOfAll),
          },
        )
      : say(
          "{cases} test films. These data have no times, so what was given after the hidden film is known for the same person only: on average {own} of their training ratings.",
          { cases: countText(reading.cases), own: percentText(reading.laterOfOwn) },
        );
  return (
    <Picture
      title={say("What is hidden")}
      sentence={said}
      empty={reading ? undefined : say("Each row will be a user, each mark a rating.")}
      aside={
        <Choice
          value={axis}
          options={timed ? AXES : AXES.slice(0, 1)}
          name={say("Drawn by")}
          onChange={setAxis}
        />
      }
      table={() => ({
        columns: [
          { name: say("User") },
          ...KINDS.map((kind) => ({ name: say(kind) })),
          ...(timed ? [{ name: say("First year") }] : []),
        ],
        rows: (reading?.rows ?? []).map(({ user, time, kind }) => [
          user,
          ...KINDS.map((_, at) => kind.filter((k) => k === at).length),
          ...(timed ? [String(yearOf(time[0]!))] : []),
        ]),
      })}
    >
      {reading && <Rows reading={reading} axis={axis} name={`${say("What is hidden")}: ${said}`} />}
      <ul className={styles.key} aria-hidden="true">
        {KINDS.map((kind, at) => (
          <li key={kind} data-kind={at}>
            {say(kind)}
          </li>
        ))}
      </ul>
    </Picture>
  );
}

interface RowsProps {
  readonly reading: HiddenReading;
  readonly axis: Axis;
  readonly name: string;
}

function Rows({ reading, axis, name }: RowsProps) {
  const draw = useCallback(
    ({ context, width, height, theme }: Frame) => {
      const { rows, first, last } = reading;
      const room = height - LABEL_ROOM;
      const tall = room / Math.max(1, rows.length);
      const x = (time: Float64Array, n: number) =>
        axis === "time"
          ? ((time[n]! - first) / Math.max(1, last - first)) * (width - 6) + 3
          : ((n + 0.5) / time.length) * width;
      rows.forEach(({ time, kind }, row) => {
        const top = row * tall;
        const each = axis === "time" ? 2 : Math.max(0.6, width / time.length);
        // Hidden ones last, so that they lie on top.
        for (const wanted of [0, 3, 1, 2]) {
          context.fillStyle = rgbText(paint(wanted, theme), wanted === 0 ? 0.55 : 1);
          const wide = wanted === 1 || wanted === 2 ? Math.max(4, each) : each;
          for (let n = 0; n < time.length; n++) {
            if (kind[n] !== wanted) continue;
            context.fillRect(x(time, n) - wide / 2, top, wide, Math.max(1, tall - 1));
          }
        }
      });
      context.fillStyle = rgbText(theme.muted);
      context.font = `${Math.round(theme.font * 0.8)}px ${theme.family}`;
      context.textBaseline = "bottom";
      const ends =
        axis === "time"
          ? [String(yearOf(first)), String(yearOf(last))]
          : [say("first film"), say("last film")];
      context.fillText(ends[0]!, 0, height);
      context.textAlign = "right";
      context.fillText(ends[1]!, width, height);
      context.textAlign = "center";
      context.fillText(say("each row a user"), width / 2, height);
      context.textAlign = "left";
      return false;
    },
    [reading, axis],
  );
  const canvas = useCanvas(draw);
  return (
    <div className={styles.rows}>
      <canvas ref={canvas.ref} role="img" aria-label={name} />
    </div>
  );
}

interface ChoiceProps<V extends string> {
  readonly value: V;
  readonly options: readonly (readonly [V, string])[];
  readonly name: string;
  readonly onChange: (value: V) => void;
}

/** One of a few ways to see a picture. */
export function Choice<V extends string>({ value, options, name, onChange }: ChoiceProps<V>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out in a row
    <span role="group" aria-label={name} className={styles.choice}>
      {options.map(([option, label]) => (
        <button
          key={option}
          type="button"
          className="button-small"
          aria-pressed={option === value}
          onClick={() => onChange(option)}
        >
          {say(label)}
        </button>
      ))}
    </span>
  );
}
