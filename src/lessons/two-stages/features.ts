/**
 * What stage two reads of a person and a film. Nothing here knows the film that the person watched next: of
 * films for training the person's own watching is taken out of what was counted.
 */
import { contentOf } from "../../engine/data/content.ts";
import type { Split } from "../../engine/data/split.ts";
import { oncePer } from "../../engine/once.ts";
import type { Asked, Row } from "./asked.ts";
import { F } from "./feature-names.ts";

/** How many of the last films say what genres and years somebody likes. */
const TASTE = 20;
const YEAR_SECONDS = 365.25 * 24 * 3600;

/** What is the same for all films of one person at one moment. */
export interface Person {
  readonly asked: Asked;
  readonly row: Row;
  /** Mean and deviation of stage one's scores over the catalogue. */
  readonly mean: number;
  readonly deviation: number;
  /** [genres] the mean genres of their last films, at length 1; and the mean year. */
  readonly genres: Float32Array;
  readonly year: number;
}

export function personOf(split: Split, asked: Asked, row: Row): Person {
  const { first } = row;
  let [mean, square] = [0, 0];
  for (const s of first) mean += s / first.length;
  for (const s of first) square += (s - mean) ** 2 / first.length;
  const { unitGenres, genres, years } = filmsOf(split);
  const taste = new Float32Array(genres);
  const last = Array.from(asked.films).slice(-TASTE);
  for (const film of last)
    for (let g = 0; g < genres; g++) taste[g]! += unitGenres[film * genres + g]!;
  const length = Math.sqrt(taste.reduce((sum, x) => sum + x * x, 0)) || 1;
  const dated = last.filter((film) => years[film]! > 0);
  return {
    asked,
    row,
    mean,
    deviation: Math.sqrt(square) || 1,
    genres: taste.map((x) => x / length),
    year: dated.length > 0 ? dated.reduce((sum, film) => sum + years[film]!, 0) / dated.length : 0,
  };
}

/**
 * x of some films, [films, F], as they are: to be brought to mean 0 and deviation 1 by `standardise`.
 * @param own a film among them whose ratings count the person’s own, or -1
 */
export function featuresOf(
  split: Split,
  { asked, row, mean, deviation, genres: taste, year }: Person,
  films: ArrayLike<number>,
  own: number,
  into: Float32Array,
): void {
  const { unitGenres, genres, years, times } = filmsOf(split);
  const { popularity } = split;
  for (let n = 0; n < films.length; n++) {
    const film = films[n]!;
    let match = 0;
    for (let g = 0; g < genres; g++) match += taste[g]! * unitGenres[film * genres + g]!;
    const ratings = popularity[film]! - (film === own ? 1 : 0);
    const lately = split.timed ? between(times[film]!, asked.now - YEAR_SECONDS, asked.now) : 0;
    const at = n * F;
    into[at] = (row.first[film]! - mean) / deviation;
    into[at + 1] = Math.log1p(10 * row.near[film]!);
    into[at + 2] = Math.log1p(10 * row.nearLast[film]!);
    into[at + 3] = match;
    into[at + 4] = Math.log1p(ratings);
    into[at + 5] = years[film]! > 0 ? (years[film]! - 1990) / 10 : 0;
    into[at + 6] = years[film]! > 0 && year > 0 ? Math.abs(years[film]! - year) / 10 : 0;
    into[at + 7] = Math.log1p(lately);
  }
}

/** How many of some ascending times lie in [from, to). */
function between(times: Float64Array, from: number, to: number): number {
  return firstFrom(times, to) - firstFrom(times, from);
}

function firstFrom(times: Float64Array, from: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What is the same for all people: genres at length 1, years, and when each film was rated in training. */
const filmsOf = oncePer((split: Split) => {
  const { train, catalogue } = split;
  const { genres: names, features, width } = contentOf(catalogue);
  const genres = names.length;
  const unitGenres = new Float32Array(train.items * genres);
  const times: number[][] = Array.from({ length: train.items }, () => []);
  for (let film = 0; film < train.items; film++) {
    const own = features.subarray(film * width, film * width + genres);
    const length = Math.sqrt(own.reduce((sum, x) => sum + x, 0)) || 1;
    unitGenres.set(
      own.map((x) => x / length),
      film * genres,
    );
  }
  train.item.forEach((film, row) => {
    times[film]!.push(train.time[row]!);
  });
  return {
    genres,
    unitGenres,
    years: catalogue.years,
    times: times.map((of) => Float64Array.from(of).sort()),
  };
});

/** [F] by which features are brought to mean 0 and deviation 1. */
export interface Scale {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

export function scaleOf(features: Float32Array): Scale {
  const rows = features.length / F;
  const mean = new Float64Array(F);
  const deviation = new Float64Array(F);
  features.forEach((x, n) => {
    mean[n % F]! += x / rows;
  });
  features.forEach((x, n) => {
    deviation[n % F]! += (x - mean[n % F]!) ** 2 / rows;
  });
  // A feature that is the same everywhere stays 0.
  return { mean, deviation: deviation.map((variance) => Math.sqrt(variance) || 1) };
}

export function standardise(features: Float32Array, { mean, deviation }: Scale): void {
  for (let n = 0; n < features.length; n++) {
    features[n] = (features[n]! - mean[n % F]!) / deviation[n % F]!;
  }
}
