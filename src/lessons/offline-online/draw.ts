/** What one step sees: visits of the log, or impressions with their weights. Runs on the CPU. */
import { type ColumnsOf, column } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import { INPUTS, weightOf } from "./bids.ts";
import type { Batch } from "./model.ts";
import type { OfflineSplit } from "./prepare.ts";
import type { OfflineConfig as Config } from "./settings.ts";

/** @param examples rows of the log for training */
export function drawRows(
  { split: { logged, auctions }, config, streams }: DrawContext<Config, OfflineSplit>,
  examples: Int32Array,
): ColumnsOf<Batch> {
  if (auctions) {
    const { x, bid, clicked } = auctions.train;
    const some = new Float32Array(examples.length * INPUTS);
    examples.forEach((row, n) => {
      some.set(x.subarray(row * INPUTS, (row + 1) * INPUTS), n * INPUTS);
    });
    const label = Float32Array.from(examples, (row) => clicked[row]!);
    const bids = Float64Array.from(examples, (row) => bid[row]!);
    return {
      label: column(label),
      x: column(some, [examples.length, INPUTS]),
      weight: column(weightsOf(label, bids, config)),
    };
  }
  if (!logged) throw new Error("There is neither a log nor an auction");
  const { user, film, clicked } = logged.train;
  const { films } = logged.world;
  return {
    label: column(Float32Array.from(examples, (row) => clicked[row]!)),
    user: column(examples.map((row) => user[row]!)),
    film: column(examples.map((row) => film[row]!)),
    // A yes is what was clicked; a no is any film, shown or not.
    other: column(
      examples.map((row) => (clicked[row] ? film[row]! : streams.negatives.int(films))),
    ),
  };
}

/** w of each row of a batch. Divided by their mean in the batch, clicks weigh less beside dear ones: do not. */
export function weightsOf(
  label: Float32Array,
  bid: Float64Array,
  { weight, weighs }: Pick<Config, "weight" | "weighs">,
): Float32Array {
  const w = label.map((y, n) => (y === 1 || weighs === "all" ? weightOf(bid[n]!, weight) : 1));
  if (weighs !== "batch") return w;
  const yes = w.filter((_, n) => label[n] === 1);
  const mean = yes.reduce((sum, x) => sum + x, 0) / Math.max(1, yes.length);
  return w.map((x, n) => (label[n] === 1 ? x / mean : x));
}
