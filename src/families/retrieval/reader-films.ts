/** What is read of the films that a reader has rated. */

/** Ratings from this many stars on say that the reader liked a film. */
const LIKED_FROM = 3;

/** The films that they liked, in the order in which they rated them; one without stars counts as liked. */
export const likedFilms = ({
  items,
  ratings,
}: {
  readonly items: readonly number[];
  readonly ratings: readonly number[];
}): number[] => items.filter((_, n) => (ratings[n] ?? 5) >= LIKED_FROM);

/** [items] 1 for each of some films. */
export function marked(films: Iterable<number>, items: number): Uint8Array {
  const marks = new Uint8Array(items);
  for (const film of films) marks[film] = 1;
  return marks;
}
