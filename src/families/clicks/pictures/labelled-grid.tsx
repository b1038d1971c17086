import { textWidth } from "../../../components/charts/text-width.ts";
import { useSize } from "../../../components/charts/use-size.ts";
import styles from "./labelled-grid.module.css";

export interface LabelledGridProps {
  /** What a screen reader says of the drawing. */
  readonly name: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Null leaves a cell empty. */
  readonly value: (row: number, column: number) => number | null;
  /** The size that has the full colour; larger ones have it too. */
  readonly reach: number;
  /** A frame around some cells. */
  readonly framed?: (row: number, column: number) => boolean;
  /** Pale and without its number: says nothing that another cell does not say. */
  readonly faded?: (row: number, column: number) => boolean;
  readonly format: (value: number) => string;
  /** What a cell does when it is pressed; the same must be offered to the keyboard elsewhere. */
  readonly onCell?: (row: number, column: number) => void;
}

/** A small matrix with names on two sides: orange below zero, blue above. */
export function LabelledGrid(props: LabelledGridProps) {
  const { name, rows, columns, value, reach, framed, faded, format, onCell } = props;
  const [ref, size] = useSize<HTMLDivElement>();
  const { width = 0, font = 12, family = "" } = size ?? {};
  const measure = (text: string) => textWidth(text, `${font}px ${family}`);
  const left = Math.max(0, ...rows.map(measure)) + font * 0.6;
  const cell = Math.max(6, Math.min((width - left - 2) / Math.max(1, columns.length), font * 5));
  const slanted = columns.some((column) => measure(column) > cell - 2);
  const widest = Math.max(0, ...columns.map(measure));
  const top = slanted ? widest * 0.72 + font : font * 1.5;
  const right = slanted ? widest * 0.6 : 0;
  const across =
    left + Math.min(cell, (width - left - right) / Math.max(1, columns.length)) * columns.length;
  const w = (across - left) / Math.max(1, columns.length);
  const h = Math.min(w, font * 3.4);
  const numbers = rows.flatMap((_, r) =>
    columns.flatMap((_, c) => {
      const number = faded?.(r, c) ? null : value(r, c);
      return number === null ? [] : measure(format(number));
    }),
  );
  const written = w > Math.max(font * 3.2, ...numbers) + 4 && h > font * 1.3;
  return (
    <div ref={ref} className={styles.box}>
      {width > 60 && (
        <svg
          width={width}
          height={top + h * rows.length + 2}
          fontSize={font}
          role="img"
          aria-label={name}
        >
          {columns.map((column, c) => {
            const x = left + (c + 0.5) * w;
            return slanted ? (
              <text key={column} transform={`translate(${x},${top - font * 0.4}) rotate(-45)`}>
                {column}
              </text>
            ) : (
              <text key={column} x={x} y={top - font * 0.4} textAnchor="middle">
                {column}
              </text>
            );
          })}
          {rows.map((row, r) => (
            <g key={row}>
              <text x={left - font * 0.5} y={top + (r + 0.5) * h} dy="0.35em" textAnchor="end">
                {row}
              </text>
              {columns.map((column, c) => {
                const number = value(r, c);
                if (number === null) return null;
                const share = Math.min(1, Math.abs(number) / (reach || 1)) ** 0.8;
                return (
                  // biome-ignore lint/a11y/noStaticElementInteractions: lists beside it do the same for the keyboard
                  <g
                    key={column}
                    onClick={onCell && (() => onCell(r, c))}
                    data-press={onCell && ""}
                  >
                    <rect
                      x={left + c * w + 0.5}
                      y={top + r * h + 0.5}
                      width={w - 1}
                      height={h - 1}
                      data-framed={framed?.(r, c) || undefined}
                      opacity={faded?.(r, c) ? 0.4 : 1}
                      fill={`color-mix(in srgb, var(--data-${number < 0 ? "down" : "up"}) ${(100 * share).toFixed(0)}%, var(--data-zero))`}
                    >
                      <title>{`${row}, ${column}: ${format(number)}`}</title>
                    </rect>
                    {written && !faded?.(r, c) && (
                      <text
                        x={left + (c + 0.5) * w}
                        y={top + (r + 0.5) * h}
                        dy="0.35em"
                        textAnchor="middle"
                        data-on={share > 0.55 ? "dark" : "light"}
                        pointerEvents="none"
                      >
                        {format(number)}
                      </text>
                    )}
                  </g>
                );
              })}
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
