import type { Catalogue } from "../../engine/data/dataset.ts";
import { say } from "../language/say.ts";

export interface GenreClasses {
  /** At most seven genres that have a colour, the most frequent first. */
  readonly names: readonly string[];
  /** [items] index into `names`; `names.length` for every other film. */
  readonly of: Uint8Array;
  /** Films in each class, and last the others. */
  readonly counts: readonly number[];
}

/** A genre rarer than this share of the films says too little to colour by. */
const LEAST_SHARE = 0.08;
export const MOST_CLASSES = 7;

/**
 * One class for each film. A film has several genres; the rarest of its common ones says most about
 * it ("Drama" next to nothing, "Horror" a lot), and the seven fullest classes get a colour. A film
 * whose class did not make it falls back to its rarest genre among the seven.
 */
export function genreClasses(catalogue: Catalogue): GenreClasses {
  const { genres, genreBits } = catalogue;
  const items = genreBits.length;
  const frequency = genres.map(
    (_, genre) => genreBits.reduce((sum, bits) => sum + ((bits >>> genre) & 1), 0) / items,
  );
  const common = genres
    .map((_, genre) => genre)
    .filter((genre) => frequency[genre]! >= LEAST_SHARE && !genres[genre]!.startsWith("("));
  const rarest = (bits: number, among: readonly number[]) => {
    let best = -1;
    for (const genre of among) {
      if (((bits >>> genre) & 1) === 0) continue;
      if (best < 0 || frequency[genre]! < frequency[best]!) best = genre;
    }
    return best;
  };
  const sizes = new Map<number, number>();
  for (const bits of genreBits) {
    const genre = rarest(bits, common);
    if (genre >= 0) sizes.set(genre, (sizes.get(genre) ?? 0) + 1);
  }
  const chosen = [...sizes.keys()]
    .sort((a, b) => sizes.get(b)! - sizes.get(a)! || a - b)
    .slice(0, MOST_CLASSES);
  const of = new Uint8Array(items);
  const counts = new Array<number>(chosen.length + 1).fill(0);
  genreBits.forEach((bits, item) => {
    const at = chosen.indexOf(rarest(bits, chosen));
    of[item] = at < 0 ? chosen.length : at;
    counts[of[item]!]!++;
  });
  return { names: chosen.map((genre) => genres[genre]!), of, counts };
}

/** "Comedy, Crime" */
export function genresText(catalogue: Catalogue, item: number): string {
  const bits = catalogue.genreBits[item] ?? 0;
  const names = catalogue.genres.filter((_, genre) => ((bits >>> genre) & 1) === 1);
  return names.join(", ") || say("no genre listed");
}

/** "Fargo (1996)" */
export function titleText(catalogue: Catalogue, item: number): string {
  const year = catalogue.years[item];
  return `${catalogue.titles[item] ?? say("Film {n}", { n: item })}${year ? ` (${year})` : ""}`;
}

/** A title short enough for a label: without what stands in brackets. */
export function shortTitle(catalogue: Catalogue, item: number, most = 26): string {
  const title = (catalogue.titles[item] ?? say("Film {n}", { n: item }))
    .replace(/\s*\([^)]*\)/g, "")
    .trim();
  return title.length <= most ? title : `${title.slice(0, most - 1).trimEnd()}…`;
}
