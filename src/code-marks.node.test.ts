/** The lines that a section's Code view marks are in the source that it shows: shown code is running code. */
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

const files = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => `src/${path.replaceAll("\\", "/")}`)
  .filter((path) => path.endsWith(".tsx"));

/** Sources that a file shows, by the name under which it imports them. */
function shownBy(path: string, code: string): Map<string, string> {
  const imports = code.matchAll(/import (\w+) from "([^"]+)\?raw"/g);
  return new Map(
    [...imports].map(([, name, spec]) => [
      name!,
      readFileSync(posix.join(posix.dirname(path), spec!), "utf8"),
    ]),
  );
}

const text = String.raw`("(?:[^"\\]|\\.)*"|'[^']*')`;
const unquoted = (literal: string) =>
  literal.startsWith('"') ? (JSON.parse(literal) as string) : literal.slice(1, -1);

const marks = files.flatMap((path) => {
  const code = readFileSync(path, "utf8");
  const shown = shownBy(path, code);
  if (shown.size === 0) return [];
  const tuple = new RegExp(String.raw`\[\s*"[\w.-]+",\s*(\w+),\s*${text},\s*${text},?\s*\]`, "g");
  return [...code.matchAll(tuple)].map(([, name, first, last]) => ({
    path,
    source: shown.get(name!) ?? "",
    first: unquoted(first!),
    last: unquoted(last!),
  }));
});

test("every lesson that shows code marks some of it", () => {
  const showing = files.filter((path) => /<StepCode/.test(readFileSync(path, "utf8")));
  expect(showing.filter((path) => !marks.some((mark) => mark.path === path))).toEqual([]);
});

test("what is marked is there, its end behind its beginning", () => {
  const wrong = marks.flatMap(({ path, source, first, last }) => {
    const lines = source.split("\n");
    const from = lines.findIndex((line) => line.includes(first));
    const to = lines.findIndex((line, n) => n >= from && line.includes(last));
    return from >= 0 && to >= from ? [] : [`${path}: ${first} … ${last}`];
  });
  expect(wrong).toEqual([]);
});
