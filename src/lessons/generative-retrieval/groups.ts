/** A film's group, as a record shop would file it: its first genre and its decade. Worker and page read it. */
import type { Catalogue } from "../../engine/data/dataset.ts";

/** "Drama 1990s" of a film of the catalogue, or of one that the reader made up. */
export function groupOf(
  { genres, genreBits, years }: Catalogue,
  film: number | { readonly genres: readonly string[]; readonly year: number },
): string {
  const known = typeof film === "number";
  const has = (genre: string, g: number) =>
    known ? ((genreBits[film]! >>> g) & 1) === 1 : film.genres.includes(genre);
  const genre = genres.find(has) ?? "?";
  const year = known ? years[film]! : film.year;
  return year > 0 ? `${genre} ${Math.floor(year / 10) * 10}s` : genre;
}
