import { lazy, type ReactNode, Suspense, useId, useState } from "react";
import type { Prediction } from "../../engine/declarations/lesson.ts";
import { plural } from "../charts/number-text.ts";
import { duration } from "../controls/status-text.ts";
import { say, word } from "../language/say.ts";
import { type Cost, costOf } from "../session/cost.ts";
import type { Answer } from "../session/prediction.ts";
import { useSession } from "../session/use-session.ts";
import { AnswerField } from "./predict-answer.tsx";
import { useStep } from "./step-context.ts";
import { usePrediction } from "./use-prediction.ts";

/** After an answer only, so it does not keep the text waiting. */
const PredictOutcome = lazy(async () => ({
  default: (await import("./predict-outcome.tsx")).PredictOutcome,
}));

/**
 * The prediction of the section it stands in: the reader commits to an answer, a run settles it, the
 * lesson explains.
 */
export function Predict() {
  const prediction = useStep()?.prediction;
  if (!prediction)
    throw new Error("There is a <Predict /> in a section that declares no prediction");
  return <PredictionGroup prediction={prediction} />;
}

/** The question, and under it whatever its state is. */
export function PredictFrame(props: {
  readonly question: string;
  readonly answered: boolean;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out like this
    <div
      role="group"
      aria-labelledby={`${id}-kind ${id}-question`}
      className="predict"
      data-answered={props.answered || undefined}
    >
      <p className="predict-kind" id={`${id}-kind`}>
        {say("Predict")}
      </p>
      <p className="predict-question" id={`${id}-question`}>
        {say(props.question)}
      </p>
      {props.children}
    </div>
  );
}

function PredictionGroup({ prediction }: { prediction: Prediction }) {
  const { state, actions } = usePrediction(prediction);
  const { answer, skipped } = state;
  return (
    <PredictFrame question={prediction.question} answered={answer !== null}>
      {answer === null && !skipped && <Question prediction={prediction} />}
      {answer === null && skipped && (
        <p className="predict-skipped">
          {say("Skipped.")}{" "}
          <button
            type="button"
            className="link-button"
            onClick={() => actions.clearPrediction(prediction.id)}
          >
            {say("Predict after all")}
          </button>
        </p>
      )}
      {answer !== null && (
        <Suspense fallback={null}>
          <PredictOutcome prediction={prediction} answer={answer} state={state} actions={actions} />
        </Suspense>
      )}
    </PredictFrame>
  );
}

function Question({ prediction }: { prediction: Prediction }) {
  const { actions } = usePrediction(prediction);
  const [answer, setAnswer] = useState<Answer | null>(null);
  return (
    <>
      <AnswerField prediction={prediction} answer={answer} change={setAnswer} />
      <CommitRow prediction={prediction} answer={answer}>
        <button
          type="button"
          className="link-button"
          onClick={() => actions.skipPrediction(prediction.id)}
        >
          {say("Skip")}
        </button>
      </CommitRow>
    </>
  );
}

/** Commit, what else can be done, and what the answer will cost. */
export function CommitRow(props: {
  readonly prediction: Prediction;
  readonly answer: Answer | null;
  readonly children: ReactNode;
}) {
  const { prediction, answer, children } = props;
  const { actions } = usePrediction(prediction);
  const cost = useSession(({ lesson, runs, setup }) =>
    costText(costOf(lesson, prediction, runs, setup)),
  );
  const [asked, setAsked] = useState(false);
  const commit = () => {
    if (answer) void actions.commitPrediction(prediction.id, answer);
    else setAsked(true);
  };
  return (
    <div className="predict-buttons">
      <button type="button" className="button button-predict" onClick={commit}>
        {say("Commit")}
      </button>
      {children}
      <span className="predict-hint" role="status">
        {asked && !answer ? say(HINTS[prediction.kind]) : cost}
      </span>
    </div>
  );
}

/** "2 runs answer it, about 40 s here." */
function costText({ runs, seconds }: Cost): string {
  if (runs === 0) return say("The runs that answer it are here already.");
  const n = plural(runs, "run");
  if (seconds === null) return say("To be answered by {n}.", { n });
  return say("To be answered by {n}, about {time} here.", { n, time: duration(seconds) });
}

const HINTS = {
  choice: word("Choose an answer first."),
  winner: word("Choose an answer first."),
  curve: word("Draw the curve first."),
  value: word("Move the point first."),
} as const;
