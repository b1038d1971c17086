/**
 * What is known of a user and a film at a moment: counted from training ratings of strictly earlier
 * seconds. So no label that is asked for is ever an input, of its own row or of another.
 */
import type { Catalogue } from "../../engine/data/dataset.ts";

export const HISTORY = [
  "user’s share liked",
  "user’s ratings",
  "film’s share liked",
  "film’s ratings",
  "user’s share liked in its genres",
] as const;

/** A share of n ratings is pulled towards what is usual, as if there were so many more of those. */
const SHRINKAGE = 5;

/** Ratings as columns, in any order. */
export interface Ratings {
  readonly user: Int32Array;
  readonly film: Int32Array;
  readonly liked: Float32Array;
  readonly time: Float64Array;
}

interface Person {
  count: number;
  liked: number;
  /** [genres] */
  readonly genreCount: Float32Array;
  readonly genreLiked: Float32Array;
}

/** Counts that grow rating by rating. */
export class Histories {
  readonly #filmCount: Float32Array;
  readonly #filmLiked: Float32Array;
  readonly #people: Person[];
  readonly #catalogue: Catalogue;
  readonly #usual: number;

  /** @param usual the share of training ratings that like */
  constructor(users: number, catalogue: Catalogue, usual: number) {
    this.#catalogue = catalogue;
    this.#usual = usual;
    this.#filmCount = new Float32Array(catalogue.titles.length);
    this.#filmLiked = new Float32Array(catalogue.titles.length);
    this.#people = Array.from({ length: users }, () => this.newPerson());
  }

  newPerson(): Person {
    const { length } = this.#catalogue.genres;
    const [genreCount, genreLiked] = [new Float32Array(length), new Float32Array(length)];
    return { count: 0, liked: 0, genreCount, genreLiked };
  }

  add(user: number, film: number, liked: number): void {
    this.addTo(this.#people[user]!, film, liked);
    this.#filmCount[film]!++;
    this.#filmLiked[film]! += liked;
  }

  addTo(person: Person, film: number, liked: number): void {
    person.count++;
    person.liked += liked;
    const bits = this.#catalogue.genreBits[film]!;
    for (let g = 0; g < person.genreCount.length; g++) {
      if (!(bits & (1 << g))) continue;
      person.genreCount[g]!++;
      person.genreLiked[g]! += liked;
    }
  }

  person(user: number): Person {
    return this.#people[user]!;
  }

  /** Writes the numbers of HISTORY to `out`, from `at` on. */
  describe(person: Person, film: number, out: Float32Array, at: number): void {
    const shrunk = (liked: number, count: number, towards: number) =>
      (liked + SHRINKAGE * towards) / (count + SHRINKAGE);
    const own = shrunk(person.liked, person.count, this.#usual);
    const bits = this.#catalogue.genreBits[film]!;
    let [sum, genres] = [0, 0];
    for (let g = 0; g < person.genreCount.length; g++) {
      if (!(bits & (1 << g))) continue;
      genres++;
      sum += shrunk(person.genreLiked[g]!, person.genreCount[g]!, own);
    }
    out[at] = own;
    out[at + 1] = Math.log1p(person.count);
    out[at + 2] = shrunk(this.#filmLiked[film]!, this.#filmCount[film]!, this.#usual);
    out[at + 3] = Math.log1p(this.#filmCount[film]!);
    out[at + 4] = genres === 0 ? own : sum / genres;
  }
}

/**
 * Describes every rating by what the training ratings before it say.
 * @param training 1 for the ratings that may be counted
 * @param out [ratings, columns], written from column `from` on
 * @returns the histories after everything
 */
export function describeRatings(
  { user, film, liked, time }: Ratings,
  training: Uint8Array,
  histories: Histories,
  out: Float32Array,
  columns: number,
  from: number,
): void {
  const order = Int32Array.from(time.keys()).sort((a, b) => time[a]! - time[b]! || a - b);
  let counted = 0;
  for (const row of order) {
    // What happened in the same second is not known yet.
    for (; time[order[counted]!]! < time[row]!; counted++) {
      const before = order[counted]!;
      if (training[before]) histories.add(user[before]!, film[before]!, liked[before]!);
    }
    histories.describe(histories.person(user[row]!), film[row]!, out, row * columns + from);
  }
  for (; counted < order.length; counted++) {
    const row = order[counted]!;
    if (training[row]) histories.add(user[row]!, film[row]!, liked[row]!);
  }
}
