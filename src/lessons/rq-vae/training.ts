/** How the tokenizer is trained and looked at; its equations are in model.ts. */
import { column } from "../../engine/training/batch.ts";
import { defineTraining } from "../../engine/training/training.ts";
import { quantized, rowByRow } from "../../families/codes/tokenize.ts";
import { drawFilms } from "./draw.ts";
import { measure } from "./evaluate.ts";
import { prepareFilms } from "./films.ts";
import model from "./model.ts";
import { probes } from "./probes.ts";
import { tokenizeFilms } from "./read.ts";
import { repairCodes } from "./repair.ts";
import { start } from "./start.ts";

export default defineTraining({
  model: { ...model, start },
  prepare: prepareFilms,

  /** An epoch visits every film once. */
  examples: ({ train }) => train.items,
  draw: drawFilms,

  measure,
  endRound: repairCodes,

  /** Every film's word, and the sum of its codes */
  makes: async ({ parameters, split, config }) => {
    const { z, words } = await tokenizeFilms(parameters, split.vectors);
    const { items } = split.train;
    return {
      codes: column(rowByRow(words.codes), [items, config.levels]),
      vectors: column(quantized(z, words), [items, config.dim]),
    };
  },

  probes,
});
