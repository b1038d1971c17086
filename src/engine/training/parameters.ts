/**
 * What a model learns: variables, by names and in lists, as the model finds it clearest. The loss reads
 * them by the names under which `init` gave them; optimizers, checkpoints and compilers read them flat.
 */
import type * as tf from "@tensorflow/tfjs-core";

/** { P, Q, tower: [{ W, b }, { W, b }] }; what a setting leaves out is undefined. */
export type Parameters = {
  readonly [name: string]: tf.Variable | Parameters | readonly Parameters[] | false | undefined;
};

/** Variables by one name each: "tower.0.W". */
export type Variables = Readonly<Record<string, tf.Variable>>;

/** All variables of a model, in the order in which `init` made them. */
export function variablesOf(parameters: Parameters, prefix = ""): Record<string, tf.Variable> {
  const found: Record<string, tf.Variable> = {};
  for (const [key, value] of Object.entries(parameters)) {
    const name = prefix + key;
    if (!value) continue;
    if ("dataId" in value) found[name] = value as tf.Variable;
    else Object.assign(found, variablesOf(value as Parameters, `${name}.`));
  }
  return found;
}
