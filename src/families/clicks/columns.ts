/** From rows to the columns of a batch, on the CPU: which fields a row has, and what a step sees. */
import { type ColumnsOf, column, dropoutMask } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import type { ClickSplit, Rows } from "./examples.ts";
import type { Batch } from "./inputs.ts";
import type { ClickConfig } from "./settings.ts";

/** A run of inputs that belong together: the vector of a field, or all numbers. */
export interface Block {
  readonly name: string;
  readonly size: number;
}

const FIELDS = ["user", "film", "genres", "years", "hour"] as const;
export type Field = (typeof FIELDS)[number];

export function fieldsOf({ task, features }: Pick<ClickConfig, "task" | "features">): Field[] {
  if (task === "crosses") return [];
  return FIELDS.filter((field) => features === "history" || field !== "hour");
}

/** The blocks of x_0, in order. In the generated task every input is a block of its own. */
export function blocksOf({ dense }: Pick<ClickSplit, "dense">, config: ClickConfig): Block[] {
  if (config.task === "crosses") return dense.map((name) => ({ name, size: 1 }));
  const fields = fieldsOf(config).map((name) => ({ name, size: config.dim }));
  return [...fields, { name: "numbers", size: dense.length }];
}

/** How many numbers x_0 has. */
export function widthOf(split: Pick<ClickSplit, "dense">, config: ClickConfig): number {
  return blocksOf(split, config).reduce((sum, { size }) => sum + size, 0);
}

/** The columns of some rows. */
export function columnsOf(
  { dense, genreShares, sizes }: ClickSplit,
  rows: Rows,
  chosen: Int32Array,
  config: ClickConfig,
): ColumnsOf<Batch> {
  const fields = fieldsOf(config);
  const ids = (field: "user" | "film" | "years" | "hour") =>
    fields.includes(field) && { [field]: column(chosen.map((row) => rows[field][row]!)) };
  const numbers = rowsOf(rows.dense, dense.length, chosen);
  return {
    numbers: column(numbers, [chosen.length, dense.length]),
    label: column(Float32Array.from(chosen, (row) => rows.label[row]!)),
    ...ids("user"),
    ...ids("film"),
    ...(fields.includes("genres") && {
      genres: column(
        rowsOf(
          genreShares,
          sizes.genre,
          chosen.map((row) => rows.film[row]!),
        ),
        [chosen.length, sizes.genre],
      ),
    }),
    ...ids("years"),
    ...ids("hour"),
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
