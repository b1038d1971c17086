/** Which other models train beside the reader's on the generated target: no tfjs. */
import { crossParameters, deepSizes, hiddenForSize, mlpParameters } from "./architecture.ts";
import type { DcnConfig } from "./lesson.ts";

export interface Rival {
  /** "MLP 19" */
  readonly name: string;
  /** Units of its one hidden layer. */
  readonly hidden: number;
  readonly parameters: number;
}

/** Hidden units of the MLPs that race beside the reader's model. */
const SIZES = [4, 8, 40, 100, 300];

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
  const sizes = [...new Set(config.rivals === "many" ? [...SIZES, equal] : [equal])];
  return sizes
    .sort((a, b) => a - b)
    .map((hidden) => ({ name: `MLP ${hidden}`, hidden, parameters: mlpParameters(n, hidden) }));
}

/** What a model on the generated target is, in a few words: "2 cross layers of rank 4". */
export function architectureName(config: Choice): string {
  const layers = config.crossLayers === 1 ? "1 cross layer" : `${config.crossLayers} cross layers`;
  const low = config.cross === "matrix" && config.rank > 0 ? ` of rank ${config.rank}` : "";
  const crosses =
    config.crossLayers > 0 ? `${layers}${config.cross === "vector" ? " (v1)" : low}` : "";
  const hidden = config.hidden > 0 ? `MLP ${config.hidden}` : "";
  return [crosses, hidden].filter(Boolean).join(" and ") || "linear";
}
