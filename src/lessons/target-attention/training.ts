/** How the ranker is trained and looked at; its equations are in model.ts, din.ts and bst.ts. */
import { column } from "../../engine/training/batch.ts";
import { variablesOf } from "../../engine/training/parameters.ts";
import { snapshots } from "../../engine/training/snapshot.ts";
import { defineTraining } from "../../engine/training/training.ts";
import { drawQuestions } from "./draw.ts";
import { measure } from "./evaluate.ts";
import model from "./model.ts";
import { prepareTargets } from "./prepare.ts";
import { probes } from "./probes.ts";
import { COMPARED, rivalsOf } from "./rivals.ts";

export default defineTraining({
  model,
  prepare: prepareTargets,
  /** An epoch visits every question for training once. */
  examples: ({ parts }) => parts.training.to.length,
  draw: drawQuestions,
  measure,

  /** All weights, so that a picture can put one question to several readers. */
  makes: async ({ parameters, state }) => {
    const variables = { ...variablesOf(parameters), ...variablesOf(state, "state.") };
    const values = await snapshots(variables);
    return Object.fromEntries(
      Object.entries(values).map(([name, of]) => [name, column(of, variables[name]!.shape)]),
    );
  },

  /** The same questions and layers, histories read in other ways. */
  beside: (config, split) =>
    Object.fromEntries(
      rivalsOf(config).map((reader) => [
        reader,
        { config: { reader, beside: "none" }, split, metrics: COMPARED },
      ]),
    ),
  probes,
});
