/** One film's way through the table: the rows that it looks up, what its content adds, and who shares them. */
import * as tf from "@tensorflow/tfjs-core";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { valuesOf } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { filmColumns } from "./draw.ts";
import { sharedCodes, tableSize } from "./films.ts";
import { heldAs } from "./held.ts";
import { filmSide, type Parameters } from "./model.ts";
import type { RankSplit } from "./prepare.ts";
import { type SemanticConfig as Config, WAYS, type Way } from "./settings.ts";

export type Context = ProbeContext<Config, RankSplit, Parameters>;

/** Films that share rows are told up to so many. */
const TOLD = 6;

/** How large the tables of every way are. */
export interface TablesReading {
  readonly films: number;
  readonly dim: number;
  readonly ways: readonly {
    readonly way: Way;
    readonly parts: readonly { readonly name: string; readonly rows: number }[];
    /** Numbers of the layer over the content vector; 0 without one. */
    readonly layer: number;
    readonly numbers: number;
  }[];
}

export interface LookUpReading {
  readonly parts: readonly {
    readonly name: string;
    /** Its row within the part, and how many rows that has. */
    readonly row: number;
    readonly rows: number;
    /** The row's vector, [d]; null where the model that has it is not trained here. */
    readonly vector: Float32Array | null;
  }[];
  /** What the layer over its content adds, [d]; undefined without a layer. */
  readonly content?: Float32Array | null;
  /** The mean film, which all have in common, and all of it together. */
  readonly mean: Float32Array | null;
  readonly sum: Float32Array | null;
  readonly ratings: number;
  readonly hidden: boolean;
  readonly word: readonly number[];
  /** Films of the same row of the hash, and of the same two first codes: the most rated, and how many. */
  readonly byChance: Sharing;
  readonly alike: Sharing;
}

export interface Sharing {
  readonly films: readonly number[];
  readonly count: number;
}

/** The tables of all ways, of the codes and the settings at hand. */
export function tables({ split, config }: Context): TablesReading {
  const { known, content } = split;
  return {
    films: known.items,
    dim: config.dim,
    ways: WAYS.map(({ value: way }) => {
      const held = heldAs(known, way, config);
      const shared = way === "ngrams" && config.keyed === "none";
      return {
        way,
        parts: shared ? [{ name: "one table", rows: held.rows }] : held.parts,
        layer: held.content ? content.width * (config.dim + 1) : 0,
        numbers: tableSize(held, config, content.width),
      };
    }),
  };
}

/** { film, way }: of the run's own way, or of one that has trained beside it. */
export async function lookUp(
  context: Context,
  { film, way }: { readonly film: number; readonly way: Way },
): Promise<LookUpReading> {
  const { split, config, parameters } = context;
  const { known, hidden, count } = split;
  const { dim } = config;
  const held = heldAs(known, way, config);
  const own = way === config.film ? await tableOf(parameters, split, config) : undefined;
  const made = own ? undefined : await context.beside(way);
  const vectors = own?.vectors ?? made?.vectors?.values;
  const layer = own?.content ?? made?.content?.values;
  const rowAt = (row: number) => Float32Array.from(vectors!.subarray(row * dim, (row + 1) * dim));
  const ids = held.ids.subarray(film * held.each, (film + 1) * held.each);
  const parts = held.parts.map(({ name, first, rows }, n) => ({
    name,
    row: ids[n]! - first,
    rows,
    vector: vectors ? rowAt(ids[n]!) : null,
  }));
  const content = layer ? Float32Array.from(layer.subarray(film * dim, (film + 1) * dim)) : null;
  // The last row of the table.
  const mean = vectors ? rowAt(held.rows) : null;
  const added = [...parts.map(({ vector }) => vector), ...(held.content ? [content] : []), mean];
  const sum = vectors
    ? Float32Array.from({ length: dim }, (_, k) => added.reduce((all, x) => all + (x?.[k] ?? 0), 0))
    : null;
  const chance = heldAs(known, "hash", config).ids;
  const others = (like: (other: number) => boolean): Sharing => {
    const films = Array.from(chance.keys()).filter((other) => other !== film && like(other));
    films.sort((a, b) => count[b]! - count[a]! || a - b);
    return { films: films.slice(0, TOLD), count: films.length };
  };
  return {
    parts,
    ...(held.content && { content }),
    mean,
    sum,
    ratings: count[film]!,
    hidden: hidden[film] === 1,
    word: known.codes.map((level) => level[film]!),
    byChance: others((other) => chance[other] === chance[film]),
    alike: others(
      (other) => sharedCodes(known.codes, film, other) >= Math.min(2, known.codes.length),
    ),
  };
}

/** The rows with the mean film under them, [rows + 1, d], and what content adds to each film, [items, d]. */
export async function tableOf(
  { E, W, m }: Parameters,
  split: RankSplit,
  config: Config,
): Promise<{ vectors: Float32Array; content: Float32Array }> {
  const mean = tf.expandDims<tf.Tensor2D>(m, 0);
  const vectors = await valuesOf(() => (E ? tf.concat([E, mean], 0) : tf.clone(mean)));
  mean.dispose();
  if (!W) return { vectors, content: new Float32Array(0) };
  const films = Int32Array.from({ length: split.known.items }, (_, film) => film);
  const content = await valuesOf(() => {
    const { content: x } = uploadBatch(filmColumns(split, config, films));
    return tf.matMul(x as tf.Tensor2D, W);
  });
  return { vectors, content };
}

/** v and b of every film, as the ranker holds it. */
export async function filmsHeld({ parameters, split, config }: Context) {
  const films = Int32Array.from({ length: split.known.items }, (_, film) => film);
  const of = (side: "vector" | "bias") =>
    valuesOf(() => filmSide(parameters, uploadBatch(filmColumns(split, config, films)))[side]);
  return { vectors: await of("vector"), biases: await of("bias") };
}
