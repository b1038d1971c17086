#!/usr/bin/env node
/**
 * npm run claims [-- LESSON ...] [--quick] [--backend wasm|webgpu]
 * Trains every run that a sentence of a lesson speaks of, on seeds 1 to 3, and says which sentences the runs
 * contradict: exit 1 for any. Runs are remembered in .cache/claims as long as nothing that decides their
 * numbers has changed, so that it may be stopped and begun again. --quick: those that npm test checks too.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { installChromium, installPackages, root } from "./install.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    backend: { type: "string", default: "wasm" },
    json: { type: "string" },
  },
});

installPackages();
await installChromium();
const { buildSite, serveSite } = await import("./site.mjs");
const { launchChromium } = await import("./browser.mjs");
await buildSite();

/** Everything but pictures, prose and the words of the steps decides a run. */
const decides = (path) =>
  /\.(ts|mjs|wgsl|json|u8|u16|u32|i32|f32|wasm)$/.test(path) &&
  !/\.test\.ts$|\/steps\.ts$/.test(path);

function filesIn(folder) {
  if (!existsSync(root + folder)) return [];
  return readdirSync(root + folder, { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter(decides)
    .sort();
}

function digestOf(lessons) {
  const digest = createHash("sha1");
  const folders = ["engine", "families", ...lessons.map((slug) => `lessons/${slug}`)];
  const files = [...folders.map((folder) => `src/${folder}`), "public/datasets"].flatMap(filesIn);
  for (const path of [...files, "src/worker.ts", "package-lock.json"]) {
    digest.update(path).update(readFileSync(root + path));
  }
  return digest.digest("hex");
}

const { server, url } = await serveSite();
const browser = await launchChromium();
const started = Date.now();
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;
let held = 0;
let failed = 0;
let trainings = 0;
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error.message));
  await page.goto(`${url}headless.html`);
  await page.waitForFunction(() => "headless" in window);
  const { claims, runs, seeds, beneath, wrong } = await page.evaluate(
    (request) => window.headless.claims(request),
    { lessons: positionals, quick: values.quick },
  );
  if (wrong) {
    console.error(wrong);
    process.exit(2);
  }
  mkdirSync(`${root}.cache/claims`, { recursive: true });
  const digests = new Map(
    Object.keys(beneath).map((slug) => [slug, digestOf([slug, ...beneath[slug]])]),
  );
  const trained = {};
  for (const { key, lesson, settings } of runs) {
    trained[key] = [];
    for (const seed of seeds) {
      const name = `${key} ${seed} ${values.backend} ${digests.get(lesson)}`;
      const file = `${root}.cache/claims/${createHash("sha1").update(name).digest("hex")}.json`;
      if (!existsSync(file)) {
        const since = Date.now();
        const asked = [...settings, ["seed", String(seed)], ["backend", values.backend]];
        const answer = await page.evaluate((request) => window.headless.train(request, () => {}), {
          lesson,
          settings: asked,
        });
        if ("wrong" in answer) throw new Error(`${key}, seed ${seed}: ${answer.wrong}`);
        writeFileSync(file, JSON.stringify(answer.result));
        trainings++;
        console.error(`${key}, seed ${seed}: ${seconds(since)}`);
      }
      trained[key].push(JSON.parse(readFileSync(file, "utf8")));
    }
  }
  for (const { lesson, step, says, contradicted, numbers } of await page.evaluate(
    ({ claims, trained }) => window.headless.judge(claims, trained),
    { claims, trained },
  )) {
    if (contradicted.length === 0) held++;
    else {
      failed++;
      const where = contradicted[0] === 0 ? "the mean of the seeds" : `seed ${contradicted}`;
      console.log(`CONTRADICTED by ${where}: ${lesson}/${step}: “${says}”\n${numbers}`);
    }
  }
} finally {
  await browser.close();
  await server.close();
}
if (values.json) writeFileSync(values.json, JSON.stringify({ held, failed }));
console.log(
  `${held} claims hold, ${failed} contradicted; ${trainings} runs trained in ${seconds(started)}`,
);
process.exit(failed === 0 ? 0 : 1);
