/** Vectors move: new films come, and people change. */
import { Rng } from "../../engine/numbers/random.ts";
import type { FilmVectors } from "../../families/codes/content-vectors.ts";

/**
 * Vectors of which a share `noise` of the energy is new: x' = sqrt(1 - noise) x + sqrt(noise) s e, with s
 * the spread of each number over the catalogue and e normal. The same noise each time.
 */
export function withNoise(vectors: FilmVectors, noise: number): FilmVectors {
  if (noise === 0) return vectors;
  const { x, width } = vectors;
  const spread = new Float64Array(width);
  for (let n = 0; n < x.length; n++) spread[n % width]! += (x[n]! ** 2 * width) / x.length;
  const chance = new Rng(5);
  return {
    ...vectors,
    x: x.map(
      (value, n) =>
        Math.sqrt(1 - noise) * value + Math.sqrt(noise * spread[n % width]!) * chance.normal(),
    ),
  };
}
