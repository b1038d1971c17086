/** Training told in a few sentences, for those who hear the page: at each quarter, and at the end. */
import type { SessionState } from "../session/state.ts";
import { metricReading } from "./metric-reading.ts";
import { statusDetail } from "./status-text.ts";

const QUARTERS = ["", "A quarter done", "Halfway", "Three quarters done"] as const;

/** Changes four times a run, however long it is, so that a screen reader is never flooded. */
export function narration(state: SessionState): string {
  const { name } = state.status;
  if (name === "Failed") return `${name}: ${statusDetail(state)}`;
  if (name !== "Training" && name !== "Finished") return name;
  const quarter = state.totalSteps ? Math.floor((4 * state.step) / state.totalSteps) : 0;
  const done = QUARTERS[quarter];
  const sentence = name === "Finished" ? name : done ? `${name}: ${done.toLowerCase()}` : name;
  if (sentence === "Training") return sentence;
  const run = state.runs.find(({ id }) => id === state.currentRun);
  const metric = state.lesson.metrics[0]!;
  // What is said must not change within a quarter: the metric as it stood when the quarter began.
  const began = Math.ceil((quarter * state.totalSteps) / 4);
  const { value } = metricReading(run, metric.name, name === "Finished" ? state.step : began);
  if (value === null) return `${sentence}.`;
  const popular = run?.baselines.popularity?.[metric.name];
  const beside =
    popular === undefined ? "" : `, recommending what is popular ${popular.toFixed(metric.digits)}`;
  return `${sentence}. ${metric.name} ${value.toFixed(metric.digits)}${name === "Finished" ? beside : ""}.`;
}
