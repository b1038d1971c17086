/**
 * What a film is to the tokenizer: 64 numbers made from genres, year, title words and who watched it with
 * what. Four blocks, each scaled to a mean squared length of its own (its "energy"), side by side, centred,
 * and turned to their first 64 principal components; then scaled so that the mean square of a number is 1.
 */
import {
  type CatalogueContent,
  contentOf,
  contentOfFilm,
  WORDS,
} from "../../engine/data/content.ts";
import type { Split } from "../../engine/data/split.ts";
import { randomisedEigen } from "../../engine/numbers/randomised-eigen.ts";
import { factors, positiveMutualInformation } from "./co-occurrence.ts";

/** The mean squared length of each block, before the principal components. */
export const ENERGY = { genres: 1, year: 0.5, title: 0.3, watched: 1 } as const;
/** Numbers a film that hold who watched it with what. */
const WATCHED = 32;
/** Numbers a film at the end. */
const WIDTH = 64;

export interface FilmVectors {
  readonly width: number;
  /** [items, width] */
  readonly x: Float32Array;
  /** The share of the blocks' energy that the principal components keep. */
  readonly kept: number;
  /**
   * The vector of a film that is not in the catalogue: nobody has watched it, so its last block is the
   * catalogue's mean. Null where vectors are not made from content.
   */
  readonly place: ((film: NewFilm) => Float32Array) | null;
}

export interface NewFilm {
  readonly title: string;
  readonly year: number;
  readonly genres: readonly string[];
}

const made = new WeakMap<Split["catalogue"], FilmVectors>();

/** Made once for a catalogue: it takes a second or two. */
export function contentVectors(split: Split): FilmVectors {
  let vectors = made.get(split.catalogue);
  if (!vectors) {
    vectors = makeVectors(split);
    made.set(split.catalogue, vectors);
  }
  return vectors;
}

function makeVectors(split: Split): FilmVectors {
  const { items } = split.train;
  const content = contentOf(split.catalogue);
  const describe = describer(content);
  const watched = factors(positiveMutualInformation(split.train), WATCHED);
  const known = describe.width;
  const columns = known + watched.width;
  const rows = new Float64Array(items * columns);
  for (let i = 0; i < items; i++) {
    describe.write(rows.subarray(i * columns, i * columns + known), {
      features: content.features.subarray(i * content.width, (i + 1) * content.width),
      words: content.words.subarray(i * WORDS, (i + 1) * WORDS),
      shares: content.shares.subarray(i * WORDS, (i + 1) * WORDS),
    });
    rows.set(
      watched.rows.subarray(i * watched.width, (i + 1) * watched.width),
      i * columns + known,
    );
  }
  const mean = meanOf(rows, items, columns);
  const blocks = [...describe.blocks, { from: known, to: columns, energy: ENERGY.watched }];
  const scale = new Float64Array(columns);
  for (const { from, to, energy } of blocks) {
    let sum = 0;
    for (let i = 0; i < items; i++) {
      for (let c = from; c < to; c++) sum += (rows[i * columns + c]! - mean[c]!) ** 2;
    }
    scale.fill(sum > 0 ? Math.sqrt((energy * items) / sum) : 0, from, to);
  }
  const covariance = covarianceOf(rows, items, columns, mean, scale);
  let total = 0;
  for (let c = 0; c < columns; c++) total += covariance[c * columns + c]!;
  const {
    vectors: axes,
    values,
    found,
  } = randomisedEigen(
    (q, width) => denseProduct(covariance, columns, q, width),
    columns,
    Math.min(WIDTH, columns),
    6,
  );
  const energy = values.reduce((sum, value) => sum + value, 0);
  const unit = energy > 0 ? Math.sqrt(found / energy) : 0; // mean square 1
  const project = (row: Float64Array, out: Float32Array) => {
    const sum = new Float64Array(found);
    for (let c = 0; c < columns; c++) {
      const value = (row[c]! - mean[c]!) * scale[c]! * unit;
      for (let k = 0; k < found; k++) sum[k]! += value * axes[c * found + k]!;
    }
    out.set(sum);
  };
  const x = new Float32Array(items * found);
  for (let i = 0; i < items; i++) {
    project(rows.subarray(i * columns, (i + 1) * columns), x.subarray(i * found, (i + 1) * found));
  }
  return {
    width: found,
    x,
    kept: total > 0 ? energy / total : 0,
    place(film) {
      const row = new Float64Array(columns);
      describe.write(row.subarray(0, known), contentOfFilm(film, content));
      row.set(mean.subarray(known), known);
      const vector = new Float32Array(found);
      project(row, vector);
      return vector;
    },
  };
}

/** How a film's genres, year and title words are written into the first columns of its row. */
function describer({ genres, vocabulary, width, features, words, shares }: CatalogueContent) {
  const items = features.length / width;
  const year = width - 1;
  // The year in standard deviations, halved, beside the decade.
  let [sum, squares] = [0, 0];
  for (let i = 0; i < items; i++) {
    sum += features[i * width + year]!;
    squares += features[i * width + year]! ** 2;
  }
  const average = sum / items;
  const deviation = Math.sqrt(Math.max(1e-12, squares / items - average ** 2));
  // A word in few titles says more: idf = log(films / titles with it).
  const titles = new Int32Array(vocabulary.length);
  words.forEach((word, n) => {
    if (shares[n]! > 0) titles[word]!++;
  });
  return {
    width: width + vocabulary.length,
    blocks: [
      { from: 0, to: genres.length, energy: ENERGY.genres },
      { from: genres.length, to: width, energy: ENERGY.year },
      { from: width, to: width + vocabulary.length, energy: ENERGY.title },
    ],
    write(
      row: Float64Array,
      film: { features: Float32Array; words: Int32Array; shares: Float32Array },
    ) {
      row.set(film.features);
      row[year] = (0.5 * (row[year]! - average)) / deviation;
      film.words.forEach((word, n) => {
        if (film.shares[n]! > 0) row[width + word] = Math.log(items / titles[word]!);
      });
    },
  };
}

function meanOf(rows: Float64Array, n: number, columns: number): Float64Array {
  const mean = new Float64Array(columns);
  for (let at = 0; at < rows.length; at++) mean[at % columns]! += rows[at]! / n;
  return mean;
}

/** X'X / n of the centred and scaled rows, [columns, columns]; most numbers of a row are 0. */
function covarianceOf(
  rows: Float64Array,
  n: number,
  columns: number,
  mean: Float64Array,
  scale: Float64Array,
): Float64Array {
  const covariance = new Float64Array(columns * columns);
  for (let i = 0; i < n; i++) {
    const row = rows.subarray(i * columns, (i + 1) * columns);
    const present: number[] = [];
    for (let c = 0; c < columns; c++) if (row[c] !== 0) present.push(c);
    for (const a of present) {
      for (const b of present) covariance[a * columns + b]! += (row[a]! * row[b]!) / n;
    }
  }
  for (let a = 0; a < columns; a++) {
    for (let b = 0; b < columns; b++) {
      const at = a * columns + b;
      covariance[at] = (covariance[at]! - mean[a]! * mean[b]!) * scale[a]! * scale[b]!;
    }
  }
  return covariance;
}

function denseProduct(a: Float64Array, n: number, q: Float64Array, width: number): Float64Array {
  const product = new Float64Array(n * width);
  for (let r = 0; r < n; r++) {
    const out = product.subarray(r * width, (r + 1) * width);
    for (let k = 0; k < n; k++) {
      const value = a[r * n + k]!;
      for (let c = 0; c < width; c++) out[c]! += value * q[k * width + c]!;
    }
  }
  return product;
}
