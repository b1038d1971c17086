/** What the attention of one sequence looks like, head by head, and one row of it worked out. */
import * as tf from "@tensorflow/tfjs-core";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import type { HeadsReading } from "../../families/sequences/heads.ts";
import { cut, headsOf } from "../../families/sequences/heads-reading.ts";
import { filmsOf, type SequenceSplit } from "../../families/sequences/sequences.ts";
import type { Input } from "../../families/sequences/windows.ts";
import type { Seen } from "./block.ts";
import { sequenceColumns } from "./draw.ts";
import { question } from "./evaluate.ts";
import { encode, type Parameters } from "./model.ts";
import type { SasrecConfig as Config } from "./settings.ts";

export type Context = ProbeContext<Config, SequenceSplit, Parameters>;

/** Whose films: a user's, or those given, oldest first. */
export type Whose = { readonly user: number } | { readonly items: readonly number[] };

export interface AttentionReading extends HeadsReading {
  readonly blocks: number;
  readonly objective: Config["objective"];
}

export interface ByHandReading {
  readonly films: readonly number[];
  readonly block: number;
  readonly head: number;
  /** The place that asks, from 0. */
  readonly row: number;
  readonly dk: number;
  /** The numbers of the query, [d_k], and of each film's key and value, [n, d_k]. */
  readonly q: Float32Array;
  readonly k: Float32Array;
  readonly v: Float32Array;
  /** q . k, q . k / sqrt(d_k) and the softmax, [n]; places that may not be looked at have weight 0. */
  readonly dots: Float32Array;
  readonly scaled: Float32Array;
  readonly weights: Float32Array;
  readonly open: readonly boolean[];
  /** What comes out, [d_k], as the model computed it and as the sum of weight times value. */
  readonly out: Float32Array;
}

/** The films of a user, or those that are given, as the model reads them when it is asked what is next. */
export function inputOf({ split, config }: Context, whose: Whose): Input {
  return question("items" in whose ? whose.items : filmsOf(split, whose.user), config);
}

/** Runs the model over one sequence and hands out what its blocks computed, cut to the films there are. */
export async function attention(context: Context, whose: Whose): Promise<AttentionReading> {
  const { config } = context;
  const input = Array.from(inputOf(context, whose));
  const n = input.length;
  const seen = look(context, input);
  for (const { q, k, v } of seen) tf.dispose([q, k, v]);
  const heads = await headsOf(
    seen.map((block) => block.attention),
    n,
  );
  const { objective, causal, blocks } = config;
  return { films: input, heads, blocks, objective, oneWay: objective === "next" && causal };
}

/** { user | items, block, head, back }: q, k, v, scores and weights of the row so far before the last. */
export async function byHand(
  context: Context,
  args: Whose & { readonly block: number; readonly head: number; readonly back: number },
): Promise<ByHandReading | null> {
  const input = Array.from(inputOf(context, args));
  const n = input.length;
  const blocks = look(context, input);
  const block = Math.min(args.block, blocks.length - 1);
  const seen = blocks[block];
  if (!seen || n === 0) return null;
  const [, heads, length, dk] = seen.q.shape;
  const head = Math.min(args.head, heads - 1);
  const row = Math.max(0, n - 1 - args.back);
  const rows = async (tensor: tf.Tensor) =>
    (await snapshot(tensor)).subarray((head * length + length - n) * dk, (head + 1) * length * dk);
  const [q, k, v] = [await rows(seen.q), await rows(seen.k), await rows(seen.v)];
  const weights = cut(await snapshot(seen.attention), head, length, n).subarray(
    row * n,
    (row + 1) * n,
  );
  for (const other of blocks) tf.dispose(Object.values(other));
  const own = q.slice(row * dk, (row + 1) * dk);
  const dots = Float32Array.from({ length: n }, (_, s) =>
    dot(own, k.subarray(s * dk, (s + 1) * dk)),
  );
  const out = new Float32Array(dk);
  for (let s = 0; s < n; s++) {
    for (let i = 0; i < dk; i++) out[i]! += weights[s]! * v[s * dk + i]!;
  }
  const { objective, causal } = context.config;
  return {
    films: input,
    block,
    head,
    row,
    dk,
    q: own,
    k: k.slice(),
    v: v.slice(),
    dots,
    scaled: dots.map((x) => x / Math.sqrt(dk)),
    weights: weights.slice(),
    open: Array.from({ length: n }, (_, s) => objective === "cloze" || !causal || s <= row),
    out,
  };
}

/** What each block saw of a sequence; the caller disposes it. */
function look({ parameters, config, split }: Context, input: Input): Seen[] {
  return tf.tidy(() => {
    const seen: Seen[] = [];
    encode(
      parameters,
      uploadBatch(sequenceColumns([input], config, split.catalogue)),
      config,
      seen,
    );
    return seen;
  });
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
