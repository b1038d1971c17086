/** Which other models train beside the reader's on the generated target: no tfjs. */
import { crossParameters, deepSizes, hiddenForSize, mlpParameters } from "./architecture.ts";
import type { DcnConfig } from "./lesson.ts";

export interface Rival {
  readonly key: string;
  /** "MLP 19" */
  readonly name: string;
  readonly widths: readonly number[];
  readonly parameters: number;
}

type Choice = Pick<
  DcnConfig,
  "task" | "rivals" | "crossLayers" | "cross" | "rank" | "hidden" | "deep" | "structure"
>;

/** Parameters of the reader's model, over n inputs and without embeddings. */
export function ownParameters(n: number, config: Choice): number {
  const deep = deepSizes(config);
  let [count, width] = [config.crossLayers * crossParameters(n, config), n];
  for (const to of deep) {
    count += width * to + to;
    width = to;
  }
  const both = config.structure === "parallel" && config.crossLayers > 0 && deep.length > 0;
  return count + width + (both ? n : 0) + 1;
}

export function rivalsOf(n: number, config: Choice): Rival[] {
  if (config.task !== "crosses" || config.rivals === "none") return [];
  const equal = hiddenForSize(n, ownParameters(n, config));
  const hidden = [...new Set(config.rivals === "many" ? [4, 8, 16, 32, 64, equal] : [equal])];
  return hidden
    .sort((a, b) => a - b)
    .map((width) => ({
      key: `rival${width}`,
      name: `MLP ${width}`,
      widths: [width],
      parameters: mlpParameters(n, width),
    }));
}
