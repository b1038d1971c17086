/**
 * Where in a lesson a link leads, beside its settings: `view=map&user=3&item=12&at=400`, what is not to be
 * seen (`hide=metrics,curves`) and what is not to be changed (`lock=lr,dim` or `lock=all`).
 */
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { allSettings } from "../../engine/declarations/setup.ts";
import { say } from "../language/say.ts";

export interface Place {
  /** A picture, by its id. */
  readonly view?: string;
  /** The person and the film that pictures are about. */
  readonly user?: number;
  readonly item?: number;
  /** The step to train to. */
  readonly at?: number;
}

/** Parts of the lab that a link can leave out. */
export const PARTS = ["metrics", "curves", "list", "runs", "settings"] as const;
export type Part = (typeof PARTS)[number];

export interface Restrictions {
  /** Parts of the lab, and pictures by their ids. */
  readonly hidden: ReadonlySet<string>;
  /** Settings by key; all of them: "all". */
  readonly locked: ReadonlySet<string>;
}

export const isLocked = (locked: Restrictions["locked"], key: string): boolean =>
  locked.has("all") || locked.has(key);

export const PLACE_FIELDS = ["view", "user", "item", "at"] as const;
export const RESTRICTION_FIELDS = ["hide", "lock"] as const;

/** Reads a link's fields; what they ask for and is not there gets a sentence. */
export function placeOf(
  lesson: Lesson,
  fields: URLSearchParams,
): { readonly place: Place; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const wrong = (key: string, text: string, known: string) =>
    problems.push(say("{key} is “{text}”, but here it takes {known}", { key, text, known }));
  const place: { -readonly [K in keyof Place]: Place[K] } = {};
  const view = fields.get("view");
  if (view !== null) {
    if (lesson.views.some(({ id }) => id === view)) place.view = view;
    else wrong("view", view, lesson.views.map(({ id }) => id).join(", "));
  }
  for (const key of ["user", "item", "at"] as const) {
    const text = fields.get(key);
    if (text === null) continue;
    if (/^\d{1,9}$/.test(text)) place[key] = Number(text);
    else wrong(key, text, say("a whole number"));
  }
  return { place, problems };
}

/** What a link hides and locks; names that are nothing here are left out. */
export function restrictionsOf(lesson: Lesson, fields: URLSearchParams): Restrictions {
  const listed = (key: string) => (fields.get(key) ?? "").split(",").filter(Boolean);
  const parts: readonly string[] = [...PARTS, ...lesson.views.map(({ id }) => id)];
  const settings = ["all", "seed", ...Object.keys(allSettings(lesson))];
  return {
    hidden: new Set(listed("hide").filter((name) => parts.includes(name))),
    locked: new Set(listed("lock").filter((name) => settings.includes(name))),
  };
}
