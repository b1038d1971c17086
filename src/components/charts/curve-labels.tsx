import { say } from "../language/say.ts";
import styles from "./curve.module.css";
import type { Geometry } from "./curve-geometry.ts";
import { countText } from "./number-text.ts";
import { spreadLabels } from "./place-labels.ts";

export interface EndLabel {
  readonly id: string;
  readonly text: string;
  /** In place of the text where there is little room. */
  readonly short: string;
  readonly colour: string;
  readonly dash: string | undefined;
  readonly x: number;
  readonly y: number;
  readonly strong: boolean;
}

interface LabelsProps {
  readonly labels: readonly EndLabel[];
  readonly geometry: Geometry;
  readonly font: number;
}

/** Room that a label takes beside its text. */
export const labelMargin = (font: number) => 14 + font * 0.9;

/** Names at the ends of the lines, moved apart where lines end close together. */
export function CurveLabels({ labels, geometry, font }: LabelsProps) {
  const { plot } = geometry;
  const ends = labels.map((label) => geometry.y(label.y));
  const top = plot.y + font / 2;
  const places = spreadLabels(ends, font * 1.35, top, plot.y + plot.height - font / 2);
  const right = plot.x + plot.width;
  return (
    <g>
      {labels.map((label, index) => {
        const y = places[index] ?? 0;
        const end = Math.min(right, geometry.x(label.x));
        return (
          <g key={label.id}>
            <path
              d={`M${end + 2},${ends[index]}L${right + 5},${y}`}
              fill="none"
              stroke="var(--picture-rule)"
            />
            <path
              d={`M${right + 6},${y}h${font * 0.9}`}
              stroke={label.colour}
              strokeWidth={label.strong ? 3 : 2}
              strokeDasharray={label.dash}
            />
            <text
              x={right + labelMargin(font) - 4}
              y={y}
              dy="0.35em"
              fontSize={font}
              fontWeight={label.strong ? 600 : 400}
              fill={label.strong ? "var(--picture-ink)" : "var(--picture-muted)"}
            >
              {label.text}
            </text>
          </g>
        );
      })}
    </g>
  );
}

interface ShownProps {
  readonly step: number;
  readonly geometry: Geometry;
  readonly font: number;
  readonly width: number;
}

/** A vertical line at the step that all pictures show, named at its head. */
export function ShownStep({ step, geometry, font, width }: ShownProps) {
  const { plot } = geometry;
  const x = geometry.x(step);
  const text = say("shown: step {step}", { step: countText(step) });
  const left = x + text.length * font * 0.56 > width;
  return (
    <g>
      <path
        d={`M${x},${plot.y}v${plot.height}`}
        stroke="var(--picture-accent)"
        strokeWidth={1.5}
        strokeDasharray="4 3"
      />
      <path d={`M${x - 4},${plot.y}h8l-4,6z`} fill="var(--picture-accent)" />
      <text
        x={x + (left ? -7 : 7)}
        y={plot.y - font * 0.5}
        textAnchor={left ? "end" : "start"}
        fontSize={font}
        fill="var(--picture-accent)"
      >
        {text}
      </text>
    </g>
  );
}

/** The names of the lines below the chart, where there is no room beside it. */
export function CurveKey({ labels }: { labels: readonly EndLabel[] }) {
  return (
    <ul className={styles.key}>
      {labels.map((label) => (
        <li key={label.id}>
          <svg width="20" height="8" aria-hidden="true">
            <path
              d="M0,4h20"
              stroke={label.colour}
              strokeWidth={label.strong ? 3 : 2}
              strokeDasharray={label.dash}
            />
          </svg>
          {label.text}
        </li>
      ))}
    </ul>
  );
}
