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
  /** Adam's first steps are the least certain: the rate grows to its size over them (Vaswani et al. 2017). */
  rate: ({ lr, warmUp }, step) => lr * Math.min(1, (step + 1) / Math.max(1, warmUp)),
  measure,
  probes,
});
