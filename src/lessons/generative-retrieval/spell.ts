/**
 * The model asked: what was read of some histories, and the probabilities of tokens after any beginnings of
 * names. Beginnings are nodes of a forest that stand side by side; each sees the history and its own path.
 */
import * as tf from "@tensorflow/tfjs-core";
import { layerNorm } from "../../engine/layers.ts";
import { snapshot } from "../../engine/training/snapshot.ts";
import { causalMask, MASKED, paddingMask, sequenceOf } from "./draw.ts";
import { grow, type Parameters, type Past, read, scores } from "./model.ts";
import type { GenerativeConfig as Config } from "./settings.ts";
import type { Names } from "./trie.ts";

/** Who is asked about: their films, oldest first, and their row where sequences begin with the person. */
export interface Asker {
  readonly films: ArrayLike<number>;
  readonly user?: number;
}

/** What was read of some histories. The caller disposes it. */
export interface Reading {
  readonly past: Past;
  /** [askers] places read that count. */
  readonly counts: Int32Array;
  /** Places read, N. */
  readonly places: number;
  /** [askers] the token after which a name begins, and its place. */
  readonly root: Int32Array;
  readonly rootPlace: Int32Array;
}

/** Reads histories; decoder-only, the last token is left to be the root of what is spelled. */
export function readHistories(
  parameters: Parameters,
  askers: readonly Asker[],
  names: Names,
  config: Config,
): Reading {
  const alone = config.architecture === "decoder";
  const sequences = askers.map(({ films }) =>
    sequenceOf(Array.from(films).slice(-config.length), names),
  );
  const counts = Int32Array.from(sequences, ({ length }) => (alone ? length - 1 : length));
  const N = counts.reduce((a, b) => Math.max(a, b), 1);
  const tokens = new Int32Array(askers.length * N);
  sequences.forEach((sequence, row) => {
    tokens.set(sequence.subarray(0, counts[row]), row * N);
  });
  const past = tf.tidy(() => {
    const mask = alone
      ? tf.tensor4d(causalMask(N), [1, 1, N, N])
      : tf.tensor4d(paddingMask(counts, N, N), [askers.length, 1, N, N]);
    const users = tf.tensor1d(
      askers.map(({ user }) => user ?? 0),
      "int32",
    );
    const known = askers.every(({ user }) => user !== undefined);
    const given = { tokens: tf.tensor2d(tokens, [askers.length, N], "int32"), mask };
    return read(parameters, { ...given, ...(known && { users }) }, config)
      .past as tf.TensorContainer;
  }) as Past;
  return {
    past,
    counts,
    places: N,
    root: Int32Array.from(sequences, (sequence) => (alone ? sequence.at(-1)! : names.vocabulary)),
    rootPlace: alone ? counts : new Int32Array(askers.length),
  };
}

/** Nodes to ask about, the same number m for every asker; parents before children. */
export interface Forest {
  /** [askers, m] */
  readonly tokens: Int32Array;
  /** [askers, m] tokens spelled so far: 0 for the root. */
  readonly depths: Int32Array;
  /** [askers, m] each node's parent among all nodes asked about, earlier ones first; -1 for the root. */
  readonly parents: Int32Array;
}

/**
 * log P(token | history, path) at every node, [askers, m, V].
 * @param before nodes of the same askers that were asked about before, whose keys are kept in `reading`
 * @returns also a reading that knows these nodes too; the caller disposes it
 */
export async function spellOn(
  parameters: Parameters,
  reading: Reading,
  { tokens, depths, parents }: Forest,
  config: Config,
  before?: Forest,
): Promise<{ logs: Float32Array; past: Past }> {
  const { counts, places: N, rootPlace } = reading;
  const U = counts.length;
  const m = tokens.length / U;
  const earlier = before ? before.tokens.length / U : 0;
  const alone = config.architecture === "decoder";
  const seen = paddingMask(counts, m, N);
  const own = ownMask(parents, before?.parents, U, m, earlier);
  const at = Int32Array.from(depths, (depth, n) => rootPlace[Math.floor(n / m)]! + depth);
  const { logs, past } = tf.tidy(() => {
    const read = tf.tensor4d(seen, [U, 1, m, N]);
    const paths = tf.tensor4d(own, [U, 1, m, earlier + m]);
    const growth = {
      tokens: tf.tensor2d(tokens, [U, m], "int32"),
      places: tf.tensor2d(at, [U, m], "int32"),
      mask: alone ? tf.concat([read, paths], 3) : paths,
      ...(!alone && { seen: read }),
    };
    const { x, past } = grow(parameters, reading.past, growth, config);
    return { logs: logProbabilities(parameters, x), past: past.own } as tf.TensorContainerObject;
  }) as unknown as { logs: tf.Tensor; past: Past["own"] };
  const values = await snapshot(logs);
  logs.dispose();
  return { logs: values, past: { ...reading.past, own: past } };
}

/** log P(c | what stands before), [B, m, V], of what came out at places: x [B, m, d]. */
function logProbabilities(parameters: Parameters, x: tf.Tensor3D): tf.Tensor3D {
  const [B, m, d] = x.shape;
  const s = scores(parameters, tf.reshape(layerNorm(x, parameters.norm), [-1, d]));
  return tf.reshape(tf.logSoftmax(s), [B, m, -1]);
}

/** 0 where a node may look: at itself and at its ancestors. */
function ownMask(
  parents: Int32Array,
  before: Int32Array | undefined,
  U: number,
  m: number,
  earlier: number,
): Float32Array {
  const width = earlier + m;
  const mask = new Float32Array(U * m * width).fill(MASKED);
  for (let u = 0; u < U; u++) {
    for (let n = 0; n < m; n++) {
      for (let node = earlier + n; node >= 0; ) {
        mask[(u * m + n) * width + node] = 0;
        node = node >= earlier ? parents[u * m + node - earlier]! : before![u * earlier + node]!;
      }
    }
  }
  return mask;
}
