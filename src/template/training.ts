/** How the model is trained and looked at; its equations are in model.ts. */
import { column } from "../engine/training/batch.ts";
import { defineTraining } from "../engine/training/training.ts";
import model from "./model.ts";
import { probes } from "./probes.ts";

export default defineTraining({
  model,

  /** An epoch visits every training interaction once. */
  examples: ({ train }) => train.item.length,

  /** The films of the interactions that this step visits; a user's own are `itemsOf(train, user)`. */
  draw: ({ split: { train } }, examples) => ({
    films: column(examples.map((example) => train.item[example]!)),
  }),

  probes,
});
