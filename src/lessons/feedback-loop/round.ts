/** The end of a pass over the log: the model makes lists, the people answer, the log grows. */
import * as tf from "@tensorflow/tfjs-core";
import type { Notes } from "../../engine/training/batch.ts";
import { snapshot, valuesOf } from "../../engine/training/snapshot.ts";
import type { DrawContext, Round } from "../../engine/training/training.ts";
import { answered, logOf, notesOf } from "../../families/worlds/log.ts";
import { type Belief, chooseRound } from "../../families/worlds/policies.ts";
import model, { type Parameters } from "./model.ts";
import type { WorldSplit } from "./prepare.ts";
import type { FeedbackConfig as Config } from "./settings.ts";

/** What is written down: the log, and how many passes over it there have been. */
export const notes = ({ log }: WorldSplit): Notes => ({
  ...notesOf(log),
  passes: new Int32Array(1),
});

/** How many rounds there have been after so many passes: they are spread evenly. */
const due = (passes: number, { rounds, epochs }: Pick<Config, "rounds" | "epochs">) =>
  Math.min(rounds, Math.floor((passes * rounds) / epochs));

export async function endRound(
  parameters: Parameters,
  { split, config, streams, notes }: DrawContext<Config, WorldSplit>,
): Promise<Round> {
  const passes = notes.passes![0]! + 1;
  let log = logOf(split.world, config.slots, notes);
  if (log.rounds - 1 < due(passes, config)) {
    const belief = await beliefOf(parameters, split, config);
    while (log.rounds - 1 < due(passes, config)) {
      const { world, content } = split;
      log = answered(world, log, chooseRound(world, content, log, belief, config, streams.noise));
    }
  }
  return { notes: { ...notesOf(log), passes: Int32Array.of(passes) } };
}

/** The model’s scores of every pair, and its people. */
export async function beliefOf(
  parameters: Parameters,
  { world }: WorldSplit,
  { dim }: Config,
): Promise<Belief> {
  const scores = await valuesOf(() =>
    model.score(parameters, tf.range(0, world.people, 1, "int32")),
  );
  return { scores, P: await snapshot(parameters.P), dim };
}
