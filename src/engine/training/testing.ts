/** For the models' tests: the tape's gradients against central differences of the loss. */
import * as tf from "@tensorflow/tfjs-core";
import { expect } from "vitest";
import type { Rng } from "../numbers/random.ts";
import { type Parameters, variablesOf } from "./parameters.ts";

/** A ReLU may turn between two points that are too far apart; rounding hides those too near. */
const STEPS = [4e-3, 1e-3, 3e-4];

/**
 * Expects that d loss / d p = (loss(p + h) - loss(p - h)) / 2h, within 2 percent, for the entries of each
 * parameter with the largest gradients, which say most. The parameters are left as they were.
 * @param options.entries of each parameter
 * @param options.names the parameters to check; all, unless said
 * @param options.part what a parameter's gradient is the derivative of, where that is not the whole loss
 */
export async function expectGradients(
  loss: () => tf.Tensor,
  parameters: Parameters,
  {
    entries = 1,
    names = Object.keys(variablesOf(parameters)),
    part = () => loss,
  }: {
    readonly entries?: number;
    readonly names?: readonly string[];
    readonly part?: (name: string) => () => tf.Tensor;
  } = {},
): Promise<void> {
  const variables = variablesOf(parameters);
  const { grads } = tf.variableGrads(loss as () => tf.Scalar, Object.values(variables));
  for (const name of names) {
    const variable = variables[name]!;
    const gradient = await grads[variable.name]!.data();
    const values = Float32Array.from(await variable.data());
    const size = (n: number) => Math.abs(gradient[n]!);
    const largest = Array.from(gradient.keys()).sort((a, b) => size(b) - size(a));
    for (const entry of largest.slice(0, entries)) {
      const at = async (nudge: number) => {
        variable.assign(tf.tensor(values.with(entry, values[entry]! + nudge), variable.shape));
        return (await part(name)().data())[0]!;
      };
      const misses: number[] = [];
      for (const h of STEPS) {
        const difference = ((await at(h)) - (await at(-h))) / (2 * h);
        misses.push(Math.abs(gradient[entry]! - difference) / (0.02 * Math.abs(difference) + 2e-3));
        if (misses.at(-1)! < 1) break;
      }
      variable.assign(tf.tensor(values, variable.shape));
      expect(Math.min(...misses), `${name}[${entry}]`).toBeLessThan(1);
    }
  }
}

/** Larger weights than at the start, so that no gradient is near zero. */
export function enlarge(parameters: Parameters, rng: Rng, deviation: number): void {
  for (const variable of Object.values(variablesOf(parameters))) {
    variable.assign(tf.tensor(rng.normals(variable.size, deviation), variable.shape));
  }
}
