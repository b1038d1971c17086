import { type PointerEvent, useCallback } from "react";
import { diverging, rgbText } from "../../../components/charts/colours.ts";
import { sequential } from "../../../components/charts/sequential.ts";
import { type Frame, useCanvas } from "../../../components/charts/use-canvas.ts";
import styles from "./attention.module.css";

interface HeadGridProps {
  readonly name: string;
  /** [n, n], rows ask, columns are looked at: 0 to 1, or differences from -1 to 1. */
  readonly weights: Float32Array;
  readonly n: number;
  /** Cells above the diagonal may not be looked at, and are hatched. */
  readonly causal: boolean;
  readonly signed?: boolean;
  readonly row?: number | null;
  readonly onRow?: (row: number | null) => void;
}

/** One head's attention. The scale is fixed, so that heads and moments can be compared. */
export function HeadGrid({ name, weights, n, causal, signed, row = null, onRow }: HeadGridProps) {
  const draw = useCallback(
    ({ context, width, height, theme }: Frame) => {
      const [w, h] = [width / n, height / n];
      const gap = w >= 7 ? 1 : 0;
      for (let t = 0; t < n; t++) {
        for (let s = 0; s < n; s++) {
          const value = weights[t * n + s]!;
          if (causal && s > t) continue;
          const colour = signed
            ? diverging(value, theme.down, theme.zero, theme.up)
            : // The square root shows a weight of .05 apart from none.
              value < 0.0005
              ? theme.zero
              : sequential(Math.sqrt(value), theme.dark);
          context.fillStyle = rgbText(colour);
          context.fillRect(s * w, t * h, w - gap + (gap ? 0 : 0.5), h - gap + (gap ? 0 : 0.5));
        }
      }
      if (causal) hatch(context, n, w, h, rgbText(theme.grey, 0.45));
      if (row !== null) {
        context.lineWidth = 2;
        context.strokeStyle = rgbText(theme.predict);
        context.strokeRect(1, row * h, width - 2, h);
      }
      return false;
    },
    [weights, n, causal, signed, row],
  );
  const { ref } = useCanvas(draw);
  const point = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = Math.floor(((event.clientY - box.top) / box.height) * n);
    onRow?.(at >= 0 && at < n ? at : null);
  };
  return (
    <canvas
      ref={ref}
      className={styles.grid}
      role="img"
      aria-label={name}
      {...(onRow && { onPointerMove: point, onPointerDown: point })}
    />
  );
}

/** Thin strokes over the triangle that lies in the future. */
function hatch(
  context: CanvasRenderingContext2D,
  n: number,
  w: number,
  h: number,
  colour: string,
): void {
  context.save();
  context.beginPath();
  for (let t = 0; t < n - 1; t++) context.rect((t + 1) * w, t * h, (n - t - 1) * w, h);
  context.clip();
  context.beginPath();
  const size = n * w + n * h;
  for (let x = 0; x < size; x += 7) {
    context.moveTo(x, 0);
    context.lineTo(x - n * h, n * h);
  }
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}
