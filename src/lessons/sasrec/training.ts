/** How SASRec is trained and looked at; its equations are in model.ts, block.ts, losses.ts and scores.ts. */
import { column } from "../../engine/training/batch.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { defineTraining, type Made } from "../../engine/training/training.ts";
import { drawBatch } from "./draw.ts";
import { evaluate } from "./evaluate.ts";
import model from "./model.ts";
import { probes } from "./probes.ts";
import { baselines } from "./protocols.ts";
import { prepareSequences } from "./sequences.ts";

export default defineTraining({
  model,
  prepare: prepareSequences,

  /** An epoch draws one window from every user. */
  examples: ({ learners }) => learners.length,
  draw: drawBatch,
  measure: { evaluate, baselines },

  /** e_j, a row a film; the items of a generated task are nobody's films. */
  makes: async ({ parameters: { E }, config: { task } }): Promise<Made> =>
    task === "films" ? { vectors: column(await snapshot(E), E.shape) } : {},

  probes,
});
