/** What the pages know of the course; the course itself is src/curriculum.ts. */
import type { ComponentType } from "react";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Messages } from "../language/say.ts";

/** The order of the course: slugs, in groups. */
export type Curriculum = readonly {
  readonly group: string;
  readonly lessons: readonly string[];
}[];

/** What the lessons declare that the course page shows, by slug. */
export type CourseFacts = Readonly<Record<string, Pick<Lesson, "title" | "minutes" | "question">>>;

export type CourseLesson = CourseFacts[string] & { readonly slug: string };

export interface CourseGroup {
  readonly group: string;
  readonly lessons: readonly CourseLesson[];
}

export type Course = readonly CourseGroup[];

/** The course with what its lessons say of themselves. */
export function courseOf(curriculum: Curriculum, facts: CourseFacts): Course {
  return curriculum.map(({ group, lessons }) => ({
    group,
    lessons: lessons.map((slug) => {
      const declared = facts[slug];
      if (!declared) throw new Error(`The course names "${slug}", which is no lesson`);
      return { slug, ...declared };
    }),
  }));
}

/** The lab's pictures by view id: what a lesson's panel.tsx exports as `views`. */
export type Views = Readonly<Record<string, ComponentType>>;

/** What a lesson's panel.tsx exports: its pictures, and what stands beside the curves, if anything. */
export interface Panel {
  readonly views: Views;
  /** Small and always there, whatever the view: the list for a user, say. */
  readonly beside?: ComponentType;
}

/** What a lecturer wants to know of a section before they stand in front of it. */
export interface SectionNotes {
  /** What will come out, on the seeds that were tried. */
  readonly expect: string;
  /** Where a hall goes wrong, and what helps. */
  readonly trap: string;
}

/** By section. */
export type SpeakerNotes = Readonly<Record<string, SectionNotes>>;

/** What is drawn on the lessons' cards, by slug: the inside of an SVG of 160 by 76. */
export type Drawings = Readonly<Record<string, ComponentType>>;

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
  /** Loaded by the window with the notes. */
  readonly loadNotes: () => Promise<SpeakerNotes>;
}

export type LoadLesson = (slug: string, language: string) => Promise<LessonParts>;

export function lessonAfter(course: Course, slug: string): CourseLesson | undefined {
  const all = course.flatMap(({ lessons }) => lessons);
  const at = all.findIndex((lesson) => lesson.slug === slug);
  return at === -1 ? undefined : all[at + 1];
}
