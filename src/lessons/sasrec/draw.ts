/**
 * What one step sees: a random window of each user's films, what is asked at which position, the films
 * that stand against the answer, and the dropout masks. Runs on the CPU.
 */

import type { Catalogue } from "../../engine/data/dataset.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import { hasSeen } from "../../engine/ranking/negatives.ts";
import { type ColumnsOf, column, dropoutMask } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import type { Batch, Drops, Sequences } from "./model.ts";
import { readsGenres } from "./reads-genres.ts";
import type { SasrecSplit } from "./sequences.ts";
import type { SasrecConfig as Config } from "./settings.ts";

type Context = DrawContext<Config, SasrecSplit>;

/** Added to a score that may not take part: exp of it is 0. */
export const MASKED = -1e9;
/** The share of windows that hide their last film only, as the model will be asked (BERT4Rec). */
const LAST_ONLY = 0.2;

export function drawBatch(context: Context, examples: Int32Array): ColumnsOf<Batch> {
  const { split, config, streams } = context;
  const { length, objective } = config;
  const ahead = objective === "next" ? 1 : 0;
  const users = examples.map((example) => split.learners[example]!);
  const windows = Array.from(users, (user) =>
    windowOf(split.sequences[user]!, length + ahead, streams.batches),
  );
  const asked = objective === "next" ? askNext(windows, length) : askHidden(windows, context);
  return {
    ...sequenceColumns(asked.inputs, config, split.catalogue),
    ...asked.columns,
    ...negativesFor(asked.targets, users, context),
    ...dropoutMasks(examples.length, config, streams.noise),
  };
}

/** At most `size` neighbouring films: the whole sequence, or a window that starts anywhere. */
function windowOf(films: Int32Array, size: number, rng: Rng): Int32Array {
  if (films.length <= size) return films;
  const start = rng.int(films.length - size + 1);
  return films.subarray(start, start + size);
}

/** A window of a user's films as the model reads it; -1 stands for a film that is hidden. */
export type Input = ArrayLike<number>;

/**
 * Films on the right, padding on the left, and who may look at whom.
 * Padding has an id too (0), which nobody sees: no key of it is open to others.
 */
export function sequenceColumns(
  inputs: readonly Input[],
  config: Config,
  catalogue: Catalogue,
): ColumnsOf<Sequences> {
  const rows = inputs.length;
  const n = config.length;
  const items = new Int32Array(rows * n);
  const hidden = new Float32Array(rows * n);
  const mask = new Float32Array(rows * n * n).fill(MASKED);
  const causal = config.objective === "next" && config.causal;
  for (let row = 0; row < rows; row++) {
    const films = inputs[row]!;
    const count = Math.min(films.length, n);
    const first = n - count;
    for (let t = 0; t < n; t++) {
      if (t >= first) {
        const film = films[films.length - n + t]!;
        items[row * n + t] = Math.max(0, film);
        if (film < 0) hidden[row * n + t] = 1;
      }
      // M_ts = 0 where t may look at s. Padding looks at itself, so that its softmax has a sum.
      const [from, to] = t < first ? [t, t] : [first, causal ? t : n - 1];
      for (let s = from; s <= to; s++) mask[(row * n + t) * n + s] = 0;
    }
  }
  return {
    items: column(items, [rows, n]),
    mask: column(mask, [rows, n, n]),
    ...(config.objective === "cloze" && { hidden: column(hidden, [rows, n, 1]) }),
    ...(readsGenres(config) && { genreShares: genreShares(inputs, n, catalogue) }),
  };
}

/** Of each film read, the share of each of its genres, [rows, n, genres]; none of padding and hidden films. */
function genreShares(inputs: readonly Input[], n: number, { genres, genreBits }: Catalogue) {
  const count = genres.length;
  const shares = new Float32Array(inputs.length * n * count);
  for (const [row, films] of inputs.entries()) {
    for (let back = 1; back <= Math.min(films.length, n); back++) {
      const bits = genreBits[films[films.length - back]!] ?? 0;
      const own = genres.flatMap((_, g) => (((bits >>> g) & 1) === 1 ? [g] : []));
      for (const g of own) shares[(row * n + n - back) * count + g] = 1 / own.length;
    }
  }
  return column(shares, [inputs.length, n, count]);
}

