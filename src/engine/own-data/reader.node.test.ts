/// <reference types="node" />
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadDataset } from "../data/dataset.ts";
import { inEnglish } from "../declarations/sentence.ts";
import { checkedOwnData, datasetOf } from "./own.ts";
import { createOwnDataReader } from "./reader.ts";
import { largeRatings, readTables, type Tables } from "./testing.ts";

const root = new URL("../../../public/", import.meta.url);
const readFile = async (path: string) => new Uint8Array(readFileSync(new URL(path, root))).buffer;

/** Interactions enough for a core: user u has items u .. u + 13. */
function rowsOf(line: (user: number, item: number, n: number) => string, users = 12): string {
  let n = 0;
  return Array.from({ length: users }, (_, u) =>
    Array.from({ length: 14 }, (_, i) => line(u + 1, ((u + i) % 20) + 1, n++)).join("\n"),
  ).join("\n");
}

async function built(tables: Tables) {
  const { reader, summary, heads } = await readTables(tables);
  const data = reader.take({ core: summary.usualCore ?? 0, name: "mine" });
  return { data, summary, heads, dataset: datasetOf(data) };
}

describe("known formats", () => {
  it("reads MovieLens's CSV files back to the very dataset that they came from", async () => {
    const whole = await loadDataset("movielens-small", readFile, { core: 0 });
    const core = await loadDataset("movielens-small", readFile);
    const { user, item, rating, time } = whole.interactions;
    const { ids, titles, years, genres, genreBits } = whole.catalogue;
    const lines = Array.from(user, (u, n) =>
      [u + 1, ids[item[n]!], rating[n]!.toFixed(1), time[n]].join(),
    );
    const quoted = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const movies = titles.map((title, i) => {
      const own = genres.filter((_, g) => (genreBits[i]! >>> g) & 1);
      const year = years[i] ? ` (${years[i]})` : "";
      return [ids[i], quoted(title + year), own.join("|") || "(no genres listed)"].join();
    });
    const { dataset, summary } = await built({
      "ratings.csv": `userId,movieId,rating,timestamp\n${lines.join("\n")}\n`,
      "movies.csv": `movieId,title,genres\n${movies.join("\n")}\n`,
    });
    expect(summary).toMatchObject({ lines: 109_070, dropped: [], usualCore: 5 });
    expect(summary.notes.map(inEnglish)).toEqual([
      "The times were read as Unix seconds, from 1995-01-09 11:46 to 2016-10-16 17:57 (UTC).",
    ]);
    expect(summary.cores.find(({ k }) => k === 5)).toEqual({
      k: 5,
      users: 671,
      items: 3496,
      interactions: 90_072,
      problem: null,
      warning: null,
    });
    for (const column of ["user", "item", "rating", "time"] as const) {
      const [own, built] = [dataset.interactions[column], core.interactions[column]];
      expect(own.length === built.length && own.every((x, n) => x === built[n])).toBe(true);
    }
    expect(dataset.catalogue.genres).toEqual(core.catalogue.genres);
    expect(dataset.catalogue.genreBits).toEqual(core.catalogue.genreBits);
    expect(dataset.catalogue.years).toEqual(core.catalogue.years);
    expect(dataset.catalogue.titles).toEqual(core.catalogue.titles);
  }, 30_000);

  it("reads u.data with u.item: tabs, pipes, Latin-1, genres as columns of 0 and 1", async () => {
    const flags = (on: number) =>
      Array.from({ length: 19 }, (_, g) => (g === on ? 1 : 0)).join("|");
    const item = Array.from(
      { length: 20 },
      (_, i) => `${i + 1}|Film ${i}, The (19${50 + i})|01-Jan-1995||http://x|${flags(i % 19)}`,
    );
    item[2] = `3|Misérables, Les (1995)|01-Jan-1995||http://x|${flags(8)}`;
    const { dataset, heads, summary } = await built({
      "u.data": rowsOf((u, i, n) => `${u}\t${i}\t${1 + (n % 5)}\t${881250949 + n}`),
      "u.item": new Uint8Array(Buffer.from(item.join("\n"), "latin1")),
    });
    expect(heads.map(({ encoding, delimiter }) => [encoding, delimiter])).toEqual([
      ["utf-8", "\t"],
      ["windows-1252", "|"],
    ]);
    expect(heads[0]!.plan.roles).toEqual(["user", "item", "rating", "time"]);
    expect(dataset.catalogue.titles.slice(0, 3)).toEqual([
      "The Film 0",
      "The Film 1",
      "Les Misérables",
    ]);
    expect(dataset.catalogue.years[2]).toBe(1995);
    const { genres, genreBits } = dataset.catalogue;
    expect(genres.filter((_, g) => (genreBits[2]! >>> g) & 1)).toEqual(["Drama"]);
    expect(summary.dropped).toEqual([]);
    expect(summary.notes.map(inEnglish).join()).toContain("windows-1252");
  });

  it("reads ratings.dat with movies.dat, and leaves what lies beside them alone", async () => {
    const { dataset, heads } = await built({
      "users.dat": "1::F::1::10::48067\n2::M::56::16::70072\n",
      "movies.dat": Array.from(
        { length: 20 },
        (_, i) => `${i + 1}::"Film" ${i}: One (1990)::Comedy|Drama`,
      ).join("\n"),
      "ratings.dat": rowsOf((u, i, n) => `${u}::${i}::${1 + (n % 5)}::${978300760 + n}`),
    });
    expect(heads.map(({ plan }) => plan.use)).toEqual(["none", "items", "interactions"]);
    expect(dataset.catalogue.titles[0]).toBe('"Film" 0: One');
    expect(dataset.catalogue.genres).toEqual(["Comedy", "Drama"]);
  });

  it("reads any table: names for ids, semicolons, decimal commas, dates as text", async () => {
    const { dataset, summary, heads } = await built({
      "survey.csv": `Person;Book;Score;When;Topic\n${rowsOf(
        (u, i, n) =>
          `Ann ${u};Book "${i}";${1 + (n % 8) / 2},5;${(n % 28) + 1}.03.2015 12:00;a, b${i % 2}`,
      )}`,
    });
    expect(heads[0]!.plan).toEqual({
      use: "interactions",
      header: true,
      roles: ["user", "item", "rating", "time", "categories"],
    });
    expect(dataset.catalogue.titles[0]).toBe('Book "1"');
    expect(dataset.catalogue.genres).toEqual(["a", "b0", "b1"]);
    expect(new Date(dataset.interactions.time[0]! * 1000).getUTCMonth()).toBe(2);
    expect(summary.dropped.map(({ reason }) => inEnglish(reason))).toEqual([
      "the rating is no number",
    ]);
  });

  it("reads two columns pasted without a header, and says what is missing", async () => {
    const { dataset, summary } = await built({ "pasted table": rowsOf((u, i) => `u${u},i${i}`) });
    expect(new Set(dataset.interactions.rating)).toEqual(new Set([1]));
    expect(dataset.warnings.map(inEnglish).join()).toContain("no times");
    expect(summary.notes).toHaveLength(4);
    const { user, time } = dataset.interactions;
    expect(time.every((t, n) => n === 0 || user[n] !== user[n - 1] || t > time[n - 1]!)).toBe(true);
  });
});

