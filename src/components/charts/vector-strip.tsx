import { useCallback } from "react";
import { say } from "../language/say.ts";
import { diverging, rgbText } from "./colours.ts";
import { valueText } from "./number-text.ts";
import { type Frame, useCanvas } from "./use-canvas.ts";
import styles from "./vector-strip.module.css";

interface VectorStripProps {
  readonly name: string;
  readonly values: ArrayLike<number>;
  /** The size that has the full colour. */
  readonly reach: number;
  /** Its length, or what else is to be said at its end. */
  readonly end: string;
}

/** The numbers of a vector as a row of cells, orange below zero and blue above. */
export function VectorStrip({ name, values, reach, end }: VectorStripProps) {
  const draw = useCallback(
    ({ context, width, height, theme }: Frame) => {
      const cell = width / values.length;
      const gap = cell >= 5 ? 1 : 0;
      for (let k = 0; k < values.length; k++) {
        const share = values[k]! / (reach || 1);
        context.fillStyle = rgbText(diverging(share, theme.down, theme.zero, theme.up));
        context.fillRect(k * cell, 0, cell - gap, height);
      }
      return false;
    },
    [values, reach],
  );
  const { ref } = useCanvas(draw);
  const first = Array.from({ length: Math.min(4, values.length) }, (_, k) => valueText(values[k]!));
  return (
    <div className={styles.strip}>
      <span className={styles.symbol}>{name}</span>
      <canvas
        ref={ref}
        role="img"
        aria-label={say("{name}, {n} numbers: {first} …", {
          name,
          n: values.length,
          first: first.join(", "),
        })}
      />
      <span className={styles.end}>{end}</span>
    </div>
  );
}
