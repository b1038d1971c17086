/**
 * What the model reads: each user's films in the order that the settings ask for, and the split that
 * goes with it.
 */

import {
  type Divisible,
  itemsOf,
  leaveOneOut,
  type Part,
  rowsOf,
  type Split,
  temporalSplit,
} from "../../engine/data/split.ts";
import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import type { Streams } from "../../engine/numbers/random.ts";
import { readsGenres } from "./reads-genres.ts";
import type { SasrecConfig as Config } from "./settings.ts";
import { generateTask, type TaskTruth } from "./tasks.ts";

export interface SasrecSplit extends Split {
  /** Each user's films in training, in the order that training reads them. */
  readonly sequences: readonly Int32Array[];
  /** The users whose sequences have something to predict: two films or more. */
  readonly learners: Int32Array;
  /** Each user's films when a question is asked, oldest first. */
  readonly known: Readonly<Record<Part, readonly Int32Array[]>>;
  /** Of a generated task: what its sequences were drawn from. */
  readonly truth?: TaskTruth;
}

/** @throws ToldError where the heads cannot share the dimension */
export function prepareSequences(given: Split, config: Config, streams: Streams): SasrecSplit {
  const { encoder, dim, heads } = config;
  if (encoder === "attention" && dim % heads !== 0) {
    throw new ToldError(
      sentence(
        "A dimension of {dim} cannot be shared by {heads} heads; take a multiple of {heads}.",
        { dim, heads },
      ),
    );
  }
  if (readsGenres(config) && given.catalogue.genres.length === 0) {
    throw new ToldError(sentence("These items have no genres to read: switch Genres off."));
  }
  const task = config.task === "films" ? undefined : generateTask(config.task);
  const rows = task ? task.rows : rowsOf(given);
  const split =
    config.order === "file"
      ? leaveOneOut(byItem(rows)) // no calendar left to cut
      : config.protocol === "temporal" && !task
        ? temporalSplit(rows, 0.8, "last")
        : task
          ? leaveOneOut(rows)
          : given;
  const users = Array.from({ length: split.train.users }, (_, user) => user);
  const known = (part: Part) => users.map((user) => itemsOf(split.history[part], user));
  const sequences = users.map((user) => {
    const films = itemsOf(split.train, user);
    return config.order === "shuffled" ? streams.data.shuffle(films.slice()) : films;
  });
  return {
    ...split,
    sequences,
    learners: Int32Array.from(users.filter((user) => sequences[user]!.length > 1)),
    known: { validation: known("validation"), test: known("test") },
    ...(task && { truth: task.truth }),
  };
}

/** Each user's rows by item id: what happens to somebody who forgets to sort the file by time. */
function byItem(rows: Divisible): Divisible {
  const { user, item, rating, time } = rows.interactions;
  const order = Int32Array.from(user.keys()).sort(
    (a, b) => user[a]! - user[b]! || item[a]! - item[b]!,
  );
  return {
    ...rows,
    interactions: {
      user,
      item: order.map((row) => item[row]!),
      rating: Float32Array.from(order, (row) => rating[row]!),
      time: Float64Array.from(order, (row) => time[row]!),
    },
  };
}
