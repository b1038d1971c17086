/**
 * What is known of a film without anybody's ratings: genres, year, and the words of its title. A film
 * that nobody has rated has these too, and so does one that the reader invents.
 */
import { oncePer } from "../once.ts";
import type { Catalogue } from "./dataset.ts";

/** A film's content as the film tower reads it. */
export interface Content {
  /** [features]: a 1 for each genre, a 1 for the decade, and the year in decades from 1990. */
  readonly features: Float32Array;
  /** [WORDS] rows of the table of title words; unused places hold 0. */
  readonly words: Int32Array;
  /** [WORDS] 1 / (number of words) for each word, 0 for unused places. */
  readonly shares: Float32Array;
}

/** The content of the whole catalogue. */
export interface CatalogueContent {
  readonly genres: readonly string[];
  /** The words that at least LEAST_TITLES titles have, by frequency. */
  readonly vocabulary: readonly string[];
  /** Numbers in `features` of one film. */
  readonly width: number;
  /** [items, width] */
  readonly features: Float32Array;
  /** [items, WORDS] */
  readonly words: Int32Array;
  /** [items, WORDS] */
  readonly shares: Float32Array;
}

/** At most so many words of a title are read. */
export const WORDS = 6;
const LEAST_TITLES = 3;
const DECADES = [1930, 1940, 1950, 1960, 1970, 1980, 1990, 2000, 2010];
/** Words that say nothing of a film. */
const EMPTY = new Set("the a an of and in to for on at from with la le les de el is my".split(" "));

export const contentOf = oncePer(readCatalogue);

/** "Toy Story 2" -> ["toy", "story", "2"] */
export function titleWords(title: string): string[] {
  const words = title.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
  return [...new Set(words)].filter((word) => !EMPTY.has(word)).slice(0, WORDS);
}

/** The content of one film, in the catalogue or not. Words that the vocabulary lacks are left out. */
export function contentOfFilm(
  film: { readonly title: string; readonly year: number; readonly genres: readonly string[] },
  { genres, vocabulary, width }: CatalogueContent,
): Content {
  const features = new Float32Array(width);
  for (const genre of film.genres) {
    const at = genres.indexOf(genre);
    if (at >= 0) features[at] = 1;
  }
  if (film.year > 0) {
    const decade = DECADES.findLastIndex((start) => film.year >= start);
    features[genres.length + Math.max(0, decade)] = 1;
    features[width - 1] = (film.year - 1990) / 10;
  }
  const known = titleWords(film.title)
    .map((word) => vocabulary.indexOf(word))
    .filter((at) => at >= 0);
  const words = new Int32Array(WORDS);
  const shares = new Float32Array(WORDS);
  words.set(known);
  shares.fill(1 / known.length, 0, known.length);
  return { features, words, shares };
}

function readCatalogue({ titles, years, genres, genreBits }: Catalogue): CatalogueContent {
  const items = titles.length;
  const count = new Map<string, number>();
  for (const title of titles) {
    for (const word of titleWords(title)) count.set(word, (count.get(word) ?? 0) + 1);
  }
  const vocabulary = [...count.entries()]
    .filter(([, n]) => n >= LEAST_TITLES)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([word]) => word);
  const width = genres.length + DECADES.length + 1;
  const content: CatalogueContent = {
    genres,
    vocabulary,
    width,
    features: new Float32Array(items * width),
    words: new Int32Array(items * WORDS),
    shares: new Float32Array(items * WORDS),
  };
  for (let item = 0; item < items; item++) {
    const own = genres.filter((_, g) => ((genreBits[item]! >>> g) & 1) === 1);
    const film = { title: titles[item]!, year: years[item]!, genres: own };
    const { features, words, shares } = contentOfFilm(film, content);
    content.features.set(features, item * width);
    content.words.set(words, item * WORDS);
    content.shares.set(shares, item * WORDS);
  }
  return content;
}
