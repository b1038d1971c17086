/** What can be shared of the lesson that is open, and the address that leads there. */
import { setupFields } from "../../engine/declarations/setup.ts";
import type { Part } from "./place.ts";
import { EMBEDDED } from "./shared.ts";
import type { SessionState } from "./state.ts";

/** What a link is to say beside the settings. */
export interface Sharing {
  readonly section: boolean;
  readonly picture: boolean;
  /** The person and the film that pictures are about. */
  readonly subject: boolean;
  readonly at: boolean;
  readonly present: boolean;
  readonly lock: boolean;
  readonly hide: readonly Part[];
}

/** What there is to say, and so what can be chosen. */
export function sharable({
  lesson,
  lessonStep,
  view,
  user,
  highlight,
  step,
  status,
}: SessionState) {
  const section = lesson.steps.find(({ id }) => id === lessonStep);
  return {
    section,
    picture: lesson.views.find(({ id }) => id === view),
    /** Whether it is another than the section's own. */
    otherPicture: section?.view !== view,
    subject: user !== 0 || highlight.item !== null,
    at: step,
    paused: status.name === "Paused",
  };
}

/** An address from the `#` on. @param embed whether it shows the lab alone */
export function addressOf(state: SessionState, sharing: Sharing, embed = false): string {
  const { lesson, setup, lessonStep, view, user, highlight, step } = state;
  const query = new URLSearchParams(setupFields(lesson, setup));
  if (sharing.section) query.set("step", lessonStep);
  if (sharing.picture) query.set("view", view);
  if (sharing.subject && user !== 0) query.set("user", String(user));
  if (sharing.subject && highlight.item !== null) query.set("item", String(highlight.item));
  if (sharing.at && step > 0) query.set("at", String(step));
  if (sharing.hide.length > 0) query.set("hide", sharing.hide.join(","));
  if (sharing.lock) query.set("lock", "all");
  if (sharing.present && !embed) query.set("present", "1");
  if (embed) query.set("embed", EMBEDDED);
  const text = query.toString();
  return `#/lessons/${lesson.slug}${text && `?${text}`}`;
}
