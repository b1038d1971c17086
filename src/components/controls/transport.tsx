import { useStore } from "zustand";
import { setupOfStep } from "../../engine/declarations/setup.ts";
import { countText, valueText } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { ownDataStore } from "../session/own-data.ts";
import { changedText } from "../session/run-words.ts";
import { useActions, useSession } from "../session/use-session.ts";
import { BackEnd } from "./back-end.tsx";
import { PauseIcon, PlayIcon } from "./icons.tsx";
import { narration } from "./narration.ts";
import { riseOf } from "./rise.ts";
import { SeedField } from "./seed-field.tsx";
import { newRunText, progressText, statusDetail } from "./status-text.ts";
import { TimeTravel } from "./time-travel.tsx";

/** Train, Step, Reset; how far training is; back and forth through it. */
export function Transport() {
  return (
    <div className="transport">
      <div className="transport-row">
        <Buttons />
        <TrainingStatus />
        <BackEnd />
      </div>
      <Changed />
      <NewRun />
      <BackToGood />
      <Risen />
      <Progress />
      <div className="transport-time">
        <TimeTravel />
        <SeedField />
      </div>
    </div>
  );
}

function Buttons() {
  const name = useSession(({ status, underway }) => (underway ? "Training" : status.name));
  const { train, pause, stepOnce, stepBack, reset } = useActions();
  const begun = useSession(({ step }) => step > 0);
  const training = name === "Training";
  return (
    <div className="transport-buttons">
      <button
        type="button"
        className="button button-primary train-button"
        onClick={() => (training ? pause() : void train())}
      >
        {training ? <PauseIcon /> : <PlayIcon />}
        {training ? say("Pause") : say("Train")}
      </button>
      <span className="step-buttons">
        <button
          type="button"
          className="button"
          aria-label={say("One step back")}
          title={say("One step back")}
          disabled={!begun}
          onClick={() => void stepBack()}
        >
          ‹
        </button>
        <button type="button" className="button" onClick={() => void stepOnce()}>
          {say("Step")}
        </button>
      </span>
      <button type="button" className="button" onClick={() => void reset()}>
        {say("Reset")}
      </button>
    </div>
  );
}

/**
 * Changes many times a second while training, so it does not speak by itself; beside it a hidden line
 * tells the few things that matter.
 */
function TrainingStatus() {
  const { name } = useSession((state) => state.status);
  const detail = useSession(statusDetail);
  const told = useSession(narration);
  return (
    <>
      <p
        className="training-status"
        role="status"
        aria-label={say("Training status")}
        aria-live="off"
        data-status={name}
      >
        <strong>{say(name)}</strong> <span>{detail}</span>
      </p>
      <span className="visually-hidden" aria-live="polite">
        {told}
      </span>
    </>
  );
}

/** What differs from the settings of the section that the reader is at, and the way back to them. */
function Changed() {
  const own = useStore(ownDataStore, ({ list }) => list);
  const labels = Object.fromEntries(own.map(({ id, name }) => [id, name]));
  const changes = useSession(({ lesson, setup, lessonStep }) =>
    changedText(lesson, setupOfStep(lesson, lessonStep, setup), setup, labels),
  );
  const locked = useSession((state) => state.locked.size > 0);
  const { putBack } = useActions();
  if (!changes || locked) return null;
  return (
    <p className="changed">
      {say("Changed: {changes}", { changes })}{" "}
      <button type="button" className="link-button" onClick={putBack}>
        {say("Put back")}
      </button>
    </p>
  );
}

/** Settings that the run on screen does not have: what the next press of Train will do. */
function NewRun() {
  const own = useStore(ownDataStore, ({ list }) => list);
  const labels = Object.fromEntries(own.map(({ id, name }) => [id, name]));
  const text = useSession((state) => newRunText(state, labels));
  return text && <p className="new-run">{text}</p>;
}

function BackToGood() {
  const lastGood = useSession(({ status }) => status.lastGood);
  const { goTo } = useActions();
  if (lastGood === undefined) return null;
  return (
    <button type="button" className="button" onClick={() => void goTo(lastGood)}>
      {say("Back to the last good step, {n}", { n: countText(lastGood) })}
    </button>
  );
}

/** A loss that has grown tenfold is told while it can still be turned back. */
function Risen() {
  const run = useSession(({ runs, currentRun }) => runs.find(({ id }) => id === currentRun));
  const checkpoints = useSession((state) => state.checkpoints);
  const step = useSession((state) => state.step);
  const rise = run && riseOf(run.history, step, checkpoints);
  const { goTo } = useActions();
  if (!rise) return null;
  const { times, loss, lowest, at } = rise;
  return (
    <p className="changed">
      {say(
        "The loss is {times} times what it was at the start: {loss}. It was lowest at {lowest}.",
        {
          times: countText(times),
          loss: valueText(loss),
          lowest: valueText(lowest),
        },
      )}{" "}
      <button type="button" className="link-button" onClick={() => void goTo(at)}>
        {say("Back to step {n}", { n: countText(at) })}
      </button>
    </p>
  );
}

function Progress() {
  const step = useSession((state) => state.step);
  const totalSteps = useSession((state) => state.totalSteps);
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={say("Training progress")}
      aria-valuemin={0}
      aria-valuemax={Math.max(1, totalSteps)}
      aria-valuenow={step}
      aria-valuetext={progressText({ step, totalSteps })}
      title={`${countText(step)} / ${countText(totalSteps)}`}
    >
      <div style={{ transform: `scaleX(${totalSteps ? step / totalSteps : 0})` }} />
    </div>
  );
}
