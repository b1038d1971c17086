/** How the tokenizer is trained and looked at; its equations are in model.ts. */
import { column } from "../../engine/training/batch.ts";
import { defineTraining } from "../../engine/training/training.ts";
import { arrivedVectors } from "../../families/codes/arrived.ts";
import { quantized, rowByRow } from "../../families/codes/tokenize.ts";
import { codeSizes } from "./code-sizes.ts";
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

  /** Every film's word, the sum of its codes, and the word that it had when nobody had watched it. */
  makes: async ({ parameters, split, config }) => {
    const { vectors, train, catalogue } = split;
    const { z, words } = await tokenizeFilms(parameters, vectors);
    const asTable = (codes: readonly Int32Array[]) =>
      column(rowByRow(codes), [train.items, config.levels]);
    const made = {
      codes: asTable(words.codes),
      sizes: column(Int32Array.from(codeSizes(config))),
      vectors: column(quantized(z, words), [train.items, config.dim]),
    };
    if (!vectors.place) return made;
    const x = arrivedVectors(vectors, catalogue);
    const arrived = await tokenizeFilms(parameters, { ...vectors, x });
    return { ...made, arrived: asTable(arrived.words.codes) };
  },

  probes,
});
