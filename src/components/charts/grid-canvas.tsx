import { type CSSProperties, type PointerEvent, useCallback, useState } from "react";
import { type Rgb, rgbText } from "./colours.ts";
import styles from "./grid.module.css";
import type { Theme } from "./theme.ts";
import { type Frame, useCanvas } from "./use-canvas.ts";

export interface GridCell {
  readonly row: number;
  readonly column: number;
}

export interface GridCanvasProps {
  /** What a screen reader says of the drawing. */
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Null leaves a cell as paper. */
  readonly colour: (cell: GridCell, theme: Theme) => Rgb | null;
  /** Said in a box beside the cell that is pointed at. */
  readonly label: (cell: GridCell) => string;
  readonly onPoint?: (cell: GridCell | null) => void;
  /** A column set apart by a frame. */
  readonly lit?: number | null;
  /** A row set apart in the same way. */
  readonly litRow?: number | null;
  /** Height of the drawing for its width; cells of one pixel each may be stretched. */
  readonly aspect?: number;
}

/** Coloured cells on a canvas, few with gaps between them or very many without. */
export function GridCanvas(props: GridCanvasProps) {
  const { name, rows, columns, colour, label, onPoint, lit = null, litRow = null } = props;
  const [cell, setCell] = useState<GridCell | null>(null);
  const draw = useCallback(
    ({ context, width, height, theme }: Frame) => {
      const [w, h] = [width / columns, height / rows];
      const gap = Math.min(w, h) >= 7 ? 1 : 0;
      if (gap === 0) paintPixels(context, rows, columns, width, height, theme, colour);
      else {
        for (let row = 0; row < rows; row++) {
          for (let column = 0; column < columns; column++) {
            context.fillStyle = rgbText(colour({ row, column }, theme) ?? theme.zero);
            context.fillRect(column * w, row * h, w - gap, h - gap);
          }
        }
      }
      context.lineWidth = 2;
      context.strokeStyle = rgbText(theme.ink);
      if (lit !== null && lit >= 0 && lit < columns) {
        context.strokeRect(lit * w, 1, Math.max(2, w - gap), height - 2);
      }
      if (litRow !== null && litRow >= 0 && litRow < rows) {
        context.strokeRect(1, litRow * h, width - 2, Math.max(2, h - gap));
      }
      return false;
    },
    [rows, columns, colour, lit, litRow],
  );
  const canvas = useCanvas(draw);
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * columns);
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    const inside = row >= 0 && row < rows && column >= 0 && column < columns;
    const next = inside ? { row, column } : null;
    if (next?.row === cell?.row && next?.column === cell?.column) return;
    setCell(next);
    onPoint?.(next);
  };
  const leave = () => {
    setCell(null);
    onPoint?.(null);
  };
  return (
    <div
      className={styles.grid}
      style={{ "--aspect": 1 / (props.aspect ?? rows / columns) } as CSSProperties}
      onPointerMove={point}
      onPointerLeave={leave}
    >
      <canvas ref={canvas.ref} role="img" aria-label={name} />
      {cell && (
        <p
          className={styles.tip}
          style={{
            ...(cell.column < columns / 2
              ? { left: `${((cell.column + 1) / columns) * 100}%` }
              : { right: `${(1 - cell.column / columns) * 100}%` }),
            ...(cell.row < rows / 2
              ? { top: `${((cell.row + 1) / rows) * 100}%` }
              : { bottom: `${(1 - cell.row / rows) * 100}%` }),
          }}
        >
          {label(cell)}
        </p>
      )}
    </div>
  );
}

/** One pixel a cell, stretched without smoothing. */
function paintPixels(
  context: CanvasRenderingContext2D,
  rows: number,
  columns: number,
  width: number,
  height: number,
  theme: Theme,
  colour: GridCanvasProps["colour"],
): void {
  const small = document.createElement("canvas");
  small.width = columns;
  small.height = rows;
  const pen = small.getContext("2d");
  if (!pen) return;
  const image = pen.createImageData(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [red, green, blue] = colour({ row, column }, theme) ?? theme.zero;
      image.data.set([red, green, blue, 255], (row * columns + column) * 4);
    }
  }
  pen.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, width, height);
}
