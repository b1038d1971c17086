/// <reference types="node" />
/** The files of `field/`, made up in shapes that public reports show, each with its right values. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { temporalSplit } from "../data/split.ts";
import { inEnglish } from "../declarations/sentence.ts";
import type { TablePlan } from "./columns.ts";
import { datasetOf } from "./own.ts";
import { withColumns } from "./spoken.ts";
import { readTables, titlesOf } from "./testing.ts";

const read = (name: string) =>
  new Uint8Array(readFileSync(new URL(`field/${name}`, import.meta.url)));

async function field(
  names: string | readonly string[],
  change?: (plans: TablePlan[]) => TablePlan[],
) {
  const files = Object.fromEntries([names].flat().map((name) => [name, read(name)]));
  const { reader, heads, summary } = await readTables(files, change);
  const dataset = datasetOf(reader.take({ core: 0, name: "x" }));
  const notes = summary.notes.map(inEnglish).join("\n");
  const roles = heads.map(({ plan }) => plan.roles.join());
  const why = heads.map(({ why }) => why.map(inEnglish));
  return { summary, dataset, notes, roles, why, stars: [...dataset.interactions.rating] };
}

const SIZE = { users: 8, items: 14, interactions: 112 };
const NEWEST_FIRST = Array.from({ length: 14 }, (_, n) => `Item ${14 - n}`);

it("a time that nobody measured is used for nothing but order", async () => {
  const { dataset, summary, notes } = await field("positives_then_negatives.csv");
  expect(dataset.timed).toBe(false);
  // 375 lines repeat a pair of user and item.
  expect(summary.interactions).toBe(7625);
  expect(notes).toContain("There is no time");
  expect(() => temporalSplit(dataset)).toThrow(/no times, only an order/);
});

describe("a time that is there", () => {
  it.each([
    ["recbole.inter", /Unix seconds, from 2023-11-14 22:14/],
    [
      "ampm.csv",
      /dates, month first, from 2019-11-01 09:05:58|dates, month first, from 2019-11-01/,
    ],
    ["ms_iso.csv", /dates, from 2023-11-14 22:13:20\.060 to 2023-11-14 22:13:20\.840/],
  ])("of %s orders newest-first lines from oldest to newest", async (name, told) => {
    const { dataset, notes, summary } = await field(name);
    expect(dataset.timed).toBe(true);
    expect(titlesOf(dataset, 0)).toEqual(NEWEST_FIRST);
    expect(notes).toMatch(told);
    expect(summary.example).toMatchObject({
      user: "1",
      first: { title: "Item 14" },
      last: { title: "Item 1" },
    });
    expect(summary.example!.first.time! < summary.example!.last.time!).toBe(true);
  });
});

it("reads marks that a backslash protects", async () => {
  const { summary } = await field("spark_mid.csv");
  expect(summary).toMatchObject({ ...SIZE, dropped: [] });
});

describe("a headerless table", () => {
  it("is read by its values", async () => {
    const { summary, roles, why, stars } = await field("taobao_UserBehavior.csv");
    expect(summary).toMatchObject(SIZE);
    expect(roles).toEqual(["user,item,none,none,time"]);
    expect(why[0]!.slice(2, 4)).toEqual(["numbers from 4000 to 8000", "a few words: pv, buy"]);
    expect(new Set(stars)).toEqual(new Set([1]));
  });

  it("is read as the command line says", async () => {
    const said = (text: string) => (plans: TablePlan[]) =>
      plans.map((plan) => withColumns("f", plan, text));
    const { roles, summary } = await field("taobao_UserBehavior.csv", said("user,-,item,-,time"));
    expect(roles).toEqual(["user,item,none,none,time"]);
    expect(summary.items).toBe(9);
    const columns = ["user,item,when", "user,item,-,-,-,-", "user,item,rating:11"];
    for (const text of columns)
      await expect(field("taobao_UserBehavior.csv", said(text))).rejects.toThrow(/--columns/);
  });
});

describe("scales", () => {
  it("take -1 for “not rated” and 10 for the top, whatever the least is", async () => {
    const { stars, notes, summary } = await field("anime_minus_one.csv");
    expect(new Set(stars)).toEqual(new Set([2.5, 3, 3.5, 4, 4.5, 5]));
    expect(stars).toHaveLength(84);
    expect(notes).toContain("28 lines have the rating -1");
    expect(summary.dropped).toMatchObject([{ count: 28 }]);
    const asMark = await field("anime_minus_one.csv", (plans) =>
      plans.map((plan) => ({ ...plan, unrated: [] })),
    );
    expect(asMark.stars).toHaveLength(112);
  });

  it("rank counts, and read groups of three digits", async () => {
    const { stars, notes } = await field("thousands_sep.csv");
    expect(notes).toContain("from 990 to 1,009");
    // User 1: 991, 992, ... 1,002 rises; 1.000 would be the least of all.
    expect(stars.slice(0, 12)).toEqual([...stars.slice(0, 12)].sort((a, b) => a - b));
    expect(Math.max(...stars) - Math.min(...stars)).toBeGreaterThan(4);
  });
});

it("says when most last pairs tie and the lines are sorted by item", async () => {
  const { notes } = await field("ties_by_item.csv");
  expect(notes).toMatch(/last two interactions of 8 of 8 users.*sorted by item/);
  expect((await field("recbole.inter")).notes).not.toContain("last two");
});

describe("dead ends", () => {
  it.each([
    ["netflix_combined.txt", "item,user,rating,time"],
    ["excel_sep_line.csv", "user,item,rating"],
    ["float_ids_ratings.csv", "user,item,rating"],
    ["half_stars_top.csv", "user,item,rating"],
  ])("%s is read", async (name, roles) => {
    const found = await field(name);
    expect(found.summary).toMatchObject({ ...SIZE, dropped: [] });
    expect(found.roles).toEqual([roles]);
  });

  it("1.0 is the item 1 of another table", async () => {
    const { dataset } = await field(["float_ids_ratings.csv", "float_ids_movies.csv"]);
    expect(dataset.catalogue.titles[0]).toBe("Film 1");
    expect(dataset.catalogue.years[0]).toBe(1999);
  });

  it("the Netflix Prize's films keep their dates and marks", async () => {
    const { dataset } = await field("netflix_combined.txt");
    const { item, rating, time } = dataset.interactions;
    const at = item.indexOf(0);
    expect([rating[at], time[at]]).toEqual([2, Date.UTC(2005, 8, 2) / 1000]);
  });
});
