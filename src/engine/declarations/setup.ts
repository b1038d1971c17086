/**
 * A lesson's set-up as text: what a link, the command line and a saved run carry. Everything is checked
 * against the lesson's declaration; what cannot be used is said in a sentence and its default stands.
 */
import { DATASETS, isOwnId } from "../data/datasets.ts";
import type { BackendChoice } from "../device.ts";
import { choice, defaults, type Hyperparameters, integer, parseConfig } from "./hyperparameters.ts";
import type { Lesson } from "./lesson.ts";
import type { Setup } from "./run.ts";
import type { Sentence } from "./sentence.ts";

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

export function defaultSetup(lesson: Lesson): Setup {
  const { seed, dataset, backend } = defaults(commonSettings(lesson));
  return { lesson: lesson.slug, config: defaults(lesson.hyperparameters), seed, dataset, backend };
}

/** @returns the set-up, and a sentence for each given value that could not be used */
export function parseSetup(
  lesson: Lesson,
  given: Iterable<readonly [string, unknown]>,
): { setup: Setup; problems: Sentence[] } {
  const { config: all, problems } = parseConfig(allSettings(lesson), given);
  const { seed, dataset, backend, ...config } = all as unknown as Record<string, never>;
  return { setup: { lesson: lesson.slug, config, seed, dataset, backend } as Setup, problems };
}

/** The settings that differ from the lesson's defaults, as link fields. */
export function setupFields(lesson: Lesson, setup: Setup): Record<string, string> {
  const base = flatten(defaultSetup(lesson));
  return Object.fromEntries(
    Object.entries(flatten(setup))
      .filter(([key, value]) => base[key] !== value)
      .map(([key, value]) => [key, String(value)]),
  );
}

/** Config and common settings side by side. */
export function flatten({ config, seed, dataset, backend }: Setup) {
  return { seed, dataset, backend, ...config } as Readonly<
    Record<string, string | number | boolean>
  >;
}
