/** One run from beginning to end, in a worker that nobody watches. */
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { HistoryRow, Setup } from "../../engine/declarations/run.ts";
import type { EngineClient } from "./engine-client.ts";
import { newRun, withRows } from "./runs.ts";
import type { Run } from "./state.ts";

/** Short enough that whatever else is at work is not kept waiting. */
const BUDGET_MS = 40;

interface How {
  /** The runs that are there already: the new one has the next number. */
  readonly among: () => readonly Run[];
  /** False once nobody wants it any more. */
  readonly wanted: () => boolean;
  /** Waits before each bout of steps. */
  readonly rest?: () => Promise<void>;
}

/** @returns the finished run; undefined where it is not wanted any more */
export async function trainThrough(
  client: EngineClient,
  lesson: Lesson,
  setup: Setup,
  { among, wanted, rest }: How,
): Promise<Run | undefined> {
  const opened = await client.open(setup, () => {}, wanted);
  const rows: HistoryRow[] = [];
  let seconds = 0;
  while (opened) {
    await rest?.();
    if (!wanted()) return undefined;
    const progress = await client.engine().advance({ budgetMs: BUDGET_MS }, []);
    rows.push(...progress.rows);
    seconds += progress.seconds;
    const { step, diverged, finished } = progress;
    if (diverged) throw new Error(`the loss is no number at step ${step}`);
    if (!finished) continue;
    const begun = newRun(lesson, setup, opened, among());
    const run = { ...begun, status: "finished" as const, highlighted: false, step, seconds };
    return withRows(lesson, run, rows);
  }
  return undefined;
}
