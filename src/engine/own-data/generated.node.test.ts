/// <reference types="node" />
/** Two hundred tables with known truth, written in every mixture of habits: read to the truth or refused in words. */
import { expect, it } from "vitest";
import { inEnglish } from "../declarations/sentence.ts";
import { Rng } from "../numbers/random.ts";
import { OwnDataError } from "./limits.ts";
import { readTables } from "./testing.ts";

interface Row {
  readonly user: string;
  readonly item: string;
  readonly mark: number;
  readonly time: number;
}

const pad = (n: number) => String(n).padStart(2, "0");
const parts = (time: number) => {
  const date = new Date(time * 1000);
  const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  return {
    y,
    m,
    d,
    h: date.getUTCHours(),
    min: pad(date.getUTCMinutes()),
    s: pad(date.getUTCSeconds()),
  };
};
const MONTHS = "Jan,Feb,Mar,Apr,May,Jun,Jul,Aug,Sep,Oct,Nov,Dec".split(",");

/** Each keeps seconds, so that the order is known. */
const TIMES: readonly ((time: number) => string)[] = [
  (time) => String(time),
  (time) => String(time * 1000),
  (time) => `${time}.0`,
  (time) => new Date(time * 1000).toISOString(),
  (time) => new Date(time * 1000).toISOString().slice(0, 19).replace("T", " "),
  (time) => {
    const { y, m, d, h, min, s } = parts(time);
    return `${m}/${d}/${y} ${h % 12 || 12}:${min}:${s} ${h < 12 ? "AM" : "PM"}`;
  },
  (time) => {
    const { y, m, d, h, min, s } = parts(time);
    return `${pad(d)}.${pad(m)}.${y} ${pad(h)}:${min}:${s}`;
  },
  (time) => {
    const { y, m, d, h, min, s } = parts(time);
    return `${d}/${m}/${String(y).slice(2)} ${h}:${min}:${s}`;
  },
  (time) => {
    const { y, m, d, h, min, s } = parts(time);
    return `${d}-${MONTHS[m - 1]}-${y} ${h}:${min}:${s}`;
  },
  (time) => {
    const { y, m, d, h, min, s } = parts(time);
    return `${y}${pad(m)}${pad(d)}${pad(h)}${min}${s}`;
  },
];

/** How marks from 1 to 5 are written, and whether a comma stands in them. */
const MARKS: readonly { readonly write: (mark: number) => string; readonly comma?: true }[] = [
  { write: (mark) => String(mark) },
  { write: (mark) => String(2 * mark) },
  { write: (mark) => String(20 * mark) },
  { write: (mark) => mark.toFixed(1) },
  { write: (mark) => mark.toFixed(1).replace(".", ","), comma: true },
  { write: (mark) => `${mark}/5` },
];

const DELIMITERS = [",", "\t", ";", "|", "::", " ", "   "] as const;
const ENCODINGS = [
  "utf-8",
  "utf-8 with a mark",
  "utf-16le",
  "windows-1251",
  "windows-1252",
] as const;
const NAMES = {
  plain: { user: "user_id", item: "item_id", mark: "rating", time: "timestamp" },
  typed: {
    user: "user_id:token",
    item: "item_id:token",
    mark: "rating:float",
    time: "timestamp:float",
  },
  russian: { user: "пользователь", item: "товар", mark: "оценка", time: "дата" },
  camel: { user: "UserID", item: "MovieId", mark: "Score", time: "Date" },
} as const;

function encoded(text: string, encoding: (typeof ENCODINGS)[number]): Uint8Array<ArrayBuffer> {
  if (encoding === "utf-16le") return new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
  if (encoding === "utf-8 with a mark") return new Uint8Array(Buffer.from(`\ufeff${text}`));
  if (encoding === "windows-1251")
    return Uint8Array.from(text, (letter) => {
      const code = letter.charCodeAt(0);
      return code < 128 ? code : code - 0x410 + 0xc0;
    });
  return new Uint8Array(Buffer.from(text, encoding === "windows-1252" ? "latin1" : "utf8"));
}

