import type { Prediction } from "../../engine/declarations/lesson.ts";
import { type PredictionActions, type PredictionState, UNANSWERED } from "../session/prediction.ts";
import { useActions, useSession } from "../session/use-session.ts";

/** What became of a prediction so far, and what can be done with it. */
export function usePrediction(prediction: Prediction): {
  state: PredictionState;
  actions: PredictionActions;
} {
  const state = useSession(({ predictions }) => predictions[prediction.id] ?? UNANSWERED);
  return { state, actions: useActions() };
}
