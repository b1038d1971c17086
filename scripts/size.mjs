#!/usr/bin/env node
/**
 * Builds the site and adds up the JavaScript that a first visit to a lesson loads, gzipped, before the
 * worker. What the text needs has a budget; the pictures follow it and are counted beside.
 */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { root } from "./install.mjs";
import { buildSite } from "./site.mjs";

/** Until the shell and the text of a lesson can be read. */
const TEXT_BUDGET_KB = 160;
/** With the lab, its pictures and its curves. */
const ALL_BUDGET_KB = 335;

await buildSite({ always: true });
const manifest = JSON.parse(readFileSync(`${root}dist/.vite/manifest.json`, "utf8"));
const LESSON = "src/lessons/matrix-factorization/";

/** A chunk and all that it imports statically. */
function withImports(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const imported of manifest[key].imports ?? []) withImports(imported, found);
  return found;
}

const textChunks = new Set(
  ["index.html", `${LESSON}lesson.ts`, `${LESSON}prose.en.mdx`].flatMap((key) => [
    ...withImports(key),
  ]),
);
const labChunks = new Set([
  ...textChunks,
  ...[
    "src/components/controls/lab.tsx",
    "src/components/session/curves.tsx",
    "src/components/session/runs-panel.tsx",
    `${LESSON}panel.tsx`,
  ].flatMap((key) => [...withImports(key)]),
]);

const sizeOf = (key) => gzipSync(readFileSync(`${root}dist/${manifest[key].file}`)).length / 1000;
const total = (keys) => [...keys].reduce((sum, key) => sum + sizeOf(key), 0);
for (const key of [...labChunks].sort((a, b) => sizeOf(b) - sizeOf(a)).slice(0, 10)) {
  console.log(`${sizeOf(key).toFixed(1).padStart(8)} kB  ${key}`);
}
let over = false;
for (const [what, keys, budget] of [
  ["until the text of a lesson can be read", textChunks, TEXT_BUDGET_KB],
  ["with the lab and its pictures", labChunks, ALL_BUDGET_KB],
]) {
  const size = total(keys);
  console.log(`${size.toFixed(1).padStart(8)} kB  ${what} (budget ${budget} kB)`);
  over ||= size > budget;
}
if (over) {
  console.error("Over budget.");
  process.exit(1);
}
