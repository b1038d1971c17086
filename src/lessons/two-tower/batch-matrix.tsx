import { useCallback } from "react";
import { diverging, luminance, mix, type Rgb, rgbText } from "../../components/charts/colours.ts";
import type { Theme } from "../../components/charts/theme.ts";
import { type Frame, useCanvas } from "../../components/charts/use-canvas.ts";
import type { BatchReading } from "./batch-reading.ts";
import { shiftAt } from "./softmax-row.ts";
import styles from "./two-tower.module.css";

export type Shown = "logits" | "corrected" | "softmax";

interface BatchMatrixProps {
  readonly reading: BatchReading;
  readonly shown: Shown;
  readonly name: string;
  /** What the button of a row is called. */
  readonly rowName: (row: number) => string;
  readonly onRow: (row: number) => void;
}

/** Of the height; the rest is the matrix. */
const BARS = 0.15;

/** Rows are users, columns films; over each column how popular its film is. Own films lie on the diagonal. */
export function BatchMatrix({ reading, shown, name, rowName, onRow }: BatchMatrixProps) {
  const n = reading.films.length;
  const draw = useCallback(
    ({ context, width, height, theme }: Frame) => {
      const top = height * BARS;
      const [w, h] = [width / n, (height - top) / n];
      const most = Math.max(1, ...reading.popularity);
      for (let c = 0; c < n; c++) {
        const tall = Math.sqrt(reading.popularity[c]! / most) * (top - 8);
        context.fillStyle = rgbText(theme.grey, 0.8);
        context.fillRect(c * w + 1, top - 4 - tall, w - 3, tall);
      }
      const values = valuesOf(reading, shown);
      const reach = Math.max(1e-9, ...values.filter(Number.isFinite).map(Math.abs));
      for (let b = 0; b < n; b++) {
        for (let c = 0; c < n; c++) {
          const cell = b * n + c;
          const [x, y] = [c * w, top + b * h];
          const out = reading.masked[cell] === 1;
          const colour = colourOf(values[cell]!, reach, shown, theme);
          context.fillStyle = rgbText(out ? theme.paper : colour);
          context.fillRect(x, y, w - 1, h - 1);
          if (reading.watched[cell] === 1) {
            context.beginPath();
            context.moveTo(x + w * 0.3, y + h * 0.3);
            context.lineTo(x + w * 0.7, y + h * 0.7);
            context.moveTo(x + w * 0.7, y + h * 0.3);
            context.lineTo(x + w * 0.3, y + h * 0.7);
            context.lineWidth = 1.5;
            context.strokeStyle = rgbText(out ? theme.muted : inkOn(colour, theme));
            context.stroke();
          }
          if (b === c) {
            context.lineWidth = 2;
            context.strokeStyle = rgbText(theme.ink);
            context.strokeRect(x + 1, y + 1, w - 3, h - 3);
          }
        }
      }
      context.lineWidth = 2.5;
      context.strokeStyle = rgbText(theme.predict);
      context.strokeRect(1, top + reading.row * h, width - 2.5, h - 1);
      return false;
    },
    [reading, shown, n],
  );
  const { ref } = useCanvas(draw);
  const height = (100 * (1 - BARS)) / n;
  return (
    <div className={styles.matrix}>
      <canvas ref={ref} role="img" aria-label={name} />
      {Array.from({ length: n }, (_, row) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          key={row}
          type="button"
          className={styles.rowPick}
          style={{ top: `${100 * BARS + row * height}%`, height: `${height}%` }}
          aria-label={rowName(row)}
          aria-pressed={row === reading.row}
          title={rowName(row)}
          onClick={() => onRow(row)}
        />
      ))}
    </div>
  );
}

export function valuesOf(reading: BatchReading, shown: Shown): number[] {
  if (shown === "softmax") return [...reading.probability];
  return Array.from(reading.logits, (s, cell) =>
    shown === "corrected" ? s + shiftAt(reading, cell) : s,
  );
}

function colourOf(value: number, reach: number, shown: Shown, theme: Theme): Rgb {
  if (shown === "softmax") return mix(theme.zero, theme.up, Math.sqrt(Math.max(0, value)));
  return diverging(value / reach, theme.down, theme.zero, theme.up);
}

const inkOn = (colour: Rgb, theme: Theme): Rgb =>
  luminance(colour) > 0.35 === theme.dark ? theme.paper : theme.ink;
