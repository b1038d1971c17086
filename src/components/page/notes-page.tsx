import { useEffect, useMemo } from "react";
import { say } from "../language/say.ts";
import { mdxComponents } from "../prose/mdx-components.tsx";
import { CoveringContext } from "../prose/step-context.ts";
import type { LessonParts } from "../session/course.ts";
import { useActions, useSession } from "../session/use-session.ts";
import { followLecture } from "./notes-channel.ts";

/** The text of the section that the first window is at, for the lecturer's own screen. */
export function NotesPage({ Prose, language }: Pick<LessonParts, "Prose" | "language">) {
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
    <section className="notes-page" aria-label={say("Notes")}>
      <p className="eyebrow">
        {say("Notes · {n} of {all} · follows the presenter’s window", {
          n: at + 1,
          all: steps.length,
        })}
      </p>
      <p className="notes-claim">{say(steps[at]?.claim ?? "")}</p>
      <article className="prose" lang={language}>
        <CoveringContext value={false}>{prose}</CoveringContext>
      </article>
      <p className="notes-next">
        {next
          ? say("Next: {section}", { section: say(next.title) })
          : say("This is the last section.")}
      </p>
    </section>
  );
}
