import { useId } from "react";
import { shown } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import type { Range } from "./predict-scale.ts";

interface Props {
  readonly metric: string;
  readonly range: Range;
  readonly unit: string | undefined;
  /** Null until it was moved. */
  readonly value: number | null;
  readonly change: (value: number) => void;
}

/** A point to be dragged to where a number will end. */
export default function ValueField({ metric, range: [low, high], unit, value, change }: Props) {
  const id = useId();
  const text = value === null ? "–" : `${shown(value)}${unit ? ` ${say(unit)}` : ""}`;
  return (
    <div className="predict-value" data-moved={value !== null || undefined}>
      <label htmlFor={id}>{say("{metric} at the end", { metric })}</label>
      <output htmlFor={id} aria-live="off">
        {text}
      </output>
      <input
        id={id}
        type="range"
        min={low}
        max={high}
        step={(high - low) / 200}
        value={value ?? (low + high) / 2}
        aria-valuetext={text}
        onChange={(event) => change(event.target.valueAsNumber)}
        onPointerUp={(event) => change(event.currentTarget.valueAsNumber)}
      />
      <div className="predict-ends" aria-hidden="true">
        <span>{shown(low)}</span>
        <span>{shown(high)}</span>
      </div>
    </div>
  );
}
