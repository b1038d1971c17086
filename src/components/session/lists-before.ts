/**
 * The lists that models of this page have made, newest last, by whose they are: one lesson's picture stands
 * beside those of the models trained before. Kept as long as the page is open.
 */
import { createStore } from "zustand/vanilla";
import type { Opened } from "../../engine/declarations/run.ts";
import type { ReasonsReading, Whose } from "../../engine/ranking/reasons.ts";
import { titleText } from "../charts/genre-classes.ts";

/** Lessons take different parts of a dataset, which number its films anew: an id stays. */
export interface ListedFilm {
  readonly id: number;
  readonly title: string;
}

export interface ListBefore {
  readonly lesson: string;
  readonly title: string;
  /** The id of its run and its number. */
  readonly run: string;
  readonly number: number;
  /** Whose it is, and of which data. */
  readonly whose: string;
  readonly films: readonly ListedFilm[];
}

export const listsBefore = createStore<{ readonly lists: readonly ListBefore[] }>()(() => ({
  lists: [],
}));

/**
 * Data have people, readers have ratings. A part of a dataset with as many people as another has the same ones.
 */
export function whoseKey({ dataset, catalogue }: Data, { user, items, ratings }: Whose): string {
  if (!items) return `${dataset.name}, ${dataset.users} users: ${user}`;
  return `${dataset.name}: ${JSON.stringify([items.map((item) => catalogue.ids[item]), ratings])}`;
}
type Data = Pick<Opened, "catalogue"> & {
  readonly dataset: Pick<Opened["dataset"], "name" | "users">;
};

/** A run has one list for each person: a later one takes its place. */
export function rememberList(
  list: Omit<ListBefore, "films">,
  { films }: ReasonsReading,
  catalogue: Opened["catalogue"],
): void {
  if (films.length === 0) return;
  const named = films.map(({ item }) => ({
    id: catalogue.ids[item]!,
    title: titleText(catalogue, item),
  }));
  const others = listsBefore
    .getState()
    .lists.filter(({ run, whose }) => run !== list.run || whose !== list.whose);
  listsBefore.setState({ lists: [...others, { ...list, films: named }] });
}

/** The newest list of every other lesson, and of this lesson's other runs the newest; the latest first. */
export function beside(
  lists: readonly ListBefore[],
  whose: string,
  run: string | null,
): readonly ListBefore[] {
  const newest = new Map<string, ListBefore>();
  for (const list of lists) {
    if (list.whose !== whose || list.run === run) continue;
    newest.delete(list.lesson);
    newest.set(list.lesson, list);
  }
  return [...newest.values()].reverse();
}
