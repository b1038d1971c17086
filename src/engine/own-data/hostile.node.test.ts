/// <reference types="node" />
import { describe, expect, it } from "vitest";
import { leaveOneOut } from "../data/split.ts";
import { inEnglish } from "../declarations/sentence.ts";
import { Rng } from "../numbers/random.ts";
import { LIMITS, OwnDataError } from "./limits.ts";
import { checkedOwnData, datasetOf } from "./own.ts";
import { readTables, type Tables } from "./testing.ts";
import { encodingOf } from "./text.ts";
import { categoriesOf, numberOf, timeOf, titleOf } from "./values.ts";

/** Good lines enough to train on, between which bad ones stand. */
const good = (delimiter = ",") =>
  Array.from({ length: 12 * 14 }, (_, n) =>
    [
      `u${Math.floor(n / 14)}`,
      `i${(Math.floor(n / 14) + (n % 14)) % 20}`,
      1 + (n % 5),
      1e9 + n,
    ].join(delimiter),
  );

/** Read to the end, or an error with a sentence for the reader; anything else fails. */
async function outcome(tables: Tables) {
  try {
    const { reader, summary } = await readTables(tables);
    if (summary.usualCore === null) {
      expect(summary.cores.every(({ problem }) => problem?.english.endsWith("."))).toBe(true);
      return { summary };
    }
    const data = reader.take({ core: summary.usualCore, name: "x" });
    expect(checkedOwnData(structuredClone(data))?.about).toEqual(data.about);
    const dataset = datasetOf(data);
    const { user, item, rating, time } = dataset.interactions;
    for (let n = 0; n < user.length; n++) {
      expect(user[n]! >= 0 && user[n]! < dataset.users).toBe(true);
      expect(item[n]! >= 0 && item[n]! < dataset.items).toBe(true);
      expect(rating[n]! >= 0.5 && rating[n]! <= 5 && Number.isFinite(time[n])).toBe(true);
      if (n > 0) expect(user[n]! > user[n - 1]! || time[n]! >= time[n - 1]!).toBe(true);
    }
    for (const title of dataset.catalogue.titles) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
      expect(title).not.toMatch(/[\u0000-\u001f\u007f\u202e]/);
      expect(title.length).toBeLessThanOrEqual(LIMITS.title);
    }
    expect(leaveOneOut(dataset).test.user.length).toBeGreaterThanOrEqual(5);
    return { summary, dataset };
  } catch (error) {
    if (!(error instanceof OwnDataError)) throw error;
    expect(error.message).toMatch(/^[“A-Z].*\.$/s);
    return { refused: error.message };
  }
}

