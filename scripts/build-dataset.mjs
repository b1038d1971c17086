#!/usr/bin/env node
/**
 * Makes public/datasets/movielens-small from the data frame `movielens` of the R package dslabs, which
 * is GroupLens's "MovieLens latest small" of October 2016. Run it with `npm run build-dataset`; the
 * result is in the repository, so only whoever changes the format needs R. Two runs give the same bytes.
 *
 * What it writes, all numbers little-endian, one entry a rating:
 *   user.u16    the user, from 0, in the order of the source's user ids
 *   item.u16    the film, from 0, in the order of the source's film ids: its row in items.json
 *   rating.u8   half stars: 1 to 10 for 0.5 to 5 stars
 *   time.u32    seconds since 1970, UTC
 *   items.json  ids of the source, titles, years (0: unknown), genre vocabulary, genre bit masks
 *   dataset.json  the manifest: sizes, columns with their lengths and SHA-256, licence, source, tie rule
 *   LICENSE.txt   GroupLens's terms in our words, the citation, the acknowledgement
 * Rows are ordered by (user, time, order in the source).
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FORMAT_VERSION = 1;
const FOLDER = fileURLToPath(new URL("../public/datasets/movielens-small/", import.meta.url));
const EXPECTED = { users: 671, items: 9066, interactions: 100004 };
const TIE_RULE =
  "Interactions of a user are ordered by time; those at the same second by their order in the source, " +
  "which within a user is ascending film id.";
const CITATION =
  "F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and Context. " +
  "ACM Transactions on Interactive Intelligent Systems (TiiS) 5, 4, Article 19. " +
  "https://doi.org/10.1145/2827872";

const R_PROGRAM =
  'out <- pipe("cat", "w", encoding = "UTF-8"); write.csv(dslabs::movielens, out, row.names = FALSE); close(out)';

function fail(message) {
  console.error(`build-dataset: ${message}`);
  process.exit(1);
}

/** The data frame as CSV text. */
function exportFromR() {
  try {
    return execFileSync("Rscript", ["--vanilla", "-e", R_PROGRAM], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C.UTF-8" },
      maxBuffer: 64 * 1024 * 1024,
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    if (error.code === "ENOENT") {
      fail(
        "Rscript was not found. Install R; on Debian: apt-get install r-base-core r-cran-dslabs",
      );
    }
    if (/no package called/.test(error.stderr ?? "")) {
      fail("the R package dslabs was not found. On Debian: apt-get install r-cran-dslabs");
    }
    return fail(`Rscript could not export the data frame:\n${error.stderr || error.message}`);
  }
}

/** CSV as R writes it (quotes doubled inside quotes, unquoted NA) to rows of strings; NA is null. */
function parseCsv(text) {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) =>
      [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^,]*))(?:,|$)/g)]
        .filter((match, i) => i === 0 || match[0] !== "")
        .map(([, quoted, bare]) => {
          if (quoted !== undefined) return quoted.replaceAll('""', '"');
          return bare === "NA" ? null : bare;
        }),
    );
}

/** Articles that the source puts last. "I" and "A" are also Italian and Hungarian ones. */
const ARTICLES = "The|A|An|La|Le|Les|L'|Un|Une|Der|Die|Das|Den|Det|De|En|El|Los|Las|Il|Lo|I|Da";
const ARTICLE_LAST = new RegExp(`^(a\\.k\\.a\\. |)(.+), (${ARTICLES})(:.*|)$`);

/** "Godfather, The" to "The Godfather"; "Avventura, L'" to "L'Avventura". */
function turnRound(title) {
  const match = ARTICLE_LAST.exec(title);
  if (!match) return title;
  const [, prefix, rest, article, subtitle] = match;
  return `${prefix}${article}${article.endsWith("'") ? "" : " "}${rest}${subtitle}`;
}

/** Turns the title round, and each alternative title that follows it in parentheses. */
function displayTitle(source) {
  const title = source.replace(/\s+/g, " ").trim();
  const alternatives = [];
  let main = title;
  for (;;) {
    const match = / \(((?:[^()]|\([^()]*\))*)\)$/.exec(main);
    if (!match) break;
    alternatives.unshift(`(${turnRound(match[1])})`);
    main = main.slice(0, match.index);
  }
  return [turnRound(main), ...alternatives].join(" ");
}

/** Dense indices from 0 in ascending order of the ids. */
function indexOf(ids) {
  const sorted = [...new Set(ids)].sort((a, b) => a - b);
  return { sorted, index: new Map(sorted.map((id, i) => [id, i])) };
}

function littleEndian(values, bytes) {
  const view = new DataView(new ArrayBuffer(values.length * bytes));
  const set = { 1: "setUint8", 2: "setUint16", 4: "setUint32" }[bytes];
  values.forEach((value, i) => {
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** (8 * bytes)) {
      fail(`row ${i} has the value ${value}, which does not fit into ${bytes} bytes`);
    }
    view[set](i * bytes, value, true);
  });
  return Buffer.from(view.buffer);
}

const [header, ...rows] = parseCsv(exportFromR());
const column = Object.fromEntries(header.map((name, i) => [name, i]));
for (const name of ["movieId", "title", "year", "genres", "userId", "rating", "timestamp"]) {
  if (column[name] === undefined) fail(`the data frame has no column "${name}"`);
}
const ratings = rows.map((row, order) => ({
  user: Number(row[column.userId]),
  film: Number(row[column.movieId]),
  halfStars: 2 * Number(row[column.rating]),
  time: Number(row[column.timestamp]),
  order,
}));
for (let i = 1; i < ratings.length; i++) {
  const [before, after] = [ratings[i - 1], ratings[i]];
  const ordered =
    before.user < after.user || (before.user === after.user && before.film < after.film);
  if (!ordered) fail(`row ${i + 1} breaks the order (user, film id) that the tie rule states`);
}
ratings.sort((a, b) => a.user - b.user || a.time - b.time || a.order - b.order);

