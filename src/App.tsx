import type { LessonParts, Panel } from "./components/page/course.ts";
import { Page } from "./components/page/page.tsx";
import { GlossaryContext } from "./components/prose/glossary.tsx";
import { COURSE } from "./curriculum.ts";
import type { Lesson } from "./engine/lesson.ts";
import { glossary } from "./glossary.en.ts";

const lessons = import.meta.glob<{ default: Lesson }>("./lessons/*/lesson.ts");
const proses = import.meta.glob<{ default: LessonParts["Prose"] }>("./lessons/*/prose.en.mdx");
const panels = import.meta.glob<Panel>("./lessons/*/panel.tsx");

/** Loads the parts of a lesson from its folder; which lessons there are, src/curriculum.ts says. */
async function loadLesson(slug: string): Promise<LessonParts> {
  const [lesson, prose] = await Promise.all([
    lessons[`./lessons/${slug}/lesson.ts`]!(),
    proses[`./lessons/${slug}/prose.en.mdx`]!(),
  ]);
  const loadPanel = () => panels[`./lessons/${slug}/panel.tsx`]!();
  return { lesson: lesson.default, Prose: prose.default, loadPanel };
}

export function App() {
  return (
    <GlossaryContext value={glossary}>
      <Page course={COURSE} load={loadLesson} />
    </GlossaryContext>
  );
}
