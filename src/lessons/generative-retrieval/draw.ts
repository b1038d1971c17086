/**
 * What one step sees: a window of somebody's films as tokens, and at every place the token that comes next.
 * Padding stands on the right, where a causal mask hides it. Runs on the CPU.
 */
import { itemsOf } from "../../engine/data/split.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { type ColumnsOf, column, dropoutMask } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import type { Batch } from "./model.ts";
import type { SpellSplit } from "./prepare.ts";
import type { GenerativeConfig as Config } from "./settings.ts";
import { type Names, nameOf } from "./trie.ts";

type Context = DrawContext<Config, SpellSplit>;
type Drops = Pick<Batch, "drop" | `drop${"A" | "F"}${number}`>;

/** Added to a score that may not take part: e to it is 0. */
export const MASKED = -1e9;
/** So many windows of everybody's films make an epoch. */
export const WINDOWS = 4;

export function drawBatch(context: Context, examples: Int32Array): ColumnsOf<Batch> {
  const { split, config, streams } = context;
  const { learners, names, train } = split;
  const users = examples.map((example) => learners[example % learners.length]!);
  const windows = Array.from(users, (user) =>
    windowOf(itemsOf(train, user), config.length + 1, streams.batches),
  );
  return {
    ...(config.architecture === "decoder"
      ? readAndWrite(windows, names, config)
      : readThenWrite(windows, names, config)),
    ...(config.userToken && { users: column(users) }),
    ...dropoutOf(examples.length, names, context),
  };
}

/** At most `size` neighbouring films: the whole sequence, or a window that starts anywhere. */
function windowOf(films: Int32Array, size: number, rng: Rng): Int32Array {
  if (films.length <= size) return films;
  const start = rng.int(films.length - size + 1);
  return films.subarray(start, start + size);
}

/** Places of what is read in training, N. */
export const placesRead = ({ length, architecture }: Config, names: Names): number =>
  architecture === "decoder" ? (length + 1) * names.length : length * names.length + 1;

/** The names of films one after the other, after the token that begins a sequence. */
export function sequenceOf(films: ArrayLike<number>, names: Names): Int32Array {
  const tokens = new Int32Array(films.length * names.length + 1);
  tokens[0] = names.vocabulary;
  Array.from(films).forEach((film, n) => {
    tokens.set(nameOf(names, film), n * names.length + 1);
  });
  return tokens;
}

/** One stack: at every place of the whole window, which token comes next? */
function readAndWrite(windows: readonly Int32Array[], names: Names, config: Config) {
  const [B, N] = [windows.length, placesRead(config, names)];
  const tokens = new Int32Array(B * N);
  const targets = new Int32Array(B * N);
  const weights = new Float32Array(B * N);
  windows.forEach((films, row) => {
    const all = sequenceOf(films, names);
    tokens.set(all.subarray(0, -1), row * N);
    targets.set(all.subarray(1), row * N);
    weights.fill(1, row * N, row * N + all.length - 1);
  });
  return {
    tokens: column(tokens, [B, N]),
    mask: column(causalMask(N), [1, 1, N, N]),
    targets: column(targets),
    weights: column(shares(weights)),
  };
}

/** Two stacks: all films but the last of the window are read, and the last one's name is written. */
function readThenWrite(windows: readonly Int32Array[], names: Names, config: Config) {
  const [B, N, T] = [windows.length, placesRead(config, names), names.length];
  const tokens = new Int32Array(B * N);
  const counts = new Int32Array(B);
  const spelled = new Int32Array(B * T);
  const targets = new Int32Array(B * T);
  windows.forEach((films, row) => {
    const history = sequenceOf(films.subarray(0, -1), names);
    tokens.set(history, row * N);
    counts[row] = history.length;
    const asked = sequenceOf(films.subarray(-1), names);
    spelled.set(asked.subarray(0, -1), row * T);
    targets.set(asked.subarray(1), row * T);
  });
  return {
    tokens: column(tokens, [B, N]),
    mask: column(paddingMask(counts, N, N), [B, 1, N, N]),
    spelled: column(spelled, [B, T]),
    places: column(
      spelled.map((_, n) => n % T),
      [B, T],
    ),
    causal: column(causalMask(T), [1, 1, T, T]),
    seen: column(paddingMask(counts, T, N), [B, 1, T, N]),
    targets: column(targets),
    weights: column(shares(new Float32Array(B * T).fill(1))),
  };
}

/** M_ts = 0 where t may look at s, the places up to its own. */
export function causalMask(n: number): Float32Array {
  return Float32Array.from({ length: n * n }, (_, at) =>
    at % n <= Math.floor(at / n) ? 0 : MASKED,
  );
}

/** 0 for the first `counts` of N places of each row, whoever of m asks. */
export function paddingMask(counts: Int32Array, m: number, N: number): Float32Array {
  const mask = new Float32Array(counts.length * m * N).fill(MASKED);
  for (let at = 0; at < counts.length * m; at++) {
    mask.fill(0, at * N, at * N + counts[Math.floor(at / m)]!);
  }
  return mask;
}

/** Weights that sum to 1: the loss is a mean over what is asked, not over padding. */
function shares(weights: Float32Array): Float32Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / Math.max(1, total));
}

/** Masks of their own: taking one apart costs more than drawing it, where steps are not compiled. */
function dropoutOf(rows: number, names: Names, { config, streams }: Context): ColumnsOf<Drops> {
  const { dropout, blocks, dim } = config;
  if (dropout === 0) return {};
  const shape = [rows, placesRead(config, names), dim] as const;
  const ofBlocks = Array.from({ length: blocks }, (_, b) => [`dropA${b}`, `dropF${b}`]);
  return Object.fromEntries(
    ["drop", ...ofBlocks.flat()].map((name) => [name, dropoutMask(shape, dropout, streams.noise)]),
  );
}
