/** Orders that need no training: the lines that every loss has to beat. */

import type { Metrics } from "../../engine/declarations/run.ts";
import { Rng } from "../../engine/numbers/random.ts";
import { underValidation } from "../../engine/ranking/evaluate.ts";
import { FEATURES } from "./features.ts";
import type { RankingConfig } from "./lesson.ts";
import { listMetrics } from "./list-metrics.ts";
import type { Lists, RankingSplit } from "./lists.ts";

export function baselines(
  lists: RankingSplit["lists"],
  { task }: RankingConfig,
): Readonly<Record<string, Metrics>> {
  const by = (score: (part: Lists) => Float32Array): Metrics => ({
    ...listMetrics(lists.test, score(lists.test)),
    ...underValidation(listMetrics(lists.validation, score(lists.validation))),
  });
  const random = by((part) => new Rng(1).normals(part.grade.length));
  if (task === "top-heavy") {
    return { "x₁ alone": by(feature(0, 2)), "x₂ alone": by(feature(1, 2)), random };
  }
  const named = (name: (typeof FEATURES)[number]) =>
    by(feature(FEATURES.indexOf(name), FEATURES.length));
  return { popularity: named("log popularity"), "item mean": named("film mean"), random };
}

/** One column of the features as the score. */
function feature(column: number, columns: number) {
  return ({ features, grade }: Lists) =>
    Float32Array.from(grade, (_, film) => features[film * columns + column]!);
}
