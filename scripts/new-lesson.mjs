#!/usr/bin/env node
/**
 * npm run new-lesson -- SLUG: a lesson that already runs, the smallest one that learns (src/template), with
 * its tests and its place in the course. Fill it in from there.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { root } from "./install.mjs";

const FROM = `${root}src/template`;

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

/** The template's names replaced by those of the new lesson, which lies a folder deeper. */
function renamed(text) {
  return text
    .replaceAll("TemplateConfig", `${pascal}Config`)
    .replaceAll('"Template"', `"${title}"`)
    .replaceAll('slug: "template"', `slug: "${slug}"`)
    .replaceAll('from "../', 'from "../../');
}

mkdirSync(folder);
const copied = [];
for (const name of readdirSync(FROM)) {
  writeFileSync(`${folder}/${name}`, renamed(readFileSync(`${FROM}/${name}`, "utf8")));
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
  await lab.open("${slug}", { epochs: 1, batch: 4096, backend: "wasm" });
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
