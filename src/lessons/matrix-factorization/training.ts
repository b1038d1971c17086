/** How matrix factorization is trained and looked at; its equations are in model.ts. */
import { column } from "../../engine/training/batch.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { defineTraining } from "../../engine/training/training.ts";
import { drawBatch } from "./draw.ts";
import { measure } from "./measure.ts";
import model from "./model.ts";
import { probes } from "./probes.ts";

export default defineTraining({
  model,

  /** An epoch visits every training interaction once. */
  examples: ({ train }) => train.item.length,
  draw: drawBatch,
  measure,

  /** q_i, a row a film */
  makes: async ({ parameters: { Q } }) => ({ vectors: column(await snapshot(Q), Q.shape) }),

  probes,
});
