/// <reference types="node" />
/** Tables in the shapes in which they are published, made up here, with their right values. */
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { inEnglish } from "../declarations/sentence.ts";
import { readDate } from "./dates.ts";
import { numbersOf } from "./numbers.ts";
import { datasetOf } from "./own.ts";
import { readTables, type Tables, titlesOf } from "./testing.ts";
import { TimeColumn } from "./times.ts";

type Row = { user: number; item: number; stars: number; time: number };

/** Eight users with fourteen items each, the newest line first. */
const ROWS: Row[] = Array.from({ length: 112 }, (_, n) => ({
  user: 1 + Math.floor(n / 14),
  item: 1 + (n % 14),
  stars: 1 + ((n * 3 + Math.floor(n / 14)) % 5),
  time: 1_700_000_000 - 86_400 * n,
}));
const lines = (line: (row: Row, n: number) => string) => `${ROWS.map(line).join("\n")}\n`;
const SIZE = { users: 8, items: 14, interactions: 112, dropped: [] };
const iso = (time: number) => new Date(time * 1000).toISOString();

async function built(tables: Tables) {
  const { reader, heads, summary } = await readTables(tables);
  const dataset = datasetOf(reader.take({ core: 0, name: "x" }));
  const notes = summary.notes.map(inEnglish).join("\n");
  return { dataset, summary, notes, roles: heads[0]!.plan.roles.join(), heads };
}

/** The truth of ROWS: marks as they are, and each user's items from the oldest to the newest. */
async function expectRight(tables: Tables, { stars = true, times = true } = {}) {
  const found = await built(tables);
  expect(found.summary).toMatchObject(SIZE);
  expect(found.dataset.timed).toBe(times);
  const { user, item, rating } = found.dataset.interactions;
  const of = new Map(ROWS.map((row) => [`${row.user} ${row.item}`, row.stars]));
  const ids = [...found.dataset.catalogue.titles].map((title) => Number(title.replace(/\D/g, "")));
  user.forEach((u, n) => {
    expect(rating[n]).toBe(stars ? of.get(`${u + 1} ${ids[item[n]!]}`) : 1);
  });
  if (times) {
    const own = titlesOf(found.dataset, 0).map((title) => Number(title.replace(/\D/g, "")));
    expect(own).toEqual(Array.from({ length: 14 }, (_, n) => 14 - n));
  }
  return found;
}

describe("published formats", () => {
  it("Amazon's reviews as JSON lines: the review's title is not the item's", async () => {
    const { roles } = await expectRight({
      "Books.jsonl": lines(({ user, item, stars, time }) =>
        JSON.stringify({
          rating: stars,
          title: `Review "${user}" of ${item}`,
          text: "so,\nso",
          images: [],
          parent_asin: `B${item}`,
          user_id: `A${user}`,
          timestamp: time * 1000,
          verified_purchase: true,
        }),
      ),
    });
    expect(roles).toBe("rating,none,none,none,item,user,time,none");
  });

  it("Yelp's and Goodreads's: dates as text, with a zone inside", async () => {
    await expectRight({
      "review.json": lines(({ user, item, stars, time }) =>
        JSON.stringify({
          review_id: `r${user}-${item}`,
          user_id: `u${user}`,
          business_id: `b${item}`,
          stars,
          date: iso(time).slice(0, 19).replace("T", " "),
        }),
      ),
    });
    const goodreads = (time: number) => {
      const text = new Date(time * 1000).toUTCString();
      const [, week, day, month, year, clock] = /(\w+), (\d+) (\w+) (\d+) (\S+)/.exec(text)!;
      return `${week} ${month} ${day} ${clock} -0000 ${year}`;
    };
    await expectRight({
      "interactions.json": lines(({ user, item, stars, time }) =>
        JSON.stringify({
          user_id: `u${user}`,
          book_id: `${item}`,
          is_read: true,
          rating: stars,
          date_added: goodreads(time),
        }),
      ),
    });
  });

  it("a list of objects in one piece of JSON", async () => {
    const objects = ROWS.map(({ user, item, stars, time }) => ({
      user,
      item,
      rating: stars,
      timestamp: time,
    }));
    await expectRight({ "f.json": JSON.stringify(objects) });
    await expectRight({ "f.json": JSON.stringify(objects, null, 2) });
  });

  it("LightGCN's users with their items on a line", async () => {
    const text = Array.from({ length: 8 }, (_, u) =>
      [u, ...Array.from({ length: 14 - (u % 3) }, (_, i) => i)].join(" "),
    );
    const { summary, dataset } = await built({ "train.txt": text.join("\n") });
    expect(summary).toMatchObject({ users: 8, items: 14, interactions: 8 * 14 - 7 });
    expect(dataset.timed).toBe(false);
  });

  it("MIND's behaviours: clicks are read, what was only shown is not", async () => {
    const text = ROWS.map(
      ({ user, item }, n) =>
        `${n}\tU${user}\t11/${14 - (n % 14)}/2019 9:05:58 AM\tN1 N2\tN${item}-1 N${item + 50}-0`,
    );
    const { dataset } = await expectRight({ "behaviors.tsv": text.join("\n") }, { stars: false });
    expect(dataset.items).toBe(14);
  });

  it("RecBole's items beside its interactions", async () => {
    const { dataset } = await built({
      "x.inter": `user_id:token\titem_id:token\trating:float\ttimestamp:float\n${lines(({ user, item, stars, time }) => [user, item, stars, `${time}.0`].join("\t"))}`,
      "x.item": `item_id:token\tmovie_title:token_seq\trelease_year:token\tclass:token_seq\n${Array.from({ length: 14 }, (_, i) => `${i + 1}\tFilm ${i + 1}\t19${80 + i}\tDrama`).join("\n")}`,
    });
    expect(dataset.catalogue.titles.slice(0, 2)).toEqual(["Film 1", "Film 2"]);
  });

  it("KONECT and Matrix Market: comments, sizes, runs of blanks", async () => {
    const body = lines(({ user, item, stars, time }) => `${user}  ${item}   ${stars} ${time}`);
    await expectRight({ "out.x": `% bip weighted\n% 112 8 14\n${body}` });
    await expectRight(
      {
        "x.mtx": `%%MatrixMarket matrix coordinate integer general\n% made up\n8 14 112\n${lines(({ user, item, stars }) => `${user} ${item} ${stars}`)}`,
      },
      { times: false },
    );
    await expectRight({ "x.txt": `# user item rating timestamp\n${body}# the end\n` });
  });
});