function table(seed: number) {
  const rng = new Rng(seed);
  const pick = <T>(list: readonly T[]): T => list[rng.int(list.length)]!;
  const encoding = pick(ENCODINGS);
  const delimiter = pick(DELIMITERS);
  const blank = delimiter.trim() === "" && delimiter !== "\t";
  const timeAs = rng.int(TIMES.length);
  // A time with a blank in it cannot stand in a table that blanks divide.
  const writeTime = TIMES[blank ? [0, 1, 2, 3, 9][rng.int(5)]! : timeAs]!;
  const marks = pick(MARKS.filter(({ comma }) => !(comma && delimiter === ",")));
  const order = rng.shuffle(Int32Array.of(0, 1, 2, 3));
  const header = rng.int(4) > 0;
  const names = pick(
    Object.values(NAMES).filter(({ user }) => /^[\w:]+$/.test(user) || encoding !== "windows-1252"),
  );
  const letter = encoding === "windows-1251" ? "Зюзя" : "é";
  const wordy = rng.int(3) === 0;
  const quotes =
    blank || delimiter === "::" || delimiter === "|"
      ? "none"
      : pick(["none", "double", "backslash"] as const);
  const idOf = (kind: string, n: number) => {
    if (!wordy) return String(n);
    const inside = quotes === "none" ? "" : `"${delimiter}`;
    return blank ? `${kind}${letter}${n}` : `${kind} ${letter}${inside}${n}`;
  };
  const field = (text: string) => {
    if (quotes === "none") return text;
    const protect = quotes === "double" ? '""' : '\\"';
    return `"${text.replaceAll('"', protect)}"`;
  };
  const truth: Row[] = [];
  const start = 1_400_000_000 + rng.int(200_000_000);
  for (let u = 0; u < 12; u++) {
    for (let n = 0; n < 16; n++) {
      const time = start + rng.int(400 * 86_400);
      truth.push({
        user: idOf("User", 100 + u),
        item: idOf("Item", 500 + ((u * 5 + n) % 40)),
        mark: 1 + rng.int(5),
        time,
      });
    }
  }
  const lines = truth.map((row) => {
    const cells = [row.user, row.item, marks.write(row.mark), writeTime(row.time)];
    // Without names nobody can know which id is whose but by their order.
    const at = header ? order : [0, 1, ...(order[0]! < 2 ? [2, 3] : [3, 2])];
    return [...at].map((c) => field(cells[c]!)).join(delimiter);
  });
  const head = [names.user, names.item, names.mark, names.time];
  const all = header ? [[...order].map((c) => field(head[c]!)).join(delimiter), ...lines] : lines;
  const text = all.join(rng.int(2) ? "\n" : "\r\n");
  const kind = {
    seed,
    encoding,
    delimiter,
    quotes,
    header,
    wordy,
    time: writeTime(truth[0]!.time),
    mark: marks.write(3),
  };
  return { bytes: encoded(text, encoding), truth, kind };
}

/** What was read, as the lines of the truth: titles are the ids where there are no others. */
function linesOf(reader: Awaited<ReturnType<typeof readTables>>["reader"], names: boolean) {
  const { interactions, catalogue } = reader.take({ core: 0, name: "x" });
  const { user, item, rating, time } = interactions;
  const plain = (title: string) => (names ? title : title.replace(/^Item /, ""));
  return Array.from(user, (u, n) =>
    [u, plain(catalogue.titles[item[n]!]!), rating[n], time[n]].join(" | "),
  );
}

it("reads two hundred generated tables to the truth, or refuses them in words", async () => {
  let refused = 0;
  const wrong: string[] = [];
  for (let seed = 1; seed <= 200; seed++) {
    const { bytes, truth, kind } = table(seed);
    try {
      const { reader, summary } = await readTables({ "t.csv": bytes });
      const users = [...new Set(truth.map(({ user }) => user))].sort();
      const right = truth
        .toSorted((a, b) => users.indexOf(a.user) - users.indexOf(b.user) || a.time - b.time)
        .map(({ user, item, mark, time }) => [users.indexOf(user), item, mark, time].join(" | "));
      const read = linesOf(reader, kind.wordy);
      const same = read.length === right.length && read.every((line, n) => line === right[n]);
      const told = summary.dropped.length > 0;
      if (!same)
        wrong.push(
          JSON.stringify({
            ...kind,
            told,
            read: read.slice(0, 2),
            right: right.slice(0, 2),
            notes: summary.notes.map(inEnglish),
          }),
        );
    } catch (error) {
      if (!(error instanceof OwnDataError)) throw error;
      refused++;
      expect(error.message).toMatch(/\.$/);
    }
  }
  expect(wrong).toEqual([]);
  // A reader that refuses everything reads nothing wrong either.
  expect(refused).toBeLessThan(10);
}, 120_000);
