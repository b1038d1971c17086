import { useEffect, useMemo } from "react";
import { mdxComponents } from "../prose/mdx-components.tsx";
import { useActions, useSession } from "../session/use-session.ts";
import type { LessonParts } from "./course.ts";
import { followLecture } from "./notes-channel.ts";

/** The text of the section that the first window is at, for the lecturer's own screen. */
export function NotesPage({ Prose }: Pick<LessonParts, "Prose">) {
  const { slug, steps } = useSession((state) => state.lesson);
  const here = useSession((state) => state.lessonStep);
  const { setLessonStep } = useActions();
  useEffect(
    () => followLecture(({ lesson, step }) => lesson === slug && setLessonStep(step)),
    [slug, setLessonStep],
  );
  const prose = useMemo(() => <Prose components={mdxComponents} />, [Prose]);
  const at = steps.findIndex(({ id }) => id === here);
  const next = steps[at + 1];
  return (
    <section className="notes-page" aria-label="Notes">
      <p className="eyebrow">
        Notes · {at + 1} of {steps.length} · follows the presenter’s window
      </p>
      <p className="notes-claim">{steps[at]?.claim}</p>
      <article className="prose">{prose}</article>
      <p className="notes-next">{next ? `Next: ${next.title}` : "This is the last section."}</p>
    </section>
  );
}
