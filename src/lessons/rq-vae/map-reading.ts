/** The cloud that a level has to describe, flat: latents for level 1, what the levels before left otherwise. */
import { assign } from "../../engine/numbers/kmeans.ts";
import { type Projection, projectPoint, projectRows } from "../../engine/numbers/projection.ts";
import type { Arguments, ProbeContext } from "../../engine/training/probe.ts";
import type { FilmSplit } from "./films.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";
import { tokenizeFilms } from "./read.ts";

export interface LevelMapReading {
  readonly level: number;
  /** [films] */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** [films] the code that each film has at this level. */
  readonly code: Int32Array;
  /** [codes] where the codes lie; the origin is what nothing is left of. */
  readonly codeX: Float32Array;
  readonly codeY: Float32Array;
  /** The share of the variance that the flat map shows. */
  readonly shown: number;
  /** The share of films that lie in the cell of their own code on the flat map. */
  readonly inCell: number;
  /** Mean squared length of what the level has to describe, and of what it leaves. */
  readonly before: number;
  readonly after: number;
}

/** { level } from 0. */
export async function levelMap(
  { parameters, split, config, memory }: ProbeContext<Config, FilmSplit>,
  args: Arguments,
): Promise<LevelMapReading> {
  const level = Math.min(config.levels - 1, (args.level as number | undefined) ?? 0);
  const { books, words } = await tokenizeFilms(parameters, split.vectors, config);
  const d = config.dim;
  const cloud = words.residuals[level]!;
  const films = cloud.length / d;
  const key = `map ${level}`;
  const projection = projectRows(cloud, films, d, memory.get(key) as Projection | undefined);
  memory.set(key, projection);
  const book = books[level]!;
  const spots = Array.from({ length: book.length / d }, (_, code) =>
    projectPoint(projection, book.subarray(code * d, (code + 1) * d)),
  );
  const flat = (x: ArrayLike<number>, y: ArrayLike<number>) =>
    Float32Array.from({ length: 2 * x.length }, (_, n) => (n % 2 ? y : x)[n >> 1]!);
  const codeX = Float32Array.from(spots, ({ x }) => x);
  const codeY = Float32Array.from(spots, ({ y }) => y);
  const nearest = assign(flat(projection.x, projection.y), 2, flat(codeX, codeY));
  const code = words.codes[level]!;
  const [first, second] = projection.explainedVariance;
  return {
    level,
    x: projection.x,
    y: projection.y,
    code,
    codeX,
    codeY,
    shown: first + second,
    inCell: nearest.filter((cell, film) => cell === code[film]).length / films,
    before: meanLength(cloud, d),
    after: meanLength(words.residuals[level + 1]!, d),
  };
}

function meanLength(rows: Float32Array, d: number): number {
  return rows.reduce((sum, value) => sum + value ** 2, 0) / Math.max(1, rows.length / d);
}
