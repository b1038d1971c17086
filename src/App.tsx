import facts from "virtual:course";
import { type ComponentType, lazy, useEffect, useState } from "react";
import { useLanguage } from "./components/language/language.ts";
import type { Messages } from "./components/language/say.ts";
import { Page } from "./components/page/page.tsx";
import { type Glossary, GlossaryContext } from "./components/prose/glossary.tsx";
import {
  courseOf,
  type LessonParts,
  type Panel,
  type SpeakerNotes,
} from "./components/session/course.ts";
import { COURSE } from "./curriculum.ts";
import { loadDeclaration } from "./declared.ts";
import { loadGlossary } from "./languages/languages.ts";

const course = courseOf(COURSE, facts);
/** Its code is fetched behind the page that it stands on. */
const Table = lazy(async () => {
  const { default: CourseTable } = await import("./components/page/course-table.tsx");
  return {
    default: (props: { heading?: "h1" | "h2" }) => (
      <CourseTable {...props} course={course} declare={loadDeclaration} />
    ),
  };
});
const Hero = lazy(async () => {
  await textShown();
  const { default: Trained } = await import("./components/page/hero.tsx");
  return { default: () => <Trained declare={loadDeclaration} /> };
});
const Progress = lazy(async () => {
  await textShown();
  const { default: CardProgress } = await import("./components/page/card-progress.tsx");
  return {
    default: (props: { slug: string }) => <CardProgress {...props} declare={loadDeclaration} />,
  };
});
const Lecturers = lazy(async () => {
  await textShown();
  return import("./components/page/lecturer-strip.tsx");
});
const Bench = lazy(async () => ({ default: (await import("./bench/bench-page.tsx")).BenchPage }));

const Collect = lazy(async () => {
  const { default: CollectPage } = await import("./components/page/collect-page.tsx");
  return { default: () => <CollectPage declare={loadDeclaration} /> };
});

/** Once what is there has been painted and the browser has nothing better to do. */
const textShown = () =>
  new Promise<void>((shown) => {
    const painted = () => requestAnimationFrame(() => setTimeout(shown, 0));
    if ("requestIdleCallback" in window) requestIdleCallback(painted, { timeout: 2000 });
    else painted();
  });

interface ProseFile {
  readonly default: LessonParts["Prose"];
  /** In a translation: what the lesson says outside of its prose, by its English. */
  readonly words?: Messages;
}

const drawn = import.meta.glob<{ default: ComponentType }>("./lessons/*/drawing.tsx");
/** They come behind the words of their cards, all in one file. */
const drawings = Object.fromEntries(
  Object.entries(drawn).map(([path, load]) => [
    path.split("/").at(-2)!,
    lazy(async () => {
      await textShown();
      return load();
    }),
  ]),
);

const proses = import.meta.glob<ProseFile>("./lessons/*/prose.*.mdx");
const panels = import.meta.glob<Panel>("./lessons/*/panel.tsx");
const notes = import.meta.glob<SpeakerNotes>("./lessons/*/notes.*.ts", { import: "notes" });

/**
 * Loads the parts of a lesson from its folder; which lessons there are, src/curriculum.ts says. A lesson
 * without prose in the reader's language comes in English.
 */
async function loadLesson(slug: string, language: string): Promise<LessonParts> {
  const fileOf = (language: string) => `./lessons/${slug}/prose.${language}.mdx`;
  const written = Object.hasOwn(proses, fileOf(language)) ? language : "en";
  const [lesson, prose] = await Promise.all([loadDeclaration(slug), proses[fileOf(written)]!()]);
  const loadPanel = () => panels[`./lessons/${slug}/panel.tsx`]!();
  return {
    lesson: lesson!,
    Prose: prose.default,
    language: written,
    words: prose.words ?? {},
    loadPanel,
    loadNotes: async () => (await notes[`./lessons/${slug}/notes.${written}.ts`]?.()) ?? {},
  };
}

const NO_TERMS: Glossary = {};

/** Until it is there, and where it cannot be had, terms are words like any others. */
function useGlossary(): Glossary {
  const language = useLanguage();
  const [glossary, setGlossary] = useState(NO_TERMS);
  useEffect(() => {
    let current = true;
    loadGlossary(language).then(
      (loaded) => current && setGlossary(loaded),
      () => {},
    );
    return () => {
      current = false;
    };
  }, [language]);
  return glossary;
}

export function App() {
  return (
    <GlossaryContext value={useGlossary()}>
      <Page
        course={course}
        load={loadLesson}
        Bench={Bench}
        Table={Table}
        front={{ Hero, drawings, Progress, Lecturers }}
        Collect={Collect}
      />
    </GlossaryContext>
  );
}
