/** Both towers at work: what a chosen user and film give to every layer, up to the dot product. */
import * as tf from "@tensorflow/tfjs-core";
import { contentOf } from "../../engine/data/content.ts";
import type { Arguments } from "../../engine/training/probe.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { filmColumns, userColumns } from "./draw.ts";
import { activations, tau } from "./model.ts";
import { type Context, historyOf, read } from "./vectors.ts";

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
}

/** { user, item, without? }: without is a place in the history that is left out. */
export async function towers(context: Context, args: Arguments): Promise<TowersReading> {
  const { parameters, config, split } = context;
  const [user, item] = [args.user as number, args.item as number];
  const all = [...historyOf(context, user)];
  const history = all.filter((_, place) => place !== args.without);
  const layersOf = async (side: "u" | "v") => {
    const columns =
      side === "u"
        ? userColumns(Int32Array.of(user), [history], split, config)
        : filmColumns(Int32Array.of(item), split, config);
    const tensors = tf.tidy(() => activations(parameters, side, uploadBatch(columns), config));
    const layers: Layer[] = [];
    for (const [name, tensor] of Object.entries(tensors)) {
      layers.push({ name, values: await snapshot(tensor) });
      tensor.dispose();
    }
    return layers;
  };
  const userLayers = await layersOf("u");
  const filmLayers = await layersOf("v");
  const [u, v] = [userLayers.at(-1)!.values, filmLayers.at(-1)!.values];
  const products = u.map((x, k) => x * v[k]!);
  const dot = products.reduce((sum, x) => sum + x, 0);
  const [temperature] = await read(() => tf.reshape(tau(parameters, config), [1]));
  const content = contentOf(split.catalogue);
  const words = Array.from({ length: content.shares.length / split.train.items }, (_, n) => n)
    .map((n) => item * (content.shares.length / split.train.items) + n)
    .filter((at) => content.shares[at]! > 0)
    .map((at) => content.vocabulary[content.words[at]!]!);
  return {
    user,
    item,
    history: all,
    words: config.content ? words : [],
    userLayers,
    filmLayers,
    products,
    dot,
    temperature: temperature!,
    score: dot / temperature!,
  };
}
