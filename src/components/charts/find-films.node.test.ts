import { expect, test } from "vitest";
import { byPopularity, findFilms } from "./find-films.ts";

const titles = ["The Godfather", "Amélie", "The Godfather: Part II", "Toy Story", "Toy Story 2"];
const catalogue = {
  ids: new Int32Array(5),
  titles,
  years: Int16Array.from([1972, 2001, 1974, 1995, 1999]),
  genres: [],
  genreBits: new Uint32Array(5),
};
const popularity = [100, 30, 80, 120, 70];

test("words may be begun, accents and case do not matter", () => {
  expect(findFilms(catalogue, popularity, "amelie")).toEqual([1]);
  expect(findFilms(catalogue, popularity, "GODF")).toEqual([0, 2]);
  expect(findFilms(catalogue, popularity, "story toy")).toEqual([3, 4]);
  expect(findFilms(catalogue, popularity, "toy 1999")).toEqual([4]);
  expect(findFilms(catalogue, popularity, "father")).toEqual([]);
  expect(findFilms(catalogue, popularity, "  ")).toEqual([]);
});

test("the best known come first", () => {
  expect([...byPopularity(popularity)]).toEqual([3, 0, 2, 4, 1]);
});
