/** The data that sessions open with: each is loaded and split once, and stays. */
import { type Dataset, DatasetError, loadDataset } from "./data/dataset.ts";
import { isOwnId } from "./data/datasets.ts";
import { leaveOneOut, type Split } from "./data/split.ts";
import { sentence } from "./declarations/sentence.ts";
import { checkedOwnData, datasetOf } from "./own-data/own.ts";

const OWN_DATA_DAMAGED = sentence(
  "The data that this browser has kept are damaged: remove them under “Your own data” and load the file again.",
);

interface Found {
  readonly dataset: Dataset;
  readonly split: Split;
}

/**
 * @param readFile reads a file of the site, by a path relative to its root
 * @param readOwn reads a reader's own data from where they are kept, if that can be done here
 */
export function createLibrary(
  readFile: (path: string) => Promise<ArrayBuffer>,
  readOwn: (id: string) => Promise<object | undefined> = async () => undefined,
) {
  const shelves = new Map<string, Promise<Found>>();

  async function load(id: string, core: number | undefined): Promise<Found> {
    if (isOwnId(id)) {
      throw new DatasetError(
        "missing",
        sentence(
          "These data of somebody’s own are not in this browser: load the file again under “Your own data”, or choose another dataset ({id})",
          { id },
        ),
      );
    }
    const dataset = await loadDataset(id, readFile, core === undefined ? {} : { core });
    return { dataset, split: leaveOneOut(dataset) };
  }

  return {
    /** @param core the k-core of the dataset; a reader's own data are whole */
    find(id: string, core: number | undefined): Promise<Found> {
      const key = core === undefined || isOwnId(id) ? id : `${id}, ${core}-core`;
      const known = shelves.get(key);
      if (known) return known;
      const found = load(id, core);
      shelves.set(key, found);
      // A failed download may be tried again.
      found.catch(() => shelves.delete(key));
      return found;
    },

    /** Whether these data need not be adopted before a session is opened with them: they are here, or kept. */
    async has(id: string): Promise<boolean> {
      if (shelves.has(id)) return true;
      const own = await readOwn(id);
      if (own) adopt(own);
      return own !== undefined;
    },
    adopt,
  };

  /** Takes a reader's own data, which no file of the site holds. The newest only: they may be large. */
  function adopt(given: unknown): void {
    const own = checkedOwnData(given);
    if (!own) throw new DatasetError("corrupt", OWN_DATA_DAMAGED);
    for (const id of shelves.keys()) if (isOwnId(id)) shelves.delete(id);
    const dataset = datasetOf(own);
    shelves.set(dataset.id, Promise.resolve({ dataset, split: leaveOneOut(dataset) }));
  }
}
