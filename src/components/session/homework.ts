/**
 * Homework without a server: a link names predictions and goals of a lesson, the reader hands in a file or a code
 * with what their runs came to. Nothing in it is trusted: whoever collects it trains the same runs again.
 */
import { z } from "zod";
import type { Lesson } from "../../engine/declarations/lesson.ts";
import type { Setup } from "../../engine/declarations/run.ts";
import { parseSetup, setupFields } from "../../engine/declarations/setup.ts";
import type { Answer, PredictionState, Settled } from "./prediction.ts";
import { findPrediction } from "./predictions.ts";
import type { Run, SessionState } from "./state.ts";

/** What is asked, by id: predictions, and goals by their sections. */
export interface Task {
  readonly predictions: readonly string[];
  readonly goals: readonly string[];
}

const GOAL = "goal.";

/** As it stands in a link: `homework=uniform-curve,goal.open-lab`. */
export const taskText = ({ predictions, goals }: Task): string =>
  [...predictions, ...goals.map((id) => GOAL + id)].join(",");

/** Reads a link's field; names that are nothing in this lesson are left out. */
export function taskOf(lesson: Lesson, text: string): Task {
  const names = text.split(",");
  return {
    predictions: names.filter((name) => findPrediction(lesson, name)),
    goals: lesson.steps.flatMap(({ id, goal }) => (goal && names.includes(GOAL + id) ? id : [])),
  };
}

/** All that a lesson could ask. */
export const wholeTask = ({ steps }: Lesson): Task => ({
  predictions: steps.flatMap(({ prediction }) => prediction?.id ?? []),
  goals: steps.flatMap(({ id, goal }) => (goal ? id : [])),
});

const FORMAT = "live-recsys-answer";
const MOST_BYTES = 2 * 2 ** 20;

const text = z.string().max(200);
const numbers = z.record(text, z.number());
const outcome = z.object({ run: numbers, against: numbers, baseline: numbers });
const answer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("choice"), option: text }),
  z.object({ kind: z.literal("winner"), side: z.enum(["run", "against", "tie"]) }),
  z.object({
    kind: z.literal("curve"),
    epochs: z.array(z.number()).max(1000),
    values: z.array(z.number()).max(1000),
  }),
  z.object({ kind: z.literal("value"), value: z.number() }),
]);
const under = z.object({
  seed: z.number().int().min(0).max(1e9),
  dataset: text,
  backend: z.enum(["auto", "webgpu", "wasm"]),
});
const handedIn = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  lesson: text,
  name: text,
  made: text,
  task: z.string().max(4000),
  predictions: z
    .array(
      z.object({
        id: text,
        answer,
        under,
        outcome,
        curve: z.array(z.object({ epoch: z.number(), value: z.number() })).max(10_000),
      }),
    )
    .max(200),
  goals: z
    .array(z.object({ step: text, settings: z.record(text, text), metrics: numbers }))
    .max(200),
  /** SHA-256 of all the rest; empty where the browser had none to give. */
  hash: z.string().max(64),
});

export type HandedIn = z.infer<typeof handedIn>;
type Unsigned = Omit<HandedIn, "hash">;

/** What the reader has done of the task so far. */
export interface Done {
  readonly predictions: readonly {
    readonly id: string;
    readonly answer: Answer;
    readonly settled: Settled & { readonly under: Pick<Setup, "seed" | "dataset" | "backend"> };
  }[];
  readonly goals: readonly { readonly step: string; readonly run: Run }[];
}

export function doneOf(
  task: Task,
  { lesson, predictions, runs }: Pick<SessionState, "lesson" | "predictions" | "runs">,
): Done {
  return {
    predictions: task.predictions.flatMap((id) => {
      const { answer, settled }: Partial<PredictionState> = predictions[id] ?? {};
      const under = settled?.under;
      return answer && settled && under ? { id, answer, settled: { ...settled, under } } : [];
    }),
    goals: task.goals.flatMap((step) => {
      const goal = lesson.steps.find(({ id }) => id === step)?.goal;
      const run = runs.find(
        ({ status, fork, metrics, setup }) =>
          status === "finished" &&
          !fork &&
          metrics &&
          goal?.reached({ metrics, config: setup.config }),
      );
      return run ? { step, run } : [];
    }),
  };
}

