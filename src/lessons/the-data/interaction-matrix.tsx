import { useCallback } from "react";
import { ColourKey } from "../../components/charts/colour-key.tsx";
import styles from "../../components/charts/grid.module.css";
import { GridCanvas, type GridCell } from "../../components/charts/grid-canvas.tsx";
import { countText, percentText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { sequential } from "../../components/charts/sequential.ts";
import type { Theme } from "../../components/charts/theme.ts";
import { say } from "../../components/language/say.ts";

/** All interactions in a few thousand cells: users by rows, items by columns, the most active first. */
export interface InteractionMatrixReading {
  /** [rows x columns] interactions in each cell. */
  readonly counts: Int32Array;
  readonly rows: number;
  readonly columns: number;
  readonly users: number;
  readonly items: number;
  readonly interactions: number;
}

export interface InteractionMatrixProps {
  readonly title?: string;
  readonly reading: InteractionMatrixReading | undefined;
}

/** How full the matrix of users and films is, the most active users and best-known films first. */
export function InteractionMatrix({
  title = say("All interactions"),
  reading,
}: InteractionMatrixProps) {
  const fill = useCallback(
    ({ row, column }: GridCell) => {
      if (!reading) return 0;
      const { rows, columns, users, items, counts } = reading;
      const size = share(row, rows, users) * share(column, columns, items);
      return (counts[row * columns + column] ?? 0) / Math.max(1, size);
    },
    [reading],
  );
  const colour = useCallback(
    (cell: GridCell, { dark }: Theme) => {
      const full = fill(cell);
      // Square root: most of the matrix is nearly empty, and that must be seen too.
      return full > 0 ? sequential(Math.sqrt(full), dark) : null;
    },
    [fill],
  );
  const said = reading
    ? say(
        "{users} users by {items} films, {interactions} interactions: {filled} of the cells are filled; the busiest corner is {corner} full.",
        {
          users: countText(reading.users),
          items: countText(reading.items),
          interactions: countText(reading.interactions),
          filled: percentText(reading.interactions / (reading.users * reading.items)),
          corner: percentText(fill({ row: 0, column: 0 })),
        },
      )
    : say("How empty the matrix of users and films is.");
  const span = (at: number, parts: number, all: number) => {
    const from = Math.floor((at * all) / parts);
    const to = Math.floor(((at + 1) * all) / parts);
    return to - from <= 1
      ? `${countText(from + 1)}`
      : say("{from} to {to}", { from: countText(from + 1), to: countText(to) });
  };
  const label = (cell: GridCell) =>
    reading
      ? say("Users {users}, films {films}: {share} full", {
          users: span(cell.row, reading.rows, reading.users),
          films: span(cell.column, reading.columns, reading.items),
          share: percentText(fill(cell)),
        })
      : "";
  return (
    <Picture
      title={title}
      sentence={said}
      empty={
        reading
          ? undefined
          : say("The whole matrix will stand here: active users on top, known films left.")
      }
      table={() => tenths(reading)}
    >
      {reading && (
        <>
          <GridCanvas
            name={`${title}: ${said}`}
            rows={reading.rows}
            columns={reading.columns}
            colour={colour}
            label={label}
            aspect={0.52}
          />
          <p className={styles.sides} aria-hidden="true">
            <span>{say("↑ most active users · ← best-known films")}</span>
            <span>{say("least-known films →")}</span>
          </p>
          <ColourKey
            name={say("filled (square-root scale)")}
            low="0%"
            high="100%"
            scale="sequential"
            none={say("none")}
          />
        </>
      )}
    </Picture>
  );
}

/** Users (or items) in one of the parts. */
function share(at: number, parts: number, all: number): number {
  return Math.floor(((at + 1) * all) / parts) - Math.floor((at * all) / parts);
}

function tenths(reading: InteractionMatrixReading | undefined) {
  const names = Array.from({ length: 10 }, (_, tenth) => say("Films, tenth {n}", { n: tenth + 1 }));
  const columns = [
    { name: say("Users, by activity") },
    ...names.map((name) => ({ name, format: percentText })),
  ];
  if (!reading) return { columns, rows: [] };
  const sums = new Float64Array(100);
  const sizes = new Float64Array(100);
  for (let row = 0; row < reading.rows; row++) {
    for (let column = 0; column < reading.columns; column++) {
      const cell =
        Math.floor((10 * row) / reading.rows) * 10 + Math.floor((10 * column) / reading.columns);
      sums[cell]! += reading.counts[row * reading.columns + column]!;
      sizes[cell]! +=
        share(row, reading.rows, reading.users) * share(column, reading.columns, reading.items);
    }
  }
  return {
    columns,
    rows: Array.from({ length: 10 }, (_, tenth) => [
      say("tenth {n}", { n: tenth + 1 }),
      ...names.map((_, column) => {
        const cell = tenth * 10 + column;
        return sums[cell]! / Math.max(1, sizes[cell]!);
      }),
    ]),
  };
}
