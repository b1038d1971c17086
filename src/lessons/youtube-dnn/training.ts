/** How the network is trained and looked at; its equations are in model.ts and pool.ts. */
import { defineTraining } from "../../engine/training/training.ts";
import { drawExamples } from "./draw.ts";
import { measure } from "./evaluate.ts";
import model from "./model.ts";
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
  probes,
});