describe("what is left out", () => {
  it("is counted by its reason, with the first line as an example", async () => {
    const { summary } = await readTables({
      "r.csv": [
        "user,item,rating,timestamp",
        rowsOf((u, i, n) => `${u},${i},3,${1e9 + n}`),
        ",5,3,1000000000",
        "1,,3,1000000000",
        "1,3,NaN,1000000000",
        "1,3,4,yesterday",
        "1,2,3,4000000000000,Comedy, drama",
        `1,${"x".repeat(300)},3,1000000000`,
        '1,"never closed,3,1000000000',
        "2,19,3,1000000001",
        "1,1,5,1500000000",
        "",
      ].join("\n"),
    });
    expect(
      summary.dropped.map(({ reason, count, line }) => [inEnglish(reason), count, line]),
    ).toEqual(
      expect.arrayContaining([
        ["the user is empty", 1, 170],
        ["the item is empty", 1, 171],
        ["the rating is no number", 1, 172],
        ["the time cannot be read as one from 1900 to 2200", 1, 173],
        ["the line has more fields than the table has columns", 1, 174],
        ["the item has more than 200 characters", 1, 175],
        ["a quotation mark opens and never closes", 1, 176],
        ["the same user and item stand there again: the latest counts", 1, 2],
      ]),
    );
    expect(summary.interactions).toBe(12 * 14 + 1);
    expect(summary.dropped.find(({ line }) => line === 176)?.text).toContain("never closed");
  });

  it("keeps the latest of several interactions with the same item, and their order", async () => {
    const rows = rowsOf((u, i, n) => `${u},${i},3,${1e9 + n}`);
    const { dataset } = await built({
      "r.csv": `user,item,rating,time\n${rows}\n1,1,5,1999999999`,
    });
    const { user, item, rating } = dataset.interactions;
    const own = [...item.keys()].filter((n) => user[n] === 0);
    expect(item[own.at(-1)!]).toBe(0);
    expect(rating[own.at(-1)!]).toBe(5);
    expect(own).toHaveLength(14);
  });

  it("stretches other scales to stars and says so", async () => {
    const { dataset, summary } = await built({
      "r.csv": `user,item,rating\n${rowsOf((u, i, n) => `${u},${i},${(n % 21) - 10}`)}`,
    });
    expect(Math.min(...dataset.interactions.rating)).toBe(0.5);
    expect(Math.max(...dataset.interactions.rating)).toBe(5);
    expect(summary.notes.map(inEnglish).join()).toContain("from -10 to 10");
  });
});

