/** What the transport says about training, in words. Pure functions of the session's state. */

import type { Lesson } from "../../engine/declarations/lesson.ts";
import { countText, plural } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { differences } from "../session/changes.ts";
import { coverNow } from "../session/cover.ts";
import { changesText, titleOf } from "../session/run-words.ts";
import type { BeneathUnderway, Run, SessionState } from "../session/state.ts";
import { resultRow } from "./metric-reading.ts";

type Part = Pick<
  SessionState,
  | "lesson"
  | "lessonStep"
  | "predictions"
  | "setup"
  | "status"
  | "underway"
  | "step"
  | "epoch"
  | "totalSteps"
  | "stepsPerSecond"
  | "secondsLeft"
  | "opened"
  | "stale"
  | "runs"
  | "currentRun"
>;

/** Without the status name: "epoch 7 / 15, 412 steps/s, 14 s left". */
export function statusDetail(state: Part): string {
  const { status, step, totalSteps } = state;
  if (status.name === "Preparing" && state.underway)
    return underwayText(state.lesson, state.underway);
  if (status.name === "Failed" || status.name === "Preparing") return say(status.detail);
  if (totalSteps === 0) return say(status.detail);
  const trained = state.runs.find(({ id }) => id === state.currentRun)?.setup ?? state.setup;
  // A lesson without epochs reads its data once.
  const epochs = Number(trained.config.epochs ?? 1);
  const passes = plural(epochs, "epoch");
  const done = Math.min(epochs, Math.floor(state.epoch + 1e-9));
  switch (status.name) {
    case "Training": {
      const parts = [say("epoch {n} / {all}", { n: Math.min(epochs, done + 1), all: epochs })];
      if (state.stepsPerSecond) parts.push(say("{n} steps/s", { n: rate(state.stepsPerSecond) }));
      if (state.secondsLeft !== null)
        parts.push(say("{time} left", { time: duration(state.secondsLeft) }));
      return parts.join(", ");
    }
    case "Pausing":
    case "Paused":
      return `${stepText(state)}, ${say("epoch {n} / {all}", { n: done, all: epochs })}`;
    case "Finished": {
      if (state.stale) return say("settings changed since");
      const run = state.runs.find(({ id }) => id === state.currentRun);
      const parts = [plural(step, "step"), passes];
      const result = resultText(state, run);
      if (result) parts.push(result);
      return parts.join(", ");
    }
    default:
      return `${passes}, ${plural(totalSteps, "step ahead", "steps ahead")}`;
  }
}

/** "result: epoch 2, Log loss 0.553"; nothing where it would answer a question that waits. */
export function resultText(
  state: Pick<SessionState, "lesson" | "lessonStep" | "predictions">,
  run: Run | undefined,
): string | null {
  const row = resultRow(run);
  const metric = state.lesson.metrics[0];
  const cover = coverNow(state);
  if (!row || !metric || cover?.hides("Best epoch")) return null;
  const value = row[metric.name];
  const n = Math.round(row.epoch);
  if (value === undefined || cover?.hides(metric.name)) return say("result: epoch {n}", { n });
  return say("result: epoch {n}, {metric} {value}", {
    n,
    metric: metric.name,
    value: value.toFixed(metric.digits),
  });
}

/** "training Matrix factorization beneath: step 120 of 630, 8 s left" */
function underwayText(lesson: Lesson, { lesson: slug, ...at }: BeneathUnderway): string {
  const training = say("training {lesson} beneath: {step}", {
    lesson: titleOf(lesson, slug),
    step: stepText(at),
  });
  if (at.secondsLeft === null) return training;
  return `${training}, ${say("{time} left", { time: duration(at.secondsLeft) })}`;
}

/**
 * What the next press of Train changes against the run on screen, said before it happens; null where it
 * goes on with that run.
 *
 * @param labels what the reader calls their own data, by id
 */
export function newRunText(
  state: Pick<SessionState, "lesson" | "setup" | "stale" | "runs" | "currentRun">,
  labels: Readonly<Record<string, string>> = {},
): string | null {
  const { lesson, setup, stale, runs } = state;
  const run = runs.find(({ id }) => id === state.currentRun);
  if (!stale || !run) return null;
  const settings = differences(lesson, run.setup, setup);
  // What has no effect with the other settings as they are is no change worth naming.
  if (settings.length === 0) return say("Train begins a new run");
  const changes = changesText(lesson, setup, { settings, labels });
  return say("Train begins a new run: {changes}", { changes });
}

export function progressText(state: Pick<SessionState, "step" | "totalSteps">) {
  return state.totalSteps === 0 ? say("not begun") : stepText(state);
}

const stepText = ({ step, totalSteps }: Pick<SessionState, "step" | "totalSteps">) =>
  say("step {n} of {all}", { n: countText(step), all: countText(totalSteps) });

const rate = (perSecond: number) =>
  perSecond < 10 ? perSecond.toFixed(1) : countText(Math.round(perSecond));

export function duration(seconds: number): string {
  if (seconds < 90) return say("{n} s", { n: Math.max(0, Math.ceil(seconds)) });
  return say("{n} min", { n: Math.round(seconds / 60) });
}
