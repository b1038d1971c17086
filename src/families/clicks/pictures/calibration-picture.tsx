import { scaleLinear } from "d3-scale";
import { AxisBelow, AxisLeft, plotBox } from "../../../components/charts/axis.tsx";
import { percentText } from "../../../components/charts/number-text.ts";
import { Picture } from "../../../components/charts/picture.tsx";
import { useSize } from "../../../components/charts/use-size.ts";
import { say } from "../../../components/language/say.ts";
import { readingsOf } from "../../../components/session/readings-of.ts";
import type { Reliability } from "../metrics.ts";
import type { ClickProbes } from "../probes.ts";
import styles from "./clicks.module.css";

const useReading = readingsOf<ClickProbes>();

/** Reliability: of the films that the model gave 70 %, how many were liked? */
export function CalibrationPicture() {
  const reading = useReading("reliability");
  const sentence = reading
    ? say(
        "On average a predicted probability is {distance} away from the share that was liked. Ten groups of equally many test ratings; bars are two standard errors.",
        {
          distance: percentText(reading.distance),
        },
      )
    : say("Predicted probabilities beside what happened.");
  return (
    <Picture
      title={say("Calibration")}
      sentence={sentence}
      empty={
        reading === null
          ? say(
              "The generated target is a number, not a probability: there is nothing to calibrate.",
            )
          : reading === undefined
            ? say("Ten groups of test ratings will stand here.")
            : undefined
      }
      table={() => ({
        columns: [
          { name: say("Predicted"), format: percentText },
          { name: say("Liked"), format: percentText },
          { name: say("Standard error"), format: percentText },
          { name: say("Ratings") },
        ],
        rows: (reading?.bins ?? []).map((bin) => [
          bin.predicted,
          bin.observed,
          bin.error,
          bin.examples,
        ]),
      })}
    >
      {reading && <Plot reading={reading} name={`${say("Calibration")}: ${sentence}`} />}
    </Picture>
  );
}

function Plot({ reading, name }: { reading: Reliability; name: string }) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, height = 0, font = 12 } = size ?? {};
  const box = plotBox(width, height, font);
  const side = Math.min(box.width, box.height * 1.6);
  const plot = { ...box, width: side };
  const x = scaleLinear([0, 1], [plot.x, plot.x + plot.width]);
  const y = scaleLinear([0, 1], [plot.y + plot.height, plot.y]);
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const path = reading.bins
    .map((bin, n) => `${n === 0 ? "M" : "L"}${x(bin.predicted)},${y(bin.observed)}`)
    .join("");
  return (
    <div ref={ref} className={styles.plot} role="img" aria-label={name}>
      {width > 60 && (
        <svg width={width} height={height} aria-hidden="true" fontSize={font}>
          <AxisLeft
            plot={plot}
            name={say("share liked")}
            font={font}
            ticks={ticks.map((t) => ({ at: y(t), text: percentText(t) }))}
          />
          <AxisBelow
            plot={plot}
            name={say("predicted probability")}
            font={font}
            ticks={ticks.map((t) => ({ at: x(t), text: percentText(t) }))}
          />
          <path className={styles.ideal} d={`M${x(0)},${y(0)}L${x(1)},${y(1)}`} />
          <path className={styles.line} d={path} />
          {reading.bins.map((bin) => (
            <g key={bin.predicted}>
              <path
                className={styles.whisker}
                d={`M${x(bin.predicted)},${y(Math.max(0, bin.observed - 2 * bin.error))}V${y(Math.min(1, bin.observed + 2 * bin.error))}`}
              />
              <circle cx={x(bin.predicted)} cy={y(bin.observed)} r={4} fill="var(--accent-fill)" />
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
