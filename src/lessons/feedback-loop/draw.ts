/** What one step sees: rows of the log, with their clicks. Runs on the CPU. */
import type { Rng } from "../../engine/numbers/random.ts";
import { type ColumnsOf, column } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import type { Batch } from "./model.ts";
import type { WorldSplit } from "./prepare.ts";
import type { FeedbackConfig as Config } from "./settings.ts";

/** @param examples rows of the log: rounds, people, slots */
export function drawRows(
  { split: { world, log }, config, streams }: DrawContext<Config, WorldSplit>,
  examples: Int32Array,
): ColumnsOf<Batch> {
  const film = examples.map((row) =>
    example(log.film[row]!, log.clicked[row] === 1, world.films, config, streams.negatives),
  );
  return {
    user: column(examples.map((row) => Math.floor(row / log.slots) % world.people)),
    film: column(film),
    label: column(Float32Array.from(examples, (row) => log.clicked[row]!)),
  };
}

/** The film of an example: what was clicked, or what stands for a no. */
export const example = (
  film: number,
  clicked: boolean,
  films: number,
  { negatives }: Pick<Config, "negatives">,
  rng: Rng,
): number => (clicked || negatives === "shown" ? film : rng.int(films));
