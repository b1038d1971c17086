/** How DLRM is trained and looked at; its equations are in model.ts. */
import { defineTraining } from "../../engine/training/training.ts";
import { drawClicks } from "../../families/clicks/columns.ts";
import { clickMeasure } from "../../families/clicks/evaluate.ts";
import { type ClickSplit, prepareClicks } from "../../families/clicks/examples.ts";
import type { Batch } from "../../families/clicks/inputs.ts";
import { topSizes } from "./architecture.ts";
import type { DlrmConfig as Config } from "./lesson.ts";
import model, { type Parameters, scores } from "./model.ts";
import { probes } from "./probes.ts";

export default defineTraining<Config, ClickSplit, Parameters, Batch>({
  model,
  core: 0,
  prepare: prepareClicks,

  /** An epoch visits every training row once. */
  examples: ({ parts }) => parts.training.length,
  draw: (context, examples) => drawClicks(context, examples, topSizes(context.config)),
  measure: clickMeasure(scores),
  probes,
});
