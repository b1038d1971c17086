/** What can be chosen in a prediction, and what an answer has chosen. Pure functions. */
import type { Prediction } from "../../engine/declarations/lesson.ts";
import { word } from "../language/say.ts";
import type { Answer, Side } from "./prediction.ts";

export interface Option {
  readonly id: string;
  readonly label: string;
}

/** What can be chosen; nothing where a curve or a value is asked for. */
export function optionsOf(prediction: Prediction): readonly Option[] {
  if (prediction.kind === "choice") return prediction.options;
  if (prediction.kind !== "winner") return [];
  const [run, against] = prediction.labels;
  return [
    { id: "run", label: run },
    { id: "against", label: against },
    { id: "tie", label: word("No difference beyond the noise of seeds") },
  ];
}

/** The answer that an option is. */
export const answerOf = ({ kind }: Prediction, option: string): Answer =>
  kind === "winner" ? { kind, side: option as Side } : { kind: "choice", option };

/** The option that an answer is. */
export const optionIn = (answer: Answer | null): string | null =>
  answer?.kind === "choice" ? answer.option : answer?.kind === "winner" ? answer.side : null;

/** The number that an answer is: the value, or where a curve ends; null where an option was chosen. */
export const numberIn = (answer: Answer): number | null =>
  answer.kind === "value"
    ? answer.value
    : answer.kind === "curve"
      ? (answer.values.at(-1) ?? null)
      : null;
