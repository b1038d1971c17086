/** How DCN-v2 is trained and looked at; its equations are in model.ts. */
import { defineTraining } from "../../engine/training/training.ts";
import { drawClicks } from "../../families/clicks/columns.ts";
import { clickMeasure } from "../../families/clicks/evaluate.ts";
import { type ClickSplit, prepareClicks } from "../../families/clicks/examples.ts";
import type { Batch } from "../../families/clicks/inputs.ts";
import { deepSizes } from "./architecture.ts";
import type { DcnConfig as Config } from "./lesson.ts";
import model, { type Parameters, scores } from "./model.ts";
import { probes } from "./probes.ts";
import { rivalsOf } from "./rival-names.ts";

export default defineTraining<Config, ClickSplit, Parameters, Batch>({
  model,
  core: 0,
  prepare: prepareClicks,

  /** An epoch visits every training row once. */
  examples: ({ parts }) => parts.training.length,
  draw: (context, examples) => drawClicks(context, examples, deepSizes(context.config)),
  measure: clickMeasure(scores),

  /** On the generated target MLPs: this very model, without cross layers and with a hidden layer. */
  beside: (config, { dense }) =>
    Object.fromEntries(
      rivalsOf(dense.length, config).map(({ name, hidden }) => [
        name,
        { config: { crossLayers: 0, hidden, rivals: "none" }, metrics: ["R2"] },
      ]),
    ),
  probes,
});
