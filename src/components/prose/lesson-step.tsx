import { Children, isValidElement, type ReactNode, useContext } from "react";
import { say } from "../language/say.ts";
import { isWaiting } from "../session/cover.ts";
import { useActions, useSession } from "../session/use-session.ts";
import { Goal } from "./goal.tsx";
import { Predict } from "./predict.tsx";
import { CoveringContext, StepContext } from "./step-context.ts";

/** One idea of a lesson: a section of the text under the title that the lesson declares for it. */
export function LessonStep({ id, children }: { id: string; children: ReactNode }) {
  const step = useSession((state) => state.lesson.steps.find((step) => step.id === id));
  const active = useSession((state) => state.lessonStep === id);
  const question = useSession((state) => state.lesson.question);
  const prediction = step?.prediction;
  const waits = useSession(
    ({ predictions }) => prediction !== undefined && isWaiting(predictions[prediction.id]),
  );
  const covering = useContext(CoveringContext);
  if (!step) throw new Error(`The prose has a section "${id}" that the lesson does not declare`);
  return (
    <section
      id={id}
      className="lesson-step"
      data-lesson-step=""
      data-active={active || undefined}
      aria-labelledby={`${id}-title`}
    >
      {/* The first section often asks the lesson's question, which is the headline already. */}
      <h2
        id={`${id}-title`}
        tabIndex={-1}
        className={step.title === question ? "visually-hidden" : undefined}
      >
        {say(step.title)}
      </h2>
      {step.goal && <Goal goal={step.goal} />}
      <StepContext value={step}>
        {waits && covering && prediction ? (
          <UntilAnswered id={prediction.id}>{children}</UntilAnswered>
        ) : (
          children
        )}
      </StepContext>
    </section>
  );
}

/** The text up to its question; what comes after it speaks of the answer. */
function UntilAnswered({ id, children }: { id: string; children: ReactNode }) {
  const { skipPrediction } = useActions();
  const parts = Children.toArray(children);
  const at = parts.findIndex((part) => isValidElement(part) && part.type === Predict);
  const after = parts.slice(at + 1).filter((part) => typeof part !== "string" || part.trim());
  if (at < 0 || after.length === 0) return children;
  return (
    <>
      {parts.slice(0, at + 1)}
      <p className="covered-text">
        {say("The rest of this section speaks of the answer: it opens when you commit.")}{" "}
        <button type="button" className="link-button" onClick={() => skipPrediction(id)}>
          {say("Read on without a guess")}
        </button>
      </p>
    </>
  );
}
