/** Which rows of its table a ranker looks up for a film, in each of the seven ways. No tensors. */
import type { FilmCodes } from "./codes.ts";
import type { SemanticConfig as Config, Way } from "./settings.ts";

/** A part of the table that a film looks up one row of: its name, its first row and how many it has. */
export interface Part {
  readonly name: string;
  readonly first: number;
  readonly rows: number;
}
/** With the row of each film within the part. */
type Filled = Part & { readonly of: Int32Array };

/** How films are held. */
export interface Held {
  readonly parts: readonly Part[];
  /** Rows of the table, all parts under each other. */
  readonly rows: number;
  /** Rows that a film looks up, one in each part. */
  readonly each: number;
  /** [items, each] */
  readonly ids: Int32Array;
  /** Whether a layer over the content vector is added. */
  readonly content: boolean;
}

export type Keyed = Pick<Config, "rows" | "keyed">;
/** What decides the rows of films: their codes, and the chance of the hash. */
export type Known = Pick<FilmCodes, "codes" | "sizes"> & {
  readonly items: number;
  readonly salt: number;
};

/** The rows of every film in one way; see held.ts for one that remembers them. */
export function hold(known: Known, way: Way, config: Keyed): Held {
  const { items } = known;
  const filled: Filled[] = [];
  /** Puts a part under what is there. */
  const add = (name: string, rows: number, of: Int32Array) => {
    const last = filled.at(-1);
    filled.push({ name, rows, of, first: last ? last.first + last.rows : 0 });
  };
  if (way.startsWith("id")) add("own row", items, range(items));
  if (way === "hash")
    add(
      "hash",
      config.rows,
      hashedTo(config.rows, known, (film) => [film]),
    );
  if (way.endsWith("codes")) {
    known.codes.forEach((of, l) => {
      add(`level ${l + 1}`, known.sizes[l]!, of);
    });
  }
  if (way === "ngrams") {
    for (const { name, rows, of } of ngrams(known, config)) add(name, rows, of);
  }
  // Without a key every level looks into the one table.
  const parts =
    way === "ngrams" && config.keyed === "none"
      ? filled.map((part) => ({ ...part, first: 0 }))
      : filled;
  const each = parts.length;
  const ids = new Int32Array(items * each);
  parts.forEach(({ first, of }, n) => {
    for (let film = 0; film < items; film++) ids[film * each + n] = first + of[film]!;
  });
  return {
    parts: parts.map(({ name, first, rows }) => ({ name, first, rows })),
    rows: parts.reduce((most, { first, rows }) => Math.max(most, first + rows), 0),
    each,
    ids,
    content: way.endsWith("content"),
  };
}

/**
 * Numbers that hold films: rows of d and a bias, a layer over the content vector where there is one, and the
 * mean film.
 */
export function tableSize(
  { rows, content }: Held,
  { dim }: Pick<Config, "dim">,
  width: number,
): number {
  return (rows + 1 + (content ? width : 0)) * (dim + 1);
}

/**
 * c1, c1 c2, c1 c2 c3: every prefix has a row, and a code means the same only under one prefix (Zheng et al.
 * 2025). The first level needs no hash where it has room; the others share the rest.
 */
function ngrams(known: Known, { rows, keyed }: Keyed): Omit<Filled, "first">[] {
  const { codes, sizes } = known;
  const levels = codes.length;
  const first = Math.max(1, Math.min(sizes[0]!, Math.floor(rows / levels)));
  const room = Math.max(1, Math.floor((rows - first) / Math.max(1, levels - 1)));
  return codes.map((own, l) => {
    // A mistake to look at: code 7 is the same row at every level and under every prefix.
    if (keyed === "none") {
      return { name: `code ${l + 1}`, rows, of: hashedTo(rows, known, (film) => [own[film]!]) };
    }
    if (l === 0 && first >= sizes[0]!) return { name: "c1", rows: first, of: own };
    const size = l === 0 ? first : room;
    const key = keyed === "prefix" ? codes.slice(0, l + 1) : [own];
    const of = hashedTo(size, known, (film) => [l, ...key.map((level) => level[film]!)]);
    return { name: key.length > 1 ? `c1 to c${l + 1}` : `c${l + 1}`, rows: size, of };
  });
}

/** A row of so many for each film, by a hash of its key. */
const hashedTo = (rows: number, { items, salt }: Known, key: (film: number) => number[]) =>
  range(items).map((film) => hash(key(film), salt) % rows);

const range = (n: number) => Int32Array.from({ length: n }, (_, at) => at);

/** FNV-1a over the numbers, with the finalizer of MurmurHash3: 0 to 2^32 - 1. */
export function hash(numbers: readonly number[], salt: number): number {
  let h = 0x811c9dc5 ^ salt;
  for (const n of numbers) h = Math.imul(h ^ n, 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** How many first codes two films have in common. */
export function sharedCodes(codes: readonly Int32Array[], a: number, b: number): number {
  const at = codes.findIndex((level) => level[a] !== level[b]);
  return at < 0 ? codes.length : at;
}
