/**
 * A lesson's set-up as text: what a link, the command line and a saved run carry. Everything is checked
 * against the lesson's declaration; what cannot be used is said in a sentence and its default stands.
 */
import { DATASETS, isOwnId } from "../data/datasets.ts";
import type { BackendChoice } from "../device.ts";
import {
  type Config,
  choice,
  defaults,
  type Hyperparameters,
  integer,
  parseConfig,
  type Value,
} from "./hyperparameters.ts";
import type { Lesson } from "./lesson.ts";
import type { Setup } from "./run.ts";
import { type Sentence, sentence } from "./sentence.ts";

/** Settings of every lesson that are not the model's. */
export function commonSettings(lesson: Lesson) {
  return {
    seed: integer({
      label: "Seed",
      help: "Decides every random number: the same seed gives the same curve.",
      default: 1,
      min: 0,
      max: 2 ** 31 - 1,
      when: "restart",
    }),
    dataset: choice({
      label: "Dataset",
      help: "What the model learns from.",
      default: lesson.defaultDataset,
      options: DATASETS.map(({ id, label }) => ({ value: id as string, label })),
      also: isOwnId,
      when: "restart",
    }),
    backend: choice<BackendChoice>({
      label: "Device",
      help: "Where the model trains; auto takes a graphics card if there is one.",
      default: "auto",
      options: [
        { value: "auto", label: "Auto" },
        { value: "webgpu", label: "WebGPU" },
        { value: "wasm", label: "WebAssembly" },
      ],
      when: "restart",
    }),
  };
}

/** Every setting of a lesson, the common ones first. */
export function allSettings(lesson: Lesson): Hyperparameters {
  return { ...commonSettings(lesson), ...lesson.hyperparameters };
}

/** The lesson with the declarations of those that it may stand on, and of theirs. */
export async function withFoundations(
  lesson: Lesson,
  load: (slug: string) => Promise<Lesson | undefined>,
  above: readonly string[] = [],
): Promise<Lesson> {
  const chain = [...above, lesson.slug];
  const slugs = (lesson.on?.lessons ?? []).filter((slug) => !chain.includes(slug));
  if (slugs.length === 0) return lesson;
  const found = await Promise.all(
    slugs.map(async (slug) => {
      const declared = await load(slug);
      if (!declared) throw new Error(`"${lesson.slug}" stands on "${slug}", which is no lesson`);
      return [slug, await withFoundations(declared, load, chain)] as const;
    }),
  );
  return { ...lesson, foundations: Object.fromEntries(found) };
}

/** The lesson that a run of these settings stands on unless another is chosen; undefined where on none. */
function foundationOf({ on, foundations = {} }: Lesson, config: Config): Lesson | undefined {
  const applies = !on?.onlyWith || on.onlyWith.values.includes(config[on.onlyWith.key] as string);
  const first = on?.lessons.find((slug) => foundations[slug]);
  return applies && first ? foundations[first] : undefined;
}

export function defaultSetup(lesson: Lesson): Setup {
  const { seed, dataset, backend } = defaults(commonSettings(lesson));
  const config = defaults(lesson.hyperparameters);
  return standing(lesson, { lesson: lesson.slug, config, seed, dataset, backend });
}

/**
 * The set-up with a run beneath wherever its settings ask for one, and none where they do not: the one it
 * has if that will do, else the first lesson's defaults. Data and device are always the upper run's.
 */
export function standing(lesson: Lesson, { on: given, ...setup }: Setup): Setup {
  const first = foundationOf(lesson, setup.config);
  if (!first) return setup;
  const { dataset, backend } = setup;
  const chosen = given && lesson.foundations?.[given.lesson];
  const on = chosen ? given : defaultSetup(first);
  return { ...setup, on: standing(chosen ?? first, { ...on, dataset, backend }) };
}

/** Fields of the run beneath have this before their names, in links and on the command line. */
export const ON = "on.";

/** @returns the set-up, and a sentence for each given value that could not be used */
export function parseSetup(
  lesson: Lesson,
  given: Iterable<readonly [string, unknown]>,
): { setup: Setup; problems: Sentence[] } {
  const fields = [...given];
  const own = fields.filter(([key]) => !key.startsWith(ON));
  const { config: all, problems } = parseConfig(allSettings(lesson), own);
  const { seed, dataset, backend, ...config } = all as unknown as Record<string, never>;
  const setup = { lesson: lesson.slug, config, seed, dataset, backend } as Setup;
  const beneath = fields
    .filter(([key]) => key.startsWith(ON))
    .map(([key, value]) => [key.slice(ON.length), value] as const);
  const on = parseBeneath(lesson, setup, beneath);
  return {
    setup: standing(lesson, on.setup ? { ...setup, on: on.setup } : setup),
    problems: [...problems, ...on.problems],
  };
}

