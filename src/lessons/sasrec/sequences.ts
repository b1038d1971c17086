/**
 * What the model reads: each user's films in the order that the settings ask for, and the split that
 * goes with it.
 */

import {
  type Divisible,
  leaveOneOut,
  rowsOf,
  type Split,
  temporalSplit,
} from "../../engine/data/split.ts";
import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import type { Streams } from "../../engine/numbers/random.ts";
import { asSequences, type SequenceSplit } from "../../families/sequences/sequences.ts";
import { generateTask } from "../../families/sequences/tasks.ts";
import { readsGenres } from "./reads-genres.ts";
import type { SasrecConfig as Config } from "./settings.ts";

/** @throws ToldError where the heads cannot share the dimension */
export function prepareSequences(given: Split, config: Config, streams: Streams): SequenceSplit {
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
  const { order } = config;
  const sequences = asSequences(split, (films) =>
    order === "shuffled" ? streams.data.shuffle(films.slice()) : films,
  );
  return task ? { ...sequences, truth: task.truth } : sequences;
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
