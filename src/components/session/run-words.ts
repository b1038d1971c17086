/** What is said of a run, in the reader's language: its name, its settings, what it stands on. */
import type { Hyperparameter, Value } from "../../engine/declarations/hyperparameters.ts";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import { defaultSetup, flatten, ON } from "../../engine/declarations/setup.ts";
import { say, word } from "../language/say.ts";
import { declarationOf, differences } from "./changes.ts";
import { type KeptRuns, keptRunOf } from "./foundation-runs.ts";
import type { Run, RunChanges } from "./state.ts";

/** What has become of a run, in words that are said. */
export const STATUS_WORDS: Readonly<Record<Run["status"], string>> = {
  running: word("running"),
  paused: word("paused"),
  finished: word("finished"),
  stopped: word("stopped"),
  failed: word("failed"),
};

/** The name that the reader gave a run, else what changed: "negatives uniform → popularity". */
export function nameText(lesson: Lesson, { name, changed, setup }: Run): string {
  if (name !== undefined || !changed) return name ?? say("defaults");
  if (changed.settings.length === 0) {
    return changed.since === "before" ? say("same settings") : say("defaults");
  }
  return changesText(lesson, setup, changed);
}

/** "η 0.01 → 0.02, d 32 → 64" */
export function changesText(
  lesson: Lesson,
  setup: Setup,
  { settings, labels = {} }: Pick<RunChanges, "settings" | "labels">,
): string {
  const parts = settings.map(({ key, from, to }) => {
    if (key.endsWith(`${ON}lesson`)) {
      return say("on {lesson}", { lesson: titleOf(lesson, String(to)) });
    }
    const found = declarationOf(lesson, setup, key);
    const named = (value: Value) =>
      labels[String(value)] ?? (found ? valueName(found.setting, value) : shown(value));
    const what = found ? settingName(found.setting) : key;
    const change = `${what} ${named(from)} → ${named(to)}`;
    return found?.depth ? say("beneath it {change}", { change }) : change;
  });
  return parts.join(", ");
}

/** "negatives popularity, α 1": the settings of a run that are not the lesson's defaults. */
export function settingsText(lesson: Lesson, run: Run): string {
  const parts = settingsOf(lesson, run.setup, Object.keys(lesson.hyperparameters));
  if (run.dataset.label) parts.unshift(say("on {data}", { data: run.dataset.label }));
  return parts.join(", ") || say("defaults");
}

/** "on run 3 of Matrix factorization", where that run is kept; else by its settings. */
export function standsOnText(lesson: Lesson, { on }: Setup, kept: KeptRuns): string | undefined {
  if (!on) return undefined;
  const beneath = lesson.foundations?.[on.lesson];
  const title = titleOf(lesson, on.lesson);
  const run = keptRunOf(kept[on.lesson] ?? [], on);
  if (run) return say("on run {number} of {lesson}", { number: run.number, lesson: title });
  const settings = beneath
    ? settingsOf(beneath, on, [...Object.keys(beneath.hyperparameters), "seed"])
    : [];
  return say("on {lesson}, {settings}", {
    lesson: title,
    settings: settings.join(", ") || say("defaults"),
  });
}

/** The title of a lesson that this one stands on, however deep; its slug where there is none. */
export function titleOf(lesson: Lesson, slug: string): string {
  const found = declaredBeneath(lesson, slug);
  return found ? say(found.title) : slug;
}

function declaredBeneath({ foundations = {} }: Lesson, slug: string): Lesson | undefined {
  if (foundations[slug]) return foundations[slug];
  for (const foundation of Object.values(foundations)) {
    const found = declaredBeneath(foundation, slug);
    if (found) return found;
  }
  return undefined;
}

/** "leak on, λ 0.1": what differs from other settings, by its new values; nothing where nothing does. */
export function changedText(
  lesson: Lesson,
  from: Setup,
  to: Setup,
  labels: Readonly<Record<string, string>> = {},
): string {
  const parts = differences(lesson, from, to).map(({ key, to: value }) => {
    if (key.endsWith(`${ON}lesson`)) {
      return say("on {lesson}", { lesson: titleOf(lesson, String(value)) });
    }
    const found = declarationOf(lesson, to, key);
    if (!found) return `${key} ${shown(value)}`;
    const named = labels[String(value)] ?? valueName(found.setting, value);
    const change = `${settingName(found.setting)} ${named}`;
    return found.depth ? say("beneath it {change}", { change }) : change;
  });
  return parts.join(", ");
}

/** "negatives popularity" for each of the settings that is not at its default. */
function settingsOf(lesson: Lesson, setup: Setup, keys: readonly string[]): string[] {
  const own = flatten(setup);
  const changed = new Set(differences(lesson, defaultSetup(lesson), setup).map(({ key }) => key));
  return keys.flatMap((key) => {
    const setting = changed.has(key) && declarationOf(lesson, setup, key)?.setting;
    return setting ? [`${settingName(setting)} ${valueName(setting, own[key]!)}`] : [];
  });
}

/** What a setting is called in a run's name: its letter in the formulas, else its label. */
export const settingName = ({ symbol, label }: Hyperparameter): string =>
  symbol ?? say(label).toLowerCase();

/** A value in the reader's words where their language has some, else as links have it: "popularity", "off". */
export function valueName(setting: Hyperparameter, value: Value): string {
  if (typeof value === "boolean") return value ? say("on") : say("off");
  const options = setting.kind === "choice" ? setting.options : [];
  const label = options.find((option) => option.value === value)?.label;
  const said = label === undefined ? undefined : say(label);
  return said === undefined || said === label ? String(value) : said.toLowerCase();
}

const shown = (value: Value): string =>
  typeof value === "boolean" ? (value ? "on" : "off") : String(value);
