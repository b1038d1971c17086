/** How matrix factorization is trained and looked at; its equations are in model.ts. */
import * as tf from "@tensorflow/tfjs-core";
import { rows } from "../../engine/layers.ts";
import { column } from "../../engine/training/batch.ts";
import { snapshot, valuesOf } from "../../engine/training/snapshot.ts";
import { defineTraining, type Made } from "../../engine/training/training.ts";
import { peopleAtMoments } from "../../families/retrieval/moments.ts";
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

  /** q_i, a row a film; and where films and people meet in a dot product, [q_i ; b_i] and [p_u ; 1] */
  makes: async ({ parameters: { P, Q, b, mlp }, split }): Promise<Made> => {
    const vectors = column(await snapshot(Q), Q.shape);
    if (mlp) return { vectors };
    const films = await valuesOf(() =>
      tf.concat([Q, b ? tf.expandDims(b, 1) : tf.zeros([Q.shape[0], 1])], 1),
    );
    const people = await peopleAtMoments(split, (users) =>
      tf.concat([rows(P, tf.tensor1d(users, "int32")), tf.ones<tf.Rank.R2>([users.length, 1])], 1),
    );
    return { vectors, films: column(films, [Q.shape[0], Q.shape[1] + 1]), people };
  },

  probes,
});
