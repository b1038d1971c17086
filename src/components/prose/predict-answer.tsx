import { lazy, Suspense, useId } from "react";
import { defaults } from "../../engine/declarations/hyperparameters.ts";
import type { Prediction } from "../../engine/declarations/lesson.ts";
import { say } from "../language/say.ts";
import { answerOf, type Option, optionIn, optionsOf } from "../session/options.ts";
import type { Answer } from "../session/prediction.ts";
import { useSession } from "../session/use-session.ts";
import { AREA, curveColumns } from "./predict-scale.ts";

const CurveField = lazy(() => import("./curve-field.tsx"));
const ValueField = lazy(() => import("./value-field.tsx"));

interface Props {
  readonly prediction: Prediction;
  readonly answer: Answer | null;
  readonly change: (answer: Answer) => void;
}

/** Where the reader answers, by the kind of question. */
export function AnswerField(props: Props) {
  return (
    // A drawing comes behind the text; its place is kept.
    <Suspense
      fallback={
        <svg
          className="predict-waits"
          aria-hidden="true"
          viewBox={`0 0 ${AREA.width} ${AREA.height}`}
        />
      }
    >
      <Field {...props} />
    </Suspense>
  );
}

function Field({ prediction, answer, change }: Props) {
  const lesson = useSession((state) => state.lesson);
  switch (prediction.kind) {
    case "choice":
    case "winner":
      return (
        <Options
          options={optionsOf(prediction)}
          chosen={optionIn(answer)}
          choose={(option) => change(answerOf(prediction, option))}
        />
      );
    case "curve": {
      const config = { ...defaults(lesson.hyperparameters), ...prediction.run };
      const epochs = curveColumns(Number(config.epochs ?? 10));
      return (
        <CurveField
          metric={prediction.metric}
          range={prediction.range}
          epochs={epochs}
          values={answer?.kind === "curve" ? answer.values : null}
          change={(values) => change({ kind: "curve", epochs, values })}
        />
      );
    }
    case "value":
      return (
        <ValueField
          metric={prediction.metric}
          range={prediction.range}
          unit={prediction.unit}
          value={answer?.kind === "value" ? answer.value : null}
          change={(value) => change({ kind: "value", value })}
        />
      );
  }
}

interface OptionsProps {
  readonly options: readonly Option[];
  readonly chosen: string | null;
  readonly choose: (id: string) => void;
}

function Options({ options, chosen, choose }: OptionsProps) {
  const name = useId();
  return (
    <div className="predict-options">
      {options.map(({ id, label }) => (
        <label key={id} className="predict-option">
          <input
            type="radio"
            name={name}
            value={id}
            checked={chosen === id}
            onChange={() => choose(id)}
          />
          <span>{say(label)}</span>
        </label>
      ))}
    </div>
  );
}
