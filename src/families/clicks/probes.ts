/** Readings that every click model offers; a lesson adds its own. */

import type { Whose } from "../../engine/ranking/reasons.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { type ScoreWith, scoresOf } from "./evaluate.ts";
import { clickExample } from "./example.ts";
import type { ClickSplit } from "./examples.ts";
import { type ClickParameters, listFor, type OwnRatings } from "./fold-in.ts";
import { type Reliability, reliability } from "./metrics.ts";
import { INPUTS, type Term, valueAt } from "./polynomial.ts";
import { clickReasons } from "./reasons.ts";
import type { ClickConfig } from "./settings.ts";

/** How strongly each planted term is there in the model. */
export interface LearntReading {
  readonly terms: readonly {
    readonly inputs: readonly number[];
    /** With the variance of the target one. */
    readonly planted: number;
    readonly learnt: number;
  }[];
}

/** The model along two inputs, all others zero, beside the target: [points, points] by rows of the second. */
export interface SurfaceReading {
  readonly points: number;
  readonly reach: number;
  readonly target: Float32Array;
  readonly model: Float32Array;
}

const POINTS = 25;
const REACH = 2;

/** For the pictures: `readingsOf<ClickProbes>()`. */
export type ClickProbes = ReturnType<typeof clickProbes>;

export function clickProbes<C extends ClickConfig, P extends ClickParameters>(
  score: ScoreWith<C, P>,
) {
  type Context = ProbeContext<C, ClickSplit, P>;
  const scoresOfPart = ({ parameters, config, split }: Context, part: Int32Array) =>
    scoresOf((batch) => score(parameters, batch, config), split, config, part);

  return {
    /** Predicted probabilities beside what happened, on the test part; null on the generated target. */
    reliability: async (context: Context): Promise<Reliability | null> => {
      const { split, config } = context;
      if (config.task === "crosses") return null;
      const { test } = split.parts;
      const logits = await scoresOfPart(context, test);
      const labels = Float32Array.from(test, (row) => split.rows.label[row]!);
      return reliability(
        logits.map((s) => 1 / (1 + Math.exp(-s))),
        labels,
      );
    },

    /**
     * Products of inputs are orthonormal, so a term's strength in the model is E[s x_i x_j ...]. It is
     * measured as the planted one less what is missing, which is exact where the model is.
     */
    learnt: async (context: Context): Promise<LearntReading | null> => {
      const { split } = context;
      if (split.terms.length === 0) return null;
      const { test } = split.parts;
      const s = await scoresOfPart(context, test);
      return { terms: split.terms.map((term) => strengthOf(term, split, s)) };
    },

    /** { first, second }: the model over the plane of two inputs. */
    surface: async (
      context: Context,
      { first, second }: { readonly first: number; readonly second: number },
    ): Promise<SurfaceReading | null> => {
      const { split, config, parameters } = context;
      if (split.terms.length === 0) return null;
      const count = POINTS * POINTS;
      const dense = new Float32Array(count * INPUTS);
      for (let n = 0; n < count; n++) {
        dense[n * INPUTS + first] = at(n % POINTS);
        dense[n * INPUTS + second] = at(POINTS - 1 - Math.floor(n / POINTS));
      }
      const rows = { ...split.rows, dense, label: new Float32Array(count) };
      const all = Int32Array.from({ length: count }, (_, n) => n);
      const model = await scoresOf((b) => score(parameters, b, config), split, config, all, rows);
      const target = Float32Array.from(all, (n) =>
        valueAt(split.terms, dense.subarray(n * INPUTS, (n + 1) * INPUTS)),
      );
      return { points: POINTS, reach: REACH, target, model };
    },

    /** { at }: an example of the next batch. */
    example: (context: Context, args: { readonly at: number }) => clickExample(context, args.at),

    /** { user, items?, ratings? }: a list, and what each field of a film's row does to its score. */
    reasons: (context: Context, whose: Whose) => clickReasons(score, context, whose),

    /** { items, ratings }: the reader's list. */
    forYou: ({ parameters, split, config }: Context, own: OwnRatings) =>
      listFor(score, parameters, split, config, own),
  };
}

const at = (n: number) => -REACH + (2 * REACH * n) / (POINTS - 1);

function strengthOf({ coefficient, inputs }: Term, { parts, rows }: ClickSplit, s: Float32Array) {
  let [missing, size] = [0, 0];
  parts.test.forEach((row, n) => {
    const product = inputs.reduce((p, i) => p * rows.dense[row * INPUTS + i]!, 1);
    missing += (rows.label[row]! - s[n]!) * product;
    size += product * product;
  });
  return { inputs, planted: coefficient, learnt: coefficient - missing / size };
}
