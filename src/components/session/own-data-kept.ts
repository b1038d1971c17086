/** How the reader's own data lie in storage: for the page, and for the workers that read and train on them. */
import { isOwnId } from "../../engine/data/datasets.ts";
import type { OwnAbout, OwnData } from "../../engine/own-data/own.ts";
import type { Storage } from "./storage.ts";

export const ABOUT = "own-about/";
export const DATA = "own-data/";

/** What the reading of tables came to: the data themselves only where the reading worker could not keep them. */
export interface Read {
  readonly about: OwnAbout;
  readonly data?: OwnData;
}

/** Keeps data in this browser, from whatever worker has them: they are large, and the page does without a copy. */
export async function keepOwn(kept: Pick<Storage, "set">, data: OwnData): Promise<Read> {
  const { about } = data;
  return (await kept.set(DATA + about.id, data)) ? { about } : { about, data };
}

/** A copy of the data themselves under the name that the reader has given them, as storage gave it: not checked. */
export async function readOwn(kept: Pick<Storage, "get">, id: string): Promise<object | undefined> {
  const data = (await kept.get(DATA + id)) as OwnData | undefined;
  const about = data && (await kept.get(ABOUT + id));
  return isAbout(about) ? { ...data, about } : data;
}

/** An entry of the list, if it is whole: it may be from another version. */
export function isAbout(value: unknown): value is OwnAbout {
  const about = value as Partial<OwnAbout> | undefined;
  return (
    isOwnId(about?.id) &&
    typeof about.name === "string" &&
    Array.isArray(about.files) &&
    [about.users, about.items, about.interactions, about.core].every(Number.isInteger)
  );
}
