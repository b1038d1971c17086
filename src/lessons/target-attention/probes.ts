/** What the pictures of this lesson read from the model in training. */
import type { Probe } from "../../engine/training/probe.ts";
import type { State } from "./activation.ts";
import type { Parameters } from "./model.ts";
import type { TargetSplit } from "./prepare.ts";
import type { TargetConfig as Config } from "./settings.ts";

export const probes = {} satisfies Record<string, Probe<Config, TargetSplit, Parameters, State>>;
