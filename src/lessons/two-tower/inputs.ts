/** What the towers read when nothing is trained: somebody's history, and the whole catalogue. */
import { itemsOf, type Part } from "../../engine/data/split.ts";
import { oncePer } from "../../engine/once.ts";
import { uploadBatch } from "../../engine/training/stepper.ts";
import { filmColumns, userColumns } from "./draw.ts";
import type { TwoTowerSplit } from "./hold-out.ts";
import type { TwoTowerConfig as Config } from "./lesson.ts";
import type { FilmBatch, UserBatch } from "./towers.ts";

/** The user tower's inputs, a row a user: what is known when the question is asked. */
export function inputsOf(
  users: Int32Array,
  split: TwoTowerSplit,
  part: Part,
  config: Config,
): UserBatch {
  const known = split.history[part];
  const histories = Array.from(users, (user) => itemsOf(known, user));
  return uploadBatch(userColumns(users, histories, split, config));
}

/** The film tower's inputs for the whole catalogue, a row a film. */
export const allFilms = (split: TwoTowerSplit, config: Config): FilmBatch =>
  uploadBatch(catalogueColumns(split, config));

const catalogueColumns = oncePer(
  (split: TwoTowerSplit, config: Config) => {
    const films = Int32Array.from({ length: split.train.items }, (_, item) => item);
    return filmColumns(films, split, config);
  },
  ({ ids, content }) => `${ids} ${content}`,
);
