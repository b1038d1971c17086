/** What one step sees: the features of some lists. Runs on the CPU. */
import { type ColumnsOf, column } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import { F } from "./feature-names.ts";
import type { Batch } from "./model.ts";
import type { StagesSplit } from "./prepare.ts";
import type { TwoStagesConfig as Config } from "./settings.ts";

export function drawLists(
  { split: { lists }, config }: DrawContext<Config, StagesSplit>,
  examples: Int32Array,
): ColumnsOf<Batch> {
  const length = 1 + config.numNegatives;
  const each = length * F;
  const features = new Float32Array(examples.length * each);
  examples.forEach((list, n) => {
    features.set(lists.features.subarray(list * each, (list + 1) * each), n * each);
  });
  return { features: column(features, [examples.length, length, F]) };
}
