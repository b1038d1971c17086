import { lazy, Suspense, use } from "react";
import { useLanguage } from "../language/language.ts";
import { say, speakOfLesson } from "../language/say.ts";
import { ErrorBoundary } from "../parts/error-boundary.tsx";
import { type Course, type LessonParts, type LoadLesson, lessonAfter } from "../session/course.ts";
import { SessionProvider } from "../session/use-session.ts";
import { readHashQuery } from "./hash-location.ts";
import { LessonPage } from "./lesson-page.tsx";
import { NoticePage } from "./notice-page.tsx";

/** The lecturer's second window. */
const NotesPage = lazy(async () => ({ default: (await import("./notes-page.tsx")).NotesPage }));

interface Props {
  readonly slug: string;
  readonly course: Course;
  readonly load: LoadLesson;
}

/** Loads a lesson and opens its session; a slug that is no lesson gets a notice. */
export function LessonRoute({ slug, course, load }: Props) {
  const known = course.flatMap(({ lessons }) => lessons).find((lesson) => lesson.slug === slug);
  if (!known) {
    const what = say("There is no lesson “{slug}”.", { slug: slug.slice(0, 60) });
    return <NoticePage sentence={what} course={course} />;
  }
  return (
    <ErrorBoundary key={slug} part={say("The lesson “{title}”", { title: say(known.title) })}>
      <Suspense fallback={<p className="page-loading">{say("Opening the lesson.")}</p>}>
        <OpenLesson slug={slug} course={course} load={load} />
      </Suspense>
    </ErrorBoundary>
  );
}

/** One load a lesson and language, however often it is rendered. */
const loading = new Map<string, Promise<LessonParts>>();

function OpenLesson({ slug, course, load }: Props) {
  const language = useLanguage();
  const key = `${slug}/${language}`;
  let promise = loading.get(key);
  if (!promise) {
    promise = load(slug, language);
    loading.set(key, promise);
  }
  const parts = use(promise);
  speakOfLesson(parts.words);
  if (readHashQuery().get("notes") === "1") {
    return (
      <SessionProvider lesson={parts.lesson} idle>
        <NotesPage key={language} {...parts} />
      </SessionProvider>
    );
  }
  return (
    <SessionProvider lesson={parts.lesson}>
      <LessonPage key={language} parts={parts} next={lessonAfter(course, slug)} />
    </SessionProvider>
  );
}
