import { type ComponentType, Suspense } from "react";
import { Link } from "wouter";
import { say } from "../language/say.ts";
import type { Course, CourseLesson } from "../session/course.ts";
import { usePageTitle } from "./page-title.ts";

/** The first page: what this is, and the lessons. */
export function CoursePage({ course, Table }: { course: Course; Table: ComponentType }) {
  usePageTitle(null);
  const [first] = course.flatMap(({ lessons }) => lessons);
  return (
    <div className="page course-page">
      <header className="course-header">
        <h1>{say("Recommender systems, trained in front of you")}</h1>
        <p className="lead">
          {say(
            "Every model of this course trains live in your browser, beside the text that explains it. You predict what a run will do, press Train, and the run answers. No figure is drawn in advance: what you see is read from the model or the data at that moment.",
          )}
        </p>
        {first && (
          <Link href={`/lessons/${first.slug}`} className="button button-primary">
            {say("Begin with {lesson}", { lesson: say(first.title) })}
          </Link>
        )}
      </header>
      {course.map(({ group, lessons }) => (
        <section key={group} className="course-group" aria-label={say(group)}>
          <h2>{say(group)}</h2>
          <ul className="cards">
            {lessons.map((lesson) => (
              <li key={lesson.slug}>
                <LessonCard {...lesson} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Suspense>
        <Table />
      </Suspense>
      <p>
        <Link href="/bench">{say("How fast is this machine?")}</Link>{" "}
        {say("Times a training step of every model, here, beside stock TensorFlow.js.")}
      </p>
    </div>
  );
}

function LessonCard({ slug, title, minutes, question }: CourseLesson) {
  return (
    <Link href={`/lessons/${slug}`} className="card">
      <strong>{say(title)}</strong>
      <span className="card-summary">{say(question)}</span>
      <small>{say("{n} min", { n: minutes })}</small>
    </Link>
  );
}