describe("tables as people keep them", () => {
  it("Excel's: sep=, a title above, serials with a comma", async () => {
    const serial = (time: number) => (time / 86_400 + 25_569).toFixed(5).replace(".", ",");
    const { notes } = await expectRight({
      "f.csv": `sep=;\nReport of 2023\n\nuser;item;rating;date\n${lines(({ user, item, stars, time }) => [user, item, `${stars},0`, serial(time)].join(";"))}`,
    });
    expect(notes).toContain("Excel’s days since 1900, from");
  });

  it("cp1251 with Russian names, in any order", async () => {
    const text = `Дата просмотра;Оценка фильма;Название фильма;ID пользователя;ID фильма\n${lines(
      ({ user, item, stars, time }) => {
        const [y, m, d] = iso(time).slice(0, 10).split("-");
        return [`${d}.${m}.${y} 12:00`, stars, `Ёлки ${item}`, user, item].join(";");
      },
    )}`;
    const cp1251 = Uint8Array.from(text, (letter) => {
      const code = letter.charCodeAt(0);
      if (letter === "Ё") return 0xa8;
      return code < 128 ? code : code - 0x410 + 0xc0;
    });
    const { roles, dataset, heads } = await expectRight({ "f.csv": cp1251 });
    expect(heads[0]!.encoding).toBe("windows-1251");
    expect(roles).toBe("time,rating,title,user,item");
    expect(dataset.catalogue.titles[0]).toBe("Ёлки 1");
  });

  it("True and False, row numbers, blanks after commas, a date beside a time of day", async () => {
    const { dataset, roles } = await built({
      "f.csv": `,user,item,liked,date,time\n${lines(({ user, item, stars, time }, n) => `${n}, "${user}", "${item}", ${stars > 3 ? "True" : "False"}, 2023-11-14, ${iso(1_700_000_000 - 60 * n).slice(11, 19)} ${time ? "" : ""}`)}`,
    });
    expect(roles).toBe("none,user,item,rating,time,clock");
    expect(new Set(dataset.interactions.rating)).toEqual(new Set([0.5, 5]));
    expect(titlesOf(dataset, 0)[0]).toBe("Item 14");
  });

  it("a small counter under a name of time only orders", async () => {
    const { dataset, notes } = await built({
      "f.csv": `user,item,rating,timestamp\n${lines(({ user, item, stars }) => `${user},${item},${stars},${15 - item}`)}`,
    });
    expect(dataset.timed).toBe(false);
    expect(titlesOf(dataset, 0)[0]).toBe("Item 14");
    expect(notes).toContain("a counter from 1 to 14");
  });

  it("0 among marks of 1 to 10 is no mark; 8 of 10 is four stars; plays are ranked", async () => {
    const ten = await built({
      "f.csv": `user,item,rating\n${lines(({ user, item, stars }) => `${user},${item},${item % 4 === 0 ? 0 : 2 * stars}`)}`,
    });
    expect(new Set(ten.dataset.interactions.rating)).toEqual(new Set([1, 2, 3, 4, 5]));
    expect(ten.notes).toContain("24 lines have the rating 0");
    const plays = await built({
      "f.csv": `user,artist,plays\n${lines(({ user, item, stars }) => `${user},${item},${stars ** 6}`)}`,
    });
    const { rating } = plays.dataset.interactions;
    expect(Math.max(...rating)).toBeGreaterThan(4);
    expect(rating.filter((star) => star > 2.5).length).toBeGreaterThan(40);
  });

  it("H&M's t_dat is a time; a column that nobody claimed is named", async () => {
    const { roles, heads } = await expectRight(
      {
        "transactions.csv": `t_dat,customer_id,article_id,price,q5\n${lines(({ user, item, stars, time }) => [iso(time).slice(0, 10), `c${user}`, `${item}`, stars / 100, stars].join())}`,
      },
      { stars: false },
    );
    expect(roles).toBe("time,user,item,none,none");
    expect(heads[0]!.why.map(inEnglish)[4]).toBe("looks like a rating: from 1 to 5");
  });

  it("a time in the second column is no item", async () => {
    const { roles } = await expectRight({
      "f.csv": lines(({ user, item, stars, time }) => [user, time, item, stars].join()),
    });
    expect(roles).toBe("user,time,item,rating");
  });

  it("gzip, which may not grow beyond the limits", async () => {
    const text = `user,item,rating,timestamp\n${lines(({ user, item, stars, time }) => [user, item, stars, time].join())}`;
    const { heads } = await expectRight({ "f.csv.gz": new Uint8Array(gzipSync(text)) });
    expect(heads[0]!.name).toBe("f.csv");
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(220 * 2 ** 20, "1,2\n")));
    await expect(built({ "f.csv.gz": bomb })).rejects.toThrow(
      /more than 200 MB when it is unpacked/,
    );
  }, 60_000);
});

