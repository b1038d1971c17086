/** What the pictures of this lesson light up together: one film, and all films whose words begin alike. */
import { create } from "zustand";

interface Chosen {
  /** The film that is spelled out; null until the reader has chosen one. */
  readonly film: number | null;
  /** The first codes of a word; films that begin with them are lit. */
  readonly prefix: readonly number[] | null;
  /** Stays lit when the pointer leaves. */
  readonly pinned: readonly number[] | null;
}

export const useChosen = create<Chosen>(() => ({ film: null, prefix: null, pinned: null }));

export const chooseFilm = (film: number) => useChosen.setState({ film });
export const lightPrefix = (prefix: readonly number[] | null) => useChosen.setState({ prefix });
/** Keeps a prefix lit; the same one again lets it go. */
export const pinPrefix = (prefix: readonly number[]) =>
  useChosen.setState(({ pinned }) => ({
    pinned: pinned?.join() === prefix.join() ? null : prefix,
  }));

/** The prefix to light: the one pointed at, else the one that was kept. */
export const usePrefix = () => useChosen(({ prefix, pinned }) => prefix ?? pinned);

export function startsWith(
  codes: readonly ArrayLike<number>[],
  film: number,
  prefix: readonly number[],
): boolean {
  return prefix.every((code, level) => codes[level]?.[film] === code);
}
