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
import type { SessionStore, Start } from "./store.ts";

/** Fields of a link that are the page's own, not settings. */
const PAGE_FIELDS = ["present", "step", "notes", "lang"];

/** The address of a set-up, from the `#` on. */
export function linkOf(lesson: Lesson, setup: Setup): string {
  const query = new URLSearchParams(setupFields(lesson, setup)).toString();
  return `#/lessons/${lesson.slug}${query && `?${query}`}`;
}

export function setupOfLink(lesson: Lesson): Start {
  const fields = [...fieldsOf(location.hash)].filter(([key]) => !PAGE_FIELDS.includes(key));
  const { setup, problems } = parseSetup(lesson, fields);
  const notices = problems.map((problem) =>
    say("The link could not be followed to the letter: {problem}.", { problem: tell(problem) }),
  );
  const step = fieldsOf(location.hash).get("step");
  return { setup, notices, fromLink: fields.length > 0, ...(step !== null && { step }) };
}

/** Writes changed settings into the link, and takes over settings from a link that was edited. */
export function followLink(store: SessionStore): () => void {
  const { lesson } = store.getState();
  const stopWriting = store.subscribe(({ setup }, before) => {
    if (setup === before.setup) return;
    const own = [...fieldsOf(location.hash)].filter(([key]) => PAGE_FIELDS.includes(key));
    const query = new URLSearchParams([...Object.entries(setupFields(lesson, setup)), ...own]);
    const text = query.toString();
    history.replaceState(history.state, "", `#/lessons/${lesson.slug}${text && `?${text}`}`);
  });
  const read = () => {
    if (!mended(location.hash).startsWith(`#/lessons/${lesson.slug}`)) return;
    const { setup, notices } = setupOfLink(lesson);
    store.getState().takeSetup(setup, notices);
  };
  addEventListener("hashchange", read);
  return () => {
    stopWriting();
    removeEventListener("hashchange", read);
  };
}
