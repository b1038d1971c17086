/** What the transport says about training, in words. Pure functions of the session's state. */
import { countText, plural } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import type { SessionState } from "../session/state.ts";

type Part = Pick<
  SessionState,
  | "status"
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
  if (status.name === "Failed" || status.name === "Preparing") return say(status.detail);
  if (totalSteps === 0) return say(status.detail);
  const epochs = state.opened ? Math.round(totalSteps / state.opened.stepsPerEpoch) : 0;
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
    case "Paused":
      return `${stepText(state)}, ${say("epoch {n} / {all}", { n: done, all: epochs })}`;
    case "Finished": {
      if (state.stale) return say("settings changed since");
      const run = state.runs.find(({ id }) => id === state.currentRun);
      const parts = [plural(step, "step"), passes];
      if (run?.bestEpoch != null) {
        parts.push(say("result of epoch {n}", { n: Math.round(run.bestEpoch) }));
      }
      return parts.join(", ");
    }
    default:
      return `${passes}, ${plural(totalSteps, "step ahead", "steps ahead")}`;
  }
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
