/** How the two models of a log, and the scorer of auctions, are trained and looked at. */
import type { Notes } from "../../engine/training/batch.ts";
import { defineTraining } from "../../engine/training/training.ts";
import { drawRows } from "./draw.ts";
import { measure } from "./evaluate.ts";
import model from "./model.ts";
import { prepareOffline } from "./prepare.ts";
import { probes } from "./probes.ts";

export default defineTraining({
  model,
  prepare: prepareOffline,
  /** An epoch goes once through the log, or the impressions. */
  examples: ({ logged, auctions }) =>
    logged ? logged.train.user.length : auctions!.train.bid.length,
  draw: drawRows,
  notes: (): Notes => ({ passes: new Int32Array(1) }),
  /** A run ends with its last pass: no offline number chooses it, as these are what is on trial. */
  endRound: async (_, { notes }) => {
    notes.passes![0]! += 1;
    return { metrics: { Passes: notes.passes![0]! } };
  },
  measure,
  probes,
});
