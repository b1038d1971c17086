/** The intensity test: the same history once, twice, four times. Does it count how often a taste was shown? */

import * as tf from "@tensorflow/tfjs-core";
import type { Whose } from "../../engine/ranking/reasons.ts";
import { column } from "../../engine/training/batch.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { type Asked, type Context, candidatesOf, knownOf, withReader } from "./asked.ts";
import { type History, historyColumns } from "./draw.ts";
import { interest } from "./model.ts";
import type { TargetConfig } from "./settings.ts";

export const TIMES = [1, 2, 4] as const;

/** Of one way to read: |v_u| and what the weights sum to, for each of TIMES. */
export interface Repeated {
  readonly length: readonly number[];
  readonly sum: readonly number[];
}

export interface RepeatReading {
  readonly candidate: number;
  readonly films: number;
  /** DIN as published, the same weights through a softmax, and the mean. */
  readonly sum: Repeated;
  readonly softmax: Repeated;
  readonly mean: Repeated;
}

/** { user | items, candidate? }: null where no DIN is trained. */
export function repeat(
  context: Context,
  { candidate, ...who }: Whose & { readonly candidate?: number },
): Promise<RepeatReading | null> {
  const known = knownOf(context, who);
  const about = candidate ?? candidatesOf(context.split, who.user)[0]!;
  const T = Math.min(context.config.history, known.films.length);
  return withReader(context, "din", async (din) => ({
    candidate: about,
    films: T,
    sum: await repeatedBy(din, known, about, T, { normalise: false }),
    softmax: await repeatedBy(din, known, about, T, { normalise: true }),
    mean: await repeatedBy(din, known, about, T, { reader: "mean" }),
  }));
}

async function repeatedBy(
  { parameters, state, config }: Asked,
  known: History,
  candidate: number,
  T: number,
  change: Partial<TargetConfig>,
): Promise<Repeated> {
  const once = {
    films: Array.from(known.films).slice(-T),
    stars: known.stars && Array.from(known.stars).slice(-T),
    times: Array.from(known.times).slice(-T),
  };
  const length: number[] = [];
  const sum: number[] = [];
  for (const times of TIMES) {
    const again = <V>(of: readonly V[]) => Array.from({ length: times }, () => of).flat();
    const history: History = {
      films: again(once.films),
      stars: once.stars && again(once.stars),
      times: again(once.times),
      asked: known.asked,
    };
    const wide = { ...config, ...change, history: Math.max(1, times * T) };
    const [v, weights] = tf.tidy(() => {
      const pairs = uploadBatch({
        ...historyColumns([history], wide),
        candidate: column(Int32Array.of(candidate), [1, 1]),
      });
      const { v, weights } = interest(parameters, pairs, wide, { state });
      return [v, weights ?? tf.div(pairs.open, tf.sum(pairs.open))];
    });
    length.push(Math.hypot(...(await snapshot(v))));
    sum.push((await snapshot(weights)).reduce((a, b) => a + b, 0));
    tf.dispose([v, weights]);
  }
  return { length, sum };
}
