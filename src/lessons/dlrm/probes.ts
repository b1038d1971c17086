/** What the pictures of this lesson read from the model in training. */
import type { ClickSplit } from "../../engine/clicks/examples.ts";
import { clickProbes } from "../../engine/clicks/probes.ts";
import type { Probe } from "../../engine/probe.ts";
import { dotsReading } from "./dots-reading.ts";
import type { DlrmConfig } from "./lesson.ts";
import { scores } from "./model.ts";

export const probes: Readonly<Record<string, Probe<DlrmConfig, ClickSplit>>> = {
  ...clickProbes<DlrmConfig>((parameters, batch, config) => scores(parameters, batch, config)),
  dots: dotsReading,
};
