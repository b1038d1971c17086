/** How the network is trained and looked at; its equations are in model.ts and pool.ts. */
import { column } from "../../engine/training/batch.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { defineTraining } from "../../engine/training/training.ts";
import { peopleAtMoments } from "../../families/retrieval/moments.ts";
import { drawExamples, personColumns } from "./draw.ts";
import { measure } from "./evaluate.ts";
import model, { person } from "./model.ts";
import { prepareExamples } from "./prepare.ts";
import { probes } from "./probes.ts";

export default defineTraining({
  model,
  prepare: prepareExamples,
  /** An epoch visits every film that can be asked for once, or equally many of each person. */
  examples: ({ rows, people }, { perUser }) =>
    perUser === 0 ? rows.length : perUser * people.user.length,
  draw: drawExamples,
  measure,

  /** v of every film; u of everybody, moment by moment, asked now */
  makes: async ({ parameters, config, split }) => {
    const { V } = parameters;
    const people = await peopleAtMoments({ ...split, train: split.around }, (_, histories) => {
      const known = histories.map((films) => ({ films, watched: films.length, age: 0 }));
      return person(parameters, uploadBatch(personColumns(known, split, config)), config);
    });
    const vectors = column(await snapshot(V), V.shape);
    return { vectors, films: vectors, people };
  },

  probes,
});
