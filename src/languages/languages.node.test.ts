/** Nothing that the page says is left out of a language, and nothing is kept that is not said any more. */
import { readFileSync } from "node:fs";
import facts from "virtual:course";
import { describe, expect, test } from "vitest";
import type { Message, Messages } from "../components/language/say.ts";
import { courseOf } from "../components/session/course.ts";
import { COURSE } from "../curriculum.ts";
import type { Lesson } from "../engine/declarations/lesson.ts";
import { allSettings } from "../engine/declarations/setup.ts";
import { glossary as english } from "./en/glossary.ts";
import { glossary } from "./ru/glossary.ts";
import { messages } from "./ru/messages.ts";

const sources = import.meta.glob<string>(
  [
    "../curriculum.ts",
    "../components/**/*.{ts,tsx}",
    "../bench/*.{ts,tsx}",
    "../engine/**/*.ts",
    "../families/**/*.{ts,tsx}",
    "../lessons/*/*.{ts,tsx}",
  ],
  { query: "?raw", import: "default", eager: true },
);
const lessons = import.meta.glob<{ default: Lesson }>("../lessons/*/lesson.ts", { eager: true });
const translated = import.meta.glob<{ words?: Messages }>("../lessons/*/prose.ru.mdx", {
  eager: true,
});

/** A lesson's prose as it is written: imported, even with ?raw, it comes compiled. */
const proseIn = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

/** The literals that a source says or marks, as they are at run time. */
function saidIn(source: string): string[] {
  const literal =
    /(?<![.\w])(?:say|sayWith|word|sentence)\(\s*("(?:[^"\\]|\\.)*"|'[^']*'|`[^`$]*`)/g;
  const said = [...source.matchAll(literal)].map(([, text = ""]) =>
    text.startsWith('"') ? (JSON.parse(text) as string) : text.slice(1, -1),
  );
  const counted = [...source.matchAll(/\bplural\([^"`]*?"([^"]+)"(?:,\s*"([^"]+)")?/g)];
  return [
    ...said,
    ...counted.flatMap(([, one, many]) => [`{n} ${one}`, `{n} ${many ?? `${one}s`}`]),
  ];
}

const saidUnder = (folder: string) =>
  Object.entries(sources).flatMap(([path, source]) =>
    path.startsWith(folder) && !path.includes(".test.") ? saidIn(source) : [],
  );

/** The texts that a lesson declares. */
function declared(lesson: Lesson): string[] {
  const texts: string[] = [];
  const look = (value: unknown, key = "") => {
    if (typeof value === "string") {
      const text = ["label", "labels", "help", "title", "question", "claim", "explanation"];
      if ([...text, "protocol", "unit"].includes(key)) texts.push(value);
    } else if (Array.isArray(value)) for (const part of value) look(part, key);
    else if (value && typeof value === "object")
      // An explanation may have a text for each outcome.
      for (const [name, part] of Object.entries(value)) {
        // An explanation may have a text for each outcome; claims are for tests, and are not said.
        if (name === "claims") continue;
        if (key === "goal" && name === "says") texts.push(String(part));
        look(part, key === "explanation" ? key : name);
      }
  };
  look({ ...lesson, hyperparameters: allSettings(lesson) });
  return texts;
}

const missing = (wanted: Iterable<string>, known: Messages) =>
  [...new Set(wanted)].filter((english) => !Object.hasOwn(known, english));

const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** What is wrong with a translation's places for values, if anything. */
function misplaced(english: string, message: Message): boolean {
  const places = [...new Set(placesOf(english))];
  if (typeof message === "string") return placesOf(message).join() !== placesOf(english).join();
  return ["1", "2", "5", "1.5"].some((value) => {
    const said = message(Object.fromEntries(places.map((name) => [name, value])));
    return /\{|undefined|NaN/.test(said);
  });
}

describe("the interface in Russian", () => {
  test("all that is said has a translation", () => {
    // A lesson is named in the languages that it is written in.
    const course = courseOf(COURSE, facts).flatMap(({ group, lessons }) => {
      const own = lessons.filter(({ slug }) => `../lessons/${slug}/prose.ru.mdx` in translated);
      const texts = own.flatMap(({ title, question }) => [title, question]);
      return own.length > 0 ? [group, ...texts] : [];
    });
    const said = ["components", "engine", "families", "bench"].flatMap((part) =>
      saidUnder(`../${part}/`),
    );
    expect(missing([...course, ...said], messages)).toEqual([]);
  });

  test("nothing is translated that is not there any more", () => {
    const everywhere = new Set(Object.values(sources).flatMap(saidIn));
    const text = Object.values(sources).join("\n");
    const known = (english: string) =>
      everywhere.has(english) || text.includes(JSON.stringify(english).slice(1, -1));
    expect(Object.keys(messages).filter((english) => !known(english))).toEqual([]);
  });

  test("every value has its place", () => {
    const wrong = Object.entries(messages).filter(([key, message]) => misplaced(key, message));
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test("every term of the glossary is there", () => {
    expect(Object.keys(glossary).sort()).toEqual(Object.keys(english).sort());
  });
});

describe.each(Object.keys(translated))("%s", (path) => {
  const folder = path.replace(/[^/]+$/, "");
  const words = translated[path]!.words ?? {};
  const lesson = lessons[`${folder}lesson.ts`]!.default;
  const [russian, source] = [proseIn(path), proseIn(`${folder}prose.en.mdx`)];
  const idsOf = (text: string) =>
    [...text.matchAll(/<LessonStep id="([^"]+)"/g)].map(([, id]) => id);

  test("it has the steps of the lesson, in their order", () => {
    const steps = lesson.steps.map(({ id }) => id);
    expect(idsOf(russian)).toEqual(steps);
    expect(idsOf(source)).toEqual(steps);
  });

  test("it has the predictions and terms of the English", () => {
    const partsOf = (text: string) => [...text.matchAll(/<Predict\b[^>]*>/g)].map(String).sort();
    expect(partsOf(russian)).toEqual(partsOf(source));
    const terms = [...russian.matchAll(/<Term of="([^"]+)"/g)].map(([, id = ""]) => id);
    expect(terms.filter((id) => !Object.hasOwn(glossary, id))).toEqual([]);
    expect(russian).not.toContain("<Term>");
  });

  test("all that the lesson says outside of its prose has a translation", () => {
    const said = [...declared(lesson), ...saidUnder(folder)];
    expect(missing(said, { ...messages, ...words })).toEqual([]);
  });

  test("every value has its place", () => {
    const wrong = Object.entries(words).filter(([key, message]) => misplaced(key, message));
    expect(wrong.map(([key]) => key)).toEqual([]);
  });
});
