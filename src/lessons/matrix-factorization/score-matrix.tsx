import { type ReactNode, useCallback, useMemo, useState } from "react";
import { ColourKey } from "../../components/charts/colour-key.tsx";
import { diverging, type Rgb } from "../../components/charts/colours.ts";
import { titleText } from "../../components/charts/genre-classes.ts";
import styles from "../../components/charts/grid.module.css";
import { GridCanvas, type GridCell } from "../../components/charts/grid-canvas.tsx";
import { countText, percentText, valueText } from "../../components/charts/number-text.ts";
import { Picture } from "../../components/charts/picture.tsx";
import { sequential } from "../../components/charts/sequential.ts";
import type { Theme } from "../../components/charts/theme.ts";
import { say } from "../../components/language/say.ts";
import type { Catalogue } from "../../engine/data/dataset.ts";
import type { Factors } from "./cell-factors.ts";
import { CellProduct } from "./cell-product.tsx";

/** A patch of the user-film matrix, [users x items] by rows. */
export interface MatrixReading {
  /** Stars; 0 where there is no rating in training. */
  readonly observed: Float32Array;
  readonly predicted: Float32Array;
  /** Null where no dot product makes the scores. */
  readonly factors: Factors | null;
}

export interface ScoreMatrixProps {
  readonly users: readonly number[];
  readonly items: readonly number[];
  readonly reading: MatrixReading | undefined;
  /** What the model predicts: stars, or scores whose zero is between yes and no. */
  readonly predicts: "stars" | "scores";
  readonly catalogue: Catalogue;
  readonly highlight: number | null;
  readonly onHighlight: (item: number | null) => void;
  readonly aside?: ReactNode;
}

const stars = (value: number, { dark }: Theme): Rgb => sequential((value - 0.5) / 4.5, dark);

/** What was observed beside what the model would say, cell for cell. */
export function ScoreMatrix(props: ScoreMatrixProps) {
  const { users, items, reading, predicts, catalogue, highlight, onHighlight, aside } = props;
  const facts = useMemo(() => (reading ? summary(reading) : null), [reading]);
  const at = useCallback(
    ({ row, column }: GridCell) => row * items.length + column,
    [items.length],
  );
  const observedColour = useCallback(
    (cell: GridCell, theme: Theme) => {
      const value = reading?.observed[at(cell)] ?? 0;
      return value > 0 ? stars(value, theme) : null;
    },
    [reading, at],
  );
  const predictedColour = useCallback(
    (cell: GridCell, theme: Theme) => {
      const value = reading?.predicted[at(cell)] ?? Number.NaN;
      if (!Number.isFinite(value) || !facts) return null;
      if (predicts === "stars") return stars(value, theme);
      return diverging(value / facts.reach, theme.down, theme.zero, theme.up);
    },
    [reading, at, predicts, facts],
  );
  const label = (cell: GridCell) => {
    const observed = reading?.observed[at(cell)] ?? 0;
    const predicted = reading?.predicted[at(cell)] ?? Number.NaN;
    const film = titleText(catalogue, items[cell.column] ?? -1);
    const seen = observed > 0 ? say("{n} stars", { n: observed }) : say("not rated");
    return say("User {user} · {film}: {seen}, predicted {value}", {
      user: users[cell.row] ?? "",
      film,
      seen,
      value: valueText(predicted),
    });
  };
  // The cell pointed at last stays: its product is read below.
  const [chosen, setChosen] = useState<GridCell>({ row: 0, column: 0 });
  const point = (cell: GridCell | null) => {
    if (cell) setChosen(cell);
    onHighlight(cell ? (items[cell.column] ?? null) : null);
  };
  const said = facts
    ? say(
        "{share} of these {n} cells are rated; the model gives them {rated} on average, and {others} to the others.",
        {
          share: percentText(facts.rated),
          n: countText(users.length * items.length),
          rated: valueText(facts.onRated),
          others: valueText(facts.onOthers),
        },
      )
    : say("Ratings beside predictions, for a few users and films.");
  const means = {
    rated: valueText(facts?.onRated ?? 0),
    others: valueText(facts?.onOthers ?? 0),
  };
  const lit = highlight === null ? null : items.indexOf(highlight);
  const shared = { rows: users.length, columns: items.length, label, onPoint: point, lit };
  const reach = facts ? valueText(facts.reach) : "";

  return (
    <Picture
      title={say("User × film")}
      aside={aside}
      sentence={said}
      empty={
        reading
          ? undefined
          : say("Two matrices will stand here: the ratings there are, and what the model says.")
      }
      table={() => ({
        columns: [
          { name: say("User"), format: String },
          { name: say("Film") },
          { name: say("Stars"), format: String },
          { name: say("Predicted"), format: valueText },
        ],
        rows: users.flatMap((user, row) =>
          items.map((item, column) => [
            user,
            titleText(catalogue, item),
            reading?.observed[at({ row, column })] || null,
            reading?.predicted[at({ row, column })] ?? null,
          ]),
        ),
      })}
    >
      <div className={styles.pair}>
        <div className={styles.panel}>
          <h4>{say("Observed: the training ratings")}</h4>
          <GridCanvas
            {...shared}
            name={say(
              "Observed stars of {users} users for {films} films; {share} of the cells are rated",
              {
                users: users.length,
                films: items.length,
                share: percentText(facts?.rated ?? 0),
              },
            )}
            colour={observedColour}
          />
          <ColourKey
            name={say("stars")}
            low="0.5"
            high="5"
            scale="sequential"
            none={say("not rated")}
          />
        </div>
        <div className={styles.panel}>
          <h4>{say("Predicted: every cell gets a number")}</h4>
          <GridCanvas
            {...shared}
            name={
              predicts === "stars"
                ? say(
                    "Predicted stars of the same users and films: {rated} on average where rated, {others} elsewhere",
                    means,
                  )
                : say(
                    "Predicted scores of the same users and films: {rated} on average where rated, {others} elsewhere",
                    means,
                  )
            }
            colour={predictedColour}
            litRow={reading?.factors ? chosen.row : null}
            lit={reading?.factors ? chosen.column : lit}
          />
          {predicts === "stars" ? (
            <ColourKey name={say("stars")} low="0.5" high="5" scale="sequential" />
          ) : (
            <ColourKey name={say("score")} low={`−${reach}`} high={`+${reach}`} scale="diverging" />
          )}
        </div>
      </div>
      {reading?.factors && (
        <CellProduct
          factors={reading.factors}
          {...chosen}
          columns={items.length}
          user={users[chosen.row] ?? 0}
          film={titleText(catalogue, items[chosen.column] ?? -1)}
        />
      )}
    </Picture>
  );
}

function summary({ observed, predicted }: MatrixReading) {
  let [rated, onRated, onOthers] = [0, 0, 0];
  predicted.forEach((value, cell) => {
    if (observed[cell]! > 0) {
      rated++;
      onRated += value;
    } else onOthers += value;
  });
  // The colours reach to the size that nearly all cells stay under.
  const sizes = predicted.map(Math.abs).sort();
  const reach = sizes[Math.floor(sizes.length * 0.98)] || 1;
  return {
    rated: rated / Math.max(1, predicted.length),
    onRated: onRated / Math.max(1, rated),
    onOthers: onOthers / Math.max(1, predicted.length - rated),
    reach,
  };
}