function parseBeneath(
  lesson: Lesson,
  { config }: Setup,
  fields: readonly (readonly [string, unknown])[],
): { setup?: Setup; problems: readonly Sentence[] } {
  if (fields.length === 0) return { problems: [] };
  const first = foundationOf(lesson, config);
  if (!first) {
    return {
      problems: [
        sentence(
          "{lesson} stands on no other run with these settings, so {fields} cannot be used",
          {
            lesson: lesson.title,
            fields: fields.map(([key]) => ON + key).join(", "),
          },
        ),
      ],
    };
  }
  const [, slug] = fields.find(([key]) => key === "lesson") ?? ["lesson", first.slug];
  const chosen = lesson.foundations?.[String(slug)];
  if (!chosen) {
    const key = `${ON}lesson`;
    const values = Object.keys(lesson.foundations ?? {}).join(", ");
    const shown = `"${String(slug).slice(0, 60)}"`;
    const right = sentence("one of {values}", { values });
    return {
      problems: [sentence("{key} is {shown}, but it takes {right}", { key, shown, right })],
    };
  }
  const inherited = ["lesson", "dataset", "backend"];
  const refused = fields.filter(([key]) => inherited.slice(1).includes(key));
  const read = parseSetup(
    chosen,
    fields.filter(([key]) => !inherited.includes(key)),
  );
  return {
    setup: read.setup,
    problems: [
      ...refused.map(([key]) =>
        sentence(
          "{key} cannot be chosen: the run beneath learns from the same data, on the same device",
          {
            key: ON + key,
          },
        ),
      ),
      ...read.problems.map((problem) => sentence("Of the run beneath: {problem}", { problem })),
    ],
  };
}

/**
 * The set-up with settings changed (text or value), those of the run beneath under "on.". With another
 * lesson beneath, that begins at its defaults.
 */
export function withChanges(
  lesson: Lesson,
  setup: Setup,
  changes: Config,
): { setup: Setup; problems: Sentence[] } {
  const beneath = Object.keys(changes).some((key) => key.startsWith(ON));
  const { on, ...own } = setup;
  const kept = beneath && changes[`${ON}lesson`] === undefined ? setup : own;
  const read = parseSetup(lesson, Object.entries({ ...flatten(kept), ...changes }));
  if (beneath || !on) return read;
  return { ...read, setup: standing(lesson, { ...read.setup, on }) };
}

/** The lesson's defaults with some settings changed, on the seed, the data and the device of another set-up. */
export function setupWith(
  lesson: Lesson,
  changes: Config,
  { seed, dataset, backend }: Pick<Setup, "seed" | "dataset" | "backend">,
): Setup {
  return withChanges(lesson, defaultSetup(lesson), { ...changes, seed, dataset, backend }).setup;
}

/** The settings that a section of the text begins from, whatever was set before it. */
export function setupOfStep(lesson: Lesson, id: string, now: Setup): Setup {
  const step = lesson.steps.find((known) => known.id === id);
  return setupWith(lesson, step?.preset ?? {}, now);
}

/** The settings that differ from the lesson's defaults, as link fields. */
export function setupFields(lesson: Lesson, setup: Setup): Record<string, string> {
  const base = flatten(defaultSetup(lesson));
  const { on, ...own } = setup;
  const fields = Object.fromEntries(
    Object.entries(flatten(own))
      .filter(([key, value]) => base[key] !== value)
      .map(([key, value]) => [key, String(value)]),
  );
  const beneath = on && lesson.foundations?.[on.lesson];
  if (!beneath) return fields;
  const first = foundationOf(lesson, setup.config);
  if (first?.slug !== on.lesson) fields[`${ON}lesson`] = on.lesson;
  for (const [key, value] of Object.entries(setupFields(beneath, on))) {
    if (key !== "dataset" && key !== "backend") fields[ON + key] = value;
  }
  return fields;
}

/** Config and common settings side by side; those of the run beneath under "on.". */
export function flatten({ config, seed, dataset, backend, on }: Setup): Config {
  const all: Record<string, Value> = { seed, dataset, backend, ...config };
  if (!on) return all;
  const { dataset: _data, backend: _device, ...beneath } = flatten(on);
  all[`${ON}lesson`] = on.lesson;
  for (const [key, value] of Object.entries(beneath)) all[ON + key] = value;
  return all;
}

/** Whether two set-ups give the same run. */
export function sameSetup(a: Setup, b: Setup): boolean {
  const [before, after] = [flatten(a), flatten(b)];
  return Object.keys({ ...before, ...after }).every((key) => before[key] === after[key]);
}
