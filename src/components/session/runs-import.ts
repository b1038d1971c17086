/**
 * Runs from a file: somebody else's, or one's own from before. Nothing in it is trusted: every part is
 * checked and bounded, settings against the lesson's own declaration, and nothing in it is ever run.
 */
import { z } from "zod";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import { parseSetup } from "../../engine/declarations/setup.ts";
import { say } from "../language/say.ts";
import { tell } from "../language/tell.ts";
import { RUNS_FORMAT, RUNS_VERSION } from "./runs-file.ts";
import type { Run } from "./state.ts";

const MOST_BYTES = 20 * 2 ** 20;
const text = z.string().max(200);
const count = z.number().int().min(0).max(1e9);
const metrics = z.record(text, z.number());
const row = z
  .object({ step: count, epoch: z.number().min(0), loss: z.number() })
  .catchall(z.number());

const runFields = z.object({
  name: z.string().max(400),
  renamed: z.boolean(),
  setup: z.object({
    lesson: text,
    seed: count,
    dataset: text,
    backend: z.enum(["auto", "webgpu", "wasm"]),
    config: z.record(text, z.union([z.number(), text, z.boolean()])),
  }),
  backend: z.object({ name: text, adapter: text }),
  dataset: z.object({
    name: text,
    label: text.optional(),
    users: count,
    items: count,
    interactions: count,
  }),
  history: z.array(row).max(100_000),
  baselines: z.record(text, metrics),
  status: z.enum(["running", "paused", "finished", "stopped", "failed"]),
  step: count,
  totalSteps: count,
  seconds: z.number().min(0),
  metrics: metrics.nullable(),
  bestEpoch: z.number().nullable(),
});

const file = z.object({
  format: z.literal(RUNS_FORMAT),
  version: z.number(),
  lesson: text,
  runs: z.array(runFields).max(1000),
});

/** @returns the runs with new ids and numbers, or one sentence that says what is wrong */
export function parseRuns(
  lesson: Lesson,
  given: string,
  known: readonly Run[],
): { runs: Run[] } | { problem: string } {
  if (given.length > MOST_BYTES)
    return { problem: say("That file is larger than any file of runs is.") };
  let json: unknown;
  try {
    json = JSON.parse(given);
  } catch {
    return {
      problem: say("That file is damaged, or no file of runs: it cannot be read as JSON."),
    };
  }
  const version = (json as { version?: unknown } | null)?.version;
  if (typeof version === "number" && version > RUNS_VERSION) {
    return {
      problem: say("That file is from a newer Live RecSys. Reload the page, then try again."),
    };
  }
  const read = file.safeParse(json);
  if (!read.success) {
    const where = read.error.issues[0]?.path.join(".") || say("its beginning");
    return {
      problem: say("That file is damaged, or no file of runs: {where} is not as it should be.", {
        where,
      }),
    };
  }
  if (read.data.lesson !== lesson.slug) {
    return {
      problem: say("Those runs are of the lesson “{lesson}”; import them there.", {
        lesson: read.data.lesson,
      }),
    };
  }
  const last = Math.max(0, ...known.map(({ number }) => number));
  const runs: Run[] = [];
  for (const [index, run] of read.data.runs.entries()) {
    const { config, seed, dataset, backend } = run.setup;
    const fields = Object.entries({ ...config, seed, dataset, backend });
    const { setup, problems } = parseSetup(lesson, fields);
    const [problem] = problems;
    if (problem) {
      return {
        problem: say("Run {n} of that file: {problem}.", { n: index + 1, problem: tell(problem) }),
      };
    }
    const number = last + index + 1;
    const unfinished = run.status === "running" || run.status === "paused";
    runs.push({
      ...run,
      id: `imported-${number}-${run.step}-${Math.round(run.seconds * 1000)}`,
      number,
      setup,
      status: unfinished ? "stopped" : run.status,
      highlighted: false,
    });
  }
  return { runs };
}
