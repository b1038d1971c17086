import { createContext, type ReactNode, useContext } from "react";
import type { Step } from "../../engine/declarations/lesson.ts";
import { say } from "../language/say.ts";
import { useSession } from "../session/use-session.ts";

/** The section of the lesson that what is inside belongs to. */
export const StepContext = createContext<Step | null>(null);
export const useStep = () => useContext(StepContext);

/** One idea of a lesson: a section of the text under the title that the lesson declares for it. */
export function LessonStep({ id, children }: { id: string; children: ReactNode }) {
  const step = useSession((state) => state.lesson.steps.find((step) => step.id === id));
  const active = useSession((state) => state.lessonStep === id);
  const question = useSession((state) => state.lesson.question);
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
      <StepContext value={step}>{children}</StepContext>
    </section>
  );
}
