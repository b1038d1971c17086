/**
 * SASRec: self-attentive sequential recommendation. A user's last n films go in, and at every position
 * comes out a vector that scores the film after it.
 *
 *   x_t = sqrt(d) e_{i_t} + p_t                       film and position
 *   x <- x + Drop(Attention(LN(x)))                   b times, each followed by
 *   x <- x + Drop(W2 ReLU(W1 LN(x) + c1) + c2)
 *   s_tj = LN(x_t) . e_j + beta_j                     the score of film j after position t
 *
 * Kang and McAuley 2018 (SASRec); Vaswani et al. 2017 (attention); Sun et al. 2019 (BERT4Rec, the
 * objective "cloze"). The film bias beta and the factor sqrt(d) are not in the paper.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { BatchTensors, Model } from "../../engine/training/model.ts";
import type { Parameters } from "../../engine/training/parameters.ts";
import { attentionBlock, blockParameters, layerNorm, type Seen, START } from "./block.ts";
import { drawBatch } from "./draw.ts";
import { evaluate } from "./evaluate.ts";
import { nextFilmLoss } from "./losses.ts";
import { probes } from "./probes.ts";
import { baselines } from "./protocols.ts";
import { prepareSequences, type SasrecSplit } from "./sequences.ts";
import type { SasrecConfig as Config } from "./settings.ts";

const model: Model<Config, SasrecSplit> = {
  prepare: prepareSequences,

  /** An epoch draws one window from every user. */
  examples: ({ learners }) => learners.length,

  init({ train: { items } }, config, rng) {
    const { length, dim, blocks, heads, encoder } = config;
    if (encoder === "attention" && dim % heads !== 0) {
      throw new Error(
        `A dimension of ${dim} cannot be shared by ${heads} heads; take a multiple of ${heads}.`,
      );
    }
    const table = (rows: number) =>
      tf.variable(tf.tensor2d(rng.normals(rows * dim, START), [rows, dim]));
    const layers = encoder === "last" ? 0 : blocks;
    return {
      E: table(items), // e_j, a row a film: read at the bottom, scored with at the top
      ...(!config.shared && { O: table(items) }), // a second table to score with
      ...(config.positions && { P: table(length) }), // p_t, a row a place; the last place is "now"
      ...(config.objective === "cloze" && { hidden: table(1) }), // what stands in for a hidden film
      ...(config.bias && { beta: tf.variable(tf.zeros([items])) }),
      ...Object.assign(
        {},
        ...Array.from({ length: layers }, (_, b) => blockParameters(b, config, rng)),
      ),
      scale: tf.variable(tf.ones([dim])),
      shift: tf.variable(tf.zeros([dim])),
    };
  },

  draw: drawBatch,

  loss(parameters, batch, config) {
    const x = encode(parameters, batch, config); // [B, n, d]
    const flat = tf.reshape(x, [-1, config.dim]);
    // Cloze asks at hidden positions only.
    const h = batch.at ? tf.gather(flat, batch.at as tf.Tensor1D) : flat; // [N, d]
    const loss = nextFilmLoss(parameters, h as tf.Tensor2D, batch, config);
    if (config.l2 === 0) return loss;
    const rows = tf.gather(parameters.E!, batch.targets as tf.Tensor1D);
    const squares = tf.div(tf.sum(tf.square(rows)), rows.shape[0]!);
    return tf.add(loss, tf.mul(config.l2, squares)) as tf.Scalar;
  },

  itemVectors: ({ E }, { task }) =>
    task === "films" ? tf.clone(E as unknown as tf.Tensor2D) : undefined,

  evaluate,
  baselines,
  probes,
};
export default model;

/** What comes out at every position, [B, n, d]; `seen` collects what the blocks compute on the way. */
export function encode(
  parameters: Parameters,
  batch: BatchTensors,
  config: Config,
  seen?: Seen[],
): tf.Tensor3D {
  const { dim, blocks, positions, encoder } = config;
  const { E, P } = parameters;
  let x: tf.Tensor = tf.gather(E!, batch.items as tf.Tensor2D); // e_{i_t}, [B, n, d]
  if (batch.hidden) {
    const shown = tf.sub(1, batch.hidden); // [B, n, 1]
    x = tf.add(tf.mul(x, shown), tf.mul(batch.hidden, parameters.hidden!));
  }
  x = tf.mul(x, Math.sqrt(dim));
  if (positions) x = tf.add(x, P!); // counted from the right: the last place is always "now"
  if (batch.drop) x = tf.mul(x, batch.drop); // dropout, drawn with the batch; none when it is asked
  const layers = encoder === "last" ? 0 : blocks;
  for (let b = 0; b < layers; b++) {
    x = attentionBlock(parameters, b, x as tf.Tensor3D, batch, config, seen);
  }
  return layerNorm(x, parameters.scale!, parameters.shift!) as tf.Tensor3D;
}

/** Scores of every film: h [N, d] gives s_j = h . e_j + beta_j, [N, items]. */
export function scoreAll(parameters: Parameters, h: tf.Tensor2D): tf.Tensor2D {
  const table = (parameters.O ?? parameters.E) as unknown as tf.Tensor2D;
  const s = tf.matMul(h, table, false, true);
  return (parameters.beta ? tf.add(s, parameters.beta) : s) as tf.Tensor2D;
}