const users = indexOf(ratings.map(({ user }) => user));
const films = indexOf(ratings.map(({ film }) => film));
const found = {
  users: users.sorted.length,
  items: films.sorted.length,
  interactions: ratings.length,
};
for (const [what, number] of Object.entries(EXPECTED)) {
  if (found[what] !== number) fail(`expected ${number} ${what}, found ${found[what]}`);
}

const about = new Map(rows.map((row) => [Number(row[column.movieId]), row]));
const genresOf = (film) =>
  about
    .get(film)
    [column.genres].split("|")
    .filter((genre) => genre !== "(no genres listed)");
const genres = [...new Set(films.sorted.flatMap(genresOf))].sort();
const items = {
  ids: films.sorted,
  titles: films.sorted.map((film) => {
    const title = about.get(film)[column.title];
    return title === null ? `Untitled (MovieLens film ${film})` : displayTitle(title);
  }),
  years: films.sorted.map((film) => Number(about.get(film)[column.year] ?? 0)),
  genres,
  genreBits: films.sorted.map((film) =>
    genresOf(film).reduce((bits, genre) => bits | (1 << genres.indexOf(genre)), 0),
  ),
};

const files = {
  "user.u16": littleEndian(
    ratings.map(({ user }) => users.index.get(user)),
    2,
  ),
  "item.u16": littleEndian(
    ratings.map(({ film }) => films.index.get(film)),
    2,
  ),
  "rating.u8": littleEndian(
    ratings.map(({ halfStars }) => halfStars),
    1,
  ),
  "time.u32": littleEndian(
    ratings.map(({ time }) => time),
    4,
  ),
  "items.json": Buffer.from(
    `{\n${Object.entries(items)
      .map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join(",\n")}\n}\n`,
  ),
};
const fingerprint = (file) => ({
  file,
  bytes: files[file].length,
  sha256: createHash("sha256").update(files[file]).digest("hex"),
});
const manifest = {
  formatVersion: FORMAT_VERSION,
  id: "movielens-small",
  name: "MovieLens small",
  ...found,
  defaultCore: 5,
  byteOrder: "little-endian",
  columns: {
    user: { ...fingerprint("user.u16"), type: "uint16", length: found.interactions },
    item: { ...fingerprint("item.u16"), type: "uint16", length: found.interactions },
    rating: {
      ...fingerprint("rating.u8"),
      type: "uint8",
      length: found.interactions,
      unit: "half stars",
    },
    time: {
      ...fingerprint("time.u32"),
      type: "uint32",
      length: found.interactions,
      unit: "seconds since 1970, UTC",
    },
  },
  catalogue: { ...fingerprint("items.json"), length: found.items },
  tieRule: TIE_RULE,
  source:
    "MovieLens latest small (October 2016) by GroupLens, University of Minnesota, from the data frame " +
    "movielens of the R package dslabs (Debian: r-cran-dslabs).",
  licence:
    "GroupLens usage licence: acknowledge, claim no endorsement, no commercial use without permission, " +
    "pass on under the same conditions. See LICENSE.txt.",
  citation: CITATION,
};

const LICENSE = `MovieLens latest small (October 2016): terms of use

The ratings, titles, years and genres in this folder come from the MovieLens data sets, collected by
GroupLens Research at the University of Minnesota (https://grouplens.org/datasets/movielens/). They are
not covered by the licence of the rest of this repository. What follows puts the terms in the data set's
README into our own words; that README is what binds.

You may use the data for research, on these conditions:
- Do not say or suggest that the University of Minnesota or GroupLens endorses you or your work.
- Acknowledge the data set, with the citation below, in whatever you publish from its use.
- You may pass the data on, also in another form or format, if you do so under these same conditions.
- Do not use it for anything commercial or that brings in revenue without first getting permission from
  a faculty member of the GroupLens project.

Nobody at the University of Minnesota vouches that the data are correct, that they suit a purpose, or
that results obtained from them are valid. Software that came with the data comes as it is, with no
warranty of any kind. The University of Minnesota, its affiliates and its employees are not liable for
any damage that comes from using the data or being unable to use them.

Citation
${CITATION.replace(" https", "\nhttps").replace("ACM Trans", "\nACM Trans").replaceAll(" \n", "\n")}

Acknowledgement
We thank GroupLens and the users of MovieLens, whose ratings these are.

What was changed here
Users and films are renumbered from 0, ratings are stored as half stars, columns are binary, and the
article of a title stands in front ("The Godfather" for "Godfather, The"). No rating was left out.
scripts/build-dataset.mjs did this, from the data frame movielens of the R package dslabs.
`;

mkdirSync(FOLDER, { recursive: true });
for (const [file, bytes] of Object.entries(files)) writeFileSync(`${FOLDER}${file}`, bytes);
writeFileSync(`${FOLDER}dataset.json`, `${JSON.stringify(manifest, null, 2)}\n`);
writeFileSync(`${FOLDER}LICENSE.txt`, LICENSE);
console.log(
  `public/datasets/movielens-small: ${found.users} users, ${found.items} films, ` +
    `${found.interactions} ratings\n${TIE_RULE}`,
);
