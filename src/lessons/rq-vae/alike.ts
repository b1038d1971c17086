/** A film's word, and why it is this one: the films whose words begin alike, and how near they are to it. */
import { cosine, loudest, type ReasonsReading } from "../../engine/ranking/reasons.ts";
import type { ProbeContext } from "../../engine/training/probe.ts";
import type { FilmSplit } from "./films.ts";
import type { RqVaeConfig as Config } from "./lesson.ts";
import type { Parameters } from "./model.ts";
import { tokenizeFilms } from "./read.ts";

const SHOWN = 10;

export interface AlikeReading extends ReasonsReading {
  readonly word: readonly number[];
}

/** { item }: by the codes in common from the first on, then by the cosine of what was to be spelled. */
export async function alike(
  { parameters, split, config }: ProbeContext<Config, FilmSplit, Parameters>,
  { item }: { readonly item: number },
): Promise<AlikeReading> {
  const { x, width } = split.vectors;
  const { z, words } = await tokenizeFilms(parameters, split.vectors);
  const { codes } = words;
  const shared = (film: number) => {
    const differs = codes.findIndex((level) => level[film] !== level[item]);
    return differs < 0 ? codes.length : differs;
  };
  const films = Array.from({ length: x.length / width }, (_, film) => film)
    .filter((film) => film !== item)
    .map((film) => ({ film, shared: shared(film), near: cosine(x, width, item, film) }))
    .sort((a, b) => b.shared - a.shared || b.near - a.near)
    .slice(0, SHOWN);
  return {
    word: codes.map((level) => level[item]!),
    history: 1,
    films: films.map(({ film, shared: count, near }) => ({
      item: film,
      score: count,
      voices: loudest([
        { item: -1, name: "cosine of x", weight: near },
        { item: -1, name: "cosine of z", weight: cosine(z, config.dim, item, film) },
      ]),
    })),
  };
}
