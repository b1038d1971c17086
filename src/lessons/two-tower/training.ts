/** How the two towers are trained and looked at; their equations are in model.ts and towers.ts. */
import * as tf from "@tensorflow/tfjs-core";
import { column } from "../../engine/training/batch.ts";
import { valuesOf } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { defineTraining } from "../../engine/training/training.ts";
import { peopleAtMoments } from "../../families/retrieval/moments.ts";
import { drawBatch, userColumns } from "./draw.ts";
import { measure } from "./evaluate.ts";
import { holdOut } from "./hold-out.ts";
import model, { tau } from "./model.ts";
import { probes } from "./probes.ts";
import { streamNotes } from "./stream-frequency.ts";
import { userTower } from "./towers.ts";
import { filmVectors } from "./vectors.ts";

export default defineTraining({
  model,
  prepare: holdOut,

  /** An epoch visits every training interaction once. */
  examples: ({ train }) => train.item.length,
  notes: ({ train }) => streamNotes(train.items),
  draw: drawBatch,
  measure,

  /** v of every film, those held out of training among them; u / tau of everybody, moment by moment */
  makes: async (context) => {
    const { parameters, config, split } = context;
    const vectors = column(await valuesOf(() => filmVectors(context)), [
      split.train.items,
      config.dim,
    ]);
    const people = await peopleAtMoments(split, (users, histories) => {
      const batch = uploadBatch(userColumns(users, histories, split, config));
      return tf.div(userTower(parameters, batch, config), tau(parameters, config));
    });
    return { vectors, films: vectors, people };
  },

  probes,
});
