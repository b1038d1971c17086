/** What can be shared of the lesson that is open, and the address that leads there. */
import { linkOf } from "./link.ts";
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
  /** Homework, as the link says it; empty where none is given. */
  readonly task: string;
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
  const fields: [string, string][] = [];
  if (sharing.section) fields.push(["step", lessonStep]);
  if (sharing.picture) fields.push(["view", view]);
  if (sharing.subject && user !== 0) fields.push(["user", String(user)]);
  if (sharing.subject && highlight.item !== null) fields.push(["item", String(highlight.item)]);
  if (sharing.at && step > 0) fields.push(["at", String(step)]);
  if (sharing.hide.length > 0) fields.push(["hide", sharing.hide.join(",")]);
  if (sharing.lock) fields.push(["lock", "all"]);
  if (sharing.task && !embed) fields.push(["homework", sharing.task]);
  if (sharing.present && !embed) fields.push(["present", "1"]);
  if (embed) fields.push(["embed", EMBEDDED]);
  return linkOf(lesson, setup, fields);
}
