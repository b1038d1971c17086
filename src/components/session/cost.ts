/** What the runs of a prediction will cost on this machine, before they are begun. Pure functions. */
import type { Lesson, Prediction } from "../../engine/declarations/lesson.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import { sameSetup } from "../../engine/declarations/setup.ts";
import { finishedRun, setupsOf } from "./predictions.ts";
import type { Run } from "./state.ts";

export interface Cost {
  /** How many are still to be trained. */
  readonly runs: number;
  /** Null as long as nothing has been trained here that could tell. */
  readonly seconds: number | null;
}

export function costOf(
  lesson: Lesson,
  prediction: Prediction,
  runs: readonly Run[],
  now: Setup,
): Cost {
  const paces = prediction.against
    ? [prediction.pace?.[1], prediction.pace?.[0]]
    : [prediction.pace?.[0]];
  const missing = setupsOf(lesson, prediction, now)
    .map((setup, i) => ({ setup, pace: paces[i] ?? 1 }))
    .filter(({ setup }) => !finishedRun(runs, setup));
  const each = missing.map(({ setup, pace }) => secondsOf(runs, setup, pace));
  const known = each.filter((seconds) => seconds !== null);
  return {
    runs: missing.length,
    seconds: known.length < each.length ? null : known.reduce((sum, seconds) => sum + seconds, 0),
  };
}

/** As long as the same settings took with another seed, else by the fastest step that was seen here. */
function secondsOf(runs: readonly Run[], setup: Setup, pace: number): number | null {
  const { dataset, backend } = setup;
  const here = runs.filter(
    (run) =>
      run.status === "finished" &&
      !run.fork &&
      run.setup.dataset === dataset &&
      run.setup.backend === backend &&
      run.seconds > 0,
  );
  const alike = here.findLast((run) => sameSetup({ ...run.setup, seed: setup.seed }, setup));
  if (alike) return alike.seconds;
  const perStep = (run: Run) => run.seconds / run.totalSteps;
  const [fastest] = [...here].sort((a, b) => perStep(a) - perStep(b));
  if (!fastest) return null;
  const ratio = (key: string) => {
    const [to, from] = [Number(setup.config[key]), Number(fastest.setup.config[key])];
    return to > 0 && from > 0 ? to / from : 1;
  };
  return fastest.seconds * (ratio("epochs") / ratio("batch")) * pace;
}
