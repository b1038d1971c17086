import { useId } from "react";
import type { Prediction } from "../../engine/declarations/lesson.ts";
import { plural, shown } from "../charts/number-text.ts";
import { duration } from "../controls/status-text.ts";
import { sayWith } from "../language/said-with.tsx";
import { say, word } from "../language/say.ts";
import { costOf } from "../session/cost.ts";
import type { Answer, PredictionActions, PredictionState } from "../session/prediction.ts";
import { setupsOf } from "../session/predictions.ts";
import type { SessionState } from "../session/state.ts";
import { useSession } from "../session/use-session.ts";
import { CurveGap } from "./curve-gap.tsx";
import { bandsOf, explanationOf, type Grade, grade } from "./grade.ts";
import { SeedDots } from "./seed-dots.tsx";
import { ValueGap } from "./value-gap.tsx";

interface Props {
  readonly prediction: Prediction;
  readonly answer: Answer;
  readonly state: PredictionState;
  readonly actions: PredictionActions;
  /** On the stage it is said only when it is asked for, and nothing is written down. */
  readonly presenting?: boolean;
}

/** After Commit: first the wait for the run, then the reader's answer beside the run's. */
export function PredictOutcome(props: Props) {
  const { prediction, answer, state, actions, presenting = false } = props;
  const { settled, problem, revealed } = state;
  const graded = settled && grade(prediction, answer, settled);
  if (problem || (settled && !graded)) {
    return (
      <div className="predict-wait">
        <p role="status">
          {problem
            ? say(problem)
            : say("This answer fits an older question and cannot be settled.")}
        </p>
        <Again prediction={prediction} actions={actions} />
      </div>
    );
  }
  if (!settled || !graded) return <Waiting prediction={prediction} answer={answer} />;
  if (presenting && !revealed) {
    return (
      <div className="predict-buttons">
        <button
          type="button"
          className="button button-predict"
          onClick={() => actions.revealPrediction(prediction.id)}
        >
          {say("Reveal")}
        </button>
        <span className="predict-hint">{say("The run has answered.")}</span>
      </div>
    );
  }
  return (
    <div className="predict-result" role="status" aria-live="polite">
      {prediction.kind === "curve" && answer.kind === "curve" && (
        <CurveGap
          metric={prediction.metric}
          range={prediction.range}
          answer={answer}
          curve={settled.curve}
        />
      )}
      {prediction.kind === "value" && answer.kind === "value" && (
        <ValueGap
          range={prediction.range}
          yours={answer.value}
          theirs={settled.outcome.run[prediction.metric]!}
        />
      )}
      <Verdict graded={graded} mean={prediction.kind === "curve"} />
      {prediction.kind === "winner" && settled.seeds && (
        <SeedDots
          metric={prediction.metric}
          labels={prediction.labels}
          bands={bandsOf(settled.seeds, prediction.metric)}
        />
      )}
      <Explained prediction={prediction} graded={graded} actions={actions} />
      {!presenting && <Note prediction={prediction} note={state.note} actions={actions} />}
      {!presenting && <Again prediction={prediction} actions={actions} />}
    </div>
  );
}

/** The words for this outcome; where one seed has not decided, what is being done about it. */
function Explained({ prediction, graded, actions }: PartProps & { graded: Grade }) {
  const left = useSession((state) => state.background);
  const text = explanationOf(prediction, graded);
  if (text !== null) return <p className="predict-explanation">{say(text)}</p>;
  if (graded.outcome !== null) return null;
  if (left > 0) {
    return (
      <p className="predict-explanation">
        {say(
          "Too near to call on one seed. Two more are being trained in the background, {n} to go: read on, the answer will stand here.",
          { n: plural(left, "run") },
        )}
      </p>
    );
  }
  return (
    <p className="predict-explanation">
      {say("Too near to call on one seed.")}{" "}
      <button
        type="button"
        className="link-button"
        onClick={() => actions.moreSeeds(prediction.id)}
      >
        {say("Train two more seeds in the background")}
      </button>
    </p>
  );
}

function Waiting({ prediction, answer }: { prediction: Prediction; answer: Answer }) {
  const training = useSession((state) => state.status.name === "Training");
  const left = useSession((state) => leftText(prediction, state));
  return (
    <div className="predict-wait">
      <p>
        {sayWith("Your answer: {answer}", {
          answer: <strong>{answerText(prediction, answer)}</strong>,
        })}
      </p>
      <p role="status">
        {training
          ? say("The run will answer; it is on its way in the lab.")
          : say("The run will answer.")}{" "}
        {left}
      </p>
    </div>
  );
}

/** "Run 1 of 2, about 40 s left." */
function leftText(prediction: Prediction, { lesson, runs, setup, step }: SessionState): string {
  const all = setupsOf(lesson, prediction, setup).length;
  const { runs: missing, seconds } = costOf(lesson, prediction, runs, setup);
  if (missing === 0) return "";
  const now = runs.at(-1);
  const done = now?.status === "running" ? (step / now.totalSteps) * ((seconds ?? 0) / missing) : 0;
  const values = { n: all - missing + 1, all };
  if (seconds === null) return say("Run {n} of {all}.", values);
  return say("Run {n} of {all}, about {time} left.", {
    ...values,
    time: duration(Math.max(1, Math.round(seconds - done))),
  });
}

function answerText(prediction: Prediction, answer: Answer): string {
  if (answer.kind === "choice" && prediction.kind === "choice") {
    return say(prediction.options.find(({ id }) => id === answer.option)?.label ?? answer.option);
  }
  if (answer.kind === "winner" && prediction.kind === "winner") {
    const [run, against] = prediction.labels;
    return say({ run, against, tie: word("no difference") }[answer.side]);
  }
  if (answer.kind === "value") return shown(answer.value);
  return answer.kind === "curve"
    ? say("your curve, ending at {value}", { value: shown(answer.values.at(-1)!) })
    : "";
}

function Verdict({ graded, mean }: { graded: Grade; mean: boolean }) {
  const { right, yours, theirs, gap, because } = graded;
  return (
    <>
      <dl className="predict-verdict">
        <div data-who="you">
          <dt>{say("You")}</dt>
          <dd>{yours}</dd>
        </div>
        <div data-who="run">
          <dt>{say("The run")}</dt>
          <dd>{theirs}</dd>
        </div>
        {gap !== null && (
          <div>
            <dt>{mean ? say("Mean gap") : say("Gap")}</dt>
            <dd>{shown(gap)}</dd>
          </div>
        )}
      </dl>
      {right !== null && (
        <p className="predict-agreement">
          {right ? say("The run agrees with you.") : say("The run says otherwise.")} {because}
        </p>
      )}
      {right === null && because !== null && <p className="predict-agreement">{because}</p>}
    </>
  );
}

interface PartProps {
  readonly prediction: Prediction;
  readonly actions: PredictionActions;
}

function Note({ prediction, actions, note }: PartProps & { note: string }) {
  const id = useId();
  return (
    <div className="predict-note">
      <label htmlFor={id}>
        {say("Why, in one sentence of your own (optional, kept in this browser)")}
      </label>
      <input
        id={id}
        type="text"
        maxLength={240}
        defaultValue={note}
        onBlur={(event) => actions.notePrediction(prediction.id, event.target.value.trim())}
      />
    </div>
  );
}

function Again({ prediction, actions }: PartProps) {
  return (
    <button
      type="button"
      className="link-button"
      onClick={() => actions.clearPrediction(prediction.id)}
    >
      {say("Predict again")}
    </button>
  );
}
