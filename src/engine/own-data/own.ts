/**
 * A reader's own data as it is kept: in this browser only, under an id made from its content, so that the
 * same file with the same choices has the same id everywhere and a link to it can be followed.
 */
import { type Dataset, kCore } from "../data/dataset.ts";
import { isOwnId } from "../data/datasets.ts";
import { sentence } from "../declarations/sentence.ts";
import type { Assembled, Has } from "./assemble.ts";
import type { Sample } from "./sample.ts";
import { cleanText } from "./text.ts";

const VERSION = 1;

export interface OwnAbout {
  readonly id: string;
  /** What the reader calls it. */
  readonly name: string;
  /** The names of the files. */
  readonly files: readonly string[];
  readonly core: number;
  readonly users: number;
  readonly items: number;
  readonly interactions: number;
  readonly has: Has;
  /** Which part of the files this is; absent: all. */
  readonly sample?: Sample;
}

export interface OwnData {
  readonly version: number;
  readonly about: OwnAbout;
  readonly interactions: Dataset["interactions"];
  readonly catalogue: Dataset["catalogue"];
}

/** The chosen core of what was read, ready to be kept. */
export function ownData(
  read: Assembled,
  { core, name, files, sample }: Pick<OwnAbout, "core" | "name" | "files" | "sample">,
): OwnData {
  const { users, items, interactions, catalogue } = kCore(
    { ...read, id: "", name: "", timed: read.has.times, about: NOTHING, warnings: [] },
    core,
  );
  return {
    version: VERSION,
    about: {
      id: `own-${fingerprint(interactions, catalogue)}`,
      name: nameOf(name),
      files,
      core,
      users,
      items,
      interactions: interactions.item.length,
      has: read.has,
      ...(sample && { sample }),
    },
    interactions,
    catalogue,
  };
}

const NOTHING = { licence: "", citation: "", source: "", tieRule: "" };

export const nameOf = (name: string) => cleanText(name, 60) || "My data";

/** The dataset that the engine trains on. */
export function datasetOf({ about, interactions, catalogue }: OwnData): Dataset {
  return {
    id: about.id,
    name: about.name,
    users: about.users,
    items: about.items,
    interactions,
    catalogue,
    timed: about.has.times,
    about: {
      licence: "The reader’s own data; it stays in this browser.",
      citation: "",
      source: about.files.join(", "),
      tieRule: about.has.times
        ? "Interactions of a user are ordered by time; those at the same time by their order in the file."
        : "Interactions of a user are in the file’s order: by its counter where it has one, else by line; it has no times.",
    },
    warnings: about.has.times
      ? []
      : [
          sentence(
            "“{name}” has no times: only the order of each user’s interactions is read. Hours, histories, years and pauses are left out, and there is no split by time.",
            { name: about.name },
          ),
        ],
  };
}

/** What storage gave, if it is whole: it may be from another version, or damaged. */
export function checkedOwnData(given: unknown): OwnData | undefined {
  const data = given as Partial<OwnData> | undefined;
  const about = data?.about;
  const { user, item, rating, time } = data?.interactions ?? {};
  const catalogue = data?.catalogue;
  if (data?.version !== VERSION || !about || !isOwnId(about.id) || !catalogue) return undefined;
  if (typeof about.name !== "string" || typeof about.has?.times !== "boolean") return undefined;
  if (!(user instanceof Int32Array && item instanceof Int32Array)) return undefined;
  if (!(rating instanceof Float32Array && time instanceof Float64Array)) return undefined;
  const { users, items, interactions } = about;
  if ([user, item, rating, time].some((column) => column.length !== interactions)) return undefined;
  const { ids, titles, years, genres, genreBits } = catalogue;
  if ([ids, titles, years, genreBits].some((column) => column.length !== items)) return undefined;
  if (!titles.every((title) => typeof title === "string") || genres.length > 32) return undefined;
  for (let row = 0; row < interactions; row++) {
    if (!(user[row]! >= 0 && user[row]! < users && item[row]! >= 0 && item[row]! < items))
      return undefined;
  }
  return data as OwnData;
}

/** 64 bits of the content (FNV-1a over words, twice); it names data and guards nothing. */
function fingerprint(
  { user, item, rating, time }: Dataset["interactions"],
  { titles, years, genres, genreBits }: Dataset["catalogue"],
): string {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  const add = (word: number) => {
    a = Math.imul(a ^ word, 0x01000193);
    b = Math.imul((b ^ word) + (a >>> 15), 0x85ebca6b);
  };
  for (const { buffer, byteOffset, byteLength } of [user, item, rating, time, genreBits]) {
    for (const word of new Uint32Array(buffer, byteOffset, byteLength / 4)) add(word);
  }
  for (const year of years) add(year);
  for (const text of [...titles, ...genres]) {
    for (let i = 0; i < text.length; i++) add(text.charCodeAt(i));
    add(-1);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}
