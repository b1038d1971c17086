import { Suspense, use } from "react";
import { SessionProvider } from "../session/use-session.ts";
import { type Course, type LessonParts, type LoadLesson, lessonAfter } from "./course.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { readHashQuery } from "./hash-location.ts";
import { LessonPage } from "./lesson-page.tsx";
import { NotesPage } from "./notes-page.tsx";
import { NoticePage } from "./notice-page.tsx";

interface Props {
  readonly slug: string;
  readonly course: Course;
  readonly load: LoadLesson;
}

/** Loads a lesson and opens its session; a slug that is no lesson gets a notice. */
export function LessonRoute({ slug, course, load }: Props) {
  const known = course.flatMap(({ lessons }) => lessons).find((lesson) => lesson.slug === slug);
  if (!known?.ready) {
    const what = known
      ? `The lesson “${known.title}” is still to come.`
      : `There is no lesson “${slug.slice(0, 60)}”.`;
    return <NoticePage sentence={what} course={course} />;
  }
  return (
    <ErrorBoundary key={slug} part={`The lesson “${known.title}”`}>
      <Suspense fallback={<p className="page-loading">Opening the lesson.</p>}>
        <OpenLesson slug={slug} course={course} load={load} />
      </Suspense>
    </ErrorBoundary>
  );
}

/** One load a lesson, however often it is rendered. */
const loading = new Map<string, Promise<LessonParts>>();

function OpenLesson({ slug, course, load }: Props) {
  let promise = loading.get(slug);
  if (!promise) {
    promise = load(slug);
    loading.set(slug, promise);
  }
  const parts = use(promise);
  if (readHashQuery().get("notes") === "1") {
    return (
      <SessionProvider lesson={parts.lesson} idle>
        <NotesPage Prose={parts.Prose} />
      </SessionProvider>
    );
  }
  return (
    <SessionProvider lesson={parts.lesson}>
      <LessonPage parts={parts} next={lessonAfter(course, slug)} />
    </SessionProvider>
  );
}
