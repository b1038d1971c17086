/**
 * What one step sees: a random window of each user's films, some of them hidden, and the dropout masks; with
 * BCE a film against each answer. Runs on the CPU.
 */
import { type ColumnsOf, column } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import type { SequenceSplit } from "../../families/sequences/sequences.ts";
import {
  askHidden,
  askNext,
  dropoutMasks,
  type Input,
  negativeEach,
  placed,
  windowOf,
} from "../../families/sequences/windows.ts";
import type { Batch, Sequences } from "./model.ts";
import type { Bert4recConfig as Config } from "./settings.ts";

export function drawBatch(
  { split, config, streams }: DrawContext<Config, SequenceSplit>,
  examples: Int32Array,
): ColumnsOf<Batch> {
  const { length, objective, rho: share, lastOnly, loss } = config;
  const ahead = objective === "next" ? 1 : 0;
  const users = examples.map((example) => split.learners[example % split.learners.length]!);
  const windows = Array.from(users, (user) =>
    windowOf(split.sequences[user]!, length + ahead, streams.batches),
  );
  const { inputs, targets, columns } =
    objective === "next"
      ? askNext(windows, length)
      : askHidden(windows, length, { share, lastOnly }, streams.negatives);
  return {
    ...sequenceColumns(inputs, config),
    ...columns,
    ...(loss === "bce" && {
      negatives: column(negativeEach(targets, users, split.train, streams.negatives)),
    }),
    ...dropoutMasks(examples.length, config, streams.noise),
  };
}

/** Sequences as the model reads them: with cloze every film sees every other. */
export function sequenceColumns(
  inputs: readonly Input[],
  { length, objective }: Config,
): ColumnsOf<Sequences> {
  const { hidden, ...columns } = placed(inputs, length, objective === "next");
  return objective === "cloze" ? { ...columns, hidden } : columns;
}
