import { type ComponentType, type CSSProperties, Suspense } from "react";
import { Link } from "wouter";
import { say } from "../language/say.ts";
import { ErrorBoundary } from "../parts/error-boundary.tsx";
import type { Course, CourseLesson, Drawings } from "../session/course.ts";
import styles from "./lesson-drawing.module.css";
import { usePageTitle } from "./page-title.ts";

/** What comes behind the words of the first page, each when it is there. */
export interface Front {
  /** A model that trains. */
  readonly Hero: ComponentType;
  /** What is drawn on the cards, by slug. */
  readonly drawings: Drawings;
  /** What the reader has done in a lesson. */
  readonly Progress: ComponentType<{ slug: string }>;
  readonly Lecturers: ComponentType<{ first: string }>;
}

interface Props extends Front {
  readonly course: Course;
  readonly Table: ComponentType;
}

/** The first page: what this is, and the lessons. */
export function CoursePage({ course, Table, Hero, drawings, Progress, Lecturers }: Props) {
  usePageTitle(null);
  const [first] = course.flatMap(({ lessons }) => lessons);
  return (
    <div className="page course-page">
      <header className="course-header">
        <div className="course-words">
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
        </div>
        <div className="course-hero">
          <ErrorBoundary part={say("The model on this page")}>
            <Suspense>
              <Hero />
            </Suspense>
          </ErrorBoundary>
        </div>
      </header>
      <div className="course-groups">
        {course.map(({ group, lessons }) => (
          <section
            key={group}
            className="course-group"
            style={{ "--lessons": lessons.length } as CSSProperties}
            aria-label={say(group)}
          >
            <h2>{say(group)}</h2>
            <ul className="cards">
              {lessons.map((lesson) => (
                <li key={lesson.slug}>
                  <LessonCard lesson={lesson} Drawing={drawings[lesson.slug]} Progress={Progress} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <Suspense>
        <Table />
      </Suspense>
      <Suspense>{first && <Lecturers first={first.slug} />}</Suspense>
      <p>
        <Link href="/bench">{say("How fast is this machine?")}</Link>{" "}
        {say("Times a training step of every model, here, beside stock TensorFlow.js.")}
      </p>
    </div>
  );
}

interface CardProps {
  readonly lesson: CourseLesson;
  readonly Drawing: ComponentType | undefined;
  readonly Progress: Props["Progress"];
}

function LessonCard({ lesson: { slug, title, minutes, question }, Drawing, Progress }: CardProps) {
  return (
    <Link href={`/lessons/${slug}`} className="card">
      <svg className={styles.drawing} viewBox="0 0 160 76" aria-hidden="true">
        <Suspense>{Drawing && <Drawing />}</Suspense>
      </svg>
      <span className="card-words">
        <strong>{say(title)}</strong>
        <span className="card-summary">{say(question)}</span>
        <small>{say("{n} min", { n: minutes })}</small>
        <Suspense>
          <Progress slug={slug} />
        </Suspense>
      </span>
    </Link>
  );
}
