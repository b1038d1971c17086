import type { Step } from "../../engine/declarations/lesson.ts";
import { say } from "../language/say.ts";
import { ChevronIcon } from "../parts/icons.tsx";
import { useActions, useSession } from "../session/use-session.ts";
import { goToStep } from "./active-step.ts";

/** Where the reader is in the lesson, and the way to the section before and after. */
export function StepRail() {
  const steps = useSession((state) => state.lesson.steps);
  const here = useSession((state) => state.lessonStep);
  const { setLessonStep } = useActions();
  if (steps.length === 0) return null;
  const at = Math.max(
    0,
    steps.findIndex(({ id }) => id === here),
  );
  const go = (step: Step | undefined) => {
    if (!step) return;
    setLessonStep(step.id);
    goToStep(step.id);
  };
  return (
    <nav className="step-rail" aria-label={say("Sections of this lesson")}>
      <ol>
        {steps.map((step, i) => (
          <li key={step.id}>
            <button
              type="button"
              className="rail-mark"
              aria-label={`${i + 1}. ${say(step.title)}`}
              aria-current={i === at ? "step" : undefined}
              data-past={i < at || undefined}
              title={say(step.title)}
              onClick={() => go(step)}
            />
          </li>
        ))}
      </ol>
      <span className="rail-count" aria-hidden="true">
        {at + 1} / {steps.length}
      </span>
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
        disabled={at === steps.length - 1}
        onClick={() => go(steps[at + 1])}
      >
        <ChevronIcon />
      </button>
    </nav>
  );
}
