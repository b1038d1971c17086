/** How a run settles a prediction: pure functions of the reader's answer and the runs' numbers. */

import type { Outcome, Prediction } from "../../engine/declarations/lesson.ts";
import { shown } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import type { Answer, Settled, Side } from "../session/prediction.ts";
import { isNear } from "../session/predictions.ts";

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
  /** What came out, by the name that the explanation has for it; null as long as that is not decided. */
  readonly outcome: string | null;
}

/** An answer to another kind of question (kept work of an older lesson, say) cannot be graded. */
export function grade(prediction: Prediction, answer: Answer, settled: Settled): Grade | null {
  const { outcome, curve, seeds } = settled;
  const seen = { ...outcome, curve };
  const near = !seeds && isNear(prediction, outcome);
  switch (prediction.kind) {
    case "choice": {
      if (answer.kind !== "choice") return null;
      const { answer: theirs, because } = prediction.grade(seeds ? meanOf(seeds) : outcome);
      const label = (id: string) => say(prediction.options.find((o) => o.id === id)?.label ?? id);
      return {
        right: near ? null : answer.option === theirs,
        yours: label(answer.option),
        theirs: near ? say("One seed does not decide") : label(theirs),
        gap: null,
        because: seeds ? say("Means of three seeds: {because}", { because }) : because,
        outcome: near ? null : theirs,
      };
    }
    case "winner": {
      if (answer.kind !== "winner") return null;
      const { labels, metric, tie } = prediction;
      const [run, against] = [outcome.run[metric], outcome.against[metric]];
      if (run === undefined || against === undefined) return null;
      const bands = seeds && bandsOf(seeds, metric);
      const theirs = bands ? winnerOf(bands, tie) : run > against ? "run" : "against";
      const label = { run: say(labels[0]), against: say(labels[1]), tie: say("No difference") };
      const numbers = {
        metric,
        run: label.run,
        runValue: shown(bands ? bands.run.mean : run),
        against: label.against,
        againstValue: shown(bands ? bands.against.mean : against),
      };
      const because = !bands
        ? say("{metric}: {run} {runValue}, {against} {againstValue}.", numbers)
        : isStill(bands)
          ? say(
              "{metric}: {run} {runValue}, {against} {againstValue}. The seed changes nothing here; a difference of up to {tie} may be chance.",
              { ...numbers, tie: shown(tie) },
            )
          : theirs === "tie"
            ? say(
                "Mean {metric} of three seeds: {run} {runValue}, {against} {againstValue}; the seeds of the two overlap.",
                numbers,
              )
            : say(
                "Mean {metric} of three seeds: {run} {runValue}, {against} {againstValue}, and no seed of one reaches those of the other.",
                numbers,
              );
      return {
        right: near ? null : answer.side === theirs,
        yours: label[answer.side],
        theirs: near ? say("One seed does not decide") : label[theirs],
        gap: null,
        because: near
          ? `${because} ${say("Seeds alone differ by {tie}.", { tie: shown(tie) })}`
          : because,
        outcome: near ? null : theirs,
      };
    }
    case "curve": {
      if (answer.kind !== "curve") return null;
      const points = answer.epochs.flatMap((epoch, i) => {
        const value = valueAt(curve, epoch);
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
        outcome: prediction.outcome?.(seen) ?? "",
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
        outcome: prediction.outcome?.(seen) ?? "",
      };
    }
  }
}

/** What is said of this outcome; null as long as it is not decided. */
export function explanationOf({ explanation }: Prediction, { outcome }: Grade): string | null {
  if (outcome === null) return null;
  if (typeof explanation === "string") return explanation;
  const texts: Readonly<Record<string, string>> = explanation;
  return texts[outcome] ?? null;
}

/** Lowest, mean and highest of some seeds, and each of them. */
export interface Band {
  readonly values: readonly number[];
  readonly low: number;
  readonly mean: number;
  readonly high: number;
}

/** One metric of both runs over the seeds. */
export function bandsOf(
  seeds: readonly Outcome[],
  metric: string,
): Record<"run" | "against", Band> {
  const band = (side: "run" | "against"): Band => {
    const values = seeds.map((outcome) => outcome[side][metric] ?? Number.NaN);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { values, low: Math.min(...values), mean, high: Math.max(...values) };
  };
  return { run: band("run"), against: band("against") };
}

/**
 * Which of two runs is ahead on three seeds: one all of whose seeds lie above all of the other's. By chance
 * alone two sets of three part one time in ten (2 of the 20 ways to deal six numbers). Where the seed changes
 * nothing, seeds say nothing of chance: a difference up to `tie` is none.
 */
export function winnerOf(bands: Record<"run" | "against", Band>, tie: number): Side {
  const { run, against } = bands;
  if (isStill(bands) && Math.abs(run.mean - against.mean) <= tie) return "tie";
  if (run.low > against.high) return "run";
  return against.low > run.high ? "against" : "tie";
}

/** Whether all seeds have given the same numbers. */
const isStill = ({ run, against }: Record<"run" | "against", Band>): boolean =>
  run.low === run.high && against.low === against.high;

/** The mean of every number over the seeds. */
function meanOf(seeds: readonly Outcome[]): Outcome {
  const mean = (side: keyof Outcome) =>
    Object.fromEntries(
      Object.keys(seeds[0]![side]).map((name) => [
        name,
        seeds.reduce((sum, outcome) => sum + (outcome[side][name] ?? Number.NaN), 0) / seeds.length,
      ]),
    );
  return { run: mean("run"), against: mean("against"), baseline: mean("baseline") };
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
