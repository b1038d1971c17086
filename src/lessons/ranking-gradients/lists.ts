/**
 * What this lesson learns from: lists of films with graded ratings, one list a person, and features of
 * every (person, film). Two tasks make them: the ratings of the dataset, and a generated one.
 */

import type { Split } from "../../engine/data/split.ts";
import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import type { Streams } from "../../engine/numbers/random.ts";
import { describeHistories, FEATURES, type Features } from "./features.ts";
import type { RankingConfig } from "./lesson.ts";
import { topHeavyLists } from "./top-heavy.ts";

/** Lists of different lengths, end to end: those of list n lie at offsets[n] .. offsets[n + 1]. */
export interface Lists {
  /** [lists + 1] */
  readonly offsets: Int32Array;
  /** [films, columns] row by row */
  readonly features: Float32Array;
  /** [films] 0 to 4 */
  readonly grade: Int32Array;
  /** [films] film ids; -1 in the generated task */
  readonly item: Int32Array;
  /** [lists] whose list it is; the list's own number in the generated task */
  readonly user: Int32Array;
}

export interface RankingSplit extends Split {
  readonly columns: readonly string[];
  readonly lists: Readonly<Record<"training" | "validation" | "test", Lists>>;
  /** Only of the real task: how the films look to somebody with other ratings (the reader). */
  readonly describe?: Features;
}

export const GRADES = 5;
/** Of each person's ratings: what the features are computed from, and what is learnt from. */
const HISTORY = 0.5;
const TRAINING = 0.3;
/** Every so many-th training list is kept for choosing the epoch. */
const VALIDATION_EVERY = 5;

/** Up to one star is grade 0, up to two stars grade 1, ... more than four stars grade 4. */
export function gradeOf(stars: number): number {
  return Math.min(GRADES - 1, Math.max(0, Math.ceil(stars) - 1));
}

const NO_GRADES = sentence(
  "Ranking gradients learns from people whose own ratings differ, and these data have none (no column of ratings, or all of them alike): choose a dataset with ratings, or the task “Top-heavy”",
);

export function prepareLists(split: Split, config: RankingConfig, streams: Streams): RankingSplit {
  if (config.task === "top-heavy") {
    const part = (lists: number) => topHeavyLists(lists, streams.data);
    const lists = { training: part(640), validation: part(160), test: part(400) };
    return { ...split, columns: ["x₁", "x₂"], lists };
  }
  return { ...split, columns: FEATURES, ...ratingLists(split, streams) };
}

/**
 * Each person's ratings, shuffled: half are history, from which alone the features come; three tenths
 * the training list, one fifth the test list. So no rating is both a feature and a label. Lists in which
 * all grades are equal are left out: any order of them is right.
 */
function ratingLists(split: Split, { split: rng }: Streams) {
  const { users, offsets, item, rating } = split.whole;
  const histories: Int32Array[] = [];
  const training: Drawn[] = [];
  const validation: Drawn[] = [];
  const test: Drawn[] = [];
  for (let user = 0; user < users; user++) {
    const start = offsets[user]!;
    const rows = Int32Array.from({ length: offsets[user + 1]! - start }, (_, n) => start + n);
    rng.shuffle(rows);
    const history = Math.ceil(HISTORY * rows.length);
    const learnt = history + Math.round(TRAINING * rows.length);
    histories.push(rows.subarray(0, history));
    const grade = (row: number) => gradeOf(rating[row]!);
    const graded = (part: Int32Array) => part.some((row) => grade(row) !== grade(part[0]!));
    const list = { user, rows: rows.subarray(history, learnt) };
    if (graded(list.rows)) (rng.int(VALIDATION_EVERY) === 0 ? validation : training).push(list);
    const held = { user, rows: rows.subarray(learnt) };
    if (graded(held.rows)) test.push(held);
  }
  if (validation.length === 0 && training.length > 1) validation.push(training.pop()!);
  if (test.length === 0 || validation.length === 0) throw new ToldError(NO_GRADES);
  const known = describeHistories(split, histories, [...training, ...validation, ...test]);
  const assemble = (drawn: readonly Drawn[]): Lists => {
    const films = drawn.reduce((n, { rows }) => n + rows.length, 0);
    const lists = {
      offsets: new Int32Array(drawn.length + 1),
      features: new Float32Array(films * FEATURES.length),
      grade: new Int32Array(films),
      item: new Int32Array(films),
      user: Int32Array.from(drawn, ({ user }) => user),
    };
    let at = 0;
    drawn.forEach(({ rows }, n) => {
      for (const row of rows) {
        lists.features.set(known.ofRow(row), at * FEATURES.length);
        lists.grade[at] = gradeOf(rating[row]!);
        lists.item[at] = item[row]!;
        at++;
      }
      lists.offsets[n + 1] = at;
    });
    return lists;
  };
  const lists = {
    training: assemble(training),
    validation: assemble(validation),
    test: assemble(test),
  };
  const describe = known.standardised(lists.training.features);
  for (const part of Object.values(lists)) describe.standardise(part.features);
  return { lists, describe };
}

/** One person's list as rows of the split's interactions. */
export interface Drawn {
  readonly user: number;
  readonly rows: Int32Array;
}

/** How many lists there are. */
export function countOf(lists: Lists): number {
  return lists.user.length;
}
