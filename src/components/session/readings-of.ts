/**
 * Readings that are checked against the probes which answer them: `readingsOf<typeof probes>()` in a
 * lesson's panel knows their names, what they take and what they give. Types only: probes stay in the worker.
 */
import type { Arguments } from "../../engine/training/probe.ts";
import { useReading } from "./use-session.ts";

type Probes = Readonly<Record<string, (context: never, args: never) => unknown>>;

/** What a probe takes, where it takes anything. */
type Takes<P> = P extends (context: never) => unknown
  ? [args?: Record<never, never>]
  : P extends (context: never, args: infer A) => unknown
    ? Record<never, never> extends A
      ? [args?: A]
      : [args: A]
    : never;

/** A hook: what the probe of that name reads of the model on screen, undefined before the first answer. */
export type UseReading<P extends Probes> = <K extends keyof P & string>(
  probe: K,
  ...args: Takes<P[K]>
) => Awaited<ReturnType<P[K]>> | undefined;

export function readingsOf<P extends Probes>(): UseReading<P> {
  return (probe, ...[args]) => useReading(probe, args as Arguments | undefined) as never;
}
