/** How the second stage is trained and looked at; its equations are in model.ts. */
import { defineTraining } from "../../engine/training/training.ts";
import { drawLists } from "./draw.ts";
import { measure } from "./evaluate.ts";
import model from "./model.ts";
import { prepareStages } from "./prepare.ts";
import { probes } from "./probes.ts";

export default defineTraining({
  model,
  prepare: prepareStages,
  /** An epoch visits every list once. */
  examples: ({ lists }) => lists.moment.length,
  draw: drawLists,
  measure,
  probes,
});
