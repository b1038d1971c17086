/**
 * Names drawn instead of searched: softmax(s / tau), token by token. A low temperature says the same few
 * films again, a high one says names of no film.
 */
import { Rng } from "../../engine/numbers/random.ts";
import { askerOf, type Context, type Whose } from "./beam-reading.ts";
import { release } from "./evaluate.ts";
import { type Conditionals, conditionalsOf, nodesToAsk } from "./exact.ts";
import { readHistories } from "./spell.ts";
import { DRAWN, TEMPERATURES } from "./temperatures.ts";
import { childBy, type Trie } from "./trie.ts";

export interface VarietyReading {
  /** By temperature: different films, the share of names of no film, different first tokens. */
  readonly films: readonly number[];
  readonly invalid: readonly number[];
  readonly groups: readonly number[];
  /** By temperature: the film that is drawn most often, -1 where no film is drawn, and its share. */
  readonly most: readonly { readonly film: number; readonly share: number }[];
}

/** { user, ask }: null while training. */
export async function variety(
  context: Context,
  args: Whose & { readonly ask: boolean },
): Promise<VarietyReading | null> {
  if (!args.ask) return null;
  const { parameters, config, split } = context;
  const reading = readHistories(parameters, [askerOf(context, args)], split.names, config);
  const nodes = nodesToAsk(split.trie, false);
  const known = await conditionalsOf(parameters, reading, split.trie, nodes, config);
  release(reading);
  const all = TEMPERATURES.map((temperature) => {
    const rng = new Rng(7);
    return Array.from({ length: DRAWN }, () => drawName(known, split.trie, temperature, rng));
  });
  return {
    films: all.map((drawn) => new Set(drawn.map(({ film }) => film).filter((f) => f >= 0)).size),
    invalid: all.map((drawn) => drawn.filter(({ film }) => film < 0).length / DRAWN),
    groups: all.map((drawn) => new Set(drawn.map(({ first }) => first)).size),
    most: all.map(mostDrawn),
  };
}

function mostDrawn(drawn: readonly { film: number }[]) {
  const counts = new Map<number, number>();
  for (const { film } of drawn) if (film >= 0) counts.set(film, (counts.get(film) ?? 0) + 1);
  const [film, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [-1, 0]);
  return { film, share: count / drawn.length };
}

/** One name; it ends at once where no film's name begins like this. */
function drawName({ row, logs }: Conditionals, trie: Trie, temperature: number, rng: Rng) {
  const V = trie.names.vocabulary;
  let node = 0;
  let first = -1;
  while (node >= 0 && trie.film[node] === -1) {
    const own = logs.subarray(row[node]! * V, (row[node]! + 1) * V);
    const token = drawToken(own, temperature, rng);
    if (node === 0) first = token;
    node = childBy(trie, node, token);
  }
  return { film: node < 0 ? -1 : trie.film[node]!, first };
}

/** A token with probability proportional to e^(log P / tau). */
export function drawToken(logs: Float32Array, temperature: number, rng: Rng): number {
  const most = logs.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = logs.map((log) => Math.exp((log - most) / temperature));
  let left = rng.uniform() * powers.reduce((a, b) => a + b, 0);
  for (let token = 0; token < powers.length; token++) {
    left -= powers[token]!;
    if (left < 0) return token;
  }
  return powers.length - 1;
}
