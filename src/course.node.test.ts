import facts from "virtual:course";
import { expect, test } from "vitest";
import { COURSE } from "./curriculum.ts";
import type { Lesson } from "./engine/declarations/lesson.ts";

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
