/// <reference types="node" />
import { readFileSync } from "node:fs";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { inEnglish } from "../declarations/sentence.ts";
import { type Dataset, DatasetError, kCore, loadDataset } from "./dataset.ts";
import { DATASETS } from "./datasets.ts";

const root = new URL("../../../public/", import.meta.url);
async function readFile(path: string): Promise<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(path, root))).buffer;
}
/** Reads the real files, but one of them changed. */
function withChanged(file: string, change: (bytes: Uint8Array) => Uint8Array<ArrayBuffer>) {
  return async (path: string) => {
    const bytes = await readFile(path);
    return path.endsWith(file) ? change(new Uint8Array(bytes)).buffer : bytes;
  };
}
const edited = (change: (json: string) => string) => (bytes: Uint8Array) =>
  new TextEncoder().encode(change(new TextDecoder().decode(bytes)));

async function failure(promise: Promise<unknown>): Promise<DatasetError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DatasetError);
  return error as DatasetError;
}

describe("MovieLens small", () => {
  let whole: Dataset;
  let core: Dataset;
  beforeAll(async () => {
    whole = await loadDataset("movielens-small", readFile, { core: 0 });
    core = await loadDataset("movielens-small", readFile);
  });

  it("has every rating, and the 5-core by default", () => {
    expect([whole.users, whole.items, whole.interactions.user.length]).toEqual([671, 9066, 100004]);
    expect([core.users, core.items, core.interactions.user.length]).toEqual([671, 3496, 90072]);
    expect(core.warnings).toEqual([]);
  });

  it("is ordered by user, time and, at the same second, film id", () => {
    for (const { interactions, catalogue } of [whole, core]) {
      const { user, item, time } = interactions;
      const before = (a: number, b: number) =>
        user[a]! - user[b]! ||
        time[a]! - time[b]! ||
        catalogue.ids[item[a]!]! - catalogue.ids[item[b]!]!;
      expect(user.findIndex((_, row) => row > 0 && before(row - 1, row) >= 0)).toBe(-1);
    }
  });

  it("keeps ratings, times and the catalogue aligned through the core", () => {
    const index = new Map(Array.from(whole.catalogue.ids, (id, i) => [id, i]));
    const rows = new Map<string, number>();
    const a = whole.interactions;
    for (let row = 0; row < a.user.length; row++) rows.set(`${a.user[row]} ${a.item[row]}`, row);
    const b = core.interactions;
    let wrong = 0;
    for (let row = 0; row < b.user.length; row++) {
      // All 671 users stay, so their numbers do too.
      const old = rows.get(`${b.user[row]} ${index.get(core.catalogue.ids[b.item[row]!]!)}`);
      if (old === undefined || a.rating[old] !== b.rating[row] || a.time[old] !== b.time[row])
        wrong++;
    }
    expect(wrong).toBe(0);
    for (let item = 0; item < core.items; item += 97) {
      const old = index.get(core.catalogue.ids[item]!)!;
      expect(core.catalogue.titles[item]).toBe(whole.catalogue.titles[old]);
      expect(core.catalogue.years[item]).toBe(whole.catalogue.years[old]);
      expect(core.catalogue.genreBits[item]).toBe(whole.catalogue.genreBits[old]);
    }
    expect(Math.min(...b.rating)).toBe(0.5);
    expect(Math.max(...b.rating)).toBe(5);
    expect(new Date(1000 * Math.max(...b.time)).getUTCFullYear()).toBe(2016);
  });

  it.each([
    [858, "The Godfather", 1972, ["Crime", "Drama"]],
    [1, "Toy Story", 1995, ["Adventure", "Animation", "Children", "Comedy", "Fantasy"]],
    [8014, "Spring, Summer, Fall, Winter... and Spring (Bom yeoreum gaeul gyeoul geurigo bom)"],
    [4973, "Amelie (Le Fabuleux destin d'Amélie Poulain)", 2001],
    [
      3089,
      "Bicycle Thieves (a.k.a. The Bicycle Thief) (a.k.a. The Bicycle Thieves) (Ladri di biciclette)",
    ],
  ])("film %i is %s", (id, title, year?: number, genres?: string[]) => {
    const item = core.catalogue.ids.indexOf(id);
    expect(core.catalogue.titles[item]).toBe(title);
    if (year) expect(core.catalogue.years[item]).toBe(year);
    if (genres) {
      const bits = core.catalogue.genreBits[item]!;
      expect(core.catalogue.genres.filter((_, g) => (bits >>> g) & 1)).toEqual(genres);
    }
  });

  it("turns the articles of other languages round", () => {
    const { titles } = whole.catalogue;
    for (const title of [
      "L'Avventura (The Adventure)",
      "Das Boot (The Boat)",
      "The Name of the Rose (Der Name der Rose)",
      "The Enigma of Kaspar Hauser (a.k.a. The Mystery of Kaspar Hauser) (Jeder für sich und Gott Gegen Alle)",
      "The Librarian: The Curse of the Judas Chalice",
      "(500) Days of Summer",
      "Bye Bye, Love",
    ])
      expect(titles).toContain(title);
    expect(
      titles.filter((title) => /, (The|A|An|Le|La|Les|Der|Die|Das)\b\)?$/.test(title)),
    ).toEqual([]);
  });
});

