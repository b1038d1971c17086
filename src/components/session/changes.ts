/** In which settings two set-ups differ, also those of the runs that they stand on. Pure functions. */
import {
  applies,
  type Hyperparameter,
  type Value,
} from "../../engine/declarations/hyperparameters.ts";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import {
  allSettings,
  defaultSetup,
  flatten,
  ON,
  standing,
} from "../../engine/declarations/setup.ts";

/** One setting, under its name in links: "negatives", "on.dim". */
export interface Change {
  readonly key: string;
  readonly from: Value;
  readonly to: Value;
}

/** The settings in which two set-ups differ, where they mean anything in the second. */
export function differences(lesson: Lesson, from: Setup, to: Setup): Change[] {
  const [before, after] = [flatten(from), flatten(to)];
  const own = Object.entries(allSettings(lesson)).flatMap(([key, declaration]) =>
    before[key] !== after[key] && applies(declaration, after)
      ? [{ key, from: before[key]!, to: after[key]! }]
      : [],
  );
  return [...own, ...differencesBeneath(lesson, from, to)];
}

/** Against what the first would stand on with the settings of the second: its own, or the defaults. */
function differencesBeneath(lesson: Lesson, from: Setup, to: Setup): Change[] {
  const foundation = to.on && lesson.foundations?.[to.on.lesson];
  if (!to.on || !foundation) return [];
  const { dataset, backend } = to;
  const before = standing(lesson, { ...from, config: to.config, dataset, backend }).on;
  const same = before?.lesson === to.on.lesson;
  const base = same ? before : { ...defaultSetup(foundation), dataset, backend };
  const beneath = differences(foundation, base, to.on).map(({ key, ...change }) => ({
    key: ON + key,
    ...change,
  }));
  if (same || !before) return beneath;
  return [{ key: `${ON}lesson`, from: before.lesson, to: to.on.lesson }, ...beneath];
}

/** The setting of a change and how many runs beneath it is; undefined for one that is there no more. */
export function declarationOf(
  lesson: Lesson,
  setup: Setup,
  key: string,
):
  | { readonly lesson: Lesson; readonly setting: Hyperparameter; readonly depth: number }
  | undefined {
  if (!key.startsWith(ON)) {
    const setting = allSettings(lesson)[key];
    return setting && { lesson, setting, depth: 0 };
  }
  const foundation = setup.on && lesson.foundations?.[setup.on.lesson];
  if (!setup.on || !foundation) return undefined;
  const found = declarationOf(foundation, setup.on, key.slice(ON.length));
  return found && { ...found, depth: found.depth + 1 };
}
