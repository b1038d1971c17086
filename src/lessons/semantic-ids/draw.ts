/** What one step sees: ratings for training, and what their films look up. Runs on the CPU. */
import { type ColumnsOf, column } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import { heldAs } from "./held.ts";
import type { Batch } from "./model.ts";
import type { RankSplit } from "./prepare.ts";
import type { SemanticConfig as Config } from "./settings.ts";

export function drawRatings(
  { split, config, streams }: DrawContext<Config, RankSplit>,
  examples: Int32Array,
): ColumnsOf<Batch> {
  const chosen = examples.map((n) => split.parts.training[n]!);
  const { user, film, label } = split.rows;
  const of = (ids: Int32Array) => chosen.map((row) => ids[row]!);
  return {
    user: column(of(user)),
    label: column(Float32Array.from(chosen, (row) => label[row]!)),
    ...filmColumns(split, config, of(film), () => streams.noise.uniform() < config.arriving),
  };
}

/**
 * What some films look up.
 * @param arriving whether the next film in order is seen as if nobody had watched it yet (DropoutNet, Volkovs
 *   et al. 2017): a film that is hidden from training always is
 */
export function filmColumns(
  { known, anew, content, hidden }: RankSplit,
  config: Config,
  films: Int32Array,
  arriving: () => boolean = () => false,
): ColumnsOf<Pick<Batch, "rows" | "content">> {
  const held = heldAs(known, config.film, config);
  const arrived = heldAs(anew, config.film, config);
  const { each } = held;
  const { width } = content;
  const rows = new Int32Array(films.length * each);
  const x = new Float32Array(held.content ? films.length * width : 0);
  films.forEach((film, n) => {
    const asNew = arriving() || hidden[film];
    const { ids } = asNew ? arrived : held;
    rows.set(ids.subarray(film * each, (film + 1) * each), n * each);
    if (!held.content) return;
    const from = asNew ? content.arrived : content.known;
    x.set(from.subarray(film * width, (film + 1) * width), n * width);
  });
  return {
    ...(each > 0 && { rows: column(rows, [films.length, each]) }),
    ...(held.content && { content: column(x, [films.length, width]) }),
  };
}
