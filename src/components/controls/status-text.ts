/** What the transport says about training, in words. Pure functions of the session's state. */
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
  if (status.name === "Failed" || status.name === "Preparing") return status.detail;
  if (totalSteps === 0) return status.detail;
  const epochs = state.opened ? Math.round(totalSteps / state.opened.stepsPerEpoch) : 0;
  const passes = `${epochs} ${epochs === 1 ? "epoch" : "epochs"}`;
  const done = Math.min(epochs, Math.floor(state.epoch + 1e-9));
  switch (status.name) {
    case "Training": {
      const parts = [`epoch ${Math.min(epochs, done + 1)} / ${epochs}`];
      if (state.stepsPerSecond) parts.push(`${rate(state.stepsPerSecond)} steps/s`);
      if (state.secondsLeft !== null) parts.push(`${duration(state.secondsLeft)} left`);
      return parts.join(", ");
    }
    case "Paused":
      return `step ${count(step)} of ${count(totalSteps)}, epoch ${done} / ${epochs}`;
    case "Finished": {
      if (state.stale) return "settings changed since";
      const run = state.runs.find(({ id }) => id === state.currentRun);
      const chosen = run?.bestEpoch == null ? "" : `, result of epoch ${Math.round(run.bestEpoch)}`;
      return `${count(step)} steps, ${passes}${chosen}`;
    }
    default:
      return `${passes}, ${count(totalSteps)} steps ahead`;
  }
}

export function progressText({ step, totalSteps }: Pick<SessionState, "step" | "totalSteps">) {
  return totalSteps === 0 ? "not begun" : `step ${count(step)} of ${count(totalSteps)}`;
}

export const count = (n: number) => n.toLocaleString("en");

const rate = (perSecond: number) =>
  perSecond < 10 ? perSecond.toFixed(1) : count(Math.round(perSecond));

export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(0, Math.ceil(seconds))} s`;
  return `${Math.round(seconds / 60)} min`;
}
