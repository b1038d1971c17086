/** How BERT4Rec is trained and looked at; its equations are in model.ts and block.ts. */
import { defineTraining } from "../../engine/training/training.ts";
import { baselines } from "../../families/sequences/baselines.ts";
import { drawBatch } from "./draw.ts";
import { evaluate } from "./evaluate.ts";
import { weightsOf } from "./handed-over.ts";
import model from "./model.ts";
import { prepareSequences } from "./prepare.ts";
import { probes } from "./probes.ts";
import { WINDOWS } from "./targets.ts";

export default defineTraining({
  model,
  prepare: prepareSequences,
  /** An epoch draws so many windows from every user, each with other films hidden. */
  examples: ({ learners }) => WINDOWS * learners.length,
  draw: drawBatch,
  measure: { evaluate, baselines },

  /** All weights, for pictures of a run that trains beside this one. */
  makes: ({ parameters }) => weightsOf(parameters),
  probes,
});
