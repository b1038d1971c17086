import type { Catalogue } from "../../engine/data/dataset.ts";

/** Lower case, without accents and punctuation: what a reader types and what a title says meet here. */
export function plainText(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Titles as they are searched: of ten thousand they take a moment, so not before somebody searches. */
const indices = new WeakMap<Catalogue, readonly string[]>();

function indexOf(catalogue: Catalogue): readonly string[] {
  const known = indices.get(catalogue);
  if (known) return known;
  const index = catalogue.titles.map((title, item) => {
    const year = catalogue.years[item];
    return plainText(year ? `${title} ${year}` : title);
  });
  indices.set(catalogue, index);
  return index;
}

/**
 * Films in whose title every word typed begins a word; titles that begin with what was typed first,
 * then the best known.
 */
export function findFilms(
  catalogue: Catalogue,
  popularity: ArrayLike<number>,
  query: string,
  limit = 8,
): number[] {
  const wanted = plainText(query);
  if (wanted === "") return [];
  const index = indexOf(catalogue);
  const words = wanted.split(" ");
  const found: number[] = [];
  index.forEach((title, item) => {
    if (words.every((word) => ` ${title}`.includes(` ${word}`))) found.push(item);
  });
  const begins = (item: number) => Number(index[item]!.replace(/^the /, "").startsWith(wanted));
  return found
    .sort((a, b) => begins(b) - begins(a) || popularity[b]! - popularity[a]! || a - b)
    .slice(0, limit);
}

/** Items from the best known down; ties by id. */
export function byPopularity(popularity: ArrayLike<number>): Int32Array {
  const order = Int32Array.from({ length: popularity.length }, (_, item) => item);
  return order.sort((a, b) => popularity[b]! - popularity[a]! || a - b);
}
