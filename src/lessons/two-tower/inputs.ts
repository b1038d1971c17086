/** What the towers read when nothing is trained: everybody's history, and the whole catalogue. */
import type * as tf from "@tensorflow/tfjs-core";
import type { Part } from "../../engine/data/split.ts";
import type { BatchColumn } from "../../engine/training/batch.ts";
import type { BatchTensors } from "../../engine/training/model.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { filmColumns, knownHistories, userColumns } from "./draw.ts";
import type { TwoTowerSplit } from "./hold-out.ts";
import type { TwoTowerConfig as Config } from "./lesson.ts";

type Columns = Record<string, BatchColumn>;
const kept = new WeakMap<TwoTowerSplit, Map<string, Columns>>();

/** Columns are made once for a split and the settings that decide them. */
function once(split: TwoTowerSplit, name: string, config: Config, make: () => Columns): Columns {
  const { history, ids, content, userContent, userIds } = config;
  const key = [name, history, ids, content, userContent, userIds].join();
  const columns = kept.get(split) ?? new Map<string, Columns>();
  kept.set(split, columns);
  let made = columns.get(key);
  if (!made) {
    made = make();
    columns.set(key, made);
  }
  return made;
}

/** The user tower's inputs for all users, a row a user: what is known when the question is asked. */
export function historiesOf(
  split: TwoTowerSplit,
  part: Part,
  config: Config,
): Readonly<Record<string, tf.Tensor>> {
  const columns = once(split, part, config, () => {
    const histories = knownHistories(split, part);
    return userColumns(Int32Array.from(histories.keys()), histories, split, config);
  });
  return uploadBatch(columns);
}

/** The film tower's inputs for the whole catalogue, a row a film. */
export function allFilms(split: TwoTowerSplit, config: Config): BatchTensors {
  const columns = once(split, "films", config, () => {
    const films = Int32Array.from({ length: split.train.items }, (_, item) => item);
    return filmColumns(films, split, config);
  });
  return uploadBatch(columns);
}
