/**
 * What stands covered while a question waits for the reader's guess: the numbers, the curve, the picture and
 * the text that would answer it. Committing or skipping takes the cover off.
 */
import type { Lesson, Prediction } from "../../engine/declarations/lesson.ts";
import type { SessionState } from "./state.ts";
import { useSession } from "./use-session.ts";

export interface Cover {
  readonly prediction: Prediction;
  /** Whether a metric is covered: "NDCG@10", "Best epoch"; or a column of the history. */
  readonly hides: (column: string) => boolean;
  readonly views: readonly string[];
}

const covers = new WeakMap<Lesson, ReadonlyMap<string, Cover>>();

/** The covers of a lesson, by the section that asks. */
function coversOf(lesson: Lesson): ReadonlyMap<string, Cover> {
  let known = covers.get(lesson);
  if (!known) {
    known = new Map(
      lesson.steps.flatMap(({ id, prediction }) =>
        prediction ? [[id, coverOf(prediction)] as const] : [],
      ),
    );
    covers.set(lesson, known);
  }
  return known;
}

function coverOf(prediction: Prediction): Cover {
  const own = "metric" in prediction ? [prediction.metric] : [];
  const metrics = [...own, ...(prediction.covers?.metrics ?? [])];
  const columns = new Set(metrics.flatMap((metric) => [metric, `Validation ${metric}`]));
  return {
    prediction,
    hides: (column) => columns.has(column),
    views: prediction.covers?.views ?? [],
  };
}

/** The cover of the section that the reader is at, as long as its question waits. */
export function coverNow({
  lesson,
  lessonStep,
  predictions,
}: Pick<SessionState, "lesson" | "lessonStep" | "predictions">): Cover | null {
  const cover = coversOf(lesson).get(lessonStep);
  return cover && isWaiting(predictions[cover.prediction.id]) ? cover : null;
}

/** Whether a question has neither been answered nor skipped. */
export const isWaiting = (state: SessionState["predictions"][string] | undefined): boolean =>
  !state || (state.answer === null && !state.skipped);

export const useCover = (): Cover | null => useSession(coverNow);
