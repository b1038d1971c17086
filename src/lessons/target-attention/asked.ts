/** One person before some films: what each reader makes of them. */
import * as tf from "@tensorflow/tfjs-core";
import { Rng } from "../../engine/numbers/random.ts";
import type { Whose } from "../../engine/ranking/reasons.ts";
import { column } from "../../engine/training/batch.ts";
import { variablesOf } from "../../engine/training/parameters.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import type { Made } from "../../engine/training/training.ts";
import type { State } from "./activation.ts";
import type { Seen } from "./batch.ts";
import { type History, historyColumns, historyOf } from "./draw.ts";
import model, { type Parameters, score } from "./model.ts";
import type { TargetSplit } from "./prepare.ts";
import type { TargetConfig as Config, Reader } from "./settings.ts";

export type Context = ProbeContext<Config, TargetSplit, Parameters, State>;

/** The reader rates no film at a known time: a minute is said to lie between two. */
const MINUTE = 60;

/** What is known of them when they are asked for the test. */
export function knownOf({ split }: Context, { user, items, ratings }: Whose): History {
  if (items) {
    return {
      films: items,
      stars: ratings?.map((stars) => 2 * stars),
      times: items.map((_, n) => n * MINUTE),
      asked: items.length * MINUTE,
    };
  }
  return historyOf(split.log, split.parts.test, questionOf(split, user));
}

/** The last question of the test that a person is asked; some other person's where they are asked none. */
export function questionOf({ parts: { test } }: TargetSplit, user: number): number {
  const own = test.user.lastIndexOf(user);
  return own >= 0 ? own : user % test.user.length;
}

/** The candidates of that question, a yes first where there is one. */
export function candidatesOf(split: TargetSplit, user: number): Int32Array {
  const { each, candidates } = split.parts.test;
  const question = questionOf(split, user);
  return candidates.slice(question * each, (question + 1) * each);
}

/** A model that can be asked. */
export interface Asked {
  readonly parameters: Parameters;
  readonly state: State;
  readonly config: Config;
}

/** Lets `use` ask the model of a reader: the run's own, or one that trains beside it; null without one. */
export async function withReader<T>(
  context: Context,
  reader: Reader,
  use: (asked: Asked) => Promise<T>,
): Promise<T | null> {
  const { config, split } = context;
  if (config.reader === reader) return use(context);
  const made = await context.beside(reader);
  if (!made) return null;
  const own = restored(made, split, { ...config, reader });
  try {
    return await use(own);
  } finally {
    tf.dispose([
      ...Object.values(variablesOf(own.parameters)),
      ...Object.values(variablesOf(own.state)),
    ]);
  }
}

/** The model whose weights `makes` has written down. */
function restored(made: Made, split: TargetSplit, config: Config): Asked {
  return tf.tidy(() => {
    const parameters = model.init(split, config, new Rng(0));
    const state = model.state(split, config);
    const variables = { ...variablesOf(parameters), ...variablesOf(state, "state.") };
    for (const [name, variable] of Object.entries(variables)) {
      variable.assign(tf.tensor(made[name]!.values, variable.shape));
    }
    return { parameters, state, config };
  });
}

/** What a model says of some films for one history, and how it got there. */
export interface Answer {
  /** [C] the probability of a yes */
  readonly chances: Float32Array;
  /** DIN's a_t, [C, T]. */
  readonly weights?: Float32Array;
  /** BST's attention, for each block [C, heads, T + 1, T + 1]. */
  readonly attention?: readonly Float32Array[];
}

/** Pairs that are put together. */
const PAIRS = 4096;

export async function ask(
  { parameters, state, config }: Asked,
  history: History,
  candidates: Int32Array,
  closely = false,
): Promise<Answer> {
  const chances = new Float32Array(candidates.length);
  let last: Seen = {};
  for (let from = 0; from < candidates.length; from += PAIRS) {
    const some = candidates.subarray(from, from + PAIRS);
    const seen: Seen = {};
    const p = tf.tidy(() => {
      const pairs = uploadBatch({
        ...historyColumns([history], config),
        candidate: column(some, [1, some.length]),
      });
      const p = tf.sigmoid(score(parameters, pairs, config, { state }, closely ? seen : undefined));
      for (const tensor of [seen.weights, ...(seen.attention ?? [])]) if (tensor) tf.keep(tensor);
      return p;
    });
    chances.set(await snapshot(p), from);
    p.dispose();
    last = seen;
  }
  const { weights, attention } = last;
  const answer = {
    chances,
    ...(weights && { weights: await snapshot(weights) }),
    ...(attention && { attention: await Promise.all(attention.map(snapshot)) }),
  };
  tf.dispose([weights ?? [], attention ?? []]);
  return answer;
}