describe("hostile files", () => {
  it.each([
    ["a broken zip", "PK\u0003\u0004....", /cannot be unpacked here.*Unpack it/],
    [
      "gzip that breaks off",
      new Uint8Array([0x1f, 0x8b, 8, 0]),
      /cannot be unpacked here.*cut off/,
    ],
    [
      "an Excel file of old",
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
      /save the sheet as CSV/,
    ],
    ["zero bytes", new Uint8Array(5000), /no text/],
    ["nothing", "", /is empty/],
    ["blank lines", "\n \n\t\n", /blank lines only/],
    ["a header alone", "user,item,rating\n", /only a header/],
    ["a million columns", `${"x,".repeat(1_000_000)}\n1,2`, /no table/],
    ["too many columns", `${"x,".repeat(101)}\n1,2`, /102 columns; 100 can be read/],
    ["one endless line", "x".repeat(2_000_000), /no table/],
    [
      "nothing but bad lines",
      "user,item,rating\n1,,3\n1,,4\n",
      /No line of .* the item is empty, as on line 2: 1,,3/,
    ],
  ])("refuses %s with a reason", async (_, content, said) => {
    expect((await outcome({ "f.csv": content })).refused).toMatch(said);
  });

  it("reads UTF-16, with and without a mark, and UTF-8 with one", async () => {
    const text = `user,item,rating,time\n${good().join("\n").replaceAll("u", "ü")}\n`;
    const utf16 = (mark: string, swap: boolean) => {
      const buffer = Buffer.from(mark + text, "utf16le");
      return new Uint8Array(swap ? buffer.swap16() : buffer);
    };
    for (const bytes of [
      utf16("\ufeff", false),
      utf16("", false),
      utf16("\ufeff", true),
      utf16("", true),
    ]) {
      const { summary } = await outcome({ "f.csv": bytes });
      expect(summary).toMatchObject({ users: 12, items: 20, dropped: [] });
    }
    expect((await outcome({ "f.csv": `\ufeff${text}` })).summary?.users).toBe(12);
  });

  it("finds Latin-1 however late in the file it begins, and splits no letter between pieces", async () => {
    const many = Array.from({ length: 60_000 }, (_, n) => `é${n % 900},i${n % 701}`);
    const late = Buffer.concat([Buffer.from(many.join("\n")), Buffer.from("\nü1,i1\n", "latin1")]);
    const read = await readTables({ "f.csv": new Uint8Array(late) });
    expect(read.heads[0]!.encoding).toBe("windows-1252");
    const whole = await readTables({ "f.csv": many.join("\n") });
    expect(whole.heads[0]!.encoding).toBe("utf-8");
    expect(whole.summary.users).toBe(900);
  }, 30_000);

  it("confines a quotation mark that never closes to its line, and many to themselves", async () => {
    const one = good();
    one.splice(40, 0, 'u1,"i1,3,1000000000');
    const { summary } = await outcome({ "f.csv": one.join("\n") });
    expect(summary?.dropped).toMatchObject([{ count: 1, line: 41 }]);
    expect(summary?.interactions).toBe(12 * 14);

    const all = good().map((line) => `"${line}`);
    const { summary: quoted } = await outcome({ "f.csv": all.join("\n") });
    expect(quoted?.interactions).toBeGreaterThan(12 * 14 - 30);
  });

  it("keeps fields with line breaks, and counts lines past them", async () => {
    const lines = good();
    lines.splice(10, 0, '"two\nlines",i1,3,1000000000');
    lines.splice(20, 0, "u1,,3,1000000000");
    const { summary } = await outcome({ "f.csv": `user,item,rating,time\n${lines.join("\r\n")}` });
    expect(summary?.dropped.map(({ reason, line }) => [line, inEnglish(reason)])).toEqual([
      [12, "the user holds unreadable characters"],
      [23, "the item is empty"],
    ]);
  });

  it("takes any text for an id: negative, huge, quoted, like a formula or a property", async () => {
    const ids = [
      "-5",
      "9".repeat(30),
      "=cmd()",
      "__proto__",
      "constructor",
      "<b>x</b>",
      "007",
      "7",
      "💿",
      "a'b",
      "NaN",
      "0x10",
    ];
    const rows = ids.flatMap((id, u) => ids.map((_, n) => `"${id}","${ids[(u + n) % 12]}",3`));
    const { dataset } = await outcome({ "f.csv": `user,item,rating\n${rows.join("\n")}` });
    expect(dataset?.users).toBe(12);
    expect(dataset?.catalogue.titles).toEqual(
      expect.arrayContaining(["=cmd()", "__proto__", "<b>x</b>"]),
    );
  });

  it("takes duplicate and nameless columns", async () => {
    const { summary } = await outcome({
      "f.csv": `user,user,item,,rating\n${good()
        .map((line) => line.replace(",", ",x,").replace(/,(\d+),\d+$/, ",,$1"))
        .join("\n")}`,
    });
    expect(summary).toMatchObject({ users: 12, items: 20, dropped: [] });
  });

  it("survives whatever is generated", async () => {
    const rng = new Rng(7);
    const pieces = [
      ",",
      ";",
      "\t",
      "|",
      "::",
      '"',
      '""',
      '",',
      "\n",
      "\r\n",
      "\r",
      "\u0000",
      "\u202e",
      "é",
      "💿",
      " ",
      "NaN",
      "-1",
      "1e400",
      "=cmd()",
      "<script>",
      "2015-02-31",
      "1".repeat(400),
      "user",
      "item",
      "\ufeff",
    ];
    const kinds = new Set<string>();
    for (let round = 0; round < 150; round++) {
      const lines = good([",", "\t", ";", "::", "|"][rng.int(5)]);
      const wounds = rng.int(60);
      for (let w = 0; w < wounds; w++) {
        const at = rng.int(lines.length);
        const line = lines[at]!;
        const cut = rng.int(line.length + 1);
        const piece = pieces[rng.int(pieces.length)]!.repeat(1 + rng.int(3));
        lines[at] = line.slice(0, cut) + piece + line.slice(cut + rng.int(3));
      }
      let bytes = new Uint8Array(Buffer.from(lines.join(rng.int(2) ? "\n" : "\r\n")));
      if (rng.int(4) === 0) bytes = bytes.map((byte) => (rng.int(300) === 0 ? rng.int(256) : byte));
      const { refused, dataset } = await outcome({ "f.csv": bytes });
      kinds.add(refused ? "refused" : dataset ? "read" : "too little");
    }
    // Neither is everything refused, nor is nothing.
    expect(kinds).toContain("read");
    expect(kinds.size).toBeGreaterThan(1);
  }, 60_000);
});

describe("values", () => {
  it("reads numbers and times, and nothing else as them", () => {
    expect(["4,5", "3.", " 2 ", "1e2"].map(numberOf)).toEqual([4.5, 3, 2, 100]);
    for (const bad of ["", "NaN", "Infinity", "0x10", "1e400", "1,2,3", "five"])
      expect(numberOf(bad)).toBeNaN();
    const time = (text: string, dayFirst = false) => timeOf(text, dayFirst);
    const noon = Date.UTC(2015, 2, 4, 12) / 1000;
    for (const text of [
      "2015-03-04T12:00:00Z",
      "2015-03-04 13:00+0100",
      "2015/3/4 12:00",
      `${noon}`,
      `${noon}000`,
      "3/4/2015 12:00",
      "Mar 4, 2015 12:00",
    ])
      expect(time(text)).toBe(noon);
    expect(time("4.3.2015 12:00", true)).toBe(noon);
    for (const bad of [
      "",
      "2015-02-31",
      "yesterday",
      "99999999999999999999",
      "31/31/2015",
      "-1e10",
    ])
      expect(time(bad)).toBeNaN();
  });

  it("reads titles and categories as MovieLens and others write them", () => {
    expect(titleOf("Godfather, The (1972)")).toEqual({ title: "The Godfather", year: 1972 });
    expect(titleOf("Avventura, L' (1960)")).toEqual({ title: "L'Avventura", year: 1960 });
    expect(titleOf("Hello, I (a book)")).toEqual({ title: "Hello, I (a book)", year: 0 });
    expect(categoriesOf("['Sci-Fi', 'Drama']")).toEqual(["Sci-Fi", "Drama"]);
    expect(categoriesOf("(no genres listed)")).toEqual([]);
    expect(encodingOf("x", new Uint8Array([0xe9, 0x2c]), true)).toBe("windows-1252");
  });
});
