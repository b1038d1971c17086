/** Films as they are on the day they arrive: genres, year and title, and nobody who has watched them. */
import type { Catalogue } from "../../engine/data/dataset.ts";
import { oncePer } from "../../engine/once.ts";
import type { FilmVectors } from "./content-vectors.ts";

/** [items, width]; vectors that are not made from content stay as they are. */
export const arrivedVectors = oncePer(
  ({ width, x, place }: FilmVectors, { titles, years, genres, genreBits }: Catalogue) => {
    if (!place) return x;
    const arrived = new Float32Array(titles.length * width);
    titles.forEach((title, film) => {
      const own = genres.filter((_, g) => (genreBits[film]! >> g) & 1);
      arrived.set(place({ title, year: years[film]!, genres: own }), film * width);
    });
    return arrived;
  },
);
