/** The first weights and the first codes. */
import type { Rng } from "../../engine/numbers/random.ts";
import { residualKMeans } from "./baselines.ts";
import type { FilmVectors } from "./content-vectors.ts";
import { type RqVaeConfig as Config, codeSizes } from "./lesson.ts";

export interface Weights {
  readonly values: Float32Array;
  readonly shape: readonly number[];
}
type Layers = Readonly<Record<string, Weights>>;

/** Standard deviation of a number of a code that is drawn without looking at the films. */
const RANDOM_CODE = 1;

/** Encoder F-h-d and decoder d-h-F, and a codebook a level. */
export function firstWeights(vectors: FilmVectors, config: Config, rng: Rng): Layers {
  const { hidden, dim } = config;
  const layer = (name: string, inputs: number, outputs: number, gain: number): Layers => ({
    [name.replace("#", "W")]: {
      values: rng.normals(inputs * outputs, Math.sqrt(gain / inputs)),
      shape: [inputs, outputs],
    },
    [name.replace("#", "b")]: { values: new Float32Array(outputs), shape: [outputs] },
  });
  const layers = {
    ...layer("e#1", vectors.width, hidden, 2),
    ...layer("e#2", hidden, dim, 1),
    ...layer("d#1", dim, hidden, 2),
    ...layer("d#2", hidden, vectors.width, 1),
  };
  const sizes = codeSizes(config);
  const books =
    config.init === "kmeans"
      ? residualKMeans(encodeOnCpu(vectors, layers), dim, sizes, rng)
      : sizes.map((size) => rng.normals(size * dim, RANDOM_CODE));
  books.forEach((values, level) => {
    Object.assign(layers, { [`codes${level}`]: { values, shape: [sizes[level]!, dim] } });
  });
  return layers;
}

/**
 * What the untrained encoder makes of the films, for k-means on it (Zeghidour et al. 2021, section III-C). On
 * the CPU: there is no session on the device yet.
 */
function encodeOnCpu({ x, width }: FilmVectors, layers: Layers): Float32Array {
  const hidden = product(x, width, layers.eW1!, layers.eb1!);
  for (let n = 0; n < hidden.length; n++) hidden[n] = Math.max(0, hidden[n]!);
  return product(hidden, layers.eW1!.shape[1]!, layers.eW2!, layers.eb2!);
}

function product(rows: Float32Array, inputs: number, weights: Weights, bias: Weights) {
  const outputs = weights.shape[1]!;
  const out = new Float32Array((rows.length / inputs) * outputs);
  const sum = new Float64Array(outputs);
  for (let row = 0; row < rows.length / inputs; row++) {
    sum.set(bias.values);
    for (let i = 0; i < inputs; i++) {
      const value = rows[row * inputs + i]!;
      for (let o = 0; o < outputs; o++) sum[o]! += value * weights.values[i * outputs + o]!;
    }
    out.set(sum, row * outputs);
  }
  return out;
}
