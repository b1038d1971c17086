/** What the pictures of this lesson read from the model in training. */
import type { Probe } from "../../engine/training/probe.ts";
import type { ClickSplit } from "../../families/clicks/examples.ts";
import { clickProbes } from "../../families/clicks/probes.ts";
import { dotsReading } from "./dots-reading.ts";
import type { DlrmConfig } from "./lesson.ts";
import { type Parameters, scores } from "./model.ts";

export const probes = {
  ...clickProbes(scores),
  dots: dotsReading,
} satisfies Record<string, Probe<DlrmConfig, ClickSplit, Parameters>>;
