/** Readings are typed from the probes: these lines compile only while what is wrong in them is refused. */
import { expect, test } from "vitest";
import type { Training } from "../../engine/training/training.ts";
import type { UseReading } from "./readings-of.ts";

type Probes = {
  attention: (
    context: object,
    args: { readonly user: number },
  ) => Promise<{ weights: Float32Array }>;
  norms: (context: object) => Float32Array;
};

/** Never called: only its types are of interest. */
function typed(read: UseReading<Probes>, training: Training) {
  const weights: Float32Array | undefined = read("attention", { user: 1 })?.weights;
  const norms: Float32Array | undefined = read("norms");
  // @ts-expect-error no such probe
  read("atention", { user: 1 });
  // @ts-expect-error no such argument
  read("attention", { usr: 1 });
  // @ts-expect-error nothing else is answered
  read("norms")?.nonsense;
  // @ts-expect-error a lesson is measured and held against baselines by one ruler, or by the usual one
  const half: Training = { ...training, measure: { evaluate: async () => ({}) } };
  return { weights, norms, half };
}

test("the page's readings and a lesson's measure are held by types", () => {
  expect(typed).toBeTypeOf("function");
});
