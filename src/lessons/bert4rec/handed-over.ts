/** The weights of a model as it hands them over to others, and the model that they are. */
import * as tf from "@tensorflow/tfjs-core";
import { Rng } from "../../engine/numbers/random.ts";
import { column } from "../../engine/training/batch.ts";
import { variablesOf } from "../../engine/training/parameters.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import type { Made } from "../../engine/training/training.ts";
import model, { type Parameters } from "./model.ts";
import type { Bert4recSplit } from "./prepare.ts";
import type { Bert4recConfig as Config } from "./settings.ts";

/** Every variable by its name. */
export async function weightsOf(parameters: Parameters): Promise<Made> {
  const columns = Object.entries(variablesOf(parameters)).map(
    async ([name, variable]) => [name, column(await snapshot(variable), variable.shape)] as const,
  );
  return Object.fromEntries(await Promise.all(columns));
}

/** @param config of the model that made them */
export function parametersOf(
  made: Made,
  split: Bert4recSplit,
  config: Config,
): { readonly parameters: Parameters; dispose(): void } {
  const parameters = model.init(split, config, new Rng(1));
  const variables = variablesOf(parameters);
  for (const [name, variable] of Object.entries(variables)) {
    const { values, shape } = made[name]!;
    tf.tidy(() => variable.assign(tf.tensor(values, [...shape])));
  }
  return { parameters, dispose: () => tf.dispose(Object.values(variables)) };
}
