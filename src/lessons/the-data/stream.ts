/** The ratings in the order in which the world wrote them, cut into the slices that a step reads. */
import { type Interactions, NO_CALENDAR, type Split } from "../../engine/data/split.ts";
import { ToldError } from "../../engine/declarations/sentence.ts";
import type { Streams } from "../../engine/numbers/random.ts";
import { type Candidates, drawCandidates } from "../../engine/ranking/sampled-metrics.ts";
import { type ColumnsOf, column } from "../../engine/training/batch.ts";
import type { DrawContext } from "../../engine/training/training.ts";
import type { DataConfig as Config } from "./lesson.ts";
import type { Batch } from "./model.ts";
import { divide } from "./splits.ts";

const YEAR = 365.25 * 24 * 3600; // seconds

/** A split with its training part in time order, and the films that sampled metrics rank among. */
export interface Stream extends Split {
  /** [ratings] rows of `train`, oldest first; of the same second, by user and then by row. */
  readonly order: Int32Array;
  readonly candidates: Candidates;
}

export function prepare(split: Split, config: Config, streams: Streams): Stream {
  if (config.model === "popularity" && config.halfLife > 0 && !split.timed)
    throw new ToldError(NO_CALENDAR);
  const divided = divide(split, config.split, streams.split);
  const { time } = divided.train;
  return {
    ...divided,
    order: Int32Array.from(time.keys()).sort((a, b) => time[a]! - time[b]! || a - b),
    candidates: drawCandidates(divided, "test", "uniform", streams.data),
  };
}

/** Steps to read everything; what does not fill a slice is read with the last one. */
export function slices({ order }: Stream, { batch }: Config): number {
  return Math.floor(order.length / Math.min(batch, order.length));
}

/** The next slice, with what is left at its end of each rating in it, and of all those before it. */
export function drawSlice(context: DrawContext<Config, Stream>): ColumnsOf<Batch> {
  const { split, config, step } = context;
  const { order, train } = split;
  const last = step === slices(split, config) - 1;
  const start = step * Math.min(config.batch, order.length);
  const rows = order.subarray(start, last ? undefined : start + config.batch);
  const timeOf = (row: number | undefined) => train.time[row ?? order[0]!]!;
  const now = timeOf(rows.at(-1));
  const before = timeOf(order[start - 1]);
  return {
    films: column(rows.map((row) => train.item[row]!)),
    stars: column(Float32Array.from(rows, (row) => train.rating[row]!)),
    weight: column(Float32Array.from(rows, (row) => remaining(now - timeOf(row), config))),
    decay: column(Float32Array.of(remaining(now - before, config))),
    size: column(Float32Array.of(rows.length)),
  };
}

/** What is left of a rating after so many seconds: 2^(-age / half-life). */
function remaining(age: number, { model, halfLife }: Config): number {
  return model === "popularity" && halfLife > 0 ? 2 ** (-age / (halfLife * YEAR)) : 1;
}

/** The first `read` ratings of the stream, by user. */
export function firstRead({ train, order }: Stream, read: number): Interactions {
  if (read >= order.length) return train;
  const kept = new Uint8Array(order.length);
  for (const row of order.subarray(0, read)) kept[row] = 1;
  const rows = Int32Array.from(order.keys()).filter((row) => kept[row] === 1);
  const offsets = new Int32Array(train.users + 1);
  for (let user = 0, n = 0; user < train.users; user++) {
    while (n < rows.length && rows[n]! < train.offsets[user + 1]!) n++;
    offsets[user + 1] = n;
  }
  return {
    users: train.users,
    items: train.items,
    offsets,
    item: rows.map((row) => train.item[row]!),
    rating: Float32Array.from(rows, (row) => train.rating[row]!),
    time: Float64Array.from(rows, (row) => train.time[row]!),
  };
}
