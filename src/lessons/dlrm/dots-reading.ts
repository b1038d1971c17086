/** One example on its way through the network: its vectors, their dots, and what each dot does to s. */
import * as tf from "@tensorflow/tfjs-core";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { snapshot, valuesOf } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { columnsOf } from "../../families/clicks/columns.ts";
import type { ClickSplit } from "../../families/clicks/examples.ts";
import { clickLoss } from "../../families/clicks/inputs.ts";
import { dotPlaces, vectorNames } from "./architecture.ts";
import type { DlrmConfig } from "./lesson.ts";
import { interact, type Parameters, top, vectors } from "./model.ts";
import type { DotsReading } from "./readings.ts";

type Context = ProbeContext<DlrmConfig, ClickSplit, Parameters>;
type Args = { readonly example: number; readonly first?: number; readonly second?: number };

/** How far a dot is moved for the finite difference. */
const NUDGE = 1e-2;

/** { example, first, second }: the example-th test row; with a pair also two checks of ds/dp. */
export async function dotsReading(context: Context, args: Args): Promise<DotsReading> {
  const { parameters, config, split } = context;
  const { test } = split.parts;
  const row = test[args.example % test.length]!;
  const names = vectorNames(split, config);
  const made = tf.tidy(() => {
    const batch = uploadBatch(columnsOf(split, split.rows, Int32Array.of(row), config));
    const { z, F } = vectors(parameters, batch);
    const input = interact(parameters, z, F, config);
    const { layers, s } = top(parameters, input, batch);
    const all = tf.matMul(F, F, false, true);
    return { F, all, input, layers, s, loss: clickLoss(s, batch.label, config), z };
  });
  const input = await snapshot(made.input);
  const own = await snapshot(made.z);
  const s = (await snapshot(made.s))[0]!;
  const reading = {
    vectors: await snapshot(made.F),
    dots: await snapshot(made.all),
    loss: (await snapshot(made.loss))[0]!,
    top: await Promise.all(made.layers.map((h) => snapshot(h))),
  };
  tf.dispose(made);
  const each =
    config.interaction === "dot"
      ? await dotEffects(context, input, own.length, s, split.rows.label[row]!, args, names.length)
      : { worth: null, pull: null, checked: null };
  const { dense } = split;
  return {
    ...reading,
    ...each,
    example: {
      user: split.rows.user[row] ?? -1,
      film: split.rows.film[row] ?? -1,
      label: split.rows.label[row]!,
    },
    names,
    dim: config.dim,
    numbers: [...split.rows.dense.subarray(row * dense.length, (row + 1) * dense.length)],
    numberNames: dense,
    s,
  };
}

/** What becomes of s when one dot is zero, and where the loss pulls each of them. */
async function dotEffects(
  { parameters, config }: Context,
  input: Float32Array,
  before: number,
  s: number,
  label: number,
  { first: a, second: b }: Args,
  count: number,
) {
  const once = config.pairs === "once";
  const places = once ? dotPlaces(count) : Array.from({ length: count * count }, (_, n) => n);
  // One row for the example with each dot set to zero, all at once.
  const changed = (n: number, value: (p: number) => number) =>
    input.map((p, at) => (at === before + n ? value(p) : p));
  const scoresOf = (rows: readonly Float32Array[]) =>
    valuesOf(() => {
      const flat = Float32Array.from(rows.flatMap((r) => [...r]));
      return top(parameters, tf.tensor2d(flat, [rows.length, input.length]), {}).s;
    });
  const without = await scoresOf(places.map((_, n) => changed(n, () => 0)));
  const slopes = await valuesOf(() =>
    tf.grad((x) => tf.sum(top(parameters, tf.reshape(x, [1, -1]), {}).s))(tf.tensor1d(input)),
  );
  const rated = config.task === "movielens";
  const dScore = rated ? 1 / (1 + Math.exp(-s)) - label : 2 * (s - label);
  const worth = new Float32Array(count * count);
  const pull = new Float32Array(count * count);
  places.forEach((place, n) => {
    const mirror = (place % count) * count + Math.floor(place / count);
    for (const at of once ? [place, mirror] : [place]) {
      worth[at] = s - without[n]!;
      pull[at] = -dScore * slopes[before + n]!;
    }
  });
  const asked =
    a === undefined || b === undefined || a === b
      ? -1
      : places.indexOf(Math.min(a, b) * count + Math.max(a, b));
  if (asked < 0) return { worth, pull, checked: null };
  const moved = await scoresOf([
    changed(asked, (p) => p + NUDGE),
    changed(asked, (p) => p - NUDGE),
  ]);
  const difference = (moved[0]! - moved[1]!) / (2 * NUDGE);
  return { worth, pull, checked: { tape: slopes[before + asked]!, difference } };
}
