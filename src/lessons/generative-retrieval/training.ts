/** How the speller is trained and looked at; its equations are in model.ts. */
import { defineTraining } from "../../engine/training/training.ts";
import { drawBatch, WINDOWS } from "./draw.ts";
import { measure } from "./evaluate.ts";
import model from "./model.ts";
import { prepareNames } from "./prepare.ts";
import { probes } from "./probes.ts";

export default defineTraining({
  model,
  prepare: prepareNames,
  /** An epoch draws a few windows from everybody. */
  examples: ({ learners }) => WINDOWS * learners.length,
  draw: drawBatch,
  measure,
  probes,
});
