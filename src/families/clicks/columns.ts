/** From rows to the columns of a batch, on the CPU. */
import { type ColumnsOf, column, dropoutMask } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import type { ClickSplit, Rows } from "./examples.ts";
import type { Batch } from "./inputs.ts";
import type { ClickConfig } from "./settings.ts";

/** The columns of some rows. */
export function columnsOf(
  { dense, genreShares, sizes }: ClickSplit,
  rows: Rows,
  chosen: Int32Array,
  { task, features }: ClickConfig,
): ColumnsOf<Batch> {
  const size = chosen.length;
  const numbers = column(rowsOf(rows.dense, dense.length, chosen), [size, dense.length]);
  const label = column(Float32Array.from(chosen, (row) => rows.label[row]!));
  if (task === "crosses") return { numbers, label };
  const of = (ids: Int32Array) => chosen.map((row) => ids[row]!);
  const film = of(rows.film);
  return {
    numbers,
    label,
    user: column(of(rows.user)),
    film: column(film),
    genres: column(rowsOf(genreShares, sizes.genre, film), [size, sizes.genre]),
    years: column(of(rows.years)),
    ...(features === "history" && { hour: column(of(rows.hour)) }),
  };
}

/** Some rows of a matrix of so many columns. */
function rowsOf(matrix: Float32Array, columns: number, chosen: Int32Array): Float32Array {
  const some = new Float32Array(chosen.length * columns);
  chosen.forEach((row, n) => {
    some.set(matrix.subarray(row * columns, (row + 1) * columns), n * columns);
  });
  return some;
}

/**
 * What a step sees: training rows and, on ratings, which units of the hidden layers are off.
 * @param hidden how many units each hidden layer has, two layers at most
 */
export function drawClicks(
  { split, config, streams: { noise } }: DrawContext<ClickConfig, ClickSplit>,
  examples: Int32Array,
  hidden: readonly number[],
): ColumnsOf<Batch> {
  const chosen = examples.map((n) => split.parts.training[n]!);
  const columns = columnsOf(split, split.rows, chosen, config);
  const { task, dropout } = config;
  if (task === "crosses" || dropout === 0) return columns;
  const [mask0, mask1] = hidden.map((units) => dropoutMask([chosen.length, units], dropout, noise));
  return { ...columns, ...(mask0 && { mask0 }), ...(mask1 && { mask1 }) };
}
