/** Training told in a few sentences, for those who hear the page: at each quarter, and at the end. */
import { say, word } from "../language/say.ts";
import { coverNow } from "../session/cover.ts";
import type { SessionState } from "../session/state.ts";
import { metricAt, resultRow } from "./metric-reading.ts";
import { statusDetail } from "./status-text.ts";

const QUARTERS = [
  null,
  word("Training: a quarter done."),
  word("Training: halfway."),
  word("Training: three quarters done."),
] as const;

/** Changes four times a run, however long it is, so that a screen reader is never flooded. */
export function narration(state: SessionState): string {
  const { name } = state.status;
  if (name === "Failed") return say("Failed: {detail}", { detail: statusDetail(state) });
  if (name !== "Training" && name !== "Finished") return say(name);
  const quarter = state.totalSteps ? Math.floor((4 * state.step) / state.totalSteps) : 0;
  const sentence = name === "Finished" ? word("Finished.") : QUARTERS[quarter];
  if (!sentence) return say(name);
  const run = state.runs.find(({ id }) => id === state.currentRun);
  const metric = state.lesson.metrics[0]!;
  // What is said must not change within a quarter: the metric as it stood when the quarter began.
  const began = Math.ceil((quarter * state.totalSteps) / 4);
  const value =
    name === "Finished"
      ? (resultRow(run)?.[metric.name] ?? null)
      : metricAt(run, metric.name, began);
  if (value === null || coverNow(state)?.hides(metric.name)) return say(sentence);
  const popular = run?.baselines.popularity?.[metric.name];
  const now = { metric: metric.name, value: value.toFixed(metric.digits) };
  const numbers =
    name === "Finished" && popular !== undefined
      ? say("{metric} {value}, recommending what is popular {popular}.", {
          ...now,
          popular: popular.toFixed(metric.digits),
        })
      : say("{metric} {value}.", now);
  return `${say(sentence)} ${numbers}`;
}
