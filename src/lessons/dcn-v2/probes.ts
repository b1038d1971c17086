/** What the pictures of this lesson read from the model in training. */
import type { Probe } from "../../engine/training/probe.ts";
import type { ClickSplit } from "../../families/clicks/examples.ts";
import { clickProbes } from "../../families/clicks/probes.ts";
import { blocksReading, ordersReading, passReading } from "./cross-readings.ts";
import { handReading } from "./hand-reading.ts";
import type { DcnConfig } from "./lesson.ts";
import { type Parameters, scores } from "./model.ts";

export const probes = {
  ...clickProbes(scores),
  pass: passReading,
  blocks: blocksReading,
  orders: ordersReading,
  hand: handReading,
} satisfies Record<string, Probe<DcnConfig, ClickSplit, Parameters>>;
