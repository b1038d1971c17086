/** What the pictures make of every film's word: pure functions, without a page. */
import type { GenreClasses } from "../../components/charts/genre-classes.ts";
import type { Catalogue } from "../../engine/data/dataset.ts";

export interface Branch {
  /** The codes up to here. */
  readonly prefix: readonly number[];
  /** Its films, the best known first. */
  readonly films: readonly number[];
}

/** The branches that go on from a prefix, the fullest first. */
export function branches(
  codes: readonly Int32Array[],
  order: Int32Array,
  prefix: readonly number[] = [],
): Branch[] {
  const level = codes[prefix.length];
  if (!level) return [];
  const byCode = new Map<number, number[]>();
  for (const film of order) {
    if (!prefix.every((code, at) => codes[at]![film] === code)) continue;
    const films = byCode.get(level[film]!) ?? [];
    films.push(film);
    byCode.set(level[film]!, films);
  }
  return [...byCode]
    .map(([code, films]) => ({ prefix: [...prefix, code], films }))
    .sort((a, b) => b.films.length - a.films.length || a.prefix.at(-1)! - b.prefix.at(-1)!);
}

/** Words that more than one film has, those with the most films first. */
export function collisions(codes: readonly Int32Array[], order: Int32Array): Branch[] {
  const byWord = new Map<string, Branch & { films: number[] }>();
  for (const film of order) {
    const prefix = codes.map((level) => level[film]!);
    const word = prefix.join("-");
    const known = byWord.get(word);
    if (known) known.films.push(film);
    else byWord.set(word, { prefix, films: [film] });
  }
  return [...byWord.values()]
    .filter(({ films }) => films.length > 1)
    .sort((a, b) => b.films.length - a.films.length);
}

export interface Meaning {
  /** The genre most over-represented: its share here over its share in the catalogue. */
  readonly genre: string;
  readonly share: number;
  readonly lift: number;
  /** "1990s": the decade most of the films are from, and their share. */
  readonly decade: string;
  readonly decadeShare: number;
}

/** What a group of films has in common, as far as the catalogue knows. */
export function meaningOf(films: readonly number[], catalogue: Catalogue): Meaning {
  const { genres, genreBits, years } = catalogue;
  const all = genreShares(catalogue);
  const n = Math.max(1, films.length);
  let best = { genre: "no genre", share: 0, lift: 0 };
  let most = -1;
  genres.forEach((genre, g) => {
    if (genre.startsWith("(")) return;
    const share = films.reduce((sum, film) => sum + ((genreBits[film]! >>> g) & 1), 0) / n;
    // A genre that most of the group has, and others have not: share times log lift.
    const lift = share / Math.max(1e-9, all[g]!);
    const telling = share * Math.log(Math.max(1, lift));
    if (telling <= most) return;
    most = telling;
    best = { genre, share, lift };
  });
  const decades = new Map<number, number>();
  for (const film of films) {
    if (years[film]) {
      const decade = Math.floor(years[film]! / 10) * 10;
      decades.set(decade, (decades.get(decade) ?? 0) + 1);
    }
  }
  const [decade = 0, count = 0] = [...decades].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [];
  return { ...best, decade: decade ? `${decade}s` : "", decadeShare: count / n };
}

const shares = new WeakMap<Catalogue, Float64Array>();

/** The share of the catalogue that has each genre. */
export function genreShares(catalogue: Catalogue): Float64Array {
  let known = shares.get(catalogue);
  if (!known) {
    const { genres, genreBits } = catalogue;
    known = Float64Array.from(
      genres,
      (_, g) => genreBits.reduce((sum, bits) => sum + ((bits >>> g) & 1), 0) / genreBits.length,
    );
    shares.set(catalogue, known);
  }
  return known;
}