describe("what goes wrong while loading", () => {
  const load = (read: (path: string) => Promise<ArrayBuffer>) =>
    loadDataset("movielens-small", read);

  it("names the datasets there are", async () => {
    const error = await failure(loadDataset("netflix", readFile));
    expect(error.kind).toBe("unknown");
    for (const { id } of DATASETS) expect(error.message).toContain(id);
  });

  it("says which file is missing", async () => {
    const error = await failure(
      load(async (path) => {
        if (path.endsWith("time.u32")) throw new Error("404");
        return readFile(path);
      }),
    );
    expect(error.kind).toBe("missing");
    expect(error.message).toMatch(/datasets\/movielens-small\/time\.u32 could not be read \(404\)/);
  });

  it("notices a truncated file", async () => {
    const error = await failure(load(withChanged("item.u16", (bytes) => bytes.slice(0, 1000))));
    expect(error.kind).toBe("corrupt");
    expect(error.message).toMatch(/item\.u16 is damaged: it has 1000 bytes instead of 200008/);
  });

  it("notices one changed byte", async () => {
    const flipped = withChanged("rating.u8", (bytes) => {
      const copy = new Uint8Array(bytes);
      copy[5]! ^= 1;
      return copy;
    });
    const error = await failure(load(flipped));
    expect(error.kind).toBe("corrupt");
    expect(error.message).toMatch(/rating\.u8 is damaged: its SHA-256/);
  });

  it("notices a page of HTML in place of the manifest", async () => {
    const error = await failure(
      load(async () => new TextEncoder().encode("<!doctype html>").buffer),
    );
    expect(error.kind).toBe("corrupt");
    expect(error.message).toMatch(/dataset\.json is damaged: it is not JSON/);
  });

  it("refuses a format of another version, and a manifest that contradicts itself", async () => {
    const version = edited((json) => json.replace('"formatVersion": 1', '"formatVersion": 2'));
    const newer = await failure(load(withChanged("dataset.json", version)));
    expect(newer.kind).toBe("version");
    expect(newer.message).toMatch(/format version 2, but this page reads version 1/);

    const lengths = edited((json) => json.replace('"length": 100004', '"length": 100003'));
    const contradictory = await failure(load(withChanged("dataset.json", lengths)));
    expect(contradictory.kind).toBe("corrupt");
  });

  describe("without crypto.subtle", () => {
    afterEach(() => vi.unstubAllGlobals());

    it("loads with a warning, and still notices numbers out of range", async () => {
      vi.stubGlobal("crypto", {});
      const dataset = await load(readFile);
      expect(dataset.warnings).toHaveLength(1);
      expect(inEnglish(dataset.warnings[0]!)).toMatch(/checksums were not verified/);

      const error = await failure(
        load(withChanged("user.u16", (bytes) => new Uint8Array(bytes).fill(255))),
      );
      expect(error.message).toMatch(/user\.u16 is damaged: it holds the number 65535, beyond 670/);
    });
  });
});

describe("kCore", () => {
  it("drops users and items in turn until nothing changes", () => {
    const dataset = tiny([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      // Item 2 goes first, then user 2 has one interaction left and goes too.
      [2, 1],
      [2, 2],
    ]);
    const core = kCore(dataset, 2);
    expect([core.users, core.items]).toEqual([2, 2]);
    expect([...core.interactions.user]).toEqual([0, 0, 1, 1]);
    expect([...core.interactions.item]).toEqual([0, 1, 0, 1]);
    expect(core.catalogue.titles).toEqual(["0", "1"]);
    expect(kCore(dataset, 0).users).toBe(3);
    expect(kCore(dataset, 3).users).toBe(0);
  });
});

function tiny(pairs: readonly (readonly [number, number])[]): Dataset {
  const items = 1 + Math.max(...pairs.map(([, item]) => item));
  return {
    id: "tiny",
    name: "Tiny",
    users: 1 + Math.max(...pairs.map(([user]) => user)),
    items,
    interactions: {
      user: Int32Array.from(pairs, ([user]) => user),
      item: Int32Array.from(pairs, ([, item]) => item),
      rating: new Float32Array(pairs.length).fill(1),
      time: Float64Array.from(pairs.keys()),
    },
    catalogue: {
      ids: Int32Array.from({ length: items }, (_, i) => i),
      titles: Array.from({ length: items }, (_, i) => String(i)),
      years: new Int16Array(items),
      genres: [],
      genreBits: new Uint32Array(items),
    },
    timed: true,
    about: { licence: "", citation: "", source: "", tieRule: "" },
    warnings: [],
  };
}
