/** What a class has handed in, and what training it again makes of it. Pure but for the training itself. */
import type { Lesson, Prediction } from "../../engine/declarations/lesson.ts";
import { sameSetup } from "../../engine/declarations/setup.ts";
import type { EngineClient } from "./engine-client.ts";
import { disagreements, type HandedIn, setupOfGoal } from "./homework.ts";
import { numberIn, optionIn, optionsOf } from "./options.ts";
import { findPrediction, settle, setupsOf } from "./predictions.ts";
import type { Run } from "./state.ts";
import { trainThrough } from "./train-through.ts";

/** One answer of one reader. */
export interface Collected {
  /** Of this list. */
  readonly key: string;
  readonly handed: HandedIn;
  /** Null where the reader's browser could not sign. */
  readonly intact: boolean | null;
  /** What training again has found; absent until then. */
  readonly checked?: Checked;
}

export interface Checked {
  /** What does not come out as it was handed in, a sentence's worth each; empty where all does. */
  readonly differs: readonly string[];
  /** How many runs were trained. */
  readonly runs: number;
}

/** Trains every run that an answer stands on. @param trained runs that are there already, shared by the answers */
export async function checkAgain(
  lesson: Lesson,
  { predictions, goals }: HandedIn,
  client: EngineClient,
  trained: Run[],
): Promise<Checked> {
  const differs: string[] = [];
  let runs = 0;
  const runOf = async (setup: Run["setup"]): Promise<Run | undefined> => {
    const known = trained.find((run) => sameSetup(run.setup, setup));
    if (known) return known;
    const run = await trainThrough(client, lesson, setup, {
      among: () => trained,
      wanted: () => true,
    });
    if (run) {
      trained.push(run);
      runs++;
    }
    return run;
  };
  for (const { id, under, outcome } of predictions) {
    const prediction = findPrediction(lesson, id);
    if (!prediction) {
      differs.push(id);
      continue;
    }
    for (const setup of setupsOf(lesson, prediction, under)) await runOf(setup);
    const settled = settle(lesson, prediction, trained, under);
    const wrong = settled
      ? [
          ...disagreements(outcome.run, settled.outcome.run),
          ...disagreements(outcome.against, settled.outcome.against),
        ]
      : ["?"];
    if (wrong.length > 0) differs.push(`${id}: ${[...new Set(wrong)].join(", ")}`);
  }
  for (const { step, settings, metrics } of goals) {
    const goal = lesson.steps.find(({ id }) => id === step)?.goal;
    const setup = setupOfGoal(lesson, settings);
    const run = setup && (await runOf(setup));
    if (!goal || !run?.metrics) {
      differs.push(step);
      continue;
    }
    const wrong = disagreements(metrics, run.metrics);
    const reached = goal.reached({ metrics: run.metrics, config: run.setup.config });
    if (wrong.length > 0 || !reached) differs.push(`${step}: ${wrong.join(", ") || "–"}`);
  }
  return { differs, runs };
}

/** How often each option of a prediction was chosen. */
export function histogramOf(
  prediction: Prediction,
  answers: readonly HandedIn["predictions"][number]["answer"][],
): readonly { readonly label: string; readonly count: number }[] {
  if (prediction.kind === "choice" || prediction.kind === "winner") {
    const chosen = answers.map(optionIn);
    return optionsOf(prediction).map(({ id, label }) => ({
      label,
      count: chosen.filter((one) => one === id).length,
    }));
  }
  // The value, or where a curve ends, in ten parts of the range.
  const [low, high] = prediction.range;
  const values = answers.flatMap((answer) => numberIn(answer) ?? []);
  const parts = 10;
  const width = (high - low) / parts;
  const at = (value: number) => Math.min(parts - 1, Math.max(0, Math.floor((value - low) / width)));
  return Array.from({ length: parts }, (_, i) => ({
    label: `${Number((low + i * width).toPrecision(3))}–${Number((low + (i + 1) * width).toPrecision(3))}`,
    count: values.filter((value) => at(value) === i).length,
  }));
}