/** For each code of a level, the colour class that most of its films have; -1 for a dead code. */
export function classOfCodes(code: Int32Array, codes: number, classes: GenreClasses): Int8Array {
  const counts = Array.from({ length: codes }, () => new Int32Array(classes.names.length + 1));
  code.forEach((k, film) => {
    counts[k]![classes.of[film]!]!++;
  });
  return Int8Array.from(counts, (own) => {
    const most = Math.max(...own);
    return most === 0 ? -1 : own.indexOf(most);
  });
}

export interface Profile {
  readonly code: number;
  readonly films: number;
  /** The share of its films that have each genre, or are from each decade. */
  readonly shares: readonly number[];
}

/** A row for each code that has films, those alike beside each other; a column for a genre or decade. */
export function codeProfiles(
  code: Int32Array,
  codes: number,
  { genres, genreBits, years }: Catalogue,
): { columns: string[]; rows: Profile[] } {
  const named = genres
    .map((name, g) => ({ name, g, films: 0 }))
    .filter(({ name }) => !name.startsWith("("));
  for (const genre of named) {
    for (const bits of genreBits) genre.films += (bits >>> genre.g) & 1;
  }
  named.sort((a, b) => b.films - a.films);
  const decades = [1960, 1970, 1980, 1990, 2000];
  const decadeOf = (film: number) =>
    Math.max(
      0,
      decades.findLastIndex((start) => years[film]! >= start),
    );
  const columns = [
    ...named.map(({ name }) => name),
    ...decades.map((start, at) => (at === 0 ? "to 1969" : at === 4 ? "from 2000" : `${start}s`)),
  ];
  const counts = Array.from({ length: codes }, () => new Int32Array(columns.length));
  const sizes = new Int32Array(codes);
  code.forEach((k, film) => {
    sizes[k]!++;
    named.forEach(({ g }, at) => {
      counts[k]![at]! += (genreBits[film]! >>> g) & 1;
    });
    if (years[film]! > 0) counts[k]![named.length + decadeOf(film)]!++;
  });
  const rows = Array.from(counts, (own, k) => ({
    code: k,
    films: sizes[k]!,
    shares: Array.from(own, (count) => count / Math.max(1, sizes[k]!)),
  })).filter(({ films }) => films > 0);
  // Sorted by the genre that tells most, so that alike codes lie side by side.
  const telling = ({ shares }: Profile) => {
    let best = 0;
    named.forEach(({ films }, at) => {
      const lift = (s: number) =>
        shares[s]! *
        Math.log(Math.max(1, (shares[s]! * code.length) / Math.max(1, named[s]!.films)));
      if (films > 0 && lift(at) > lift(best)) best = at;
    });
    return best;
  };
  const key = new Map(rows.map((row) => [row, telling(row)]));
  rows.sort((a, b) => key.get(a)! - key.get(b)! || b.shares[key.get(b)!]! - a.shares[key.get(a)!]!);
  return { columns, rows };
}

/**
 * The mean share of genres that two films of the same group have in common (those both have among those
 * either has), over all pairs. Unlike purity it does not grow by itself when groups get small.
 */
export function sharedGenres(group: Int32Array, genreBits: Uint32Array): number {
  const groups = new Map<number, number[]>();
  group.forEach((of, film) => {
    const films = groups.get(of) ?? [];
    films.push(film);
    groups.set(of, films);
  });
  let [sum, pairs] = [0, 0];
  for (const films of groups.values()) {
    // Of a large group every so many-th film will do.
    const every = Math.ceil(films.length / 300);
    const some = films.filter((_, at) => at % every === 0);
    some.forEach((a, at) => {
      for (const b of some.slice(at + 1)) {
        const either = bitCount(genreBits[a]! | genreBits[b]!);
        if (either > 0) sum += bitCount(genreBits[a]! & genreBits[b]!) / either;
        pairs++;
      }
    });
  }
  return pairs > 0 ? sum / pairs : 0;
}

function bitCount(bits: number): number {
  let n = 0;
  for (let rest = bits >>> 0; rest > 0; rest = (rest & (rest - 1)) >>> 0) n++;
  return n;
}
