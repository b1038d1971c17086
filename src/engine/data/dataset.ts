/**
 * Datasets: what they hold, how they are loaded and checked, and the k-core.
 *
 * The files of a dataset lie under public/datasets/<id>/ and are written by scripts/build-dataset.mjs.
 * This module reads no network and no disk: whoever calls it says how a file is read.
 */

import { type Sentence, sentence } from "../declarations/sentence.ts";
import { DatasetError, type ReadFile, readDataset } from "./dataset-format.ts";
import { DATASETS } from "./datasets.ts";
import { syntheticDataset } from "./synthetic.ts";

export { DatasetError, type ReadFile };

/**
 * User-item interactions by column, item attributes, licence and source. Users and items are dense
 * integers from 0; rows are ordered by (user, time, order in the source file), and that last rule is
 * what decides which of two simultaneous interactions came "last".
 */
export interface Dataset {
  readonly id: string;
  readonly name: string;
  readonly users: number;
  readonly items: number;
  /** One entry an interaction, all of the same length. */
  readonly interactions: {
    readonly user: Int32Array;
    readonly item: Int32Array;
    /** Stars (0.5 to 5), or 1 where the source has no ratings. */
    readonly rating: Float32Array;
    /** Seconds since 1970, UTC; where the dataset is not timed, numbers that only order. */
    readonly time: Float64Array;
  };
  /** Whether the times are measured ones: whatever reads more than their order asks. */
  readonly timed: boolean;
  readonly catalogue: Catalogue;
  readonly about: {
    readonly licence: string;
    readonly citation: string;
    readonly source: string;
    readonly tieRule: string;
  };
  /** For the reader, such as that the files could not be verified; usually none. */
  readonly warnings: readonly Sentence[];
}

/** What is known of the items without anybody's interactions. */
export interface Catalogue {
  /**
   * [items] the source's own number for each item. It stays the same whatever core is taken, so what
   * is kept between visits (a reader's ratings, say) is kept under it.
   */
  readonly ids: Int32Array;
  /** For display, article in front: "The Godfather". */
  readonly titles: readonly string[];
  /** 0 where unknown. */
  readonly years: Int16Array;
  /** The genre vocabulary; bit g of genreBits[item] says that the item has genres[g]. */
  readonly genres: readonly string[];
  readonly genreBits: Uint32Array;
}

/**
 * Loads a dataset, checks every file's size and SHA-256, and takes the k-core.
 * @param id one of DATASETS
 * @param options.core users and items keep at least so many interactions; the dataset's default (5 for
 *   MovieLens) if absent, 0 for everything. The synthetic set is always whole, so that its truth fits.
 * @throws DatasetError
 */
export async function loadDataset(
  id: string,
  readFile: ReadFile,
  options: { readonly core?: number } = {},
): Promise<Dataset> {
  if (id === "synthetic") return syntheticDataset().dataset;
  if (!DATASETS.some((known) => known.id === id)) {
    const known = DATASETS.map((dataset) => `"${dataset.id}"`).join(", ");
    throw new DatasetError(
      "unknown",
      sentence('There is no dataset "{id}"; the datasets are {known}.', {
        id: id.slice(0, 40),
        known,
      }),
    );
  }
  const { dataset, defaultCore } = await readDataset(id, readFile);
  return kCore(dataset, options.core ?? defaultCore);
}

/**
 * The largest part of a dataset in which every user and every item has at least k interactions, found
 * by dropping those with fewer until nothing changes (Seidman 1983). Users and items are renumbered
 * densely in their old order; the order of rows stays.
 */
export function kCore(dataset: Dataset, k: number): Dataset {
  const { user, item, rating, time } = dataset.interactions;
  const { keptUser, keptItem } = coreMembers(dataset, k);
  const users = renumber(keptUser);
  const items = renumber(keptItem);
  const kept = new Int32Array(user.length);
  let count = 0;
  for (let row = 0; row < user.length; row++) {
    if (keptUser[user[row]!] && keptItem[item[row]!]) kept[count++] = row;
  }
  const rows = kept.subarray(0, count);
  const pick = <T extends Float32Array | Float64Array>(from: T, to: T): T => {
    for (let n = 0; n < count; n++) to[n] = from[rows[n]!]!;
    return to;
  };
  const { catalogue } = dataset;
  return {
    ...dataset,
    users: users.old.length,
    items: items.old.length,
    interactions: {
      user: rows.map((row) => users.renumbered[user[row]!]!),
      item: rows.map((row) => items.renumbered[item[row]!]!),
      rating: pick(rating, new Float32Array(count)),
      time: pick(time, new Float64Array(count)),
    },
    catalogue: {
      ids: items.old.map((old) => catalogue.ids[old]!),
      titles: Array.from(items.old, (old) => catalogue.titles[old]!),
      years: Int16Array.from(items.old, (old) => catalogue.years[old]!),
      genres: catalogue.genres,
      genreBits: Uint32Array.from(items.old, (old) => catalogue.genreBits[old]!),
    },
  };
}

/** Which users and items the k-core holds, 1 for each that stays. */
export function coreMembers(
  { users, items, interactions: { user, item } }: Pick<Dataset, "users" | "items" | "interactions">,
  k: number,
): { keptUser: Uint8Array; keptItem: Uint8Array } {
  const keptUser = new Uint8Array(users).fill(1);
  const keptItem = new Uint8Array(items).fill(1);
  for (let changed = k > 0; changed; ) {
    changed = false;
    const userCount = new Int32Array(users);
    const itemCount = new Int32Array(items);
    for (let row = 0; row < user.length; row++) {
      if (!keptUser[user[row]!] || !keptItem[item[row]!]) continue;
      userCount[user[row]!]!++;
      itemCount[item[row]!]!++;
    }
    for (const [kept, count] of [
      [keptUser, userCount],
      [keptItem, itemCount],
    ] as const) {
      for (let i = 0; i < kept.length; i++) {
        if (!kept[i] || count[i]! >= k) continue;
        kept[i] = 0;
        changed = true;
      }
    }
  }
  return { keptUser, keptItem };
}

/** The old numbers of what is kept, ascending, and the new number of each old one. */
function renumber(kept: Uint8Array): { old: Int32Array; renumbered: Int32Array } {
  const old = Int32Array.from(kept.keys()).filter((i) => kept[i] === 1);
  const renumbered = new Int32Array(kept.length).fill(-1);
  for (let i = 0; i < old.length; i++) renumbered[old[i]!] = i;
  return { old, renumbered };
}
