/** What changed in a run, how its history grows, and which number speaks for it. Pure functions. */
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { best, type HistoryRow, type Opened, type Setup } from "../../engine/declarations/run.ts";
import { defaultSetup } from "../../engine/declarations/setup.ts";
import { differences } from "./changes.ts";
import type { Run } from "./state.ts";

const MOST_HIGHLIGHTED = 4;
/** So many of the newest are drawn as curves, beside the highlighted ones. */
export const MOST_DRAWN = 40;

/** The runs that curves are drawn of; more grey lines tell nothing and take long. */
export function drawnRuns(runs: readonly Run[]): readonly Run[] {
  const from = runs.length - MOST_DRAWN;
  return from <= 0 ? runs : runs.filter(({ highlighted }, at) => highlighted || at >= from);
}

export function newRun(
  lesson: Lesson,
  setup: Setup,
  opened: Opened,
  runs: readonly Run[],
  fork?: { readonly from: Run; readonly step: number; readonly changed: Config },
): Run {
  const previous = fork?.from ?? runs.at(-1);
  const labels = Object.fromEntries(
    [previous?.dataset, opened.dataset].flatMap((data) =>
      data?.label === undefined ? [] : [[data.name, data.label]],
    ),
  );
  const history = fork ? fork.from.history.filter(({ step }) => step <= fork.step) : [];
  return withBest(lesson, {
    id: crypto.randomUUID?.() ?? `${Date.now()}-${runs.length}`,
    number: Math.max(0, ...runs.map(({ number }) => number)) + 1,
    changed: {
      since: previous ? "before" : "defaults",
      settings: differences(lesson, previous?.setup ?? defaultSetup(lesson), setup),
      labels,
    },
    setup,
    backend: { name: opened.backend.name, adapter: opened.backend.adapter },
    dataset: opened.dataset,
    history,
    baselines: opened.baselines,
    status: "running",
    step: fork?.step ?? 0,
    totalSteps: opened.totalSteps,
    seconds: 0,
    parameters: opened.parameterCount,
    metrics: null,
    bestEpoch: null,
    ...(fork && { fork: { parent: fork.from.id, step: fork.step, changed: fork.changed } }),
    highlighted: true,
  });
}

/** The run with rows added; a row of a step that is there already (after time travel) replaces it. */
export function withRows(lesson: Lesson, run: Run, rows: readonly HistoryRow[]): Run {
  if (rows.length === 0) return run;
  const first = rows[0]!.step;
  const after = rows.at(-1)!.step;
  const history = [
    ...run.history.filter(({ step }) => step < first),
    ...rows,
    ...run.history.filter(({ step }) => step > after),
  ];
  return withBest(lesson, { ...run, history });
}

function withBest(lesson: Lesson, run: Run): Run {
  const chosen = best(run.history, lesson.selectBy, lesson.selectBetter);
  return { ...run, metrics: chosen?.metrics ?? null, bestEpoch: chosen?.epoch ?? null };
}

/**
 * Finished runs that differ in nothing but the seed, together; every other run alone. In the order of
 * the newest of each group.
 */
export function seedGroups(runs: readonly Run[]): Run[][] {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const { config, dataset, backend, on } = run.setup;
    const alike = run.status === "finished" && !run.fork;
    const key = alike ? JSON.stringify([config, dataset, backend, on, run.totalSteps]) : run.id;
    const group = (groups.get(key) ?? []).filter(({ setup }) => setup.seed !== run.setup.seed);
    groups.delete(key);
    groups.set(key, [...group, run]);
  }
  return [...groups.values()];
}

/** At most four runs are highlighted: switching one on greys the oldest of the others. */
export function withHighlight(runs: readonly Run[], id: string, on: boolean): Run[] {
  const others = runs.filter((run) => run.highlighted && run.id !== id);
  const dropped = on && others.length >= MOST_HIGHLIGHTED ? others[0]!.id : undefined;
  return runs.map((run) => {
    if (run.id === id) return { ...run, highlighted: on };
    return run.id === dropped ? { ...run, highlighted: false } : run;
  });
}
