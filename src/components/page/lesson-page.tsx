import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Link } from "wouter";
import { useStore } from "zustand";
import { groupedText, useLanguage } from "../language/language.ts";
import { say } from "../language/say.ts";
import { ErrorBoundary } from "../parts/error-boundary.tsx";
import { mdxComponents } from "../prose/mdx-components.tsx";
import type { CourseLesson, LessonParts } from "../session/course.ts";
import { datasetLabel, ownDataStore } from "../session/own-data.ts";
import { useActions, useSession } from "../session/use-session.ts";
import { useActiveStep } from "./active-step.ts";
import { isEmbedded } from "./embedded.ts";
import { readHashQuery } from "./hash-location.ts";
import { LabFrame } from "./lab-frame.tsx";
import { useLessonKeys } from "./lesson-keys.ts";
import { Notices } from "./notices.tsx";
import { usePresenting } from "./presenting.ts";
import { onPrintAsked } from "./print-request.ts";
import { StepRail } from "./step-rail.tsx";

const TaskBar = lazy(() => import("./task-bar.tsx"));
const Printing = lazy(() => import("./printing.tsx"));
const FrameHead = lazy(() => import("./frame-head.tsx"));
const Presenter = lazy(() =>
  import("./presenter.tsx").then(({ Presenter }) => ({ default: Presenter })),
);
const Lab = lazy(() => import("../controls/lab.tsx").then(({ Lab }) => ({ default: Lab })));

interface Props {
  readonly parts: LessonParts;
  readonly next: CourseLesson | undefined;
}

/** The text on the left, the lab on the right; the session is the one of the provider around it. */
export function LessonPage({ parts: { Prose, language, loadPanel }, next }: Props) {
  const spoken = useLanguage();
  const [presenting, setPresenting] = usePresenting();
  const [embedded] = useState(isEmbedded);
  const [task] = useState(() => readHashQuery().get("homework"));
  const [printing, setPrinting] = useState<{ blank: boolean } | null>(null);
  useEffect(() => onPrintAsked((blank) => setPrinting({ blank })), []);
  const text = useRef<HTMLElement>(null);
  const { setLessonStep } = useActions();
  const arrive = useCallback((id: string) => setLessonStep(id), [setLessonStep]);
  useActiveStep(text, arrive);
  useReturnToStep(presenting);
  useLessonKeys(useCallback(() => setPresenting(!presenting), [presenting, setPresenting]));
  const prose = useMemo(() => <Prose components={mdxComponents} />, [Prose]);
  return (
    <div className="lesson" data-embedded={embedded || undefined}>
      {printing && (
        <Suspense>
          <Printing blank={printing.blank} done={() => setPrinting(null)} />
        </Suspense>
      )}
      <Suspense>{presenting && <Presenter leave={() => setPresenting(false)} />}</Suspense>
      <div className="text-column" hidden={presenting || embedded}>
        <StepRail />
        <article ref={text} className="prose" lang={language}>
          <LessonHeader language={language} />
          {language !== spoken && (
            <p className="notice" lang={spoken}>
              {say("This lesson is not translated yet; its text is in English.")}
            </p>
          )}
          <Notices />
          {task && (
            <ErrorBoundary part={say("Homework")}>
              <Suspense>
                <TaskBar text={task} />
              </Suspense>
            </ErrorBoundary>
          )}
          <ErrorBoundary part={say("The text")}>{prose}</ErrorBoundary>
          <footer className="lesson-end" lang={spoken}>
            {next ? (
              <Link href={`/lessons/${next.slug}`} className="next-lesson">
                <small>{say("Next lesson")}</small>
                {say(next.title)}
              </Link>
            ) : (
              <Link href="/" className="next-lesson">
                <small>{say("Back to")}</small>
                {say("The course")}
              </Link>
            )}
          </footer>
        </article>
      </div>
      <LabFrame whole={presenting || embedded}>
        <Suspense>{embedded && <FrameHead />}</Suspense>
        <ErrorBoundary part={say("The lab")}>
          <Suspense fallback={<p className="lab-loading">{say("The lab is loading.")}</p>}>
            <Lab loadPanel={loadPanel} />
          </Suspense>
        </ErrorBoundary>
      </LabFrame>
    </div>
  );
}

/**
 * Begins at the section that the link names (`step=ID`) or where the reader was on their last visit, and
 * comes back from presenter mode to the section that was presented last, and from another language to the
 * one that was read last.
 */
function useReturnToStep(presenting: boolean) {
  const here = useSession((state) => state.lessonStep);
  const steps = useSession((state) => state.lesson.steps);
  const { setLessonStep, returned } = useActions();
  const back = useSession((state) => state.returnTo);
  const target = useRef(here === steps[0]?.id ? null : here);
  if (presenting || back !== null) target.current = here;
  useEffect(() => {
    const id = target.current;
    if (!steps.some((step) => step.id === id) || id === null) return;
    setLessonStep(id);
    if (presenting) return;
    target.current = null;
    document.getElementById(id)?.scrollIntoView({ block: "start" });
    if (back !== null) returned();
  }, [presenting, back, steps, setLessonStep, returned]);
}

/** @param language of the lesson's text; its question is in the same, whatever the course page says */
function LessonHeader({ language }: { language: string }) {
  const spoken = useLanguage();
  const lesson = useSession((state) => state.lesson);
  const dataset = useSession((state) => state.opened?.dataset);
  const own = useStore(ownDataStore, ({ list }) => list);
  return (
    <header className="lesson-header">
      <p className="eyebrow" lang={spoken}>
        {say(lesson.title)} · {say("{n} min", { n: lesson.minutes })}
        {dataset &&
          ` · ${say("{dataset}, {n} interactions", {
            dataset: say(datasetLabel(dataset.name, own)),
            n: groupedText(dataset.interactions),
          })}`}
      </p>
      <h1>{language === spoken ? say(lesson.question) : lesson.question}</h1>
    </header>
  );
}
