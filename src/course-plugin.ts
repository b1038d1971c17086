/**
 * What the course page says of each lesson, read from the lessons' own declarations when the site is built
 * (or served): `virtual:course` gives title, minutes and question by slug, without loading any lesson.
 */
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Plugin, runnerImport } from "vite";
import type { CourseFacts } from "./components/session/course.ts";
import type { Lesson } from "./engine/declarations/lesson.ts";

const NAME = "virtual:course";
const RESOLVED = `\0${NAME}`;
const LESSONS = fileURLToPath(new URL("./lessons/", import.meta.url));

export function course(): Plugin {
  return {
    name: "course",
    resolveId: (id) => (id === NAME ? RESOLVED : undefined),
    async load(id) {
      if (id !== RESOLVED) return undefined;
      const files = readdirSync(LESSONS)
        .map((slug) => `${LESSONS}${slug}/lesson.ts`)
        .filter((path) => existsSync(path));
      const facts: Record<string, CourseFacts[string]> = {};
      for (const path of files) {
        this.addWatchFile(path);
        const { module } = await runnerImport<{ default: Lesson }>(path);
        const { slug, title, minutes, question } = module.default;
        facts[slug] = { title, minutes, question };
      }
      return `export default ${JSON.stringify(facts)};`;
    },
  };
}
