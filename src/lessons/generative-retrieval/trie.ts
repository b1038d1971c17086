/**
 * Names of films as tokens, and the tree of all beginnings of names. No tensors: worker and page read it.
 *
 * A code of level 1 and the same number at level 2 are different tokens. Films whose codes are the same
 * are told apart by a last token, which counts within their own bucket: 0 for the first, 1 for the next.
 */

/** What every film is called. */
export interface Names {
  /** Tokens in a name, T. */
  readonly length: number;
  /** [T] how many different tokens each place has. */
  readonly sizes: readonly number[];
  /** [T] the first token of each place; token = first + code. */
  readonly first: readonly number[];
  /** How many tokens there are, V; V itself is the token that a sequence begins with. */
  readonly vocabulary: number;
  /** [films, T] */
  readonly tokens: Int32Array;
  /** Whether the last token only tells apart films whose other codes are the same. */
  readonly separated: boolean;
}

/** The beginnings of names, parents before children; node 0 is the empty one. */
export interface Trie {
  readonly names: Names;
  readonly size: number;
  /** [nodes] the token that a node ends with; -1 at the root. */
  readonly token: Int32Array;
  readonly parent: Int32Array;
  /** [nodes] tokens spelled so far, 0 at the root and T at a film. */
  readonly depth: Int32Array;
  /** [nodes] the film that is spelled out there, else -1. */
  readonly film: Int32Array;
  /** [films] the node where a film is spelled out. */
  readonly leaf: Int32Array;
  readonly children: readonly Int32Array[];
}

/**
 * Names from codes by level, [films] each.
 * @param sizes how many codes each level has
 * @param separate whether a token that counts the films of one bucket is put at the end
 */
export function namesOf(
  codes: readonly Int32Array[],
  sizes: readonly number[],
  separate = true,
): Names {
  const films = codes[0]?.length ?? 0;
  const all = separate ? [...codes, countsWithin(codes, films)] : codes;
  const most = (level: Int32Array) => level.reduce((a, b) => Math.max(a, b), 0) + 1;
  const counts = all.map((level, l) => sizes[l] ?? most(level));
  const first = counts.map((_, l) => counts.slice(0, l).reduce((a, b) => a + b, 0));
  const length = all.length;
  const tokens = new Int32Array(films * length);
  for (let film = 0; film < films; film++) {
    for (let l = 0; l < length; l++) tokens[film * length + l] = first[l]! + all[l]![film]!;
  }
  const vocabulary = counts.reduce((a, b) => a + b, 0);
  return { length, sizes: counts, first, vocabulary, tokens, separated: separate };
}

/** How many films before this one have the same codes. */
function countsWithin(codes: readonly Int32Array[], films: number): Int32Array {
  const met = new Map<string, number>();
  return Int32Array.from({ length: films }, (_, film) => {
    const bucket = codes.map((level) => level[film]).join();
    const count = met.get(bucket) ?? 0;
    met.set(bucket, count + 1);
    return count;
  });
}

/** The tokens of one film. */
export const nameOf = ({ tokens, length }: Names, film: number): Int32Array =>
  tokens.subarray(film * length, (film + 1) * length);

/** Which place of a name a token is for, from 0. */
export const levelOf = ({ first }: Pick<Names, "first">, token: number): number =>
  first.findLastIndex((start) => start <= token);

/** "a12", "b7": the place as a letter, the code as a number. */
export function tokenText(names: Pick<Names, "first">, token: number): string {
  const level = levelOf(names, token);
  return `${String.fromCharCode(97 + level)}${token - names.first[level]!}`;
}

/** @throws RangeError if two films have one name: they could not be told apart */
export function trieOf(names: Names): Trie {
  const films = names.tokens.length / Math.max(1, names.length);
  const [token, parent, depth, film] = [[-1], [-1], [0], [-1]];
  const children: Map<number, number>[] = [new Map()];
  const leaf = new Int32Array(films);
  for (let f = 0; f < films; f++) {
    let node = 0;
    for (const next of nameOf(names, f)) {
      let child = children[node]!.get(next);
      if (child === undefined) {
        child = token.length;
        children[node]!.set(next, child);
        children.push(new Map());
        token.push(next);
        parent.push(node);
        depth.push(depth[node]! + 1);
        film.push(-1);
      }
      node = child;
    }
    if (film[node] !== -1) throw new RangeError(`Films ${film[node]} and ${f} have one name`);
    film[node] = f;
    leaf[f] = node;
  }
  return {
    names,
    size: token.length,
    token: Int32Array.from(token),
    parent: Int32Array.from(parent),
    depth: Int32Array.from(depth),
    film: Int32Array.from(film),
    leaf,
    children: children.map((of) => Int32Array.from(of.values())),
  };
}

/** The child of a node by a token; -1 where no film's name goes on like this. */
export function childBy({ children, token }: Trie, node: number, next: number): number {
  if (node < 0) return -1;
  return children[node]!.find((child) => token[child] === next) ?? -1;
}
