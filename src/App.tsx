import { useLanguage } from "./components/language/language.ts";
import type { Messages } from "./components/language/say.ts";
import { Page } from "./components/page/page.tsx";
import { GlossaryContext } from "./components/prose/glossary.tsx";
import type { LessonParts, Panel } from "./components/session/course.ts";
import { COURSE } from "./curriculum.ts";
import type { Lesson } from "./engine/declarations/lesson.ts";
import { glossaryOf } from "./languages/languages.ts";

interface ProseFile {
  readonly default: LessonParts["Prose"];
  /** In a translation: what the lesson says outside of its prose, by its English. */
  readonly words?: Messages;
}

const lessons = import.meta.glob<{ default: Lesson }>("./lessons/*/lesson.ts");
const proses = import.meta.glob<ProseFile>("./lessons/*/prose.*.mdx");
const panels = import.meta.glob<Panel>("./lessons/*/panel.tsx");

/**
 * Loads the parts of a lesson from its folder; which lessons there are, src/curriculum.ts says. A lesson
 * without prose in the reader's language comes in English.
 */
async function loadLesson(slug: string, language: string): Promise<LessonParts> {
  const fileOf = (language: string) => `./lessons/${slug}/prose.${language}.mdx`;
  const written = Object.hasOwn(proses, fileOf(language)) ? language : "en";
  const [lesson, prose] = await Promise.all([
    lessons[`./lessons/${slug}/lesson.ts`]!(),
    proses[fileOf(written)]!(),
  ]);
  const loadPanel = () => panels[`./lessons/${slug}/panel.tsx`]!();
  return {
    lesson: lesson.default,
    Prose: prose.default,
    language: written,
    words: prose.words ?? {},
    loadPanel,
  };
}

export function App() {
  return (
    <GlossaryContext value={glossaryOf(useLanguage())}>
      <Page course={COURSE} load={loadLesson} />
    </GlossaryContext>
  );
}
