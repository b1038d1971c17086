/**
 * A lesson's set-up in the page's link: `#/lessons/<slug>?seed=7&negatives=popularity`. Reading is
 * checked against the lesson's declaration; writing replaces the entry, so Back leaves the lesson.
 */
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import { parseSetup, setupFields } from "../../engine/declarations/setup.ts";
import { fieldsOf, mended } from "../language/link-text.ts";
import { say } from "../language/say.ts";
import { tell } from "../language/tell.ts";
import { PLACE_FIELDS, placeOf, RESTRICTION_FIELDS, restrictionsOf } from "./place.ts";
import type { SessionStore, Start } from "./store.ts";

/** Fields of a link that are the page's own, not settings. */
export const PAGE_FIELDS: readonly string[] = [
  ...["present", "step", "notes", "lang", "embed", "homework"],
  ...PLACE_FIELDS,
  ...RESTRICTION_FIELDS,
];
/** Those that are said once: where the reader goes from there is theirs. */
const ONCE: readonly string[] = PLACE_FIELDS;

/** The address of a set-up, from the `#` on. @param others fields of the page's own */
export function linkOf(
  lesson: Lesson,
  setup: Setup,
  others: readonly (readonly [string, string])[] = [],
): string {
  const query = new URLSearchParams(setupFields(lesson, setup));
  for (const [key, value] of others) query.append(key, value);
  const text = query.toString();
  return `#/lessons/${lesson.slug}${text && `?${text}`}`;
}

export function setupOfLink(lesson: Lesson): Start {
  const all = fieldsOf(location.hash);
  const fields = [...all].filter(([key]) => !PAGE_FIELDS.includes(key));
  const { setup, problems } = parseSetup(lesson, fields);
  const { place, problems: lost } = placeOf(lesson, all);
  const notices = [...problems.map(tell), ...lost].map((problem) =>
    say("The link could not be followed to the letter: {problem}.", { problem }),
  );
  const step = all.get("step");
  const { hidden, locked } = restrictionsOf(lesson, all);
  const fromLink = fields.length > 0 || PLACE_FIELDS.some((key) => all.has(key));
  return { setup, notices, fromLink, place, hidden, locked, ...(step !== null && { step }) };
}

/** Writes changed settings into the link, and takes over settings from a link that was edited. */
export function followLink(store: SessionStore): () => void {
  const { lesson } = store.getState();
  const stopWriting = store.subscribe(({ setup }, before) => {
    if (setup === before.setup) return;
    const own = [...fieldsOf(location.hash)].filter(
      ([key]) => PAGE_FIELDS.includes(key) && !ONCE.includes(key),
    );
    history.replaceState(history.state, "", linkOf(lesson, setup, own));
  });
  const read = () => {
    if (!mended(location.hash).startsWith(`#/lessons/${lesson.slug}`)) return;
    const { setup, notices, place, hidden, locked } = setupOfLink(lesson);
    const { takeSetup, goToPlace, view } = store.getState();
    store.setState({ hidden, locked, view: place.view ?? view });
    takeSetup(setup, notices);
    goToPlace(place);
  };
  addEventListener("hashchange", read);
  return () => {
    stopWriting();
    removeEventListener("hashchange", read);
  };
}
