/** Sizes of the network, for the model and for the pictures: no tfjs. */
import type { DcnConfig } from "./lesson.ts";

type Sizes = Pick<DcnConfig, "task" | "deep" | "hidden">;

/** Widths of the deep layers: two on ratings, the second half as wide; one in the generated task. */
export function deepSizes({ task, deep, hidden }: Sizes): number[] {
  if (task === "crosses") return hidden === 0 ? [] : [hidden];
  return deep === 0 ? [] : [deep, Math.max(1, Math.round(deep / 2))];
}

/** Parameters of one cross layer over n inputs. */
export function crossParameters(n: number, { cross, rank }: Pick<DcnConfig, "cross" | "rank">) {
  if (cross === "vector") return 2 * n;
  return (rank > 0 && rank < n ? 2 * n * rank : n * n) + n;
}

/** Parameters of an MLP with one hidden layer and one output. */
export function mlpParameters(inputs: number, hidden: number): number {
  return inputs * hidden + hidden + hidden + 1;
}

/** The hidden layer that gives an MLP about so many parameters. */
export function hiddenForSize(inputs: number, parameters: number): number {
  return Math.max(1, Math.round((parameters - 1) / (inputs + 2)));
}
