/** How the two towers are trained and looked at; their equations are in model.ts and towers.ts. */
import { column } from "../../engine/training/batch.ts";
import { valuesOf } from "../../engine/training/snapshot.ts";
import { defineTraining } from "../../engine/training/training.ts";
import { drawBatch } from "./draw.ts";
import { measure } from "./evaluate.ts";
import { holdOut } from "./hold-out.ts";
import model from "./model.ts";
import { probes } from "./probes.ts";
import { streamNotes } from "./stream-frequency.ts";
import { filmVectors } from "./vectors.ts";

export default defineTraining({
  model,
  prepare: holdOut,

  /** An epoch visits every training interaction once. */
  examples: ({ train }) => train.item.length,
  notes: ({ train }) => streamNotes(train.items),
  draw: drawBatch,
  measure,

  /** v of every film, those held out of training among them */
  makes: async (context) => ({
    vectors: column(await valuesOf(() => filmVectors(context)), [
      context.split.train.items,
      context.config.dim,
    ]),
  }),

  probes,
});
