/**
 * What one step sees: a random window of each user's films, what is asked at which position, the films
 * that stand against the answer, and the dropout masks. Runs on the CPU.
 */

import type { Catalogue } from "../../engine/data/dataset.ts";
import { type ColumnsOf, column } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import type { SequenceSplit } from "../../families/sequences/sequences.ts";
import {
  askHidden,
  askNext,
  dropoutMasks,
  type Input,
  MASKED,
  negativeEach,
  placed,
  windowOf,
} from "../../families/sequences/windows.ts";
import type { Batch, Sequences } from "./model.ts";
import { readsGenres } from "./reads-genres.ts";
import type { SasrecConfig as Config } from "./settings.ts";

type Context = DrawContext<Config, SequenceSplit>;

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
  const { hidden: share, encoder } = config;
  const blocks = encoder === "last" ? 0 : config.blocks;
  const asked =
    objective === "next"
      ? askNext(windows, length)
      : askHidden(windows, length, { share, lastOnly: LAST_ONLY }, streams.negatives);
  return {
    ...sequenceColumns(asked.inputs, config, split.catalogue),
    ...asked.columns,
    ...negativesFor(asked.targets, users, context),
    ...dropoutMasks(examples.length, { ...config, blocks }, streams.noise),
  };
}

/** Sequences as this model reads them, with the genres of their films if it does. */
export function sequenceColumns(
  inputs: readonly Input[],
  config: Config,
  catalogue: Catalogue,
): ColumnsOf<Sequences> {
  const { length: n, objective, causal } = config;
  const { hidden, ...columns } = placed(inputs, n, objective === "next" && causal);
  return {
    ...columns,
    ...(objective === "cloze" && { hidden }),
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

function negativesFor(
  targets: Int32Array,
  users: Int32Array,
  { config, split, streams }: Context,
): Pick<ColumnsOf<Batch>, "negatives" | "correction"> {
  const items = split.train.items;
  const rng = streams.negatives;
  if (config.loss === "softmax") return {};
  if (config.loss === "bce") {
    return { negatives: column(negativeEach(targets, users, split.train, rng)) };
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
