/**
 * The lists that models of this page have made, newest last, by whose they are: one lesson's picture stands
 * beside those of the models trained before. Kept as long as the page is open.
 */
import { createStore } from "zustand/vanilla";
import type { ReasonsReading, Whose } from "../../engine/ranking/reasons.ts";

export interface ListBefore {
  readonly lesson: string;
  readonly title: string;
  /** The id of its run and its number. */
  readonly run: string;
  readonly number: number;
  /** Whose it is, and of which data. */
  readonly whose: string;
  readonly items: readonly number[];
}

export const listsBefore = createStore<{ readonly lists: readonly ListBefore[] }>()(() => ({
  lists: [],
}));

/** Data have people, readers have ratings. */
export const whoseKey = (dataset: string, { user, items, ratings }: Whose): string =>
  `${dataset} ${items ? JSON.stringify([items, ratings]) : user}`;

/** A run has one list for each person: a later one takes its place. */
export function rememberList(list: Omit<ListBefore, "items">, { films }: ReasonsReading): void {
  if (films.length === 0) return;
  const items = films.map(({ item }) => item);
  const others = listsBefore
    .getState()
    .lists.filter(({ run, whose }) => run !== list.run || whose !== list.whose);
  listsBefore.setState({ lists: [...others, { ...list, items }] });
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
