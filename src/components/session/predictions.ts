/**
 * How committed predictions are settled: by finished runs with exactly the settings that the prediction
 * names, whenever those finish. The same seed and data are used for both runs of a comparison.
 */
import type { Config } from "../../engine/declarations/hyperparameters.ts";
import type { Lesson, Outcome, Prediction } from "../../engine/declarations/lesson.ts";
import type { Metrics, Setup } from "../../engine/declarations/run.ts";
import { sameSetup, setupWith } from "../../engine/declarations/setup.ts";
import type { PredictionState, Settled } from "./prediction.ts";
import type { Run } from "./state.ts";

/** What a prediction leaves to the reader. */
type Under = Pick<Setup, "seed" | "dataset" | "backend">;

export type Predictions = Readonly<Record<string, PredictionState>>;

export function findPrediction(lesson: Lesson, id: string): Prediction | undefined {
  return lesson.steps.flatMap((step) => step.prediction ?? []).find((known) => known.id === id);
}

/** The set-ups a prediction needs runs of, in the order they are trained. */
export function setupsOf(lesson: Lesson, prediction: Prediction, now: Under): Setup[] {
  const setup = (changes: Config): Setup => setupWith(lesson, changes, now);
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
  { seed, dataset, backend }: Under,
): Settled | null {
  const found = foundOf(lesson, prediction, runs, { seed, dataset, backend });
  if (!found) return null;
  const metric = prediction.kind === "curve" ? prediction.metric : undefined;
  return {
    outcome: outcomeOf(lesson, found),
    curve: metric
      ? found.run.history.flatMap((row) =>
          row[metric] === undefined ? [] : [{ epoch: row.epoch, value: row[metric] }],
        )
      : [],
    under: { seed, dataset, backend },
  };
}

/** Whether chance may have decided between the two runs of one seed. */
export function isNear(prediction: Prediction, outcome: Outcome): boolean {
  if (prediction.kind === "choice") return prediction.near?.(outcome) ?? false;
  if (prediction.kind !== "winner") return false;
  const { metric, tie } = prediction;
  return Math.abs((outcome.run[metric] ?? 0) - (outcome.against[metric] ?? 0)) <= 2 * tie;
}

/** The set-ups of two more seeds. */
export function moreSeedsOf(lesson: Lesson, prediction: Prediction, under: Under): Setup[] {
  return [1, 2].flatMap((more) =>
    setupsOf(lesson, prediction, { ...under, seed: under.seed + more }),
  );
}

/** With what three seeds say, once they have all been trained. */
export function withSeeds(
  lesson: Lesson,
  prediction: Prediction,
  settled: Settled,
  runs: readonly Run[],
): Settled {
  const { under } = settled;
  if (!under) return settled;
  const seeds = [0, 1, 2].flatMap((more) => {
    const found = foundOf(lesson, prediction, runs, { ...under, seed: under.seed + more });
    return found ? [outcomeOf(lesson, found)] : [];
  });
  return seeds.length < 3 ? settled : { ...settled, seeds };
}

interface Found {
  readonly run: Run;
  readonly against: Run | undefined;
}

function foundOf(
  lesson: Lesson,
  prediction: Prediction,
  runs: readonly Run[],
  under: Under,
): Found | null {
  const found = setupsOf(lesson, prediction, under).map((setup) => finishedRun(runs, setup));
  const run = found.at(-1);
  if (!run || found.some((one) => !one)) return null;
  return { run, against: prediction.against ? found[0] : undefined };
}

const outcomeOf = (lesson: Lesson, { run, against }: Found): Outcome => ({
  run: finalNumbers(run),
  against: against ? finalNumbers(against) : {},
  baseline: run.baselines[lesson.baseline ?? "popularity"] ?? {},
});

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
