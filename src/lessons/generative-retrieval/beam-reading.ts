/** The beam of one history, token by token, and beside it the exact probability of every film. */
import { seen } from "../../engine/data/split.ts";
import { topItems } from "../../engine/ranking/metrics.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import { beamSearch, type Grown } from "./beam.ts";
import { release } from "./evaluate.ts";
import { conditionalsOf, filmLogs, nodesToAsk, pathLogs } from "./exact.ts";
import type { Parameters } from "./model.ts";
import type { SpellSplit } from "./prepare.ts";
import type { GenerativeConfig as Config } from "./settings.ts";
import { type Asker, readHistories } from "./spell.ts";
import { nameOf, type Trie } from "./trie.ts";

export type Context = ProbeContext<Config, SpellSplit, Parameters>;

/** Whose history: a person's, or films that the reader put together; less one film. */
export interface Whose {
  readonly user: number;
  /** Films in place of the person's, oldest first. */
  readonly items?: readonly number[];
  /** A film that is left out of the history. */
  readonly without?: number;
}

export interface Node extends Grown {
  /** A film whose name begins like this, the one that it names at the end; -1 where there is none. */
  readonly film: number;
}

export interface BeamReading {
  /** The films read, oldest first, and their names, [films, T]. */
  readonly films: readonly number[];
  readonly tokens: Int32Array;
  /** The first token of each place of a name. */
  readonly first: readonly number[];
  /** By token: the kept beginnings, most probable first, and the likeliest of those pruned. */
  readonly layers: readonly (readonly Node[])[];
  readonly width: number;
  /** The film that they did watch next; -1 where nobody knows. */
  readonly heldOut: number;
}

export interface ExactReading {
  /** The likeliest films that are not in the history, with their names, [films, T], and log P. */
  readonly films: Int32Array;
  readonly tokens: Int32Array;
  readonly logs: Float32Array;
  /** P of all films together: 1 with the constraint, else what names of no film leave. */
  readonly total: number;
  /** P of the films that are in the history already. */
  readonly again: number;
  readonly catalogue: number;
}

/** How many of the pruned beginnings are told for each token, and of the exact list. */
const TOLD = 8;

/** What the model reads of somebody, and which films are not recommended again. */
export function askerOf({ split }: Context, { user, items, without }: Whose): Asker {
  const films = Array.from(items ?? seen(split, "test", user)).filter((film) => film !== without);
  return items ? { films } : { user, films };
}

/** { user | items, without?, width, constraint }: the tree that the beam grows. */
export async function beam(
  context: Context,
  args: Whose & { readonly width: number; readonly constraint: boolean },
): Promise<BeamReading> {
  const { parameters, config, split } = context;
  const { names, trie } = split;
  const asker = askerOf(context, args);
  const settings = { ...config, beam: args.width, constraint: args.constraint };
  const reading = readHistories(parameters, [asker], names, config);
  const [layers] = await beamSearch(parameters, reading, trie, settings, TOLD);
  release(reading);
  const films = Array.from(asker.films).slice(-config.length);
  const at = split.test.user.indexOf(args.user);
  return {
    films,
    tokens: tokensOf(films, split),
    first: names.first,
    layers: layers!.map((layer) => layer.map((one) => ({ ...one, film: under(one.node, trie) }))),
    width: args.width,
    heldOut: args.items || at < 0 ? -1 : split.test.item[at]!,
  };
}

/**
 * { user | items, without?, constraint, ask }: every film scored. Not while training, where `ask` is false:
 * a long catalogue of long names takes a moment.
 */
export async function exact(
  context: Context,
  args: Whose & { readonly constraint: boolean; readonly ask: boolean },
): Promise<ExactReading | null> {
  if (!args.ask) return null;
  const { split } = context;
  const asker = askerOf(context, args);
  const logs = await exactLogs(context, asker, args.constraint);
  const excluded = new Uint8Array(logs.length);
  for (const film of Array.from(asker.films)) excluded[film] = 1;
  const films = topItems(logs, excluded, TOLD);
  let [total, again] = [0, 0];
  logs.forEach((log, film) => {
    total += Math.exp(log);
    if (excluded[film]) again += Math.exp(log);
  });
  return {
    films,
    tokens: tokensOf([...films], split),
    logs: Float32Array.from(films, (film) => logs[film]!),
    total,
    again,
    catalogue: logs.length,
  };
}

/** log P of every film after one history. */
export async function exactLogs(
  { parameters, config, split }: Context,
  asker: Asker,
  constraint: boolean,
): Promise<Float32Array> {
  const { names, trie } = split;
  const reading = readHistories(parameters, [asker], names, config);
  const nodes = nodesToAsk(trie, constraint);
  const known = await conditionalsOf(parameters, reading, trie, nodes, config);
  release(reading);
  return filmLogs(pathLogs(known, trie, constraint), trie);
}

function tokensOf(films: readonly number[], { names }: SpellSplit): Int32Array {
  return Int32Array.from(films.flatMap((film) => [...nameOf(names, film)]));
}

/** The film that a node names, or the first whose name begins there. */
function under(node: number, { film, children }: Trie): number {
  if (node < 0) return -1;
  let at = node;
  while (film[at] === -1) at = children[at]![0]!;
  return film[at]!;
}
