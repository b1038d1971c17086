/**
 * Seven ways to name films. What the first three mean is content; who watched what decides in the fifth, a
 * label that people gave in the sixth; the fourth and the last mean nothing.
 *
 * Rajput et al. 2023 (TIGER): RQ-VAE, hyperplanes, random codes. Palumbo et al. 2025 (Text2Tracks): clusters
 * of who listened to what, artist and track number, plain numbers.
 */
import type { Split } from "../../engine/data/split.ts";
import { sentence, ToldError } from "../../engine/declarations/sentence.ts";
import { kMeans } from "../../engine/numbers/kmeans.ts";
import type { Rng } from "../../engine/numbers/random.ts";
import type { Under } from "../../engine/training/training.ts";
import { factors, positiveMutualInformation } from "../../families/codes/co-occurrence.ts";
import { contentVectors } from "../../families/codes/content-vectors.ts";
import { hyperplanes, randomCodes, residualKMeans } from "../../families/codes/quantizers.ts";
import { tokenize } from "../../families/codes/tokenize.ts";
import { groupOf } from "./groups.ts";
import type { GenerativeConfig as Config } from "./settings.ts";
import { type Names, namesOf } from "./trie.ts";

/** Numbers a film that hold who watched it with what, for the clusters. */
const WATCHED = 32;
/** Rounds of Lloyd's algorithm. */
const ROUNDS = 12;

export function nameFilms(
  split: Split,
  config: Pick<Config, "names" | "levels" | "codes">,
  rng: Rng,
  under: Under | undefined,
): Names {
  const { items } = split.train;
  const { levels, codes } = config;
  const sizes = Array.from({ length: levels }, () => codes);
  switch (config.names) {
    case "rq-vae":
      return namesOf(...codesBeneath(under, items));
    case "k-means": {
      const { x, width } = contentVectors(split);
      return namesOf(tokenize(x, width, residualKMeans(x, width, sizes, rng)).codes, sizes);
    }
    case "lsh": {
      const { x, width } = contentVectors(split);
      const whole = sizes.map((size) => 2 ** Math.round(Math.log2(size))); // a plane is a bit
      return namesOf(hyperplanes(x, width, whole, rng), whole);
    }
    case "random":
      return namesOf(randomCodes(items, sizes, rng), sizes);
    case "collaborative": {
      const { rows, width } = factors(positiveMutualInformation(split.train), WATCHED);
      const branches = Math.max(2, Math.min(codes, Math.ceil(items ** (1 / levels))));
      const found = clustersOfClusters(Float32Array.from(rows), width, levels, branches, rng);
      return namesOf(
        found,
        found.map(() => branches),
      );
    }
    case "serial": {
      const group = groupsOf(split.catalogue);
      return namesOf([group], [group.reduce((a, b) => Math.max(a, b), 0) + 1]);
    }
    case "digits": {
      const places = String(Math.max(1, items - 1)).length;
      const digits = Array.from({ length: places }, (_, place) =>
        Int32Array.from(
          { length: items },
          (_, film) => Math.floor(film / 10 ** (places - 1 - place)) % 10,
        ),
      );
      return namesOf(
        digits,
        digits.map(() => 10),
        false,
      );
    }
  }
}

/** The codes that the run beneath has made, by level. */
function codesBeneath(under: Under | undefined, items: number): [Int32Array[], number[]] {
  const made = under?.made.codes;
  if (!made || made.shape[0] !== items) {
    throw new ToldError(
      sentence("The names come from a run of RQ-VAE on the same films, and there is none"),
    );
  }
  const [, levels] = made.shape as [number, number];
  const codes = Array.from({ length: levels }, (_, l) =>
    Int32Array.from({ length: items }, (_, film) => made.values[film * levels + l]!),
  );
  return [codes, codes.map((level) => level.reduce((a, b) => Math.max(a, b), 0) + 1)];
}

/** k-means, then k-means within every cluster, and so on: the code of each row by level. */
export function clustersOfClusters(
  rows: Float32Array,
  d: number,
  levels: number,
  branches: number,
  rng: Rng,
): Int32Array[] {
  const n = rows.length / d;
  const codes = Array.from({ length: levels }, () => new Int32Array(n));
  const divide = (members: Int32Array, level: number) => {
    if (level === levels || members.length === 0) return;
    const own = new Float32Array(members.length * d);
    members.forEach((row, at) => {
      own.set(rows.subarray(row * d, (row + 1) * d), at * d);
    });
    const { of } = kMeans(own, d, branches, rng, ROUNDS);
    members.forEach((row, at) => {
      codes[level]![row] = of[at]!;
    });
    for (let branch = 0; branch < branches; branch++) {
      divide(
        members.filter((_, at) => of[at] === branch),
        level + 1,
      );
    }
  };
  divide(
    Int32Array.from({ length: n }, (_, row) => row),
    0,
  );
  return codes;
}

/** The group of each film by number, in the order in which the catalogue has them. */
export function groupsOf(catalogue: Split["catalogue"]): Int32Array {
  const groups = new Map<string, number>();
  return Int32Array.from(catalogue.genreBits, (_, film) => {
    const key = groupOf(catalogue, film);
    const group = groups.get(key) ?? groups.size;
    groups.set(key, group);
    return group;
  });
}
