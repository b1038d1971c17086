/** One request, stage by stage: what each stage is given and makes of it, and how long it takes here. */
import type { ProbeContext } from "../../engine/training/probe.ts";
import { momentsOf } from "../../families/retrieval/moments.ts";
import {
  type Asked,
  askedAt,
  askedReader,
  candidatesOf,
  emptyRow,
  placeOf,
  type Row,
  scoreFirst,
  scoreNear,
} from "./asked.ts";
import { secondScores, unseen } from "./evaluate.ts";
import type { Parameters } from "./model.ts";
import type { StagesSplit } from "./prepare.ts";
import type { TwoStagesConfig as Config } from "./settings.ts";

export type Context = ProbeContext<Config, StagesSplit, Parameters>;

export interface RequestReading {
  /** Films of the catalogue that the person has not seen. */
  readonly open: number;
  /** [C] the candidates, best first by stage one, with the scores of both. */
  readonly items: Int32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** What they watched next, and its place among all films of stage one, from 1; null for the reader. */
  readonly heldOut: { readonly item: number; readonly rank: number } | null;
  /** Milliseconds: stage one on all films, stage two on the candidates, and stage two on all films. */
  readonly ms: { readonly first: number; readonly second: number; readonly secondOnAll: number };
}

/** A person of the data as they are at the test; null for somebody who is not asked. */
export function atTest(split: StagesSplit, user: number): { asked: Asked; film: number } | null {
  const { user: users, film, part } = momentsOf(split);
  const m = users.subarray(part.test[0], part.test[1]).indexOf(user);
  if (m < 0) return null;
  return {
    asked: askedAt(split, part.test[0] + m, split.vectors),
    film: film[part.test[0] + m]!,
  };
}

/** What both stages read, of a person of the data or of the reader. */
export function rowFor({ split, config }: Context, asked: Asked): Row {
  const row = emptyRow(split.train.items);
  scoreFirst(split, config.retriever, split.vectors, asked, row.first);
  scoreNear(split, asked, row);
  return row;
}

/** { user }: null for somebody who is not asked. */
export async function request(
  context: Context,
  { user }: { readonly user: number },
): Promise<RequestReading | null> {
  const found = atTest(context.split, user);
  if (!found) return null;
  const { asked, film } = found;
  const { split, config, parameters } = context;
  const row = rowFor(context, asked);
  const items = candidatesOf(row, asked.seen, config.candidates);
  const open = unseen(split.train.items, asked.seen);
  const second = await secondScores(parameters, split, asked, row, items);
  const rank = placeOf(row, asked.seen, film);
  const ms = {
    first: await timed(() => {
      scoreFirst(split, config.retriever, split.vectors, asked, row.first);
      candidatesOf(row, asked.seen, config.candidates);
    }),
    second: await timed(async () => {
      scoreNear(split, asked, row);
      await secondScores(parameters, split, asked, row, items);
    }),
    secondOnAll: await timed(async () => {
      scoreNear(split, asked, row);
      await secondScores(parameters, split, asked, row, open);
    }),
  };
  return {
    open: open.length,
    items,
    first: Float32Array.from(items, (item) => row.first[item]!),
    second,
    heldOut: { item: film, rank },
    ms,
  };
}

/** Clocks of some browsers go in tenths of a millisecond, so a piece of work is done again until so many are over. */
const LEAST_MS = 1.5;
const ROUNDS = 5;

/** Milliseconds of a piece of work: the least of a few rounds, as other work on the machine only makes it longer. */
export async function timed(work: () => void | Promise<void>): Promise<number> {
  await work();
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    let goes = 0;
    do {
      await work();
      goes++;
    } while (performance.now() - started < LEAST_MS);
    least = Math.min(least, (performance.now() - started) / goes);
  }
  return least;
}

/** The reader's request: their liked films, in the order in which they rated them. */
export const readerOf = ({ split }: Context, films: readonly number[]): Asked =>
  askedReader(split, films, split.vectors);

/** Scores of the pipeline over the catalogue: minus infinity for what stage one does not pass on. */
export async function pipelineScores(context: Context, asked: Asked): Promise<Float32Array> {
  const { split, config, parameters } = context;
  const row = rowFor(context, asked);
  const items = candidatesOf(row, asked.seen, config.candidates);
  const scores = new Float32Array(split.train.items).fill(Number.NEGATIVE_INFINITY);
  const second = await secondScores(parameters, split, asked, row, items);
  items.forEach((item, n) => {
    scores[item] = second[n]!;
  });
  return scores;
}
