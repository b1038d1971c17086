/** How a run settles a prediction: pure functions of the reader's answer and the runs' numbers. */
import type { Prediction } from "../../engine/declarations/lesson.ts";
import { say } from "../language/say.ts";
import type { Answer, Settled, Side } from "../session/prediction.ts";

export interface Grade {
  /** Null where only the size of the gap means something. */
  readonly right: boolean | null;
  /** The reader's answer in words. */
  readonly yours: string;
  /** The run's answer in words. */
  readonly theirs: string;
  /** For a value or a curve: (mean) distance between the two, in the metric's unit. */
  readonly gap: number | null;
  /** What in the numbers decided, if the prediction says. */
  readonly because: string | null;
}

/** An answer to another kind of question (kept work of an older lesson, say) cannot be graded. */
export function grade(prediction: Prediction, answer: Answer, settled: Settled): Grade | null {
  const { outcome } = settled;
  switch (prediction.kind) {
    case "choice": {
      if (answer.kind !== "choice") return null;
      const { answer: theirs, because } = prediction.grade(outcome);
      const label = (id: string) => say(prediction.options.find((o) => o.id === id)?.label ?? id);
      return {
        right: answer.option === theirs,
        yours: label(answer.option),
        theirs: label(theirs),
        gap: null,
        because,
      };
    }
    case "winner": {
      if (answer.kind !== "winner") return null;
      const [run, against] = [outcome.run[prediction.metric], outcome.against[prediction.metric]];
      if (run === undefined || against === undefined) return null;
      const theirs = winner(run, against, prediction.tie);
      const { labels, metric } = prediction;
      const label = { run: say(labels[0]), against: say(labels[1]), tie: say("No difference") };
      const numbers = {
        metric,
        run: label.run,
        runValue: shown(run),
        against: label.against,
        againstValue: shown(against),
      };
      return {
        right: answer.side === theirs,
        yours: label[answer.side],
        theirs: label[theirs],
        gap: null,
        because:
          theirs === "tie"
            ? say(
                "{metric}: {run} {runValue}, {against} {againstValue}, closer than the {tie} that seeds differ by.",
                { ...numbers, tie: shown(prediction.tie) },
              )
            : say("{metric}: {run} {runValue}, {against} {againstValue}.", numbers),
      };
    }
    case "curve": {
      if (answer.kind !== "curve") return null;
      const points = answer.epochs.flatMap((epoch, i) => {
        const value = valueAt(settled.curve, epoch);
        return value === undefined ? [] : [{ yours: answer.values[i]!, theirs: value }];
      });
      const last = points.at(-1);
      if (!last) return null;
      const gap = points.reduce((sum, p) => sum + Math.abs(p.yours - p.theirs), 0) / points.length;
      return {
        right: null,
        yours: say("{value} at the end", { value: shown(last.yours) }),
        theirs: say("{value} at the end", { value: shown(last.theirs) }),
        gap,
        because: null,
      };
    }
    case "value": {
      if (answer.kind !== "value") return null;
      const theirs = outcome.run[prediction.metric];
      if (theirs === undefined) return null;
      const unit = prediction.unit ? ` ${say(prediction.unit)}` : "";
      return {
        right: null,
        yours: shown(answer.value) + unit,
        theirs: shown(theirs) + unit,
        gap: Math.abs(answer.value - theirs),
        because: null,
      };
    }
  }
}

/** Which run ends higher; a difference of `tie` or less is none. */
export function winner(run: number, against: number, tie: number): Side {
  if (Math.abs(run - against) <= tie) return "tie";
  return run > against ? "run" : "against";
}

/** The curve's value at an epoch, between two measured ones on the line that joins them. */
export function valueAt(curve: Settled["curve"], epoch: number): number | undefined {
  const after = curve.findIndex((point) => point.epoch >= epoch);
  if (after === -1) return undefined;
  const right = curve[after]!;
  if (right.epoch === epoch || after === 0) return right.epoch === epoch ? right.value : undefined;
  const left = curve[after - 1]!;
  const part = (epoch - left.epoch) / (right.epoch - left.epoch);
  return left.value + part * (right.value - left.value);
}

/** The epochs that a drawn curve has a handle at: all of them, or every so many up to the last. */
export function curveColumns(epochs: number, most = 16): number[] {
  const stride = Math.ceil(epochs / most);
  const columns: number[] = [];
  for (let epoch = epochs; epoch > 0; epoch -= stride) columns.unshift(epoch);
  return columns;
}

/** Three significant digits, without an exponent where people read none. */
export function shown(value: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1000) return value.toLocaleString("en", { maximumFractionDigits: 0 });
  if (size < 1e-4) return value.toExponential(1);
  return value.toLocaleString("en", { maximumSignificantDigits: 3 });
}
