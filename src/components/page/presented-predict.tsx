/** The prediction on the stage: number keys choose, or count the hands of the hall; Enter commits, V reveals. */
import { type CSSProperties, type MouseEvent, useEffect, useState } from "react";
import type { Prediction } from "../../engine/declarations/lesson.ts";
import { plural } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { CommitRow, PredictFrame } from "../prose/predict.tsx";
import { AnswerField } from "../prose/predict-answer.tsx";
import { PredictOutcome } from "../prose/predict-outcome.tsx";
import { usePrediction } from "../prose/use-prediction.ts";
import { answerOf, type Option, optionIn, optionsOf } from "../session/options.ts";
import type { Answer, Votes } from "../session/prediction.ts";
import { counted, leaderOf, nextRound, totalOf } from "../session/votes.ts";
import styles from "./presented-predict.module.css";
import { isCommit, optionOf, stageCommandOf } from "./stage-keys.ts";

export function PresentedPredict({ prediction }: { prediction: Prediction }) {
  const { state, actions } = usePrediction(prediction);
  const { answer, settled, revealed, votes = [] } = state;
  const options = optionsOf(prediction);
  return (
    <PredictFrame question={prediction.question} answered={answer !== null}>
      {answer === null ? (
        <Question prediction={prediction} votes={votes} />
      ) : (
        <>
          <PredictOutcome
            prediction={prediction}
            answer={answer}
            state={state}
            actions={actions}
            presenting
          />
          {votes.length > 0 && !(settled && revealed) && (
            <Hall options={options} votes={votes} answer={answer} />
          )}
        </>
      )}
    </PredictFrame>
  );
}

function Question({ prediction, votes }: { prediction: Prediction; votes: readonly Votes[] }) {
  const { actions } = usePrediction(prediction);
  const [chosen, choose] = useState<Answer | null>(null);
  const options = optionsOf(prediction);
  const leader = leaderOf(votes);
  const answer = chosen ?? (leader === null ? null : answerOf(prediction, options[leader]!.id));
  const voting = votes.length > 0;

  const vote = (next: readonly Votes[]) => {
    // The hall decides again.
    choose(null);
    actions.votePrediction(prediction.id, next);
  };
  const count = (option: number, by: 1 | -1) => vote(counted(votes, options.length, option, by));
  const again = () => vote(nextRound(votes, options.length));

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const number = optionOf(event);
      if (isCommit(event) && answer) void actions.commitPrediction(prediction.id, answer);
      else if (stageCommandOf(event) === "vote" && options.length > 0) again();
      else if (number && number.option < options.length) {
        if (voting) count(number.option, number.back ? -1 : 1);
        else choose(answerOf(prediction, options[number.option]!.id));
      } else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });

  if (options.length === 0) {
    return (
      <>
        <AnswerField prediction={prediction} answer={answer} change={choose} />
        <CommitRow prediction={prediction} answer={answer}>
          {null}
        </CommitRow>
      </>
    );
  }
  return (
    <>
      <Hall
        options={options}
        votes={votes}
        answer={answer}
        choose={(option) => choose(answerOf(prediction, option))}
        count={count}
      />
      <CommitRow prediction={prediction} answer={answer}>
        <button type="button" className="link-button" onClick={again}>
          {voting ? say("Vote again") : say("Vote")}
        </button>
      </CommitRow>
    </>
  );
}

interface HallProps {
  readonly options: readonly Option[];
  readonly votes: readonly Votes[];
  readonly answer: Answer | null;
  readonly choose?: (option: string) => void;
  readonly count?: (option: number, by: 1 | -1) => void;
}

/** The answers with their keys; once there is a vote, its bars, and under them those of the vote before. */
function Hall({ options, votes, answer, choose, count }: HallProps) {
  const round = votes.at(-1);
  const before = votes.at(-2);
  const most = Math.max(1, ...votes.flat());
  const chosen = optionIn(answer);
  const share = (n: number) => ({ "--share": `${(100 * n) / most}%` }) as CSSProperties;
  return (
    <>
      <ol className={styles.options}>
        {options.map(({ id, label }, i) => (
          <li key={id}>
            {choose ? (
              <label>
                <kbd>{i + 1}</kbd>
                <input
                  type="radio"
                  name="stage-answer"
                  value={id}
                  checked={chosen === id}
                  onChange={() => choose(id)}
                />
                <span>{say(label)}</span>
              </label>
            ) : (
              <span data-chosen={chosen === id || undefined}>{say(label)}</span>
            )}
            {round && (
              <div className={styles.count}>
                {count && (
                  <>
                    <button
                      type="button"
                      className="button-small"
                      aria-label={say("One vote less for “{option}”", { option: say(label) })}
                      disabled={round[i] === 0}
                      onClick={(event) => {
                        release(event);
                        count(i, -1);
                      }}
                    >
                      −
                    </button>
                    <button
                      type="button"
                      className="button-small"
                      aria-label={say("One vote more for “{option}”", { option: say(label) })}
                      onClick={(event) => {
                        release(event);
                        count(i, 1);
                      }}
                    >
                      +
                    </button>
                  </>
                )}
                <span className={styles.bars} aria-hidden="true" data-lone={!count || undefined}>
                  <i style={share(round[i] ?? 0)} />
                  {before && <i data-before="" style={share(before[i] ?? 0)} />}
                </span>
                <output
                  className={styles.number}
                  aria-label={say("Votes for “{option}”", { option: say(label) })}
                >
                  {round[i]}
                </output>
              </div>
            )}
          </li>
        ))}
      </ol>
      {round && (
        <p className={styles.said} role="status">
          {saidOf(votes)}
        </p>
      )}
    </>
  );
}

/** After a click the keys are the stage's again; who came by keyboard stays. */
function release({ detail, currentTarget }: MouseEvent<HTMLButtonElement>) {
  if (detail > 0) currentTarget.blur();
}

function saidOf(votes: readonly Votes[]): string {
  const n = plural(totalOf(votes.at(-1)!), "vote");
  if (votes.length === 1) return say("First vote: {n}.", { n });
  return say("Vote {round}: {n}; the thin bars are the vote before.", { round: votes.length, n });
}
