/** How the ranker is trained and looked at; its equations are in model.ts. */
import { column } from "../../engine/training/batch.ts";
import { defineTraining } from "../../engine/training/training.ts";
import { drawRatings } from "./draw.ts";
import { measure } from "./evaluate.ts";
import { tableOf } from "./look-up.ts";
import model from "./model.ts";
import { prepareRanking } from "./prepare.ts";
import { probes } from "./probes.ts";
import { COMPARED, rivalsOf } from "./rivals.ts";

export default defineTraining({
  model,
  prepare: prepareRanking,
  /** An epoch visits every rating for training once. */
  examples: ({ parts }) => parts.training.length,
  draw: drawRatings,
  measure,

  /** The rows of the table, for pictures of a run that trains beside this one. */
  makes: async ({ parameters, split, config }) => {
    const { vectors, content } = await tableOf(parameters, split, config);
    return {
      vectors: column(vectors, [vectors.length / config.dim, config.dim]),
      content: column(content, [content.length / config.dim, config.dim]),
    };
  },

  /** The same ratings and the same network, films held in other ways. */
  beside: (config, split) =>
    Object.fromEntries(
      rivalsOf(config).map((film) => [
        film,
        { config: { film, beside: "none" }, split, metrics: COMPARED },
      ]),
    ),
  probes,
});