describe("columns decided by the whole", () => {
  const times = (...fields: string[]) => {
    const column = new TimeColumn();
    for (const field of fields) expect(column.add(field)).toBe(true);
    return column.done();
  };
  const day = Date.UTC(2020, 6, 14) / 1000;

  it("times in their common forms", () => {
    expect(times("20200714", "20200715").time[0]).toBe(day);
    expect(times("07/14/20", "07/01/20").time[0]).toBe(day);
    expect(times("14/07/20", "01/07/20").time[0]).toBe(day);
    expect(times("1.7.2020", "14.7.2020").time[1]).toBe(day);
    expect(times("44026", "44027,5").time[0]).toBe(day);
    expect([...times(`${day * 1e6 + 3}`, `${day * 1e6 + 1}`).time].map((t) => t - day)).toEqual([
      expect.closeTo(3e-6, 6),
      expect.closeTo(1e-6, 6),
    ]);
    expect(times("1.5942E+09").form.kind).toBe("unix");
    expect(times("3", "1").form.kind).toBe("counter");
  });

  it("dates that can mean two things are told of", () => {
    expect(times("3/4/2015", "5/6/2015").told.map(inEnglish).join(" ")).toMatch(
      /month first.*No date says/,
    );
    expect(times("3/4/2015", "25/6/2015").told).toHaveLength(1);
  });

  it("dates as text, with halves of the day, zones and names of months", () => {
    const noon = day + 12 * 3600;
    for (const text of [
      "2020-07-14 12:00 PM",
      "14-Jul-20 12:00",
      "Tue Jul 14 12:00:00 +0000 2020",
      "Tue, 14 Jul 2020 15:00:00 +0300",
      "July 14th, 2020 at 12:00 pm",
      "14 июля 2020 г. 12:00",
      "20200714T120000Z",
      "2020-07-14T07:00:00.000-05:00",
    ])
      expect([text, readDate(text)]).toEqual([text, noon]);
    expect(readDate("2020-07-14 12:00 AM")).toBe(day);
    for (const text of ["marathon 2020", "May I ask, 12 times", "July", "Item 14 2020"])
      expect(readDate(text)).toBeNaN();
  });

  it("numbers with marks for thousands and for decimals", () => {
    expect([...numbersOf(["999", "1,000"])]).toEqual([999, 1000]);
    expect([...numbersOf(["1.234.567", "12"])]).toEqual([1234567, 12]);
    expect([...numbersOf(["1.234,5", "12"])]).toEqual([1234.5, 12]);
    expect([...numbersOf(["3,5", "4"])]).toEqual([3.5, 4]);
    expect([...numbersOf(["3,500", "4,250"])]).toEqual([3.5, 4.25]);
    expect([...numbersOf(["12,500", "3"])]).toEqual([12500, 3]);
    expect([...numbersOf(["1 000", "4/5", "4.5 out of 5 stars", "★★★☆☆", "Yes"])]).toEqual([
      1000, 4, 4.5, 3, 1,
    ]);
  });
});
