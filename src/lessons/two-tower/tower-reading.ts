/** Both towers at work: what a chosen user and film give to every layer, up to the dot product. */
import * as tf from "@tensorflow/tfjs-core";
import { WORDS } from "../../engine/data/content.ts";
import { seen } from "../../engine/data/split.ts";
import { rankOf, topItems } from "../../engine/ranking/metrics.ts";
import { snapshot, valuesOf } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { filmColumns, userColumns } from "./draw.ts";
import { tau } from "./model.ts";
import { filmInputs, tower, userInputs } from "./towers.ts";
import { type Context, historyOf, scoresFor } from "./vectors.ts";

export interface Layer {
  /** "history, mean of ids", "hidden 1", "v" */
  readonly name: string;
  readonly values: Float32Array;
}

export interface TowersReading {
  readonly user: number;
  readonly item: number;
  /** The films the user tower reads, oldest first. */
  readonly history: readonly number[];
  /** The title words that the film tower knows. */
  readonly words: readonly string[];
  /** From the input up; the last is the vector. */
  readonly userLayers: readonly Layer[];
  readonly filmLayers: readonly Layer[];
  /** u_k v_k, [d]: their sum is the dot product. */
  readonly products: Float32Array;
  readonly dot: number;
  readonly temperature: number;
  readonly score: number;
  /** The first ten for this history, best first, and the rank of each for the whole one, from 1. */
  readonly first: Int32Array;
  readonly before: readonly number[];
}

/** { user, item, without? }: without is a place in the history that is left out. */
export async function towers(
  context: Context,
  args: { readonly user: number; readonly item: number; readonly without?: number },
): Promise<TowersReading> {
  const { parameters, config, split } = context;
  const { user, item } = args;
  const all = [...historyOf(context, user)];
  const history = all.filter((_, place) => place !== args.without);
  const userSide = (films: readonly number[]) =>
    layersOf("u", config.depth, () => {
      const batch = uploadBatch(userColumns(Int32Array.of(user), [films], split, config));
      const inputs = userInputs(parameters, batch);
      return { inputs, ...tower(parameters.u, inputs, config) };
    });
  const userLayers = await userSide(history);
  const filmLayers = await layersOf("v", config.depth, () => {
    const inputs = filmInputs(
      parameters,
      uploadBatch(filmColumns(Int32Array.of(item), split, config)),
    );
    return { inputs, ...tower(parameters.v, inputs, config) };
  });
  const [u, v] = [userLayers.at(-1)!.values, filmLayers.at(-1)!.values];
  const products = u.map((x, k) => x * v[k]!);
  const dot = products.reduce((sum, x) => sum + x, 0);
  const [temperature] = await valuesOf(() => tau(parameters, config));
  const { words, shares, vocabulary } = split.content;
  const known = Array.from({ length: WORDS }, (_, n) => item * WORDS + n)
    .filter((at) => shares[at]! > 0)
    .map((at) => vocabulary[words[at]!]!);
  const excluded = new Uint8Array(split.train.items);
  for (const known of seen(split, "test", user)) excluded[known] = 1;
  const scores = await scoresOf(context, u);
  const first = topItems(scores, excluded);
  const whole =
    args.without === undefined
      ? scores
      : await scoresOf(context, (await userSide(all)).at(-1)!.values);
  return {
    first,
    before: Array.from(first, (film) => rankOf(film, whole, excluded)),
    user,
    item,
    history: all,
    words: config.content ? known : [],
    userLayers,
    filmLayers,
    products,
    dot,
    temperature: temperature!,
    score: dot / temperature!,
  };
}

/** Scores of every film for one vector, [items]. */
const scoresOf = (context: Context, u: Float32Array) =>
  valuesOf(() => scoresFor(context, tf.tensor2d(u, [1, u.length])));

/** Everything that one tower computes for one row, by name, from its inputs up; the last is its vector. */
async function layersOf(
  side: "u" | "v",
  depth: number,
  compute: () => Pick<ReturnType<typeof tower>, "above"> & {
    readonly inputs: Readonly<Record<string, tf.Tensor2D>>;
  },
): Promise<Layer[]> {
  const { inputs, above } = tf.tidy(compute);
  const named: [string, tf.Tensor2D][] = [
    ...Object.entries(inputs),
    ...above.map((h, n): [string, tf.Tensor2D] => [n === depth ? side : `hidden ${n + 1}`, h]),
  ];
  const layers: Layer[] = [];
  for (const [name, tensor] of named) {
    layers.push({ name, values: await snapshot(tensor) });
    tensor.dispose();
  }
  return layers;
}
