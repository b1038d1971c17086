/** What one step sees: whole lists, filled up to the same length, with a mask. Runs on the CPU. */
import { type ColumnsOf, column } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import type { RankingConfig } from "./lesson.ts";
import { idealDcg } from "./list-metrics.ts";
import type { Lists, RankingSplit } from "./lists.ts";
import type { Batch } from "./model.ts";

/**
 * Of each list at most `listLength` films, drawn anew each time: some people have rated a thousand, and
 * pairs grow with the square.
 */
export function drawLists(
  { split, config, streams }: DrawContext<RankingConfig, RankingSplit>,
  examples: Int32Array,
): ColumnsOf<Batch> {
  const lists = split.lists.training;
  const chosen = Array.from(examples, (list) => {
    const [start, end] = [lists.offsets[list]!, lists.offsets[list + 1]!];
    const films = Int32Array.from({ length: end - start }, (_, n) => start + n);
    return streams.batches.shuffle(films).subarray(0, config.listLength);
  });
  return padLists(lists, chosen, config.listLength, split.columns.length);
}

/** @param chosen the films of each list, as places in `lists` */
export function padLists(
  lists: Lists,
  chosen: readonly Int32Array[],
  length: number,
  columns: number,
): ColumnsOf<Batch> {
  const size = chosen.length;
  const features = new Float32Array(size * length * columns);
  const grades = new Float32Array(size * length);
  const mask = new Float32Array(size * length);
  const ideal = new Float32Array(size);
  chosen.forEach((films, row) => {
    films.forEach((film, n) => {
      const at = row * length + n;
      const from = lists.features.subarray(film * columns, (film + 1) * columns);
      features.set(from, at * columns);
      grades[at] = lists.grade[film]!;
      mask[at] = 1;
    });
    ideal[row] = idealDcg(grades.subarray(row * length, row * length + films.length));
  });
  return {
    features: column(features, [size, length, columns]),
    grades: column(grades, [size, length]),
    mask: column(mask, [size, length]),
    ideal: column(ideal),
  };
}
