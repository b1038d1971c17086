/**
 * What must hold of any speller, whatever it has learnt, read of the one on screen: the sums of all films'
 * probabilities, the beam that is wide enough, and two films of one bucket that exchange their last tokens.
 */
import { topItems } from "../../engine/ranking/metrics.ts";
import { beamSearch } from "./beam.ts";
import { askerOf, type Context, exactLogs } from "./beam-reading.ts";
import { foundBy, release } from "./evaluate.ts";
import { conditionalsOf, filmLogs, nodesToAsk, pathLogs } from "./exact.ts";
import { type Asker, readHistories } from "./spell.ts";
import { nameOf, type Trie, trieOf } from "./trie.ts";

export interface ChecksReading {
  /** P of all films together, with the constraint and without. */
  readonly constrained: number;
  readonly free: number;
  /**
   * A beam that keeps every beginning of the exact list's first films: its width, and how many of its first
   * films are those of the exact list, in the same order, of how many.
   */
  readonly width: number;
  readonly same: number;
  readonly first: number;
  /** Null where no two films that the person has not seen differ in the last token only. */
  readonly exchanged: {
    readonly films: readonly [number, number];
    /** P of the two, before and after. */
    readonly before: readonly [number, number];
    readonly after: readonly [number, number];
    /** The greatest change of any other film’s P. */
    readonly others: number;
  } | null;
}

const FIRST = 10;
/** A wider beam than this is not tried. */
const WIDEST = 1000;

/** { user, ask }: null while training. */
export async function checks(
  context: Context,
  { user, ask }: { readonly user: number; readonly ask: boolean },
): Promise<ChecksReading | null> {
  if (!ask) return null;
  const { parameters, config, split } = context;
  const { names, trie } = split;
  const asker = askerOf(context, { user });
  const reading = readHistories(parameters, [asker], names, config);
  const known = await conditionalsOf(parameters, reading, trie, nodesToAsk(trie, true), config);
  const paths = pathLogs(known, trie, true);
  const logs = filmLogs(paths, trie);
  const exact = topItems(logs, new Uint8Array(logs.length), FIRST);
  const width = widthFor(exact, paths, trie);
  const settings = { ...config, constraint: true, beam: width };
  const [layers] = await beamSearch(parameters, reading, trie, settings);
  release(reading);
  const found = foundBy(layers!, trie);
  const differs = exact.findIndex((film, n) => film !== found[n]?.film);
  return {
    constrained: sum(logs),
    free: sum(await exactLogs(context, asker, false)),
    width,
    same: differs < 0 ? exact.length : differs,
    first: exact.length,
    exchanged: await exchange(context, asker, logs),
  };
}

const sum = (logs: Float32Array) => logs.reduce((total, log) => total + Math.exp(log), 0);

/** The least width that keeps all beginnings of these films even if no better one has been cut before. */
function widthFor(films: Int32Array, paths: Float64Array, { depth, leaf, parent }: Trie): number {
  let width = films.length;
  for (const film of films) {
    for (let node = leaf[film]!; node > 0; node = parent[node]!) {
      const better = paths.reduce(
        (n, log, other) => n + (depth[other] === depth[node] && log > paths[node]! ? 1 : 0),
        1,
      );
      width = Math.max(width, better);
    }
  }
  return Math.min(WIDEST, width);
}

/** Two unseen films of one bucket get each other's last token, and all films are scored again. */
async function exchange(context: Context, asker: Asker, before: Float32Array) {
  const { split } = context;
  const { names } = split;
  const T = names.length;
  if (!names.separated) return null;
  const read = new Set(Array.from(asker.films));
  const met = new Map<string, number>();
  let films: [number, number] | undefined;
  for (let film = 0; film < before.length && !films; film++) {
    if (read.has(film)) continue;
    const bucket = nameOf(names, film).subarray(0, -1).join();
    const other = met.get(bucket);
    if (other === undefined) met.set(bucket, film);
    else films = [other, film];
  }
  if (!films) return null;
  const [one, two] = films;
  const tokens = names.tokens.slice();
  tokens.set(nameOf(names, two), one * T);
  tokens.set(nameOf(names, one), two * T);
  const changed = { ...names, tokens };
  const after = await exactLogs(
    { ...context, split: { ...split, names: changed, trie: trieOf(changed) } },
    asker,
    true,
  );
  let others = 0;
  after.forEach((log, film) => {
    if (film === one || film === two) return;
    others = Math.max(others, Math.abs(Math.exp(log) - Math.exp(before[film]!)));
  });
  const both = (logs: Float32Array) => [Math.exp(logs[one]!), Math.exp(logs[two]!)] as const;
  return { films, before: both(before), after: both(after), others };
}
