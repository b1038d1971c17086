import { expect, test } from "vitest";
import { genreClasses, genresText, shortTitle, titleText } from "./genre-classes.ts";

const genres = ["Action", "Comedy", "Drama", "Horror"];
const bits = (...names: string[]) =>
  names.reduce((sum, name) => sum | (1 << genres.indexOf(name)), 0);
const catalogue = {
  ids: new Int32Array(5),
  titles: ["Heat", "Scream", "Fargo", "Dumb & Dumber (Dumb and Dumber)", "Unknown"],
  years: Int16Array.from([1995, 1996, 1996, 1994, 0]),
  genres,
  genreBits: Uint32Array.from([
    bits("Action", "Drama"),
    bits("Comedy", "Horror", "Drama"),
    bits("Comedy", "Drama"),
    bits("Comedy"),
    0,
  ]),
};

test("a film's class is the rarest of its genres, none is other", () => {
  const classes = genreClasses(catalogue);
  const of = (item: number) => classes.names[classes.of[item]!] ?? "other";
  expect([0, 1, 2, 3, 4].map(of)).toEqual(["Action", "Horror", "Comedy", "Comedy", "other"]);
  expect(classes.counts.reduce((a, b) => a + b)).toBe(5);
});

test("there are at most seven classes and fallen-out films find another", () => {
  const many = Array.from({ length: 12 }, (_, i) => `G${i}`);
  const genreBits = Uint32Array.from({ length: 120 }, (_, i) => (1 << (i % 12)) | 1);
  const classes = genreClasses({
    ids: new Int32Array(120),
    titles: [],
    years: new Int16Array(120),
    genres: many,
    genreBits,
  });
  expect(classes.names.length).toBeLessThanOrEqual(7);
  expect(Math.max(...classes.of)).toBeLessThanOrEqual(classes.names.length);
});

test("titles and genres in words", () => {
  expect(titleText(catalogue, 2)).toBe("Fargo (1996)");
  expect(titleText(catalogue, 4)).toBe("Unknown");
  expect(genresText(catalogue, 0)).toBe("Action, Drama");
  expect(genresText(catalogue, 4)).toBe("no genre listed");
  expect(shortTitle(catalogue, 3)).toBe("Dumb & Dumber");
  expect(shortTitle(catalogue, 3, 8)).toBe("Dumb &…");
});
