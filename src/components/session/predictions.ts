/**
 * How committed predictions are settled: by finished runs with exactly the settings that the prediction
 * names, whenever those finish. The same seed and data are used for both runs of a comparison.
 */
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import type { Lesson, Prediction } from "../../engine/declarations/lesson.ts";
import type { Metrics, Setup } from "../../engine/declarations/run.ts";
import { defaultSetup, sameSetup } from "../../engine/declarations/setup.ts";
import type { PredictionState, Settled } from "./prediction.ts";
import type { Run } from "./state.ts";

export type Predictions = Readonly<Record<string, PredictionState>>;

export function findPrediction(lesson: Lesson, id: string): Prediction | undefined {
  return lesson.steps.flatMap((step) => step.prediction ?? []).find((known) => known.id === id);
}

/** The set-ups a prediction needs runs of, in the order they are trained. */
export function setupsOf(lesson: Lesson, prediction: Prediction, now: Setup): Setup[] {
  const base = defaultSetup(lesson);
  const setup = (changes: Config): Setup => ({
    ...base,
    seed: now.seed,
    dataset: now.dataset,
    backend: now.backend,
    config: { ...base.config, ...changes },
  });
  const { against, run } = prediction;
  return against ? [setup(against), setup(run)] : [setup(run)];
}

/** The newest finished, unforked run with these settings. */
export function finishedRun(runs: readonly Run[], setup: Setup): Run | undefined {
  return runs.findLast(
    (run) => run.status === "finished" && !run.fork && sameSetup(run.setup, setup),
  );
}

/** What the runs make of a prediction, once they are all there. */
export function settle(
  lesson: Lesson,
  prediction: Prediction,
  runs: readonly Run[],
  now: Setup,
): Settled | null {
  const found = setupsOf(lesson, prediction, now).map((setup) => finishedRun(runs, setup));
  const run = found.at(-1);
  if (!run || found.some((one) => !one)) return null;
  const against = prediction.against ? found[0] : undefined;
  const metric = prediction.kind === "curve" ? prediction.metric : undefined;
  return {
    outcome: {
      run: finalNumbers(run),
      against: against ? finalNumbers(against) : {},
      baseline: run.baselines[lesson.baseline ?? "popularity"] ?? {},
    },
    curve: metric
      ? run.history.flatMap((row) =>
          row[metric] === undefined ? [] : [{ epoch: row.epoch, value: row[metric] }],
        )
      : [],
  };
}

/** Test metrics at the chosen epoch, the last loss, and how long it took. */
function finalNumbers(run: Run): Metrics {
  const last = run.history.at(-1);
  return {
    ...run.metrics,
    ...(last && { Loss: last.loss }),
    ...(run.bestEpoch !== null && { "Best epoch": run.bestEpoch }),
    Seconds: run.seconds,
  };
}
