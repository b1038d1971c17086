/** What a run is called, how its history grows, and which number speaks for it. Pure functions. */
import {
  applies,
  type Config,
  type Hyperparameter,
  type Value,
} from "../../engine/declarations/hyperparameters.ts";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { best, type HistoryRow, type Opened, type Setup } from "../../engine/declarations/run.ts";
import { allSettings, defaultSetup, flatten } from "../../engine/declarations/setup.ts";
import { say, word } from "../language/say.ts";
import type { Run } from "./state.ts";

const MOST_HIGHLIGHTED = 4;
/** So many of the newest are drawn as curves, beside the highlighted ones. */
export const MOST_DRAWN = 40;

/** The runs that curves are drawn of; more grey lines tell nothing and take long. */
export function drawnRuns(runs: readonly Run[]): readonly Run[] {
  const from = runs.length - MOST_DRAWN;
  return from <= 0 ? runs : runs.filter(({ highlighted }, at) => highlighted || at >= from);
}

/** The settings in which two set-ups differ, where they mean anything in the second. */
export function differences(lesson: Lesson, from: Setup, to: Setup): [key: string, Value, Value][] {
  const [before, after] = [flatten(from), flatten(to)];
  return Object.entries(allSettings(lesson)).flatMap(([key, declaration]) =>
    before[key] !== after[key] && applies(declaration, after)
      ? [[key, before[key]!, after[key]!] as [string, Value, Value]]
      : [],
  );
}

/** "negatives uniform → popularity": what changed since the run before, or against the defaults. */
export function nameOf(
  lesson: Lesson,
  setup: Setup,
  previous: Setup | undefined,
  labels: Readonly<Record<string, string | undefined>> = {},
): string {
  const changed = differences(lesson, previous ?? defaultSetup(lesson), setup);
  if (changed.length === 0) return previous ? word("same settings") : word("defaults");
  const settings = allSettings(lesson);
  return changed
    .map(([key, before, after]) => {
      const [from, to] = [before, after].map((value) => labels[String(value)] ?? shown(value));
      return `${calledOf(settings[key]!)} ${from} → ${to}`;
    })
    .join(", ");
}

/** What a setting is called in a run's name: its letter in the formulas, else its label. */
const calledOf = ({ symbol, label }: Hyperparameter): string => symbol ?? label.toLowerCase();

/** The same in the reader's language. */
export const settingName = ({ symbol, label }: Hyperparameter): string =>
  symbol ?? say(label).toLowerCase();

/** A run's name as it is shown: settings and their values in the reader's language. */
export function nameText(lesson: Lesson, { name, renamed }: Run): string {
  if (renamed) return name;
  // The longest first: one name may begin another.
  const settings = Object.values(allSettings(lesson)).sort(
    (a, b) => calledOf(b).length - calledOf(a).length,
  );
  const parts = name.split(", ").map((part) => {
    const setting = settings.find((one) => part.startsWith(`${calledOf(one)} `));
    if (!setting) return say(part);
    const values = part.slice(calledOf(setting).length + 1).split(" → ");
    return `${settingName(setting)} ${values.map((value) => valueName(setting, value)).join(" → ")}`;
  });
  return parts.join(", ");
}

/** A value in the reader's words where their language has some, else as links have it: "popularity", "off". */
export function valueName(setting: Hyperparameter, value: Value): string {
  const text = shown(value);
  if (setting.kind === "switch") return text === "on" ? say("on") : say("off");
  const options = setting.kind === "choice" ? setting.options : [];
  const label = options.find((option) => option.value === value)?.label;
  const said = label === undefined ? undefined : say(label);
  return said === undefined || said === label ? text : said.toLowerCase();
}

/** What has become of a run, in words that are said. */
export const STATUS_WORDS: Readonly<Record<Run["status"], string>> = {
  running: word("running"),
  paused: word("paused"),
  finished: word("finished"),
  stopped: word("stopped"),
  failed: word("failed"),
};

function shown(value: Value): string {
  return typeof value === "boolean" ? (value ? "on" : "off") : String(value);
}

export function newRun(
  lesson: Lesson,
  setup: Setup,
  opened: Opened,
  runs: readonly Run[],
  fork?: { readonly from: Run; readonly step: number; readonly changed: Config },
): Run {
  const previous = fork?.from ?? runs.at(-1);
  const labels = Object.fromEntries(
    [previous?.dataset, opened.dataset].flatMap((data) => (data ? [[data.name, data.label]] : [])),
  );
  const history = fork ? fork.from.history.filter(({ step }) => step <= fork.step) : [];
  return withBest(lesson, {
    id: crypto.randomUUID?.() ?? `${Date.now()}-${runs.length}`,
    number: Math.max(0, ...runs.map(({ number }) => number)) + 1,
    name: nameOf(lesson, setup, previous?.setup, labels),
    renamed: false,
    setup,
    backend: { name: opened.backend.name, adapter: opened.backend.adapter },
    dataset: opened.dataset,
    history,
    baselines: opened.baselines,
    status: "running",
    step: fork?.step ?? 0,
    totalSteps: opened.totalSteps,
    seconds: 0,
    metrics: null,
    bestEpoch: null,
    ...(fork && { fork: { parent: fork.from.id, step: fork.step, changed: fork.changed } }),
    highlighted: true,
  });
}

/** The run with rows added; a row of a step that is there already (after time travel) replaces it. */
export function withRows(lesson: Lesson, run: Run, rows: readonly HistoryRow[]): Run {
  if (rows.length === 0) return run;
  const first = rows[0]!.step;
  const after = rows.at(-1)!.step;
  const history = [
    ...run.history.filter(({ step }) => step < first),
    ...rows,
    ...run.history.filter(({ step }) => step > after),
  ];
  return withBest(lesson, { ...run, history });
}

function withBest(lesson: Lesson, run: Run): Run {
  const chosen = best(run.history, lesson.selectBy, lesson.selectBetter);
  return { ...run, metrics: chosen?.metrics ?? null, bestEpoch: chosen?.epoch ?? null };
}

/**
 * Finished runs that differ in nothing but the seed, together; every other run alone. In the order of
 * the newest of each group.
 */
export function seedGroups(runs: readonly Run[]): Run[][] {
  const groups = new Map<string, Run[]>();
  for (const run of runs) {
    const { config, dataset, backend } = run.setup;
    const alike = run.status === "finished" && !run.fork;
    const key = alike ? JSON.stringify([config, dataset, backend, run.totalSteps]) : run.id;
    const group = (groups.get(key) ?? []).filter(({ setup }) => setup.seed !== run.setup.seed);
    groups.delete(key);
    groups.set(key, [...group, run]);
  }
  return [...groups.values()];
}

/** At most four runs are highlighted: switching one on greys the oldest of the others. */
export function withHighlight(runs: readonly Run[], id: string, on: boolean): Run[] {
  const others = runs.filter((run) => run.highlighted && run.id !== id);
  const dropped = on && others.length >= MOST_HIGHLIGHTED ? others[0]!.id : undefined;
  return runs.map((run) => {
    if (run.id === id) return { ...run, highlighted: on };
    return run.id === dropped ? { ...run, highlighted: false } : run;
  });
}
