/** A film that the reader makes up: its word, and the films that begin alike. */
import type { Arguments, ProbeContext } from "../../engine/training/probe.ts";
import type { FilmSplit } from "./films.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";
import { latents, tokenizeFilms } from "./read.ts";
import { tokenize } from "./tokenize.ts";

export interface OwnReading {
  /** Its code at each level. */
  readonly codes: readonly number[];
  /** Films that share its first 1, 2, ... codes: how many, and those nearest to its latent. */
  readonly sharing: readonly { readonly count: number; readonly films: Int32Array }[];
}

const SHOWN = 8;

/** { title, year, genres }; null where vectors are not made from content. */
export async function own(
  { parameters, split, config }: ProbeContext<Config, FilmSplit>,
  args: Arguments,
): Promise<OwnReading | null> {
  const { place, width } = split.vectors;
  if (!place) return null;
  const film = place({
    title: String(args.title ?? ""),
    year: Number(args.year ?? 0),
    genres: (args.genres as string[] | undefined) ?? [],
  });
  const { z, books, words } = await tokenizeFilms(parameters, split.vectors, config);
  const d = config.dim;
  const latent = await latents(parameters, film, width);
  const codes = tokenize(latent, d, books).codes.map((level) => level[0]!);
  const distance = (row: number) => {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += (z[row * d + k]! - latent[k]!) ** 2;
    return sum;
  };
  let alike = Array.from({ length: split.train.items }, (_, row) => row);
  const sharing = codes.map((code, level) => {
    alike = alike.filter((row) => words.codes[level]![row] === code);
    const nearest = alike
      .map((row) => ({ row, at: distance(row) }))
      .sort((a, b) => a.at - b.at)
      .slice(0, SHOWN);
    return { count: alike.length, films: Int32Array.from(nearest, ({ row }) => row) };
  });
  return { codes, sharing };
}
