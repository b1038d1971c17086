/** What a picture says of where it comes from when it is taken out. */
import { countText } from "../charts/number-text.ts";
import { say } from "../language/say.ts";
import { settingsText } from "./run-words.ts";
import { addressOf } from "./share-link.ts";
import { sharedNow } from "./shared.ts";

/** The run that is on screen, and the address that leads back to it; nothing where no lesson is open. */
export function pictureLines(): readonly string[] {
  const state = sharedNow();
  if (!state) return [];
  const { lesson, runs, currentRun, step } = state;
  const run = runs.find(({ id }) => id === currentRun);
  const sharing = { section: true, picture: true, subject: true, at: step > 0 };
  const address = addressOf(state, { ...sharing, present: false, lock: false, hide: [], task: "" });
  const of = run
    ? say("Live RecSys, {lesson}. Run {number} ({settings}), seed {seed}, step {step}.", {
        lesson: say(lesson.title),
        number: run.number,
        settings: settingsText(lesson, run),
        seed: run.setup.seed,
        step: countText(step),
      })
    : say("Live RecSys, {lesson}. Nothing has been trained.", { lesson: say(lesson.title) });
  return [of, location.href.split("#")[0] + address];
}