describe("cores", () => {
  it("says for each what is left, and why nothing can be trained on too little", async () => {
    const { summary } = await readTables({ "r.csv": rowsOf((u, i) => `${u},${i}`) });
    expect(summary.usualCore).toBe(5);
    expect(summary.cores.at(-1)).toMatchObject({ k: 20, users: 0, interactions: 0 });
    expect(summary.cores.at(-1)?.problem?.english).toContain("Nobody is left");
    const one = await readTables({
      "r.csv": Array.from({ length: 30 }, (_, i) => `me,item ${i}`).join("\n"),
    });
    expect(one.summary.usualCore).toBeNull();
    expect(one.summary.cores[0]?.problem?.english).toContain("one user only");
  });
});

describe("size", () => {
  it("reads as many ratings as MovieLens 1M has, and gives the same id again", async () => {
    const text = largeRatings({ users: 6040, items: 3706, interactions: 1_000_209 }, 1);
    const started = performance.now();
    const { reader, summary } = await readTables({ "ratings.csv": text });
    const data = reader.take({ core: 5, name: "large" });
    console.info(`1,000,209 ratings read in ${Math.round(performance.now() - started)} ms`);
    expect(summary.interactions).toBe(1_000_209);
    expect(checkedOwnData(structuredClone(data))?.about).toEqual(data.about);
    expect(reader.take({ core: 5, name: "another name" }).about.id).toBe(data.about.id);
    expect(reader.take({ core: 10, name: "large" }).about.id).toBe(
      summary.cores[4]!.interactions === summary.cores[3]!.interactions
        ? data.about.id
        : expect.not.stringMatching(data.about.id),
    );
  }, 120_000);

  it("refuses a file that is too large before reading any of it", async () => {
    const blob = { size: 2 ** 31, slice: () => expect.unreachable() } as unknown as Blob;
    await expect(createOwnDataReader().open([{ name: "big.csv", blob }])).rejects.toThrow(
      /“big.csv” has 2\.0 GB; up to 200 MB/,
    );
  });
});
