/** How the scorer is trained and looked at; its equations are in model.ts and losses.ts. */
import { defineTraining } from "../../engine/training/training.ts";
import { drawLists } from "./draw.ts";
import { countOf, prepareLists } from "./lists.ts";
import { measure } from "./measure.ts";
import model from "./model.ts";
import { probes } from "./probes.ts";

export default defineTraining({
  model,
  prepare: prepareLists,

  /** An epoch visits every list once. */
  examples: ({ lists }) => countOf(lists.training),
  draw: drawLists,

  measure,
  probes,
});
