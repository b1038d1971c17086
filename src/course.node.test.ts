import { existsSync, readFileSync } from "node:fs";
import facts from "virtual:course";
import { expect, test } from "vitest";
import type { SpeakerNotes } from "./components/session/course.ts";
import { PAGE_FIELDS } from "./components/session/link.ts";
import { COURSE } from "./curriculum.ts";
import type { Lesson } from "./engine/declarations/lesson.ts";

/** In a section; more than that is another section, or a picture. */
const MOST_WORDS = 170;

const proseIn = (slug: string) =>
  readFileSync(new URL(`./lessons/${slug}/prose.en.mdx`, import.meta.url), "utf8");

/** The words of a section that are read one after the other: no formula, no table, no answer that unfolds. */
function wordsOf(section: string): number {
  const text = section
    .replace(/<(Formula|Answer|table)\b[\s\S]*?<\/\1>/g, "")
    .replace(/\$\$[\s\S]*?\$\$/g, "")
    .replace(/<[^>]*>/g, "");
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu)?.length ?? 0;
}

const lessons = import.meta.glob<{ default: Lesson }>("./lessons/*/lesson.ts", { eager: true });

test("the course is told by the lessons themselves, and every lesson has its place in it", () => {
  const declared = Object.values(lessons).map(({ default: lesson }) => lesson);
  for (const { slug, title, minutes, question } of declared) {
    expect(facts[slug]).toEqual({ title, minutes, question });
  }
  const slugs = COURSE.flatMap((group) => group.lessons);
  expect([...slugs].sort()).toEqual(declared.map(({ slug }) => slug).sort());
  expect(new Set(slugs).size).toBe(slugs.length);
});

test("every lesson has a drawing for its card", () => {
  for (const slug of COURSE.flatMap((group) => group.lessons)) {
    expect(existsSync(new URL(`./lessons/${slug}/drawing.tsx`, import.meta.url)), slug).toBe(true);
  }
});

test("no section asks to read more than a screen of text", () => {
  const long = COURSE.flatMap((group) => group.lessons).flatMap((slug) =>
    [...proseIn(slug).matchAll(/<LessonStep id="([^"]+)">([\s\S]*?)<\/LessonStep>/g)]
      .map(([, id, text]) => `${slug} ${id}: ${wordsOf(text!)}`)
      .filter((line) => Number(line.split(": ")[1]) > MOST_WORDS),
  );
  expect(long).toEqual([]);
});

const notes = import.meta.glob<SpeakerNotes>("./lessons/*/notes.*.ts", {
  import: "notes",
  eager: true,
});

test("a lecturer has notes to every section, in every language that the lesson is told in", () => {
  for (const { default: lesson } of Object.values(lessons)) {
    for (const language of ["en", "ru"]) {
      const prose = new URL(`./lessons/${lesson.slug}/prose.${language}.mdx`, import.meta.url);
      if (!existsSync(prose)) continue;
      const own = notes[`./lessons/${lesson.slug}/notes.${language}.ts`] ?? {};
      expect(Object.keys(own), `${lesson.slug} ${language}`).toEqual(
        lesson.steps.map(({ id }) => id),
      );
    }
  }
});

test("no setting has the name of a field that a link has for the page itself", () => {
  for (const { default: lesson } of Object.values(lessons)) {
    const keys = Object.keys(lesson.hyperparameters);
    expect(
      keys.filter((key) => PAGE_FIELDS.includes(key)),
      lesson.slug,
    ).toEqual([]);
  }
});
