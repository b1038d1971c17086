#!/usr/bin/env node
/**
 * Builds the site and adds up the JavaScript that a first visit to a lesson loads, gzipped: until its
 * text can be read, until the worker has answered, and with the curves and runs that are fetched after
 * it. The heaviest lesson counts.
 */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { root } from "./install.mjs";
import { buildSite } from "./site.mjs";

await buildSite({ always: true });
const manifest = JSON.parse(readFileSync(`${root}dist/.vite/manifest.json`, "utf8"));
const lessons = Object.keys(manifest).flatMap(
  (key) => /^src\/lessons\/[^/]+\/(?=panel\.tsx$)/.exec(key) ?? [],
);

/** What each stage loads beyond the one before, and the most that all of it may be, in kB. */
const STAGES = [
  {
    what: "until the text of a lesson can be read",
    budget: 130,
    keys: (lesson) => ["index.html", `${lesson}lesson.ts`, `${lesson}prose.en.mdx`],
  },
  {
    what: "with the lab and its pictures, before the worker answers",
    budget: 250,
    keys: (lesson) => ["src/components/controls/lab.tsx", `${lesson}panel.tsx`],
  },
  {
    what: "with the curves and the runs",
    budget: 335,
    keys: () => ["src/components/session/curves.tsx", "src/components/session/runs-panel.tsx"],
  },
];

/** A chunk and all that it imports statically. */
function withImports(key, found = new Set()) {
  if (found.has(key)) return found;
  found.add(key);
  for (const imported of manifest[key].imports ?? []) withImports(imported, found);
  return found;
}

const sizes = new Map();
function sizeOf(key) {
  const known = sizes.get(key);
  if (known !== undefined) return known;
  const size = gzipSync(readFileSync(`${root}dist/${manifest[key].file}`)).length / 1000;
  sizes.set(key, size);
  return size;
}

/** Kilobytes at the end of each stage for a lesson. */
function stagesOf(lesson) {
  const chunks = new Set();
  return STAGES.map(({ keys }) => {
    for (const key of keys(lesson)) withImports(key, chunks);
    return [...chunks].reduce((sum, key) => sum + sizeOf(key), 0);
  });
}

const totals = new Map(lessons.map((lesson) => [lesson, stagesOf(lesson)]));
for (const [key, size] of [...sizes].sort((a, b) => b[1] - a[1]).slice(0, 10)) {
  console.log(`${size.toFixed(1).padStart(8)} kB  ${key}`);
}
let over = false;
for (const [i, { what, budget }] of STAGES.entries()) {
  const [lesson, stages] = [...totals].sort((a, b) => b[1][i] - a[1][i])[0];
  const slug = lesson.split("/").at(-2);
  console.log(`${stages[i].toFixed(1).padStart(8)} kB  ${what} (${slug}; budget ${budget} kB)`);
  over ||= stages[i] > budget;
}
if (over) {
  console.error("Over budget.");
  process.exit(1);
}
