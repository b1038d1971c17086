/** How the click model is trained in rounds and looked at; its equations are in model.ts. */
import { column } from "../../engine/training/batch.ts";
import { defineTraining } from "../../engine/training/training.ts";
import { sigmoid } from "../../families/worlds/world.ts";
import { drawRows } from "./draw.ts";
import { measure } from "./evaluate.ts";
import { besides } from "./ghost.ts";
import model from "./model.ts";
import { prepareWorld } from "./prepare.ts";
import { probes } from "./probes.ts";
import { filmsOf } from "./reader.ts";
import { beliefOf, endRound, notes } from "./round.ts";

export default defineTraining({
  model,
  prepare: prepareWorld,
  /** An epoch goes once through the log as it is then. */
  examples: ({ log }) => log.film.length,
  notes,
  draw: drawRows,
  endRound,
  measure,

  /** The log with its propensities, what is believed of every pair, and the films: for the ghost’s pictures. */
  makes: async ({ parameters, split, config }) => {
    const { world, log } = split;
    const { scores } = await beliefOf(parameters, split, config);
    const of = [log.rounds, world.people, log.slots] as const;
    return {
      film: column(log.film, of),
      clicked: column(log.clicked, of),
      propensity: column(log.propensity, of),
      belief: column(Float32Array.from(scores, sigmoid), [world.people, world.films]),
      ...(await filmsOf(parameters)),
    };
  },

  beside: ({ ghost }) => besides(ghost),
  probes,
});
