#!/usr/bin/env node
/**
 * npm run new-lesson -- SLUG: a lesson that already runs, copied from matrix factorization (the simplest
 * one that trains), with its tests and its place in the course. Fill it in from there.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { root } from "./install.mjs";

const FROM = "matrix-factorization";

function refuse(sentence) {
  console.error(sentence);
  process.exit(2);
}

const [slug, ...rest] = process.argv.slice(2);
if (!slug || rest.length > 0) refuse("Name one lesson: npm run new-lesson -- my-lesson");
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug)) {
  refuse(`"${slug}" is no slug: lower-case words with hyphens between them, such as my-lesson`);
}
const folder = `${root}src/lessons/${slug}`;
if (existsSync(folder)) refuse(`There is a lesson "${slug}" already, in src/lessons/${slug}`);

const words = slug.split("-");
const title = words.join(" ").replace(/^./, (letter) => letter.toUpperCase());
const pascal = words.map((word) => word.replace(/^./, (letter) => letter.toUpperCase())).join("");

/** The names of the copied lesson, replaced by those of the new one. */
function renamed(text) {
  return text
    .replaceAll("MatrixFactorization", pascal)
    .replaceAll('title: "Matrix factorization"', `title: "${title}"`)
    .replaceAll("Matrix factorization", title)
    .replaceAll(FROM, slug);
}

mkdirSync(folder);
const copied = [];
// A new lesson begins in English.
const parts = readdirSync(`${root}src/lessons/${FROM}`).filter(
  (name) => !name.startsWith("prose.") || name === "prose.en.mdx",
);
for (const name of parts) {
  const [from, to] = [`${root}src/lessons/${FROM}/${name}`, `${folder}/${name}`];
  if (/\.(ts|tsx|mdx)$/.test(name)) writeFileSync(to, renamed(readFileSync(from, "utf8")));
  else copyFileSync(from, to);
  copied.push(`src/lessons/${slug}/${name}`);
}
const story = `e2e/${slug}.spec.ts`;
writeFileSync(
  root + story,
  `/** The story of the lesson, from the reader's point of view. */
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

test("a reader trains ${slug} and sees a run", async ({ page }) => {
  const lab = new Lab(page);
  await lab.open("${slug}", { dim: 8, epochs: 2, batch: 4096, numNegatives: 2, backend: "wasm" });
  await lab.train();
  await lab.finished();
  await expect(lab.runs).toHaveCount(2);
});
`,
);
copied.push(story);

const course = `${root}src/curriculum.ts`;
const text = readFileSync(course, "utf8");
const end = text.lastIndexOf("];");
const entry = `  {
    group: "New",
    lessons: [{ slug: "${slug}", title: "${title}", minutes: 20, ready: true }],
  },
`;
writeFileSync(course, text.slice(0, end) + entry + text.slice(end));
copied.push("src/curriculum.ts (move it to its place)");

console.log(`A lesson that runs is in src/lessons/${slug}:`);
for (const path of copied) console.log(`  ${path}`);
console.log("\nSee it with `npm run dev`; what to change, in which order, is in CONTRIBUTING.md.");
