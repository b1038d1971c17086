/**
 * Readings that every retrieval lesson offers: the first films of a ranking and the map of item
 * vectors. A lesson adds its own beside them.
 */
import * as tf from "@tensorflow/tfjs-core";
import { type Split, seen } from "../data/split.ts";
import { type Projection, projectPoint, projectRows } from "../numbers/projection.ts";
import { snapshot } from "../training/snapshot.ts";
import { rankOf, topItems } from "./metrics.ts";

/** The first films of a ranking. */
export interface Recommendations {
  readonly items: Int32Array;
  readonly scores: Float32Array;
  /** The film held out for the test and its place in the full ranking, from 1; null for the reader. */
  readonly heldOut: { readonly item: number; readonly rank: number; readonly score: number } | null;
}

/** Item vectors in two dimensions, aligned to the frame before. */
export interface EmbeddingMapReading {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly explainedVariance: readonly [number, number];
  readonly neighbourOverlap: number;
  readonly you?: { readonly x: number; readonly y: number };
  readonly user?: { readonly x: number; readonly y: number };
  /** Everybody, where people live in the same space as items. */
  readonly users?: { readonly x: Float32Array; readonly y: Float32Array };
  /** Items that were held out of training: shown with a ring. */
  readonly heldOut?: Int32Array;
}

/** A user's list, with what they have seen left out, and where their test film stands. */
export function recommendationsOf(
  split: Split,
  user: number,
  scores: Float32Array,
): Recommendations {
  const excluded = new Uint8Array(scores.length);
  for (const item of seen(split, "test", user)) excluded[item] = 1;
  const at = split.test.user.indexOf(user);
  const item = split.test.item[at];
  const rank = item === undefined ? 0 : rankOf(item, scores, excluded);
  return {
    ...firstItems(scores, excluded),
    heldOut: item === undefined ? null : { item, rank, score: scores[item]! },
  };
}

/** The first ten of a ranking with their scores. */
export function firstItems(scores: Float32Array, excluded: Uint8Array) {
  const items = topItems(scores, excluded);
  return { items, scores: Float32Array.from(items, (item) => scores[item]!) };
}

/** One row of a [1, items] tensor of scores; disposes it. */
export async function scoreRow(row: tf.Tensor): Promise<Float32Array> {
  const scores = await snapshot(row);
  row.dispose();
  return scores;
}

/**
 * The map of item vectors, turned and mirrored to lie as near as possible on the frame before.
 * @param vectors [items, d]; two-dimensional ones are shown as they are
 * @param memory the session's, where the last frame is kept
 * @param points vectors of people, [d], placed by the same projection
 */
export async function embeddingMap(
  vectors: tf.Tensor,
  memory: Map<string, unknown>,
  points: Readonly<Record<"you" | "user", tf.Tensor | undefined>>,
): Promise<EmbeddingMapReading> {
  const [rows, dim] = vectors.shape as [number, number];
  const before = memory.get("map") as Projection | undefined;
  const projection = projectRows(await snapshot(vectors), rows, dim, before);
  memory.set("map", projection);
  const placed: Record<string, { x: number; y: number }> = {};
  for (const [name, point] of Object.entries(points)) {
    if (!point) continue;
    placed[name] = projectPoint(projection, await snapshot(point));
    point.dispose();
  }
  return {
    x: projection.x,
    y: projection.y,
    explainedVariance: projection.explainedVariance,
    neighbourOverlap: projection.neighbourOverlap,
    ...placed,
  };
}

/** The ids as a tensor for `score`: everybody asked for, in order. */
export function usersTensor(...users: number[]): tf.Tensor1D {
  return tf.tensor1d(users, "int32");
}
