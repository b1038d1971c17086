/** The metrics of this lesson: the next film under three rulers, and a film from the middle from one side and from both. */
import * as tf from "@tensorflow/tfjs-core";
import { itemsOf } from "../../engine/data/split.ts";
import type { Metrics } from "../../engine/declarations/run.ts";
import { underProtocols } from "../../engine/ranking/protocols.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { onHeldOut } from "../../families/retrieval/held-out.ts";
import type { Input } from "../../families/sequences/windows.ts";
import { sequenceColumns } from "./draw.ts";
import { encode, type Parameters, project, scores } from "./model.ts";
import type { Bert4recSplit } from "./prepare.ts";
import type { Bert4recConfig as Config } from "./settings.ts";

export async function evaluate(
  parameters: Parameters,
  config: Config,
  split: Bert4recSplit,
): Promise<Metrics> {
  const next = await underProtocols(split, (users, part) => {
    const histories = Array.from(users, (user) => split.known[part][user]!);
    return scoresAfter(parameters, histories, config);
  });
  const { before, both } = await filled(parameters, config, split);
  return {
    ...next,
    ...(before && { "NDCG@10 before": before.ndcg }),
    ...(both && { "NDCG@10 filled": both.ndcg }),
  };
}

/**
 * The film of each person that was held out at random: guessed from what was before it, and from both sides,
 * which a model of the next film cannot. As many films are read either way, where there are so many.
 */
export async function filled(parameters: Parameters, config: Config, split: Bert4recSplit) {
  const before = await onHeldOut(split, (cases) =>
    scoresAfter(
      parameters,
      Array.from(cases, (n) => aroundHeldOut(split, n, config).past),
      config,
    ),
  );
  if (config.objective === "next") return { before, both: undefined };
  const both = await onHeldOut(split, (cases) => {
    const sides = Array.from(cases, (n) => aroundHeldOut(split, n, config));
    return scoresAt(
      parameters,
      sides.map(({ before, after }) => [...before, -1, ...after]),
      sides.map(({ after }) => after.length),
      config,
    );
  });
  return { before, both };
}

/**
 * What stands before and after a film that was held out, half of the length on either side where there is so
 * much; and its past, as long as what is read.
 */
export function aroundHeldOut(
  { around, heldOut }: Bert4recSplit,
  n: number,
  { length }: Config,
): Readonly<Record<"before" | "after" | "past", Int32Array>> {
  const films = itemsOf(around, heldOut.user[n]!);
  const place = heldOut.row[n]! - around.offsets[heldOut.user[n]!]!;
  const room = length - 1;
  const behind = Math.min(films.length - place - 1, Math.max(room >> 1, room - place));
  return {
    before: films.subarray(Math.max(0, place - (room - behind)), place),
    after: films.subarray(place + 1, place + 1 + behind),
    past: films.subarray(Math.max(0, place - room), place),
  };
}

/** Scores of every film as the next one after each history, [histories, items]. */
export function scoresAfter(
  parameters: Parameters,
  histories: readonly ArrayLike<number>[],
  config: Config,
): tf.Tensor2D {
  const inputs = histories.map((films) => question(films, config));
  return scoresAt(
    parameters,
    inputs,
    inputs.map(() => 0),
    config,
  );
}

/** What the model reads to be asked for the next film: with cloze, a hidden film stands at the end. */
export function question(films: ArrayLike<number>, { objective }: Config): Input {
  return objective === "cloze" ? [...Array.from(films), -1] : films;
}

/**
 * Scores of every film at one place of each sequence, [sequences, items].
 * @param back how many films before the last the place is
 */
export function scoresAt(
  parameters: Parameters,
  inputs: readonly Input[],
  back: readonly number[],
  config: Config,
): tf.Tensor2D {
  const { length, dim } = config;
  const x = encode(parameters, uploadBatch(sequenceColumns(inputs, config)), config);
  const cells = Int32Array.from(back, (places, row) => (row + 1) * length - 1 - places);
  const at = tf.gather<tf.Tensor2D>(tf.reshape(x, [-1, dim]), tf.tensor1d(cells, "int32"));
  return scores(parameters, project(parameters, at, config));
}
