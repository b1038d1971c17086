/**
 * Generative retrieval: every film has a name of a few tokens, and a transformer spells the next film's
 * name, token by token, after the names of the films that somebody watched.
 *
 *   P(film | history) = prod_l P(c_l | c_1 .. c_{l-1}, history)
 *   x_t = E_{c_t} + p_t                          token and place
 *   x <- block(x)                                b times (block.ts)
 *   P(c | ..) = softmax(O LN(x_t) + beta)_c      over all tokens of all levels
 *
 * Decoder-only: one stack reads the names and goes on writing. Encoder-decoder: one stack reads in both
 * directions, another spells and looks at what was read.
 *
 * Rajput et al. 2023 (TIGER); Vaswani et al. 2017.
 */
import * as tf from "@tensorflow/tfjs-core";
import {
  dropout,
  layerNorm,
  logSumExp,
  normOf,
  rows,
  squaredNorm,
  table,
  vector,
} from "../../engine/layers.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { defineModel } from "../../engine/training/model.ts";
import { blockOf, type Kept, keep, START, throughBlock } from "./block.ts";
import type { SpellSplit } from "./prepare.ts";
import type { GenerativeConfig as Config } from "./settings.ts";

export type Parameters = ReturnType<typeof init>;
export type Batch = {
  readonly tokens: tf.Tensor2D; // [B, N] what is read, the token of the beginning first
  readonly mask: tf.Tensor4D; // [B or 1, 1, N, N] who looks at whom: 0, or -1e9 where one may not
  readonly users?: tf.Tensor1D; // [B] where a sequence begins with the person
  // Dropout of the tokens, of each block's attention and of its feed-forward branch: [B, N, d] each.
  readonly drop?: tf.Tensor3D;
  readonly [ofBlock: `drop${"A" | "F"}${number}`]: tf.Tensor3D | undefined;
  // What a decoder of its own writes: T tokens, their places, who looks at whom, what was read.
  readonly spelled?: tf.Tensor2D; // [B, T]
  readonly places?: tf.Tensor2D; // [B, T]
  readonly causal?: tf.Tensor4D; // [1, 1, T, T]
  readonly seen?: tf.Tensor4D; // [B, 1, T, N] 0 for what was read, -1e9 for padding
  readonly targets: tf.Tensor1D; // [Q] the right token at every place that is asked, row by row
  readonly weights: tf.Tensor1D; // [Q] shares of the loss; 0 for padding
};
/** What was read, as the blocks that spell look at it: by block. */
export type Past = { readonly own?: readonly Kept[]; readonly read?: readonly Kept[] };
/** Tokens that go on from there: [B, m] tokens and places; masks over own and over read places. */
export type Growth = {
  readonly tokens: tf.Tensor2D;
  readonly places: tf.Tensor2D;
  readonly mask: tf.Tensor4D; // [B or 1, 1, m, own + m]
  readonly seen?: tf.Tensor4D; // [B, 1, m, N]
};

function init({ names, train }: SpellSplit, config: Config, rng: Rng) {
  const { dim, blocks, length, architecture, userToken } = config;
  const stack = (cross: boolean) => Array.from({ length: blocks }, () => blockOf(rng, dim, cross));
  return {
    E: table(rng, names.vocabulary + 1, dim, START), // a row a token; the last begins a sequence
    P: table(rng, (length + 1) * names.length, dim, START), // a row a place
    ...(userToken && { U: table(rng, train.users, dim, START) }), // a row a person
    blocks: stack(false),
    ...(architecture === "encoder-decoder" && { readNorm: normOf(dim), decoder: stack(true) }),
    norm: normOf(dim),
    O: table(rng, names.vocabulary, dim, START),
    beta: vector(names.vocabulary),
  };
}

function loss(parameters: Parameters, batch: Batch, config: Config): tf.Scalar {
  const { tokens, spelled, places, causal, seen, targets, weights } = batch;
  const { x, past } = read(parameters, batch, config);
  const out =
    spelled && places && causal
      ? grow(parameters, past, { tokens: spelled, places, mask: causal, seen }, config).x
      : x;
  const h: tf.Tensor2D = tf.reshape(layerNorm(out, parameters.norm), [-1, config.dim]); // [Q, d]
  // L = -log softmax(s)_c = log sum_j e^s_j - s_c: no film is known here, only tokens.
  const own = tf.add(
    tf.sum(tf.mul(h, rows(parameters.O, targets)), 1),
    tf.gather(parameters.beta, targets),
  );
  const each = tf.sub(logSumExp(scores(parameters, h)), own);
  const penalty = tf.mul(config.l2, squaredNorm(rows(parameters.E, tokens)));
  return tf.add(tf.sum(tf.mul(each, weights)), penalty);
}

export default defineModel({ init, loss });

/** s_c = O_c . h + beta_c for every token, [Q, V]. */
export const scores = ({ O, beta }: Parameters, h: tf.Tensor2D): tf.Tensor2D =>
  tf.add(tf.matMul(h, O, false, true), beta);

/** Reads sequences from their beginning: what comes out at every place, and what is kept of them. */
export function read(
  parameters: Parameters,
  batch: Pick<Batch, "tokens" | "mask" | "users" | "drop" | `drop${"A" | "F"}${number}`>,
  { heads }: Config,
): { x: tf.Tensor3D; past: Past } {
  const { tokens, mask, users, drop } = batch;
  const { E, P, U, blocks, decoder, readNorm } = parameters;
  const N = tokens.shape[1];
  let x = tf.add<tf.Tensor3D>(rows(E, tokens), tf.slice(P, [0, 0], [N, -1])); // E_{c_t} + p_t
  if (U && users) {
    // The person stands where the sequence begins.
    x = tf.add(
      x,
      tf.pad(tf.expandDims<tf.Tensor3D>(rows(U, users), 1), [
        [0, 0],
        [0, N - 1],
        [0, 0],
      ]),
    );
  }
  x = dropout(x, drop);
  const own = blocks.map((weights, b) => {
    const drops = [batch[`dropA${b}` as const], batch[`dropF${b}` as const]];
    const through = throughBlock(x, weights, mask, heads, { drops });
    x = through.x;
    return through.kept;
  });
  if (!decoder || !readNorm) return { x, past: { own } };
  const out = layerNorm(x, readNorm);
  return { x, past: { read: decoder.map(({ other }) => keep(out, other!, heads)) } };
}

/** Goes on from what was read, and from what was written before. */
export function grow(
  parameters: Parameters,
  past: Past,
  { tokens, places, mask, seen }: Growth,
  { heads }: Config,
): { x: tf.Tensor3D; past: Past } {
  const { E, P, blocks, decoder } = parameters;
  let x = tf.add<tf.Tensor3D>(rows(E, tokens), rows(P, places));
  const own = (decoder ?? blocks).map((weights, b) => {
    const kept = past.read?.[b];
    const through = throughBlock(x, weights, mask, heads, {
      past: past.own?.[b],
      read: kept && seen && { kept, mask: seen },
    });
    x = through.x;
    return through.kept;
  });
  return { x, past: { ...past, own } };
}
