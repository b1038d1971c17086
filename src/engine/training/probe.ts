/**
 * A probe is a named reading of the model, made when a visible picture asks for it. Its arguments come
 * from the page (a user, a film, a head), its answer is plain data that can be posted to the page.
 */
import type { Split } from "../data/split.ts";
import type { Config } from "../declarations/hyperparameters.ts";
import { type Sentence, toldBy } from "../declarations/sentence.ts";
import type { Streams } from "../numbers/random.ts";
import type { Batch, Notes } from "./batch.ts";
import type { Parameters } from "./parameters.ts";
import type { Made } from "./training.ts";

export interface ProbeContext<
  C = Config,
  S extends Split = Split,
  P extends Parameters = Parameters,
> {
  readonly parameters: P;
  readonly config: C;
  readonly split: S;
  readonly step: number;
  /** Copies of the streams: a probe may draw what training would draw, without disturbing it. */
  readonly streams: Streams;
  /** What `draw` has written down so far; a probe that draws, draws with copies. */
  readonly notes: Notes;
  /** The next step: which examples it visits, and the batch that `draw` makes of them. */
  readonly next: () => { readonly examples: Int32Array; readonly batch: Batch };
  /** Kept between two readings of the same probe in a session (the map's last frame, say). */
  readonly memory: Map<string, unknown>;
  /** What the companion of this name has made, once it has taken as many steps; else undefined. */
  readonly beside: (name: string) => Promise<Made | undefined>;
}

/** As it comes from the page; a probe declares which ones it takes. */
export type Arguments = Readonly<Record<string, unknown>>;
/** Numbers, strings, plain objects and typed arrays; never a tensor. */
export type Reading = unknown;

/** Method syntax, so that a probe may declare the arguments it takes: `readingsOf` checks them on the page. */
export type Probe<C = Config, S extends Split = Split, P extends Parameters = Parameters> = {
  probe(context: ProbeContext<C, S, P>, args: never): Reading | Promise<Reading>;
}["probe"];

export interface ProbeRequest {
  /** The name under which the answer is filed; the probe's own name unless asked for twice. */
  readonly key: string;
  readonly probe: string;
  readonly args: Arguments;
}

/** The answers to requests by key. A reading that failed is its picture's affair, never the run's. */
export interface Readings {
  readonly readings: Readonly<Record<string, Reading>>;
  /** What went wrong with the others, by key. */
  readonly failed: Readonly<Record<string, Sentence>>;
}

/** @param context made anew for each, so that none disturbs another */
export async function answers(
  probes: Readonly<Record<string, Probe<never, never, never>>>,
  context: () => ProbeContext,
  requests: readonly ProbeRequest[],
): Promise<Readings> {
  const readings: Record<string, Reading> = {};
  const failed: Record<string, Sentence> = {};
  for (const { key, probe: name, args } of requests) {
    const probe = Object.hasOwn(probes, name) ? probes[name] : undefined;
    try {
      if (!probe) throw new Error(`The model has no probe "${name}"`);
      readings[key] = await probe(context() as never, args as never);
    } catch (error) {
      failed[key] = toldBy(error);
    }
  }
  return { readings, failed };
}
