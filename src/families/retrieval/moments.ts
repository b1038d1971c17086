/**
 * The moments at which a first stage is asked: before each of somebody's last films for training, before the
 * film for validation, before the film for the test. What a retriever makes of them is what a ranker above it
 * learns from and is tested on.
 */
import type * as tf from "@tensorflow/tfjs-core";
import { itemsOf, type Split } from "../../engine/data/split.ts";
import { oncePer } from "../../engine/once.ts";
import { scoreUsers } from "../../engine/ranking/evaluate.ts";
import { type BatchColumn, column } from "../../engine/training/batch.ts";

/** Of each person so many of the last films for training are asked for. */
const LAST = 10;
/** Moments that a retriever looks at together. */
const BLOCK = 1024;

export type MomentOf = "training" | "validation" | "test";

export interface Moments {
  /** [moments] who is asked, and the film that they watched then. */
  readonly user: Int32Array;
  readonly film: Int32Array;
  /** [moments] how many films of their history they have watched before. */
  readonly known: Int32Array;
  /** Where the moments of a kind begin and end (exclusive). */
  readonly part: Readonly<Record<MomentOf, readonly [from: number, to: number]>>;
}

export const momentsOf = oncePer(
  (split: Pick<Split, "train" | "validation" | "test" | "history">) => {
    const { train, history } = split;
    const all: { user: number; film: number; known: number }[] = [];
    for (let user = 0; user < train.users; user++) {
      const films = itemsOf(train, user);
      for (let known = Math.max(1, films.length - LAST); known < films.length; known++) {
        all.push({ user, film: films[known]!, known });
      }
    }
    const ends = [all.length];
    for (const part of ["validation", "test"] as const) {
      split[part].user.forEach((user, n) => {
        const known = itemsOf(history[part], user).length;
        all.push({ user, film: split[part].item[n]!, known });
      });
      ends.push(all.length);
    }
    const [training, validation, test] = ends as [number, number, number];
    return {
      user: Int32Array.from(all, (moment) => moment.user),
      film: Int32Array.from(all, (moment) => moment.film),
      known: Int32Array.from(all, (moment) => moment.known),
      part: {
        training: [0, training],
        validation: [training, validation],
        test: [validation, test],
      },
    } satisfies Moments;
  },
);

/** What somebody has watched before a moment, oldest first. */
export function watchedBefore(
  { history }: Pick<Split, "history">,
  { user, known }: Moments,
  moment: number,
): Int32Array {
  const { offsets, item } = history.test;
  const start = offsets[user[moment]!]!;
  return item.subarray(start, start + known[moment]!);
}

/** When a moment is: the time of the last film before it. */
export function timeOf(
  { history }: Pick<Split, "history">,
  { user, known }: Moments,
  moment: number,
): number {
  return history.test.time[history.test.offsets[user[moment]!]! + known[moment]! - 1]!;
}

/**
 * A vector of the person at every moment, which a retriever makes for a stage above it beside a vector of
 * every film: its score of film i at moment m is people_m . films_i.
 * @param vectorOf from what each of some people has watched to their vectors, [moments, d]
 */
export async function peopleAtMoments(
  split: Parameters<typeof momentsOf>[0],
  vectorOf: (users: Int32Array, histories: readonly Int32Array[]) => tf.Tensor2D,
): Promise<BatchColumn> {
  const moments = momentsOf(split);
  const all = Int32Array.from(moments.user.keys());
  const blocks: Float32Array[] = [];
  await scoreUsers(
    all,
    (some) =>
      vectorOf(
        some.map((moment) => moments.user[moment]!),
        Array.from(some, (moment) => watchedBefore(split, moments, moment)),
      ),
    (_, vectors) => blocks.push(vectors.slice()),
    BLOCK,
  );
  const width = blocks.length > 0 ? blocks[0]!.length / Math.min(BLOCK, all.length) : 0;
  const people = new Float32Array(all.length * width);
  blocks.forEach((block, n) => {
    people.set(block, n * BLOCK * width);
  });
  return column(people, [all.length, width]);
}
