/** What the lessons claim of their runs, and whether the runs bear it out. Pure functions. */
import type { Config } from "./engine/declarations/hyperparameters.ts";
import type { Claim, Lesson, Result } from "./engine/declarations/lesson.ts";
import type { HistoryRow, Metrics } from "./engine/declarations/run.ts";

/** Every claim is held to these. */
export const SEEDS = [1, 2, 3] as const;

export interface PlacedClaim {
  readonly lesson: string;
  readonly step: string;
  readonly claim: Claim;
}

export const claimsOf = (lesson: Lesson): PlacedClaim[] =>
  lesson.steps.flatMap((step) =>
    (step.claims ?? []).map((claim) => ({ lesson: lesson.slug, step: step.id, claim })),
  );

/** The name of a run among those of all claims: the same settings are trained once. */
export const runKey = (lesson: string, run: Config): string =>
  `${lesson} ${JSON.stringify(Object.entries(run).sort(([a], [b]) => (a < b ? -1 : 1)))}`;

/** What `npm run train` prints of a run, as far as claims read it. */
export interface Trained {
  readonly metrics: Metrics;
  readonly bestEpoch: number | null;
  readonly history: readonly HistoryRow[];
  readonly baselines: Readonly<Record<string, Metrics>>;
}

export function resultOf({ metrics, bestEpoch, history, baselines }: Trained): Result {
  const last = history.at(-1);
  return {
    metrics: {
      ...metrics,
      ...(last && { Loss: last.loss }),
      ...(bestEpoch !== null && { "Best epoch": bestEpoch }),
    },
    epochs: history.filter((row) => Object.keys(row).length > 3),
    baselines,
  };
}

/** The seeds on which a claim does not hold; [0] where it does not hold of their mean. */
export function contradictions(
  { lesson, claim }: PlacedClaim,
  trained: Readonly<Record<string, readonly Trained[]>>,
): number[] {
  const bySeed = SEEDS.map((_, i) =>
    Object.fromEntries(
      Object.entries(claim.runs).map(([name, run]) => {
        const found = trained[runKey(lesson, run)]?.[i];
        if (!found) throw new Error(`There is no run ${name} of the claim “${claim.says}”`);
        return [name, resultOf(found)];
      }),
    ),
  );
  if (claim.on === "mean") return claim.holds(meanOf(bySeed)) ? [] : [0];
  return SEEDS.filter((_, i) => !claim.holds(bySeed[i]!));
}

/** Mean metrics, epochs and baselines of each run over the seeds. */
function meanOf(seeds: readonly Readonly<Record<string, Result>>[]): Record<string, Result> {
  const mean = (all: readonly Metrics[]): Metrics =>
    Object.fromEntries(
      Object.keys(all[0]!).map((name) => [
        name,
        all.reduce((sum, metrics) => sum + (metrics[name] ?? Number.NaN), 0) / all.length,
      ]),
    );
  return Object.fromEntries(
    Object.entries(seeds[0]!).map(([name, first]) => {
      const all = seeds.map((results) => results[name]!);
      const baselines = Object.keys(first.baselines).map((baseline) => [
        baseline,
        mean(all.map((result) => result.baselines[baseline]!)),
      ]);
      const metrics = mean(all.map((result) => result.metrics));
      const epochs = first.epochs.map((_, at) => mean(all.map((result) => result.epochs[at]!)));
      return [name, { metrics, epochs, baselines: Object.fromEntries(baselines) }];
    }),
  );
}
