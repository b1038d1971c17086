/** What the pages know of the course; the course itself is src/curriculum.ts. */
import type { ComponentType } from "react";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Messages } from "../language/say.ts";

export interface CourseLesson {
  readonly slug: string;
  readonly title: string;
  readonly minutes: number;
  /** False: shown as "to come", not as a link. */
  readonly ready: boolean;
  /** One line for the lesson's card. */
  readonly summary?: string;
}

export interface CourseGroup {
  readonly group: string;
  readonly lessons: readonly CourseLesson[];
}

export type Course = readonly CourseGroup[];

/** The lab's pictures by view id: what a lesson's panel.tsx exports as `views`. */
export type Views = Readonly<Record<string, ComponentType>>;

/** What a lesson's panel.tsx exports: its pictures, and what stands beside the curves, if anything. */
export interface Panel {
  readonly views: Views;
  /** Small and always there, whatever the view: the list for a user, say. */
  readonly beside?: ComponentType;
}

/** What a lesson's folder gives to the page. */
export interface LessonParts {
  readonly lesson: Lesson;
  /** The compiled prose; its parts are given to it as `components`. */
  readonly Prose: ComponentType<{ components?: Readonly<Record<string, unknown>> }>;
  /** What the prose is written in: English where there is none in the reader's language. */
  readonly language: string;
  /** In a translation: what the lesson says outside of its prose, by its English. */
  readonly words: Messages;
  /** Loaded only when the lab is, so that the text does not wait for the pictures. */
  readonly loadPanel: () => Promise<Panel>;
}

export type LoadLesson = (slug: string, language: string) => Promise<LessonParts>;

export function lessonAfter(course: Course, slug: string): CourseLesson | undefined {
  const ready = course.flatMap(({ lessons }) => lessons).filter((lesson) => lesson.ready);
  const at = ready.findIndex((lesson) => lesson.slug === slug);
  return at === -1 ? undefined : ready[at + 1];
}
