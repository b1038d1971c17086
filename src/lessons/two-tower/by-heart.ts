/**
 * What a film tower can hold at all: every film gets a vector drawn at random, which no genre and no year can
 * know, and a tower is taught it.
 *
 *   L = sum_i |v_i - t_i|^2 / sum_i |t_i|^2        1 for a tower that says nothing, 0 for one that knows all by heart
 */
import * as tf from "@tensorflow/tfjs-core";
import { linearsOf, table } from "../../engine/layers.ts";
import { Rng } from "../../engine/numbers/random.ts";
import { Adam } from "../../engine/training/optimizer.ts";
import { variablesOf } from "../../engine/training/parameters.ts";
import { valuesOf } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { filmColumns } from "./draw.ts";
import type { TwoTowerSplit } from "./hold-out.ts";
import type { TwoTowerConfig as Config } from "./lesson.ts";
import { HIDDEN } from "./model.ts";
import { type FilmBatch, filmInputs, tower } from "./towers.ts";
import type { Context } from "./vectors.ts";

export type Reads = "ids" | "content" | "words";

export interface ByHeartReading {
  readonly films: number;
  /** How many numbers are learnt. */
  readonly parameters: number;
  /** L before each step, and after the last. */
  readonly losses: Float32Array;
}

const FILMS = 256;
export const STEPS = 100;
const RATE = 0.02;

/** { reads }: a tower of the run's width and depth, taught random vectors from one kind of input alone. */
export async function byHeart(
  { split, config, memory }: Context,
  { reads }: { readonly reads: Reads },
): Promise<ByHeartReading> {
  const known = memory.get(reads) as ByHeartReading | undefined;
  if (known) return known;
  const { items } = split.train;
  const films = Int32Array.from({ length: Math.min(FILMS, items) }, (_, n) =>
    Math.floor((n * items) / Math.min(FILMS, items)),
  );
  const rng = new Rng(1);
  const targets = rng.normals(films.length * config.dim);
  const parameters = tf.tidy(() => parametersOf(reads, split, config, rng));
  const losses = await valuesOf(() => {
    const batch = inputsOf(reads, films, split, config);
    const t = tf.tensor2d(targets, [films.length, config.dim]);
    return taught(parameters, batch, t, { ...config, normalise: false });
  });
  const variables = Object.values(variablesOf(parameters));
  const size = variables.reduce((sum, variable) => sum + variable.size, 0);
  tf.dispose(variables);
  const reading = { films: films.length, parameters: size, losses };
  memory.set(reads, reading);
  return reading;
}

type Parameters = ReturnType<typeof parametersOf>;

function parametersOf(reads: Reads, { train, content }: TwoTowerSplit, config: Config, rng: Rng) {
  const { dim, depth } = config;
  const inputs = (reads === "ids" ? 0 : content.width) + (reads === "content" ? 0 : dim);
  return {
    ...(reads === "ids" && { E: table(rng, train.items, dim, 0.1) }), // e_i, a row a film
    ...(reads === "words" && { T: table(rng, Math.max(1, content.vocabulary.length), dim, 0.1) }),
    v: linearsOf(rng, [inputs, ...Array.from({ length: depth }, () => HIDDEN), dim]),
  };
}

function inputsOf(
  reads: Reads,
  films: Int32Array,
  split: TwoTowerSplit,
  config: Config,
): FilmBatch {
  const all = filmColumns(films, split, { ...config, ids: true, content: true });
  const { films: ids, features, words, wordShares } = uploadBatch(all) as Required<FilmBatch>;
  if (reads === "ids") return { films: ids };
  return reads === "content" ? { features } : { features, words, wordShares };
}

/** Adam over all films at once. @returns L before each step and after the last, [steps + 1] */
function taught({ v, ...tables }: Parameters, batch: FilmBatch, t: tf.Tensor2D, config: Config) {
  const variables = variablesOf({ v, ...tables });
  const adam = new Adam(variables);
  const size = tf.sum(tf.square(t));
  const loss = (): tf.Scalar => {
    const { vector } = tower(v, filmInputs(tables, batch), config);
    return tf.div(tf.sum(tf.squaredDifference(vector, t)), size);
  };
  const losses: tf.Scalar[] = [];
  for (let step = 0; step < STEPS; step++) {
    const before = tf.tidy(() => {
      const { value, grads } = tf.variableGrads(loss, Object.values(variables));
      const gradients = Object.entries(variables).map(([name, { name: own }]) => [
        name,
        grads[own]!,
      ]);
      adam.apply(Object.fromEntries(gradients), RATE);
      return value;
    });
    losses.push(before);
  }
  adam.dispose();
  return tf.stack([...losses, loss()]);
}
