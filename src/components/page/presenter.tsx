import { useCallback, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { Step } from "../../engine/declarations/lesson.ts";
import { say } from "../language/say.ts";
import { ChevronIcon, CloseIcon } from "../parts/icons.tsx";
import { useFit } from "../parts/use-fit.ts";
import { useActions, useSession } from "../session/use-session.ts";
import { PresentedPredict } from "./presented-predict.tsx";
import { ShareButton } from "./share-button.tsx";
import { SpeakerTools } from "./speaker-tools.tsx";
import { stageCommandOf } from "./stage-keys.ts";
import { StagePointer } from "./stage-pointer.tsx";
import { ViewChoice } from "./view-choice.tsx";

/** The text, folded for the last row: one claim, one question, and the way to the next section. */
export function Presenter({ leave }: { leave: () => void }) {
  const lesson = useSession((state) => state.lesson);
  const { steps } = lesson;
  const here = useSession((state) => state.lessonStep);
  const { setLessonStep, putBack, revealPrediction } = useActions();
  const [blank, setBlank] = useState(false);
  const [drawer, setDrawer] = useState(false);
  const [told, setTold] = useState<ReadonlySet<string>>(new Set());
  const at = Math.max(
    0,
    steps.findIndex(({ id }) => id === here),
  );
  const step = steps[at];

  const revealed = useSession(
    ({ predictions }) => step?.prediction && predictions[step.prediction.id]?.revealed,
  );
  // The question comes first: what the section claims is said with V, or once its prediction is answered.
  const headline =
    (step && (told.has(step.id) || revealed) ? step.claim : step?.title) ?? lesson.question;

  const box = useRef<HTMLElement>(null);
  useFit(box, true, step?.id ?? "");

  const go = useCallback(
    (next: Step | undefined) => next && setLessonStep(next.id),
    [setLessonStep],
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = stageCommandOf(event);
      if (command === "previous") go(steps[at - 1]);
      else if (command === "next") go(steps[at + 1]);
      else if (command === "blank") setBlank((was) => !was);
      else if (command === "drawer") setDrawer((was) => !was);
      else if (command === "preset") putBack();
      else if (command === "reveal" && step) {
        if (step.prediction) revealPrediction(step.prediction.id);
        setTold((before) => new Set(before).add(step.id));
      } else return;
      event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [steps, at, step, go, putBack, revealPrediction]);

  useEffect(() => {
    const root = document.documentElement;
    root.toggleAttribute("data-drawer", drawer);
    return () => root.removeAttribute("data-drawer");
  }, [drawer]);

  return (
    <section className="presenter" aria-label={say("Presenter")} ref={box}>
      <div className="presenter-place">
        <SpeakerTools />
        <ShareButton />
        <span>{step ? say("{n} of {all}", { n: at + 1, all: steps.length }) : ""}</span>
        <button
          type="button"
          className="icon-button rail-previous"
          aria-label={say("Previous section")}
          disabled={at === 0}
          onClick={() => go(steps[at - 1])}
        >
          <ChevronIcon />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={say("Next section")}
          disabled={at >= steps.length - 1}
          onClick={() => go(steps[at + 1])}
        >
          <ChevronIcon />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={say("Leave presenter mode")}
          onClick={leave}
        >
          <CloseIcon />
        </button>
      </div>
      <h1 className="presenter-claim">{say(headline)}</h1>
      {step?.prediction && <PresentedPredict key={step.id} prediction={step.prediction} />}
      <ViewChoice />
      <button
        type="button"
        className="button-small drawer-button"
        aria-expanded={drawer}
        onClick={(event) => {
          setDrawer(!drawer);
          // The keys of the stage are the page's again.
          if (event.detail > 0) event.currentTarget.blur();
        }}
      >
        {say("All settings and runs")}
      </button>
      {step && createPortal(<StagePointer section={step.id} />, document.body)}
      {blank && (
        <button
          type="button"
          className="presenter-blank"
          aria-label={say("The screen is blank; press B to go on")}
          onClick={() => setBlank(false)}
        />
      )}
    </section>
  );
}
