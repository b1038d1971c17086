import { titleText } from "../../../components/charts/genre-classes.ts";
import { useSession } from "../../../components/session/use-session.ts";
import type { Catalogue } from "../../../engine/data/dataset.ts";
import type { Opened } from "../../../engine/declarations/run.ts";
import { TASK_ITEMS } from "../task-size.ts";

/** What the ids of the model at hand are called: films, or the numbered items of a generated task. */
export interface Films {
  readonly catalogue: Catalogue;
  readonly popularity: ArrayLike<number>;
  readonly generated: boolean;
  readonly name: (item: number) => string;
}

const NUMBERED: Catalogue = {
  ids: Int32Array.from({ length: TASK_ITEMS }, (_, i) => i + 1),
  titles: Array.from({ length: TASK_ITEMS }, (_, i) => `Item ${i + 1}`),
  years: new Int16Array(TASK_ITEMS),
  genres: [],
  genreBits: new Uint32Array(TASK_ITEMS),
};
const EQUAL = new Int32Array(TASK_ITEMS).fill(1);

export function useFilms(opened: Opened): Films {
  const generated = useSession((state) => state.setup.config.task !== "films");
  const catalogue = generated ? NUMBERED : opened.catalogue;
  return {
    catalogue,
    popularity: generated ? EQUAL : opened.popularity,
    generated,
    name: (item) => (item < 0 ? "[hidden]" : titleText(catalogue, item)),
  };
}
