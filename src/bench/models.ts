/**
 * The training steps that the bench times: the lessons' own models, at settings that stay as they are, on
 * generated data of MovieLens small's size. What matters here is the work a step, not what is learnt.
 */
import * as tf from "@tensorflow/tfjs-core";
import { leaveOneOut, type Split } from "../engine/data/split.ts";
import { syntheticDataset } from "../engine/data/synthetic.ts";
import { type Config, defaults } from "../engine/declarations/hyperparameters.ts";
import type { Lesson } from "../engine/declarations/lesson.ts";
import { createStreams, type Rng } from "../engine/numbers/random.ts";
import { oncePer } from "../engine/once.ts";
import type { Batch } from "../engine/training/batch.ts";
import { type Variables, variablesOf } from "../engine/training/parameters.ts";
import type { Loss } from "../engine/training/stepper.ts";
import type { Training } from "../engine/training/training.ts";

const trainings = import.meta.glob<{ default: Training }>("../lessons/*/training.ts");
const lessons = import.meta.glob<{ default: Lesson }>("../lessons/*/lesson.ts");

/** Pinned: a lesson's defaults may change, and its figures here stay comparable. */
const PINNED = {
  "matrix-factorization": { dim: 32, batch: 1024, numNegatives: 1, negatives: "uniform", l2: 0 },
  "two-tower": { dim: 32, batch: 512, history: 20, negatives: "in-batch", logq: true, l2: 0 },
  "dcn-v2": {
    task: "movielens",
    dim: 16,
    crossLayers: 3,
    deep: 128,
    batch: 1024,
    dropout: 0,
    l2: 0,
  },
  "rq-vae": { levels: 3, codes: 64, dim: 32, hidden: 128, batch: 1024, l2: 0 },
  sasrec: { length: 50, dim: 64, blocks: 2, heads: 1, loss: "bce", batch: 128, dropout: 0, l2: 0 },
} as const satisfies Readonly<Record<string, Config>>;
export type BenchName = keyof typeof PINNED;
export const BENCH_NAMES = Object.keys(PINNED) as BenchName[];

/** For software WebGPU, where stock tfjs takes minutes a step at the full size. */
const SMALL: Readonly<Partial<Record<BenchName, Config>>> = {
  sasrec: { length: 20, dim: 32, batch: 32 },
};

/** A model with weights of its own. */
export interface BenchRun {
  readonly variables: Variables;
  readonly loss: Loss;
}

export interface BenchModel {
  readonly name: BenchName;
  /** Always the same weights. The caller disposes the variables. */
  open(): BenchRun;
  draw(rng: Rng): Batch;
}

/** As many people and films as in MovieLens small, and interactions enough for every batch. */
const data = oncePer((_: object): Split => {
  const size = { users: 671, items: 9066, interactionsPerUser: 10 };
  return leaveOneOut(syntheticDataset({ seed: 1, follow: 0, ...size }).dataset);
});
const HERE = {};

/** @param small as software WebGPU can take it */
export async function loadBenchModel(name: BenchName, small = false): Promise<BenchModel> {
  const [{ default: training }, { default: lesson }] = await Promise.all([
    trainings[`../lessons/${name}/training.ts`]!(),
    lessons[`../lessons/${name}/lesson.ts`]!(),
  ]);
  const config: Config = {
    ...defaults(lesson.hyperparameters),
    ...PINNED[name],
    ...(small && SMALL[name]),
  };
  const { model } = training;
  const given = data(HERE);
  const split = training.prepare?.(given, config, createStreams(1), undefined, undefined) ?? given;
  const examples = training.examples(split, config);
  const notes = training.notes?.(split, config) ?? {};
  return {
    name,
    open() {
      const parameters = tf.tidy(() => {
        const made = model.init(split, config, createStreams(1).initialisation);
        return made as unknown as tf.TensorContainerObject;
      }) as unknown as ReturnType<typeof model.init>;
      return {
        variables: variablesOf(parameters),
        loss: (_, batch) => model.loss(parameters, batch, config, {}),
      };
    },
    draw(rng) {
      const streams = createStreams(rng.int(2 ** 31 - 1));
      const chosen = Int32Array.from({ length: config.batch as number }, () => rng.int(examples));
      return training.draw({ split, config, streams, step: 0, notes }, chosen);
    },
  };
}
