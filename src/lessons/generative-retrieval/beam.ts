/**
 * Beam search: of all beginnings, the w most probable go on by a token, all their continuations are ranked,
 * the w most probable of these go on, until names are spelled out.
 */
import * as tf from "@tensorflow/tfjs-core";
import { logSum } from "./exact.ts";
import type { Parameters } from "./model.ts";
import type { GenerativeConfig as Config } from "./settings.ts";
import { type Forest, type Reading, spellOn } from "./spell.ts";
import { childBy, type Trie } from "./trie.ts";

/** A beginning of a name in the beam, or one that was pruned. */
export interface Grown {
  readonly token: number;
  /** Its parent among the kept of the layer before; 0 at the first layer. */
  readonly parent: number;
  /** log P of the whole beginning. */
  readonly log: number;
  /** Its node in the trie; -1 where no film's name begins like this. */
  readonly node: number;
  readonly kept: boolean;
}

/** By token: those kept, most probable first, then the likeliest of those pruned. */
export type Layer = readonly Grown[];

/**
 * @param pruned how many of the pruned ones are told for each token
 * @returns the layers of every asker
 */
export async function beamSearch(
  parameters: Parameters,
  reading: Reading,
  trie: Trie,
  config: Config,
  pruned = 0,
): Promise<Layer[][]> {
  const U = reading.counts.length;
  const { length: T, vocabulary: V } = trie.names;
  const width = config.beam;
  const layers: Layer[][] = Array.from({ length: U }, () => []);
  let past = reading.past;
  let before: Forest | undefined;
  let forest: Forest = {
    tokens: reading.root,
    depths: new Int32Array(U),
    parents: new Int32Array(U).fill(-1),
  };
  for (let t = 0; t < T; t++) {
    const m = forest.tokens.length / U;
    const answer = await spellOn(parameters, { ...reading, past }, forest, config, before);
    if (past !== reading.past) tf.dispose(past.own as tf.TensorContainer);
    past = answer.past;
    for (let u = 0; u < U; u++) {
      const logs = answer.logs.subarray(u * m * V, (u + 1) * m * V);
      layers[u]!.push(grownFrom(layers[u]!.at(-1), logs, trie, config, width, pruned));
    }
    if (t === T - 1) break;
    const earlier = (before ? before.tokens.length / U : 0) + m;
    before = before ? side(before, forest, U) : forest;
    forest = forestOf(layers, width, t + 1, earlier - m);
  }
  tf.dispose(past.own as tf.TensorContainer);
  return layers;
}

/** The continuations of the kept beginnings, ranked. */
function grownFrom(
  last: Layer | undefined,
  logs: Float32Array,
  trie: Trie,
  { constraint }: Config,
  width: number,
  pruned: number,
): Layer {
  const V = trie.names.vocabulary;
  const starts = last ? last.filter(({ kept }) => kept) : [{ log: 0, node: 0 }];
  const found: Omit<Grown, "kept">[] = [];
  let floor = Number.NEGATIVE_INFINITY;
  const most = width + pruned;
  const add = (one: Omit<Grown, "kept">) => {
    if (found.length >= 2 * most && one.log <= floor) return;
    found.push(one);
    if (found.length < 4 * most) return;
    found.sort(byLog).length = 2 * most;
    floor = found.at(-1)!.log;
  };
  starts.forEach(({ log, node }, parent) => {
    const own = logs.subarray(parent * V, (parent + 1) * V);
    if (constraint) {
      const children = trie.children[node]!;
      const open = logSum(children, (child) => own[trie.token[child]!]!);
      for (const child of children) {
        const token = trie.token[child]!;
        add({ token, parent, log: log + own[token]! - open, node: child });
      }
      return;
    }
    for (let token = 0; token < V; token++) {
      const sum = log + own[token]!;
      if (found.length >= 2 * most && sum <= floor) continue;
      add({ token, parent, log: sum, node: childBy(trie, node, token) });
    }
  });
  return found
    .sort(byLog)
    .slice(0, most)
    .map((one, n) => ({ ...one, kept: n < width }));
}

const byLog = (a: { log: number; token: number }, b: { log: number; token: number }) =>
  b.log - a.log || a.token - b.token;

/** What is asked about next: the kept of the newest layer, filled up to the width. */
function forestOf(layers: readonly Layer[][], width: number, depth: number, from: number): Forest {
  const U = layers.length;
  const m = layers.reduce(
    (most, of) => Math.max(most, of.at(-1)!.filter(({ kept }) => kept).length),
    1,
  );
  const tokens = new Int32Array(U * m);
  const parents = new Int32Array(U * m).fill(-1);
  layers.forEach((of, u) => {
    of.at(-1)!.forEach(({ token, parent, kept }, n) => {
      if (!kept || n >= width) return;
      tokens[u * m + n] = token;
      parents[u * m + n] = from + parent;
    });
  });
  return { tokens, depths: new Int32Array(U * m).fill(depth), parents };
}

/** Two forests of the same askers as one, the first one's nodes first. */
function side(a: Forest, b: Forest, U: number): Forest {
  const joined = (x: Int32Array, y: Int32Array) => {
    const [p, q] = [x.length / U, y.length / U];
    const both = new Int32Array(U * (p + q));
    for (let u = 0; u < U; u++) {
      both.set(x.subarray(u * p, (u + 1) * p), u * (p + q));
      both.set(y.subarray(u * q, (u + 1) * q), u * (p + q) + p);
    }
    return both;
  };
  return {
    tokens: joined(a.tokens, b.tokens),
    depths: joined(a.depths, b.depths),
    parents: joined(a.parents, b.parents),
  };
}
