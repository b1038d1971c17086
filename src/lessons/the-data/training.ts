/** How the counts are kept and looked at; what they count is in model.ts. */
import { defineTraining } from "../../engine/training/training.ts";
import { measure } from "./measure.ts";
import model from "./model.ts";
import { probes } from "./probes.ts";
import { EVALUATIONS } from "./scorer.ts";
import { drawSlice, prepare } from "./stream.ts";

export default defineTraining({
  model,
  prepare,

  /** All training ratings, read once. */
  examples: ({ order }) => order.length,
  draw: drawSlice,
  evaluationsPerEpoch: EVALUATIONS,

  measure,
  probes,
});
