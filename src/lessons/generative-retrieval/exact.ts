/**
 * The exact probability of every film: the product of the conditional probabilities along its name, for all
 * names at once over the tree of their beginnings.
 */
import * as tf from "@tensorflow/tfjs-core";
import { oncePer } from "../../engine/once.ts";
import type { Parameters } from "./model.ts";
import type { GenerativeConfig as Config } from "./settings.ts";
import { type Forest, type Reading, spellOn } from "./spell.ts";
import type { Trie } from "./trie.ts";

/** log P(token | history, beginning) for the beginnings that the model was asked about. */
export interface Conditionals {
  /** [nodes of the trie] which row a node has in `logs`; -1 where the model was not asked. */
  readonly row: Int32Array;
  readonly rows: number;
  /** [askers, rows, V] */
  readonly logs: Float32Array;
}

/** Nodes asked about at once, and askers times nodes. */
const NODES = 256;

/**
 * The nodes that decide probabilities, parents before children and subtrees together. With the constraint, a
 * beginning that can go on in one way only goes on with probability 1, and nobody need be asked.
 */
export const nodesToAsk = oncePer(
  (trie: Trie, constraint: boolean): Int32Array => {
    const nodes: number[] = [];
    const visit = (node: number): boolean => {
      const children = trie.children[node]!;
      const at = nodes.push(node) - 1;
      let wanted = constraint ? children.length > 1 : children.length > 0;
      for (const child of children) if (visit(child)) wanted = true;
      if (!wanted) nodes.length = at;
      return wanted;
    };
    visit(0);
    return Int32Array.from(nodes.length > 0 ? nodes : [0]);
  },
  (constraint) => constraint,
);

/** Asks about all of `nodes`, piece by piece, each piece with the beginnings that it needs. */
export async function conditionalsOf(
  parameters: Parameters,
  reading: Reading,
  trie: Trie,
  nodes: Int32Array,
  config: Config,
): Promise<Conditionals> {
  const U = reading.counts.length;
  const V = trie.names.vocabulary;
  const row = new Int32Array(trie.size).fill(-1);
  nodes.forEach((node, n) => {
    row[node] = n;
  });
  const logs = new Float32Array(U * nodes.length * V);
  for (let start = 0; start < nodes.length; start += NODES) {
    const piece = nodes.subarray(start, start + NODES);
    const above = ancestorsOf(piece, trie);
    const asked = [...above, ...piece];
    const answer = await spellOn(parameters, reading, forestOf(asked, reading, trie), config);
    tf.dispose(answer.past.own as tf.TensorContainer);
    for (let u = 0; u < U; u++) {
      const from = (u * asked.length + above.length) * V;
      const to = (u * nodes.length + start) * V;
      logs.set(answer.logs.subarray(from, from + piece.length * V), to);
    }
  }
  return { row, rows: nodes.length, logs };
}

/** The nodes above the first of a piece: all others of it follow their parents. */
function ancestorsOf(piece: Int32Array, { parent }: Trie): number[] {
  const above: number[] = [];
  for (let node = parent[piece[0]!]!; node >= 0; node = parent[node]!) above.unshift(node);
  return above;
}

/** The same nodes for every asker. */
function forestOf(nodes: readonly number[], { root }: Reading, trie: Trie): Forest {
  const at = new Map(nodes.map((node, n) => [node, n]));
  const U = root.length;
  const m = nodes.length;
  const tokens = new Int32Array(U * m);
  const depths = new Int32Array(U * m);
  const parents = new Int32Array(U * m);
  for (let u = 0; u < U; u++) {
    nodes.forEach((node, n) => {
      tokens[u * m + n] = node === 0 ? root[u]! : trie.token[node]!;
      depths[u * m + n] = trie.depth[node]!;
      parents[u * m + n] = at.get(trie.parent[node]!) ?? -1;
    });
  }
  return { tokens, depths, parents };
}

/**
 * log P(beginning | history) of every node of the trie for one asker, [nodes]; at a film's leaf, the film's.
 * @param constraint masked and renormalised at every token, so that all films sum to 1; else what names of
 *   no film take is missing from the sum
 */
export function pathLogs(
  { row, rows, logs }: Conditionals,
  trie: Trie,
  constraint: boolean,
  asker = 0,
): Float64Array {
  const { size, children, token, names } = trie;
  const V = names.vocabulary;
  const path = new Float64Array(size);
  for (let node = 0; node < size; node++) {
    const of = children[node]!;
    const from = (asker * rows + row[node]!) * V;
    const open =
      constraint && of.length > 1 ? logSum(of, (child) => logs[from + token[child]!]!) : 0;
    for (const child of of) {
      const step =
        row[node]! < 0 || (constraint && of.length === 1) ? 0 : logs[from + token[child]!]! - open;
      path[child] = path[node]! + step;
    }
  }
  return path;
}

/** log sum e^x */
export function logSum<T>(of: Iterable<T>, x: (one: T) => number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const one of of) most = Math.max(most, x(one));
  if (most === Number.NEGATIVE_INFINITY) return most;
  let sum = 0;
  for (const one of of) sum += Math.exp(x(one) - most);
  return most + Math.log(sum);
}

/** The films' part of `pathLogs`, [films]. */
export const filmLogs = (path: Float64Array, { leaf }: Trie): Float32Array =>
  Float32Array.from(leaf, (node) => path[node]!);
