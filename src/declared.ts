/** The lessons' declarations, each loaded when it is asked for, with those of the lessons that it stands on. */
import type { Lesson } from "./engine/declarations/lesson.ts";
import { withFoundations } from "./engine/declarations/setup.ts";

const files = import.meta.glob<{ default: Lesson }>([
  "./lessons/*/lesson.ts",
  // Stages of a lesson: models in its folder.
  "./lessons/*/*/lesson.ts",
]);

/** The lessons that there are, without their stages. */
export const SLUGS = Object.keys(files).flatMap(
  (path) => /^\.\/lessons\/([^/]+)\/lesson\.ts$/.exec(path)?.slice(1) ?? [],
);

const load = async (slug: string) => (await files[`./lessons/${slug}/lesson.ts`]?.())?.default;

/** @returns undefined where there is no such lesson */
export async function loadDeclaration(slug: string): Promise<Lesson | undefined> {
  const lesson = await load(slug);
  return lesson && withFoundations(lesson, load);
}
