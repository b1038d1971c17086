/** How SASRec is trained and looked at; its equations are in model.ts, block.ts, losses.ts and scores.ts. */
import * as tf from "@tensorflow/tfjs-core";
import { column } from "../../engine/training/batch.ts";
import { snapshot, valuesOf } from "../../engine/training/snapshot.ts";
import { defineTraining, type Made } from "../../engine/training/training.ts";
import { peopleAtMoments } from "../../families/retrieval/moments.ts";
import { baselines } from "../../families/sequences/baselines.ts";
import { drawBatch } from "./draw.ts";
import { evaluate, statesAfter } from "./evaluate.ts";
import model from "./model.ts";
import { probes } from "./probes.ts";
import { prepareSequences } from "./sequences.ts";

export default defineTraining({
  model,
  prepare: prepareSequences,

  /** An epoch draws one window from every user. */
  examples: ({ learners }) => learners.length,
  draw: drawBatch,
  measure: { evaluate, baselines },

  /**
   * e_j, a row a film; and where films and people meet in a dot product, [e_j ; beta_j] and [x ; 1]. The items of
   * a generated task are nobody's films.
   */
  makes: async ({ parameters, config, split }): Promise<Made> => {
    const { E, O, beta } = parameters;
    if (config.task !== "films") return {};
    const [items, dim] = E.shape;
    const films = await valuesOf(() =>
      tf.concat([O ?? E, beta ? tf.expandDims(beta, 1) : tf.zeros([items, 1])], 1),
    );
    const people = await peopleAtMoments(split, (_, histories) => {
      const states = statesAfter(parameters, histories, config, split.catalogue);
      return tf.concat([states, tf.ones<tf.Rank.R2>([histories.length, 1])], 1);
    });
    const vectors = column(await snapshot(E), E.shape);
    return { vectors, films: column(films, [items, dim + 1]), people };
  },

  probes,
});
