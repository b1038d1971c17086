/**
 * What click models are held against: a constant, logistic regression, the same with one hand-made
 * crossing, and a factorization machine, trained on the CPU when a session opens. On the generated
 * target: least squares on the inputs, and on all their pairs.
 */

import type { Metrics } from "../../engine/declarations/run.ts";
import { oncePer } from "../../engine/once.ts";
import { underValidation } from "../../engine/ranking/evaluate.ts";
import type { ClickSplit, Divided } from "./examples.ts";
import { type FactorizationOptions, trainFactorization } from "./factorization.ts";
import { leastSquares } from "./least-squares.ts";
import { auc, logLoss, rSquared } from "./metrics.ts";
import type { ClickConfig } from "./settings.ts";

type Table = Readonly<Record<string, Metrics>>;

export function clickBaselines(split: ClickSplit, config: ClickConfig): Table {
  return config.task === "crosses"
    ? generatedBaselines(split)
    : knownBaselines(split.whole, split, config);
}

/** A session opens often with the same data; its baselines are worked out once. */
const knownBaselines = oncePer(
  (_whole: ClickSplit["whole"], split: ClickSplit, config: ClickConfig) =>
    ratedBaselines(split, config),
  ({ parts }, { features }) => `${features} ${fingerprint(parts.test)}`,
);

const LINEAR: FactorizationOptions = { factors: 0, lr: 0.015, epochs: 8, l2: 0 };

function ratedBaselines(split: ClickSplit, config: ClickConfig): Table {
  const { parts, rows } = split;
  const { training } = parts;
  const liked = training.reduce((sum, row) => sum + rows.label[row]!, 0) / training.length;
  const constant = Math.log(liked / (1 - liked));
  const fitted = (options: FactorizationOptions) =>
    metricsOf(split, trainFactorization(split, config, options));
  return {
    constant: metricsOf(split, (part) => new Float32Array(part.length).fill(constant)),
    "logistic regression": fitted(LINEAR),
    "with user × genre": fitted({ ...LINEAR, crossed: true }),
    "factorization machine": fitted({ factors: 8, lr: 0.004, epochs: 6, l2: 0.01 }),
  };
}

function metricsOf(
  { parts, rows }: ClickSplit,
  score: (part: Int32Array) => Float32Array,
): Metrics {
  const measure = (part: Int32Array) => {
    const labels = Float32Array.from(part, (row) => rows.label[row]!);
    const logits = score(part);
    return { AUC: auc(logits, labels), loss: logLoss(logits, labels) };
  };
  const { AUC, loss } = measure(parts.test);
  return { AUC, "Log loss": loss, ...underValidation(measure(parts.validation)) };
}

function generatedBaselines({ parts, rows, dense: { length: inputs } }: ClickSplit): Table {
  const linear = (x: Float32Array) => [1, ...x];
  const pairs = (x: Float32Array) => [
    ...linear(x),
    ...Array.from(x).flatMap((a, i) => Array.from(x.subarray(i), (b) => a * b)),
  ];
  const fitted = (expand: (x: Float32Array) => number[]): Metrics => {
    const at = (row: number) => expand(rows.dense.subarray(row * inputs, (row + 1) * inputs));
    const some = parts.training.subarray(0, 10_000);
    const predict = leastSquares(
      Array.from(some, at),
      Array.from(some, (r) => rows.label[r]!),
    );
    const measure = (part: Divided["test"]) => ({
      R2: rSquared(
        Array.from(part, (row) => predict(at(row))),
        Array.from(part, (row) => rows.label[row]!),
      ),
    });
    return { ...measure(parts.test), ...underValidation(measure(parts.validation)) };
  };
  return { linear: fitted(linear), "all pairs": fitted(pairs) };
}

function fingerprint(rows: Int32Array): number {
  return rows.reduce((hash, row) => Math.imul(hash ^ row, 0x01000193), 0x811c9dc5);
}
