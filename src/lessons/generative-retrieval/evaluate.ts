/**
 * The metrics of this lesson. A hit is a film, never a name: every name names one film. Films that somebody
 * has seen are removed after the search, whose beam is wider than the list.
 */
import * as tf from "@tensorflow/tfjs-core";
import { itemsOf, type Part } from "../../engine/data/split.ts";
import type { Metrics } from "../../engine/declarations/run.ts";
import { popularityBaseline, underValidation } from "../../engine/ranking/evaluate.ts";
import { RankingEvaluator } from "../../engine/ranking/metrics.ts";
import type { Measure } from "../../engine/training/training.ts";
import { beamSearch, type Layer } from "./beam.ts";
import { conditionalsOf, filmLogs, nodesToAsk, pathLogs } from "./exact.ts";
import type { Parameters } from "./model.ts";
import type { SpellSplit } from "./prepare.ts";
import type { GenerativeConfig as Config } from "./settings.ts";
import { type Reading, readHistories, spellOn } from "./spell.ts";
import { nameOf, type Trie } from "./trie.ts";

/** Histories read at once. */
const ASKERS = 48;
/** With at most so many beginnings, everybody's films are all scored exactly; else the beam finds the list. */
const CHEAP = 64;
/** Every so many-th person is asked without the constraint, for the share of names of no film. */
const SPARSE = 16;

export const measure: Measure<Config, SpellSplit, Parameters> = {
  async evaluate(parameters, config, split) {
    const validation = await ranked(parameters, config, split, "validation");
    return {
      ...(await ranked(parameters, config, split, "test")),
      ...(await accuracies(parameters, config, split)),
      Invalid: await invalid(parameters, config, split),
      ...underValidation(validation),
    };
  },
  baselines: async (split) => ({ popularity: popularityBaseline(split) }),
};

/** The ranking metrics of a part; of every so many-th person, for a quick look. */
export async function ranked(
  parameters: Parameters,
  config: Config,
  split: SpellSplit,
  part: Part,
  every = 1,
): Promise<Metrics> {
  const evaluator = new RankingEvaluator(split, part);
  await forBlocks(parameters, config, split, part, every, async (users, reading) => {
    evaluator.add(users, await scoresOf(parameters, reading, split.trie, config));
  });
  return { ...evaluator.metrics() };
}

/** log P of every film that is found, [askers, films]; minus infinity for those that the beam has lost. */
export async function scoresOf(
  parameters: Parameters,
  reading: Reading,
  trie: Trie,
  config: Config,
): Promise<Float32Array> {
  const films = trie.leaf.length;
  const askers = reading.counts.length;
  const nodes = nodesToAsk(trie, config.constraint);
  const scores = new Float32Array(askers * films).fill(Number.NEGATIVE_INFINITY);
  if (nodes.length <= CHEAP) {
    const known = await conditionalsOf(parameters, reading, trie, nodes, config);
    for (let u = 0; u < askers; u++) {
      scores.set(filmLogs(pathLogs(known, trie, config.constraint, u), trie), u * films);
    }
    return scores;
  }
  const layers = await beamSearch(parameters, reading, trie, config);
  layers.forEach((of, u) => {
    for (const { film, log } of foundBy(of, trie)) scores[u * films + film] = log;
  });
  return scores;
}

/** The films at the end of a beam, most probable first; names of no film are left out. */
export const foundBy = (layers: readonly Layer[], { film }: Trie) =>
  layers
    .at(-1)!
    .filter(({ kept, node }) => kept && node >= 0)
    .map(({ node, log }) => ({ film: film[node]!, log }));

/**
 * How often the most probable token is the held-out film's, given that those before are right; by place.
 */
async function accuracies(
  parameters: Parameters,
  config: Config,
  split: SpellSplit,
): Promise<Metrics> {
  const { names, test } = split;
  const { length: T, vocabulary: V } = names;
  const right = new Float64Array(T);
  const asked = new Map(Array.from(test.user, (user, n) => [user, test.item[n]!]));
  let cases = 0;
  await forBlocks(parameters, config, split, "test", 1, async (users, reading) => {
    const paths = Array.from(users, (user) => nameOf(names, asked.get(user)!));
    const logs = await alongPaths(parameters, reading, paths, config);
    cases += users.length;
    paths.forEach((path, u) => {
      path.forEach((token, t) => {
        const own = logs.subarray((u * T + t) * V, (u * T + t + 1) * V);
        if (own.every((log, other) => other === token || log < own[token]!)) right[t]! += 1;
      });
    });
  });
  const shares = Array.from(right, (n, t) => [`Accuracy L${t + 1}`, n / Math.max(1, cases)]);
  return Object.fromEntries(shares);
}

/** log P(token | history, path) before every token of a name of each asker's own, [askers, T, V]. */
export async function alongPaths(
  parameters: Parameters,
  reading: Reading,
  paths: readonly Int32Array[],
  config: Config,
): Promise<Float32Array> {
  const T = paths[0]!.length;
  const tokens = Int32Array.from(
    paths.flatMap((path, u) => [reading.root[u]!, ...path.slice(0, -1)]),
  );
  const depths = tokens.map((_, n) => n % T);
  const { logs, past } = await spellOn(
    parameters,
    reading,
    { tokens, depths, parents: depths.map((depth) => depth - 1) },
    config,
  );
  tf.dispose(past.own as tf.TensorContainer);
  return logs;
}

/** The share of an unconstrained beam that names no film; a sample of people. */
async function invalid(parameters: Parameters, config: Config, split: SpellSplit): Promise<number> {
  const free = { ...config, constraint: false };
  let [kept, films] = [0, 0];
  await forBlocks(parameters, config, split, "test", SPARSE, async (_, reading) => {
    for (const layers of await beamSearch(parameters, reading, split.trie, free)) {
      kept += layers.at(-1)!.filter((one) => one.kept).length;
      films += foundBy(layers, split.trie).length;
    }
  });
  return kept === 0 ? 0 : 1 - films / kept;
}

/** The people who are asked about, block by block, with what was read of what is known of them. */
async function forBlocks(
  parameters: Parameters,
  config: Config,
  split: SpellSplit,
  part: Part,
  every: number,
  take: (users: Int32Array, reading: Reading) => Promise<void>,
): Promise<void> {
  const users = split[part].user.filter((_, n) => n % every === 0);
  for (let start = 0; start < users.length; start += ASKERS) {
    const block = users.subarray(start, start + ASKERS);
    const askers = Array.from(block, (user) => ({
      user,
      films: itemsOf(split.history[part], user),
    }));
    const reading = readHistories(parameters, askers, split.names, config);
    await take(block, reading);
    release(reading);
  }
}

/** Lets go what was read. */
export const release = ({ past }: Reading) =>
  tf.dispose([past.own, past.read] as unknown as tf.TensorContainer);
