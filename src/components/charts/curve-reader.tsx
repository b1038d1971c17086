import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { say } from "../language/say.ts";
import { runColour } from "./colours.ts";
import styles from "./curve.module.css";
import type { Geometry } from "./curve-geometry.ts";
import { type Curve, type Read, readAt } from "./curve-model.ts";
import { countText, valueText } from "./number-text.ts";

interface ReaderProps {
  readonly metric: string;
  readonly curves: readonly Curve[];
  readonly geometry: Geometry;
  readonly end: number;
  readonly stepsPerEpoch: number | undefined;
  readonly width: number;
}

/** Runs that the box names; the others are counted. */
const LINES = 8;
const STRIDES: Record<string, number> = {
  ArrowLeft: -0.02,
  ArrowRight: 0.02,
  PageDown: -0.1,
  PageUp: 0.1,
};

const colourOf = (curve: Curve) =>
  curve.highlighted ? runColour(curve.number) : "var(--data-grey, #8d897e)";

function spoken(reads: readonly Read[]): string {
  if (reads.length === 0) return say("no reading");
  return reads
    .slice(0, LINES)
    .map(({ curve, point }) =>
      say("run {n} {value}", { n: curve.number, value: valueText(point.y) }),
    )
    .join(", ");
}

/** Hover or arrow keys: a hairline, and one box with every run's value at that step. */
export function CurveReader(props: ReaderProps) {
  const { metric, curves, geometry, end, stepsPerEpoch, width } = props;
  const [at, setAt] = useState<number | null>(null);
  const { plot } = geometry;
  const shown = at ?? end;
  const reads = readAt(curves, shown);
  const step = reads[0]?.point.x ?? shown;
  const x = geometry.x(step);
  const epoch = stepsPerEpoch && (step / stepsPerEpoch).toFixed(1);

  const move = (event: PointerEvent<HTMLDivElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    setAt(geometry.stepAt(plot.x + event.clientX - left));
  };
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const stride = STRIDES[event.key];
    const ends: Record<string, number> = { Home: 0, End: end };
    const next = stride === undefined ? ends[event.key] : shown + Math.round(stride * end);
    if (next === undefined) return;
    event.preventDefault();
    setAt(Math.min(end, Math.max(0, next)));
  };

  return (
    <>
      <div
        className={styles.surface}
        style={{ left: plot.x, top: plot.y, width: plot.width, height: plot.height }}
        role="slider"
        tabIndex={0}
        aria-label={say("Read {metric} along the curves", { metric })}
        aria-valuemin={0}
        aria-valuemax={end}
        aria-valuenow={shown}
        aria-valuetext={say("step {step}: {readings}", {
          step: countText(shown),
          readings: spoken(reads),
        })}
        onPointerMove={move}
        onPointerDown={move}
        onPointerLeave={() => setAt(null)}
        onKeyDown={press}
        onBlur={() => setAt(null)}
      />
      {at !== null && reads.length > 0 && (
        <div className={styles.reading} aria-hidden="true">
          <i className={styles.hair} style={{ left: x, top: plot.y, height: plot.height }} />
          {reads.slice(0, LINES).map(({ curve, point }) => (
            <i
              key={curve.id}
              className={styles.dot}
              style={{
                left: geometry.x(point.x),
                top: geometry.y(point.y),
                background: colourOf(curve),
              }}
            />
          ))}
          <div
            className={styles.box}
            style={
              x < width / 2
                ? { left: Math.min(x + 12, width * 0.4), top: plot.y }
                : { right: Math.min(width - x + 12, width * 0.4), top: plot.y }
            }
          >
            <p>
              {say("step {step}", { step: countText(step) })}
              {epoch ? ` · ${say("epoch {epoch}", { epoch })}` : ""}
            </p>
            {reads.slice(0, LINES).map(({ curve, point }) => (
              <p key={curve.id}>
                <i style={{ background: colourOf(curve) }} />
                <span>
                  {curve.number} · {curve.name}
                </span>
                <b>{valueText(point.y)}</b>
              </p>
            ))}
            {reads.length > LINES && <p>{say("and {n} more", { n: reads.length - LINES })}</p>}
          </div>
        </div>
      )}
    </>
  );
}
