/** Finished runs of other lessons that this browser keeps, for a run to stand on. */
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import { flatten, parseSetup, sameSetup } from "../../engine/declarations/setup.ts";
import { readWork, workKey } from "./keeping.ts";
import type { Run } from "./state.ts";
import type { Storage } from "./storage.ts";

/** By the slug of their lesson, oldest first. */
export type KeptRuns = Readonly<Record<string, readonly Run[]>>;

/** The runs that the reader can choose: whole ones, whose settings alone decide what they have made. */
export async function readFoundationRuns(lesson: Lesson, storage: Storage): Promise<KeptRuns> {
  const foundations = Object.entries(lesson.foundations ?? {});
  const read = foundations.map(async ([slug, declared]) => {
    const work = readWork(await storage.get(workKey(slug)));
    return [slug, (work?.runs ?? []).flatMap((run) => chosen(declared, run))] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

/** With settings that the lesson has today: a setting that came later has its default. */
function chosen(declared: Lesson, run: Run): Run[] {
  if (run.status !== "finished" || run.fork) return [];
  const { setup, problems } = parseSetup(declared, Object.entries(flatten(run.setup)));
  return problems.length === 0 ? [{ ...run, setup }] : [];
}

/** The newest that has these settings; on which device it trained does not matter. */
export function keptRunOf(runs: readonly Run[], on: Setup): Run | undefined {
  const { backend } = on;
  return runs.findLast(({ setup }) => sameSetup(onDevice(setup, backend), on));
}

function onDevice(setup: Setup, backend: Setup["backend"]): Setup {
  return { ...setup, backend, ...(setup.on && { on: onDevice(setup.on, backend) }) };
}
