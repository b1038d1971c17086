import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { shown } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { useSession } from "../session/use-session.ts";
import { PredictAxes } from "./predict-axes.tsx";
import {
  AREA,
  pathOf,
  placeIn,
  pressOf,
  type Range,
  valueOfY,
  within,
  xOf,
  yOf,
} from "./predict-scale.ts";

interface Props {
  readonly metric: string;
  readonly range: Range;
  readonly epochs: readonly number[];
  /** Null until something was drawn. */
  readonly values: readonly number[] | null;
  readonly change: (values: readonly number[]) => void;
}

/** A curve to be drawn: with the pointer across the columns, or a handle at a time with the arrows. */
export default function CurveField({ metric, range, epochs, values, change }: Props) {
  const svg = useRef<SVGSVGElement>(null);
  const drawing = useRef<number | null>(null);
  const [focused, setFocused] = useState(0);
  const baseline = useSession(
    ({ opened, lesson }) => opened?.baselines[lesson.baseline ?? "popularity"]?.[metric],
  );
  const last = epochs.at(-1)!;
  const now = values ?? epochs.map(() => (range[0] + range[1]) / 2);

  /** Sets the columns between the last one drawn and this one. */
  const draw = (event: PointerEvent) => {
    const { x, y } = placeIn(svg.current!, event);
    const column = nearest(
      epochs.map((epoch) => xOf(epoch, last)),
      x,
    );
    const from = drawing.current ?? column;
    const next = [...now];
    const value = valueOfY(y, range);
    for (let i = Math.min(from, column); i <= Math.max(from, column); i++) {
      const part = column === from ? 1 : (i - from) / (column - from);
      next[i] = i === from && from !== column ? now[i]! : now[from]! + part * (value - now[from]!);
    }
    next[column] = value;
    drawing.current = column;
    change(next);
  };
  const onKeyDown = (event: KeyboardEvent, column: number) => {
    const press = pressOf(range) * (event.shiftKey ? 5 : 1);
    const moves: Record<string, number> = {
      ArrowUp: now[column]! + press,
      ArrowDown: now[column]! - press,
      PageUp: now[column]! + 5 * press,
      PageDown: now[column]! - 5 * press,
      Home: range[0],
      End: range[1],
    };
    const sideways = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (sideways !== 0) {
      const to = Math.min(epochs.length - 1, Math.max(0, column + sideways));
      setFocused(to);
      svg.current?.querySelectorAll<SVGElement>("[role=slider]")[to]?.focus();
    } else if (event.key in moves) {
      change(now.map((value, i) => (i === column ? within(moves[event.key]!, range) : value)));
    } else return;
    event.preventDefault();
  };

  const points = epochs.map((epoch, i) => [xOf(epoch, last), yOf(now[i]!, range)] as const);
  return (
    <div className="predict-drawing">
      <p className="predict-how">
        {say("{metric} by epoch. Draw across, or use the arrow keys on a point.", { metric })}
      </p>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: the handles in it are named */}
      <svg
        ref={svg}
        viewBox={`0 0 ${AREA.width} ${AREA.height}`}
        data-drawn={values !== null || undefined}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drawing.current = null;
          draw(event);
        }}
        onPointerMove={(event) => event.buttons > 0 && draw(event)}
      >
        <PredictAxes range={range} lastEpoch={last} baseline={baseline} />
        <path className="predict-line" d={pathOf(points)} />
        {epochs.map((epoch, i) => (
          <circle
            key={epoch}
            className="predict-point"
            cx={points[i]![0]}
            cy={points[i]![1]}
            r={5.5}
            role="slider"
            tabIndex={i === focused ? 0 : -1}
            aria-label={say("{metric} at epoch {epoch}", { metric, epoch })}
            aria-orientation="vertical"
            aria-valuemin={range[0]}
            aria-valuemax={range[1]}
            aria-valuenow={now[i]}
            aria-valuetext={shown(now[i]!)}
            onFocus={() => setFocused(i)}
            onKeyDown={(event) => onKeyDown(event, i)}
          />
        ))}
      </svg>
    </div>
  );
}

function nearest(places: readonly number[], x: number): number {
  let best = 0;
  places.forEach((place, i) => {
    if (Math.abs(place - x) < Math.abs(places[best]! - x)) best = i;
  });
  return best;
}