interface Asked {
  readonly inputs: readonly Input[];
  /** The film that is right for each question, row by row. */
  readonly targets: Int32Array;
  readonly columns: Pick<ColumnsOf<Batch>, "targets" | "weights" | "at">;
}

/** At every position: which film comes next? */
function askNext(windows: readonly Int32Array[], n: number): Asked {
  const targets = new Int32Array(windows.length * n);
  const weights = new Float32Array(windows.length * n);
  windows.forEach((films, row) => {
    const first = n - Math.max(0, films.length - 1);
    for (let t = first; t < n; t++) {
      targets[row * n + t] = films[t - first + 1]!;
      weights[row * n + t] = 1;
    }
  });
  return {
    inputs: windows.map((films) => films.subarray(0, Math.max(0, films.length - 1))),
    targets,
    columns: { targets: column(targets), weights: column(shares(weights)) },
  };
}

/** At hidden positions only: which film was here? So many a window; those left over have weight 0. */
function askHidden(windows: readonly Int32Array[], { config, streams }: Context): Asked {
  const n = config.length;
  const most = Math.max(1, Math.round(config.hidden * n));
  const targets = new Int32Array(windows.length * most);
  const at = new Int32Array(windows.length * most);
  const weights = new Float32Array(windows.length * most);
  const inputs = windows.map((films, row) => {
    const seen = Int32Array.from(films);
    const lastOnly = streams.negatives.uniform() < LAST_ONLY;
    const places = streams.negatives.shuffle(Int32Array.from(films.keys()));
    const count = Math.min(most, Math.max(1, Math.round(config.hidden * films.length)));
    const chosen = lastOnly ? [films.length - 1] : [...places.subarray(0, count)];
    for (const [k, place] of chosen.filter((p) => p >= 0).entries()) {
      targets[row * most + k] = films[place]!;
      at[row * most + k] = row * n + n - films.length + place;
      weights[row * most + k] = 1;
      seen[place] = -1;
    }
    return seen;
  });
  return {
    inputs,
    targets,
    columns: { targets: column(targets), at: column(at), weights: column(shares(weights)) },
  };
}

/** Weights that sum to 1: the loss is a mean over what is asked, not over padding. */
function shares(weights: Float32Array): Float32Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / Math.max(1, total));
}

function negativesFor(
  targets: Int32Array,
  users: Int32Array,
  { config, split, streams }: Context,
): Pick<ColumnsOf<Batch>, "negatives" | "correction"> {
  const items = split.train.items;
  const rng = streams.negatives;
  if (config.loss === "softmax") return {};
  if (config.loss === "bce") {
    const each = targets.length / users.length;
    const negatives = targets.map((_, n) => {
      const user = users[Math.floor(n / each)]!;
      let item = rng.int(items);
      for (let again = 0; again < 5 && hasSeen(split.train, user, item); again++) {
        item = rng.int(items);
      }
      return item;
    });
    return { negatives: column(negatives) };
  }
  // S films for the whole batch. Each stands for |I| / S films, so that the sum is the full one's
  // estimate; where a film is the answer itself, it is no negative.
  const S = config.numNegatives;
  const negatives = Int32Array.from({ length: S }, () => rng.int(items));
  const correction = new Float32Array(targets.length * S).fill(Math.log(items / S));
  for (let n = 0; n < targets.length; n++) {
    for (let k = 0; k < S; k++) if (negatives[k] === targets[n]) correction[n * S + k] = MASKED;
  }
  return { negatives: column(negatives), correction: column(correction, [targets.length, S]) };
}

/** One mask for the films, two for each block. */
function dropoutMasks(rows: number, config: Config, rng: Rng): ColumnsOf<Drops> {
  const { length, dim, dropout, blocks, encoder } = config;
  if (dropout === 0) return {};
  const ofBlocks = Array.from({ length: encoder === "last" ? 0 : blocks }, (_, b) => b);
  const names = ["drop", ...ofBlocks.flatMap((b) => [`dropA${b}`, `dropF${b}`])];
  return Object.fromEntries(
    names.map((name) => [name, dropoutMask([rows, length, dim], dropout, rng)]),
  );
}
