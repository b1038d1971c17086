import { titleText } from "../../components/charts/genre-classes.ts";
import { useSession } from "../../components/session/use-session.ts";
import type { Catalogue } from "../../engine/data/dataset.ts";
import type { Opened } from "../../engine/declarations/run.ts";
import { ALIKE, plantedName, THEMES } from "./interests.ts";

/** What the ids of the model at hand are called: films, or those of planted themes. */
export interface Films {
  readonly catalogue: Catalogue;
  readonly popularity: ArrayLike<number>;
  readonly planted: boolean;
  readonly name: (film: number) => string;
}

const COUNT = THEMES * ALIKE;
const PLANTED: Catalogue = {
  ids: Int32Array.from({ length: COUNT }, (_, film) => film + 1),
  titles: Array.from({ length: COUNT }, (_, film) => plantedName(film)),
  years: new Int16Array(COUNT),
  genres: [],
  genreBits: new Uint32Array(COUNT),
};
const EQUAL = new Int32Array(COUNT).fill(1);

export function useFilms(opened: Opened): Films {
  const planted = useSession((state) => state.setup.config.task === "interests");
  const catalogue = planted ? PLANTED : opened.catalogue;
  return {
    catalogue,
    popularity: planted ? EQUAL : opened.popularity,
    planted,
    name: (film) => titleText(catalogue, film),
  };
}