/** The reader's work, signed. @param now when it is handed in */
export async function handIn(
  lesson: Lesson,
  task: Task,
  done: Done,
  name: string,
  now: Date,
): Promise<HandedIn> {
  const unsigned: Unsigned = {
    format: FORMAT,
    version: 1,
    lesson: lesson.slug,
    name: name.slice(0, 200),
    made: now.toISOString(),
    task: taskText(task),
    predictions: done.predictions.map(({ id, answer, settled: { under, outcome, curve } }) => ({
      id,
      // As the format has them: lists of its own.
      answer: structuredClone(answer) as HandedIn["predictions"][number]["answer"],
      under,
      outcome: {
        run: { ...outcome.run },
        against: { ...outcome.against },
        baseline: { ...outcome.baseline },
      },
      curve: curve.map((point) => ({ ...point })),
    })),
    goals: done.goals.map(({ step, run }) => ({
      step,
      settings: setupFields(lesson, run.setup),
      metrics: { ...run.metrics },
    })),
  };
  return { ...unsigned, hash: await hashOf(unsigned) };
}

/** Whether it is as it was handed in; null where the browser could not sign it. */
export async function isIntact({ hash, ...unsigned }: HandedIn): Promise<boolean | null> {
  return hash === "" ? null : hash === (await hashOf(unsigned));
}

/** Pages without https have no cryptography. */
async function hashOf(unsigned: Unsigned): Promise<string> {
  if (!globalThis.crypto?.subtle) return "";
  const bytes = new TextEncoder().encode(JSON.stringify(unsigned));
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const CODE = "LR1.";

/** The same as a line that can be pasted anywhere. */
export async function codeOf(handed: HandedIn): Promise<string> {
  const deflated = await through(JSON.stringify(handed), new CompressionStream("deflate-raw"));
  let binary = "";
  for (const byte of deflated) binary += String.fromCharCode(byte);
  return CODE + btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Reads codes (a line each) or the text of one file. @returns what is none, by its beginning, beside what is one */
export async function readHandedIn(
  given: string,
): Promise<{ readonly handed: HandedIn[]; readonly wrong: string[] }> {
  const handed: HandedIn[] = [];
  const wrong: string[] = [];
  const isFile = given.trimStart().startsWith("{");
  for (const part of isFile ? [given] : given.split(/\s+/).filter(Boolean)) {
    const one = await read(part).catch(() => undefined);
    if (one) handed.push(one);
    else wrong.push(part.slice(0, 24));
  }
  return { handed, wrong };
}

async function read(part: string): Promise<HandedIn | undefined> {
  if (part.length > MOST_BYTES) return undefined;
  const json = part.startsWith(CODE) ? await inflated(part.slice(CODE.length)) : part;
  return handedIn.safeParse(JSON.parse(json)).data;
}

async function inflated(code: string): Promise<string> {
  const binary = atob(code.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  const text = await through(bytes, new DecompressionStream("deflate-raw"));
  return new TextDecoder().decode(text);
}

async function through(
  content: string | Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const reader = new Blob([content]).stream().pipeThrough(stream).getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    // A short code may unpack to anything.
    if (size > MOST_BYTES) throw new Error("Too long for an answer");
    chunks.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

/** The set-up of a goal's run; undefined where these settings are none of this lesson. */
export function setupOfGoal(lesson: Lesson, settings: Readonly<Record<string, string>>) {
  const { setup, problems } = parseSetup(lesson, Object.entries(settings));
  return problems.length === 0 ? setup : undefined;
}

/** How far numbers of another machine may lie from those of this one: other kernels round otherwise. */
const RELATIVE = 0.02;
const ABSOLUTE = 0.002;

/** What numbers of the same run differ in, by name: those that no other machine explains. */
export function disagreements(
  claimed: Readonly<Record<string, number>>,
  trained: Readonly<Record<string, number>>,
): string[] {
  return Object.keys(trained).filter((name) => {
    // Not the same on any two machines.
    if (name === "Seconds") return false;
    const [a, b] = [claimed[name], trained[name]!];
    return a === undefined || Math.abs(a - b) > Math.max(ABSOLUTE, RELATIVE * Math.abs(b));
  });
}
