/** What the model believes of pairs that were never shown, against the truth: dots of the run over the ghost’s. */
import { scaleLinear } from "d3-scale";
import { type PointerEvent, useCallback, useMemo, useState } from "react";
import { AxisBelow, AxisLeft, plotBox } from "../../components/charts/axis.tsx";
import { rgbText } from "../../components/charts/colours.ts";
import { titleText } from "../../components/charts/genre-classes.ts";
import { countText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { type Frame, useCanvas } from "../../components/charts/use-canvas.ts";
import { useSize } from "../../components/charts/use-size.ts";
import { readingsOf } from "../../components/session/readings-of.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import styles from "./feedback.module.css";
import { COLOUR, useChosen } from "./looks.ts";
import type { BeliefReading, Believed, probes } from "./probes.ts";
import { RoundControls } from "./round-controls.tsx";

const useReading = readingsOf<typeof probes>();

export function BeliefPicture({ opened }: { opened: Opened }) {
  const { catalogue } = opened;
  const reading = useReading("belief");
  const sentence = reading ? sentenceOf(reading) : "Belief against truth.";
  const name = (of: Believed, n: number) => titleText(catalogue, reading!.ids[of.film[n]!]!);
  return (
    <Picture
      title="Belief about pairs never shown"
      fill
      sentence={sentence}
      empty={reading ? undefined : "The dots appear when the model is there."}
      table={() => ({
        columns: [
          { name: "Person" },
          { name: "Film" },
          { name: "True", format: (x: number) => x.toFixed(3) },
          { name: "Believed", format: (x: number) => x.toFixed(3) },
        ],
        rows: Array.from(reading!.run.person, (person, n) => [
          person,
          name(reading!.run, n),
          reading!.run.truth[n]!,
          reading!.run.believed[n]!,
        ]),
      })}
      aside={reading?.ghost ? <GhostOnly /> : undefined}
    >
      {reading && <Dots reading={reading} name={sentence} label={name} />}
    </Picture>
  );
}

/** The rounds are over for beliefs: only the ghost can be put in front. */
const GhostOnly = () => <RoundControls ghost />;

function Dots({
  reading,
  name,
  label,
}: {
  readonly reading: BeliefReading;
  readonly name: string;
  readonly label: (of: Believed, n: number) => string;
}) {
  const [ref, size] = useSize<HTMLDivElement>();
  const ghostFirst = useChosen((state) => state.ghost);
  const [tip, setTip] = useState<number | null>(null);
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const front = ghostFirst && reading.ghost ? reading.ghost : reading.run;
  const scales = useMemo(() => {
    const plot = plotBox(width, height, font, 3);
    const all = [reading.run, ...(reading.ghost ? [reading.ghost] : [])];
    const most = (values: readonly number[]) => Math.max(0.1, ...values);
    const x = scaleLinear(
      [0, most(all.flatMap(({ truth }) => [...truth]))],
      [plot.x, plot.x + plot.width],
    ).nice(4);
    const y = scaleLinear(
      [0, most(all.flatMap(({ believed }) => [...believed]))],
      [plot.y + plot.height, plot.y],
    ).nice(4);
    return { plot, x, y };
  }, [reading, width, height, font]);
  const { plot, x, y } = scales;
  const draw = useCallback(
    ({ context, theme }: Frame) => {
      const { ghost, run } = reading;
      const radius = Math.max(1.8, theme.font / 7);
      const dots = (of: Believed, colour: string) => {
        context.fillStyle = colour;
        context.beginPath();
        of.truth.forEach((truth, n) => {
          const [px, py] = [scales.x(truth), scales.y(of.believed[n]!)];
          context.moveTo(px + radius, py);
          context.arc(px, py, radius, 0, 2 * Math.PI);
        });
        context.fill();
      };
      const blue = rgbText(theme.data[0]!, ghostFirst && ghost ? 0.12 : 0.6);
      const grey = rgbText(theme.muted, ghostFirst ? 0.7 : 0.3);
      if (ghost && !ghostFirst) dots(ghost, grey);
      dots(run, blue);
      if (ghost && ghostFirst) dots(ghost, grey);
      return false;
    },
    [reading, scales, ghostFirst],
  );
  const canvas = useCanvas(draw);
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    let [best, at] = [14 ** 2, -1];
    front.truth.forEach((truth, n) => {
      const far = (x(truth) - px) ** 2 + (y(front.believed[n]!) - py) ** 2;
      if (far < best) [best, at] = [far, n];
    });
    setTip(at < 0 ? null : at);
  };
  // Where both are the same: as far as both axes reach.
  const even = Math.min(x.domain()[1]!, y.domain()[1]!);
  return (
    <div
      ref={ref}
      className={styles.plot}
      onPointerMove={point}
      onPointerLeave={() => setTip(null)}
    >
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <AxisLeft
            plot={plot}
            name="believed"
            font={font}
            ticks={y.ticks(4).map((t) => ({ at: y(t), text: String(t) }))}
          />
          <AxisBelow
            plot={plot}
            name="true click probability"
            font={font}
            ticks={x.ticks(6).map((t) => ({ at: x(t), text: String(t) }))}
          />
          <path
            data-axis=""
            d={`M${x(0)},${y(0)}L${x(even)},${y(even)}`}
            strokeDasharray="2 4"
            fill="none"
            style={{ stroke: COLOUR.line }}
          />
          <text x={plot.x + font} y={plot.y + font * 1.2}>
            overrated
          </text>
          <text x={plot.x + plot.width - font} y={plot.y + plot.height - font} textAnchor="end">
            underrated
          </text>
        </svg>
      )}
      <canvas
        ref={canvas.ref}
        role="img"
        aria-label={`Believed against true click probability. ${name}`}
      />
      {tip !== null && tip < front.truth.length && (
        <p className={styles.tip}>
          Person {front.person[tip]}, {label(front, tip)}: believed{" "}
          {front.believed[tip]!.toFixed(2)}, true {front.truth[tip]!.toFixed(2)}
        </p>
      )}
    </div>
  );
}

function sentenceOf({ run, ghost }: BeliefReading): string {
  const text = (of: Believed) =>
    `${of.correlation.toFixed(2)}, mean belief ${of.meanBelieved.toFixed(3)} where the truth is ${of.meanTruth.toFixed(3)}`;
  return `Over ${countText(run.pairs)} pairs never shown, belief and truth have a correlation of ${text(run)}${ghost ? ` (the ghost: ${text(ghost)})` : ""}.`;
}
