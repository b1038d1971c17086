/**
 * A probe is a named reading of the model, made when a visible picture asks for it. Its arguments come
 * from the page (a user, a film, a head), its answer is plain data that can be posted to the page.
 */

import type { Split } from "../data/split.ts";
import type { Config } from "../declarations/hyperparameters.ts";
import type { Streams } from "../numbers/random.ts";
import type { Notes, Parameters } from "./model.ts";

export interface ProbeContext<C = Config, S extends Split = Split> {
  readonly parameters: Parameters;
  readonly config: C;
  readonly split: S;
  readonly step: number;
  /** Copies of the streams: a probe may draw what training would draw, without disturbing it. */
  readonly streams: Streams;
  /** What `draw` has written down so far; a probe that draws, draws with copies. */
  readonly notes?: Notes;
  /** Kept between two readings of the same probe in a session (the map's last frame, say). */
  readonly memory: Map<string, unknown>;
}

export type Arguments = Readonly<Record<string, unknown>>;
/** Numbers, strings, plain objects and typed arrays; never a tensor. */
export type Reading = unknown;

export type Probe<C = Config, S extends Split = Split> = (
  context: ProbeContext<C, S>,
  args: Arguments,
) => Reading | Promise<Reading>;

export interface ProbeRequest {
  /** The name under which the answer is filed; the probe's own name unless asked for twice. */
  readonly key: string;
  readonly probe: string;
  readonly args: Arguments;
}
