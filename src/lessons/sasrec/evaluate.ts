/** The metrics of this lesson: one test under three protocols, and the full ranking on validation. */
import * as tf from "@tensorflow/tfjs-core";
import type { Catalogue } from "../../engine/data/dataset.ts";
import type { Metrics } from "../../engine/declarations/run.ts";
import { underProtocols } from "../../engine/ranking/protocols.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import type { SequenceSplit } from "../../families/sequences/sequences.ts";
import type { Input } from "../../families/sequences/windows.ts";
import { sequenceColumns } from "./draw.ts";
import { encode, type Parameters } from "./model.ts";
import { scoreAll } from "./scores.ts";
import type { SasrecConfig as Config } from "./settings.ts";

export async function evaluate(
  parameters: Parameters,
  config: Config,
  split: SequenceSplit,
): Promise<Metrics> {
  return underProtocols(split, (users, part) => {
    const histories = Array.from(users, (user) => split.known[part][user]!);
    return scoresAfter(parameters, histories, config, split.catalogue);
  });
}

/** Scores of every film as the next one after each history, [histories, items]. */
export function scoresAfter(
  parameters: Parameters,
  histories: readonly ArrayLike<number>[],
  config: Config,
  catalogue: Catalogue,
): tf.Tensor2D {
  return scoreAll(parameters, statesAfter(parameters, histories, config, catalogue));
}

/** What comes out at the last place of each history, LN(x), [histories, d]. */
export function statesAfter(
  parameters: Parameters,
  histories: readonly ArrayLike<number>[],
  config: Config,
  catalogue: Catalogue,
): tf.Tensor2D {
  const inputs = histories.map((films) => question(films, config));
  const x = encode(parameters, uploadBatch(sequenceColumns(inputs, config, catalogue)), config);
  const { length, dim } = config;
  const last = tf.slice(x, [0, length - 1, 0], [-1, 1, dim]); // "now" is the last place
  return tf.reshape(last, [-1, dim]);
}

/** What the model reads to be asked for the next film: with cloze, a hidden film stands at the end. */
export function question(films: ArrayLike<number>, { length, objective }: Config): Input {
  const known = Array.from(films);
  return objective === "cloze" ? [...known.slice(-(length - 1)), -1] : known.slice(-length);
}
