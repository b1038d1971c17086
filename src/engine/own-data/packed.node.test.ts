/// <reference types="node" />
/** Parquet, and the archives in which MovieLens comes. */
import { strToU8, zipSync } from "fflate";
import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, it } from "vitest";
import { inEnglish } from "../declarations/sentence.ts";
import { datasetOf } from "./own.ts";
import { readTables, type Tables, titlesOf } from "./testing.ts";

const N = 112;
const column = <T>(value: (n: number) => T) => Array.from({ length: N }, (_, n) => value(n));
const user = column((n) => 1 + Math.floor(n / 14));
const item = column((n) => 1 + (n % 14));
const stars = column((n) => 1 + (n % 5));
const time = column((n) => 1_700_000_000 - 60 * n);
const SIZE = { users: 8, items: 14, interactions: N, dropped: [] };
const NEWEST_FIRST = Array.from({ length: 14 }, (_, n) => 14 - n);

const ratings = `userId,movieId,rating,timestamp\n${column((n) => [user[n], item[n], stars[n], time[n]].join()).join("\n")}\n`;
const movies = `movieId,title,genres\n${Array.from({ length: 14 }, (_, i) => `${i + 1},"Film ${i + 1}, The (1999)",Drama|Comedy`).join("\n")}\n`;

async function built(tables: Tables) {
  const { reader, summary, heads } = await readTables(tables);
  return { dataset: datasetOf(reader.take({ core: 0, name: "x" })), summary, heads };
}
const zip = (files: Readonly<Record<string, string>>) =>
  new Uint8Array(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))),
  );

it("reads Parquet: whole numbers, marks, timestamps, gaps", async () => {
  const parquet = new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: "user_id", data: user.map(BigInt), type: "INT64" },
        { name: "item_id", data: item.map((i) => `i${i}`), type: "STRING" },
        {
          name: "rating",
          data: stars.map((s, n) => (n === 5 ? null : s)),
          type: "DOUBLE",
          nullable: true,
        },
        { name: "timestamp", data: time.map((t) => new Date(t * 1000)), type: "TIMESTAMP" },
      ],
      rowGroupSize: 50,
    }),
  );
  const { dataset, summary, heads } = await built({ "ratings.parquet": parquet });
  expect(heads[0]!.format && inEnglish(heads[0]!.format)).toBe("Parquet");
  expect(summary).toMatchObject({ users: 8, items: 14, interactions: N - 1 });
  expect(summary.dropped.map(({ reason, count }) => [inEnglish(reason), count])).toEqual([
    ["the rating is no number", 1],
  ]);
  expect(titlesOf(dataset, 1).map((title) => Number(title.slice(1)))).toEqual(NEWEST_FIRST);
  expect(Math.max(...dataset.interactions.time)).toBe(1_700_000_000);
  const cut = parquet.slice(0, parquet.length - 40);
  await expect(built({ "ratings.parquet": cut })).rejects.toThrow(/cannot be read here/);
});

it("reads a zipped folder of MovieLens, and leaves what lies beside the ratings alone", async () => {
  const { dataset, summary, heads } = await built({
    "ml-latest-small.zip": zip({
      "ml-latest-small/README.txt": "about",
      "ml-latest-small/links.csv": "movieId,imdbId,tmdbId\n1,2,3\n",
      "ml-latest-small/tags.csv": "userId,movieId,tag,timestamp\n1,2,funny,1445714994\n",
      "ml-latest-small/ratings.csv": ratings,
      "ml-latest-small/movies.csv": movies,
      "__MACOSX/ml-latest-small/._ratings.csv": "\u0000",
    }),
  });
  expect(summary).toMatchObject(SIZE);
  const uses = Object.fromEntries(heads.map(({ name, plan }) => [name, plan.use]));
  expect(uses).toEqual({
    "ratings.csv": "interactions",
    "movies.csv": "items",
    "tags.csv": "none",
    "links.csv": "none",
  });
  expect(dataset.catalogue.titles[0]).toBe("The Film 1");
});

it("names an archive without a table, a workbook, and what is too large", async () => {
  const refused = (files: Readonly<Record<string, string>>) => built({ "x.zip": zip(files) });
  await expect(refused({ "a/README.md": "x" })).rejects.toThrow(/no table was found/);
  await expect(
    refused({ "[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>" }),
  ).rejects.toThrow(/is a spreadsheet/);
  const many = Object.fromEntries(Array.from({ length: 14 }, (_, n) => [`${n}.csv`, ratings]));
  await expect(refused(many)).rejects.toThrow(/holds 14 files/);
  await expect(refused({ "ratings.csv": "1,2\n".repeat(55_000_000) })).rejects.toThrow(
    /more than 200 MB/,
  );
}, 60_000);
