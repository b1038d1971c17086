import { useCallback } from "react";
import { diverging, rgbText } from "../../../components/charts/colours.ts";
import { valueText } from "../../../components/charts/number-text.ts";
import { type Frame, useCanvas } from "../../../components/charts/use-canvas.ts";
import styles from "./clicks.module.css";

interface StripProps {
  readonly name: string;
  readonly values: Float32Array;
  /** The tensor's shape, "[87]". */
  readonly shape: string;
  /** Where blocks begin, if it has some; a thin line stands between them. */
  readonly starts?: readonly number[];
  /** The size that has the full colour; the strip's largest otherwise. */
  readonly reach?: number;
}

/** The numbers of one layer as cells, orange below zero and blue above. */
export function Strip({ name, values, shape, starts, reach }: StripProps) {
  const draw = useCallback(
    ({ context, width, height, theme }: Frame) => {
      const full = reach ?? Math.max(1e-9, ...Array.from(values, Math.abs));
      const cell = width / values.length;
      for (let k = 0; k < values.length; k++) {
        const colour = diverging(values[k]! / full, theme.down, theme.zero, theme.up);
        context.fillStyle = rgbText(colour);
        context.fillRect(k * cell, 0, cell - (cell >= 4 ? 1 : 0), height);
      }
      context.fillStyle = rgbText(theme.ink);
      for (const start of starts ?? []) {
        if (start > 0) context.fillRect(start * cell - 1, 0, 1, height);
      }
      return false;
    },
    [values, starts, reach],
  );
  const { ref } = useCanvas(draw);
  return (
    <div className={styles.row}>
      <span className={styles.formula}>{name}</span>
      <canvas ref={ref} role="img" aria-label={`${name}: ${firstOf(values)}`} />
      <span>{shape}</span>
    </div>
  );
}

export function firstOf(values: ArrayLike<number>): string {
  const first = Array.from({ length: Math.min(6, values.length) }, (_, k) => valueText(values[k]!));
  return values.length > 6 ? `${first.join(", ")}, …` : first.join(", ");
}

/** What the blocks of a strip are, above it. */
export function StripKey({ blocks }: { blocks: readonly { name: string; size: number }[] }) {
  return (
    <p className={styles.key} aria-hidden="true">
      <span />
      <span>
        {blocks.map(({ name, size }) => (
          <i key={name} style={{ flexGrow: size, flexBasis: 0 }}>
            {name}
          </i>
        ))}
      </span>
      <span />
    </p>
  );
}

export function startsOf(blocks: readonly { size: number }[]): number[] {
  return blocks.map((_, f) => blocks.slice(0, f).reduce((sum, { size }) => sum + size, 0));
}
