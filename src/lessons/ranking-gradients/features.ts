/**
 * Ten features of a (person, film), computed from the history part of everybody's ratings only, so that
 * no rating that is to be predicted is also an input.
 */
import type { Split } from "../../engine/data/split.ts";
import { oncePer } from "../../engine/once.ts";
import type { Drawn } from "./lists.ts";
import { Neighbours } from "./neighbours.ts";

export const FEATURES = [
  "log popularity",
  "film mean",
  "genre affinity",
  "genre share",
  "year",
  "number of genres",
  "kNN residual",
  "recent",
  "drama",
  "user mean",
] as const;
const KNN = FEATURES.indexOf("kNN residual");

/** A mean of n values is pulled towards what is usual, as if there were so many more of those. */
const SHRINKAGE = 5;
/** Years before the newest film. */
const RECENT = 15;

export interface Features {
  /** Brings rows of raw features to mean 0 and deviation 1 (of the training lists), in place. */
  standardise(features: Float32Array): void;
  /** [items, 10] standardised: how the catalogue looks to somebody who gave these stars. */
  ofCatalogue(items: ArrayLike<number>, stars: ArrayLike<number>): Float32Array;
}

/** What is known of a film from everybody's histories. */
interface Films {
  readonly overall: number;
  readonly count: Int32Array;
  readonly mean: Float32Array;
}

/** What is known of a person from their own history. */
interface Person {
  readonly mean: number;
  /** [genres] how much better than usual they rate it, and how often they watch it. */
  readonly affinity: Float32Array;
  readonly share: Float32Array;
}

/**
 * @param histories rows of `split.whole` by user
 * @param lists the lists that will ask for features
 */
export function describeHistories(
  split: Split,
  histories: readonly Int32Array[],
  lists: readonly Drawn[],
) {
  const { item, rating } = split.whole;
  const films = meansOf(split, histories);
  const people = histories.map((rows) =>
    personOf(
      split,
      films,
      rows.length,
      (n) => item[rows[n]!]!,
      (n) => rating[rows[n]!]!,
    ),
  );
  const ratings = histories.map((rows, user) => ({
    items: Int32Array.from(rows, (row) => item[row]!),
    residuals: Float32Array.from(
      rows,
      (row) => rating[row]! - people[user]!.mean - films.mean[item[row]!]! + films.overall,
    ),
  }));
  const neighbours = new Neighbours(split.whole.items, ratings);
  const userOfRow = new Int32Array(item.length);
  for (const { user, rows } of lists) for (const row of rows) userOfRow[row] = user;
  const residuals = neighbours.predict(lists, item);

  return {
    /** [10] the raw features of one rating that is in a list. */
    ofRow(row: number): Float32Array {
      const raw = rawOf(split, films, people[userOfRow[row]!]!, item[row]!);
      raw[KNN] = residuals[row]!;
      return raw;
    },
    /** @param training the raw features of the training lists, which set the scale */
    standardised(training: Float32Array): Features {
      const scale = scaleOf(training);
      return {
        standardise: (features) => standardise(features, scale),
        ofCatalogue(items, stars) {
          const person = personOf(
            split,
            films,
            items.length,
            (n) => items[n]!,
            (n) => stars[n]!,
          );
          const own = Float32Array.from(
            stars,
            (star, n) => star - person.mean - films.mean[items[n]!]! + films.overall,
          );
          const predicted = neighbours.predictAll(items, own);
          const features = new Float32Array(split.whole.items * FEATURES.length);
          for (let i = 0; i < split.whole.items; i++) {
            const raw = rawOf(split, films, person, i);
            raw[KNN] = predicted[i]!;
            features.set(raw, i * FEATURES.length);
          }
          standardise(features, scale);
          return features;
        },
      };
    },
  };
}

function rawOf({ catalogue }: Split, films: Films, person: Person, item: number): Float32Array {
  const genres = genresOf(catalogue.genreBits[item]!);
  const meanOver = (values: Float32Array) =>
    genres.reduce((sum, g) => sum + values[g]!, 0) / Math.max(1, genres.length);
  const newest = newestYear(catalogue.years);
  const year = catalogue.years[item] || newest - 20;
  return Float32Array.of(
    Math.log1p(films.count[item]!),
    films.mean[item]!,
    meanOver(person.affinity),
    meanOver(person.share),
    year,
    genres.length,
    0, // the kNN residual is filled in by the caller
    year > newest - RECENT ? 1 : 0,
    genres.includes(catalogue.genres.indexOf("Drama")) ? 1 : 0,
    person.mean,
  );
}

function meansOf({ whole }: Split, histories: readonly Int32Array[]): Films {
  const count = new Int32Array(whole.items);
  const sum = new Float32Array(whole.items);
  let total = 0;
  let n = 0;
  for (const rows of histories) {
    for (const row of rows) {
      count[whole.item[row]!]!++;
      sum[whole.item[row]!]! += whole.rating[row]!;
      total += whole.rating[row]!;
      n++;
    }
  }
  const overall = total / Math.max(1, n);
  const mean = sum.map((s, i) => (s + SHRINKAGE * overall) / (count[i]! + SHRINKAGE));
  return { overall, count, mean };
}

function personOf(
  { catalogue }: Split,
  films: Films,
  ratings: number,
  itemAt: (n: number) => number,
  starsAt: (n: number) => number,
): Person {
  let sum = 0;
  for (let n = 0; n < ratings; n++) sum += starsAt(n);
  const mean = (sum + SHRINKAGE * films.overall) / (ratings + SHRINKAGE);
  const affinity = new Float32Array(catalogue.genres.length);
  const seen = new Float32Array(catalogue.genres.length);
  for (let n = 0; n < ratings; n++) {
    const residual = starsAt(n) - mean - films.mean[itemAt(n)]! + films.overall;
    for (const genre of genresOf(catalogue.genreBits[itemAt(n)]!)) {
      affinity[genre]! += residual;
      seen[genre]!++;
    }
  }
  return {
    mean,
    affinity: affinity.map((total, g) => total / (seen[g]! + SHRINKAGE)),
    share: seen.map((times) => times / Math.max(1, ratings)),
  };
}

function genresOf(bits: number): number[] {
  const genres: number[] = [];
  for (let genre = 0; genre < 32; genre++) if ((bits >>> genre) & 1) genres.push(genre);
  return genres;
}

const newestYear = oncePer((years: Int16Array) => years.reduce((a, b) => Math.max(a, b), 0));

interface Scale {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

function scaleOf(features: Float32Array): Scale {
  const columns = FEATURES.length;
  const rows = features.length / columns;
  const mean = new Float64Array(columns);
  const deviation = new Float64Array(columns);
  features.forEach((x, n) => {
    mean[n % columns]! += x / rows;
  });
  features.forEach((x, n) => {
    deviation[n % columns]! += (x - mean[n % columns]!) ** 2 / rows;
  });
  // A feature that is the same everywhere stays 0 and does not become noise.
  return { mean, deviation: deviation.map((variance) => Math.sqrt(variance) || 1) };
}

function standardise(features: Float32Array, { mean, deviation }: Scale): void {
  const columns = mean.length;
  for (let n = 0; n < features.length; n++) {
    features[n] = (features[n]! - mean[n % columns]!) / deviation[n % columns]!;
  }
}
