#!/usr/bin/env node
/**
 * npm run train -- LESSON [--set key=value ...] [--seed N] [--backend webgpu|wasm] [--dataset NAME|PATH]
 *                         [--columns user,item,rating,time] [--table key=value ...]
 *                         [--on LESSON] [--on-set key=value ...] [--on-seed N] [--json]
 * The lesson and the engine of the notebook without its pages, in a headless browser. Progress goes to
 * stderr, the result to stdout. PATH is a table of interactions (any that the page reads: CSV, TSV, JSON
 * lines, Parquet, gzip, zip) or a folder with one; the titles that MovieLens puts beside it are read too.
 * --columns says what its columns are, in their order ("-" leaves one out; rating:10 are marks out of 10,
 * rating:rank and rating:log are counts, rating:unrated=0 has zeros that are no marks, time:day-first reads
 * 3/4/2015 as in April); --table header=no, encoding=windows-1251, delimiter=;, sample=users or newest, core=5
 * what else was guessed. --on is what the run stands on, where the lesson learns from another model. Exit 2, with one line, for a request that cannot be carried out.
 */
import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { installChromium, installPackages } from "./install.mjs";

const USAGE =
  "npm run train -- LESSON [--set key=value ...] [--seed N] [--backend webgpu|wasm] [--dataset NAME|PATH] [--columns user,item,rating,time] [--table key=value ...] [--on LESSON] [--on-set key=value ...] [--on-seed N] [--json]";

function refuse(sentence) {
  console.error(sentence.replace(/\s+/g, " "));
  process.exit(2);
}

/** "--columns -,user,item": a value that begins with a dash is one with its option. */
const args = process.argv.slice(2);
const columnsAt = args.indexOf("--columns");
if (columnsAt >= 0 && args[columnsAt + 1]?.startsWith("-"))
  args.splice(columnsAt, 2, `--columns=${args[columnsAt + 1]}`);

let values;
let positionals;
try {
  ({ values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      set: { type: "string", multiple: true, default: [] },
      seed: { type: "string" },
      backend: { type: "string" },
      dataset: { type: "string" },
      columns: { type: "string" },
      table: { type: "string", multiple: true, default: [] },
      on: { type: "string" },
      "on-set": { type: "string", multiple: true, default: [] },
      "on-seed": { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  }));
} catch (error) {
  refuse(`${error.message.split("\n")[0]} Usage: ${USAGE}`);
}
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
if (positionals.length !== 1) refuse(`Name one lesson. Usage: ${USAGE}`);

const pairsOf = (option, before = "") =>
  values[option].map((given) => {
    const at = given.indexOf("=");
    if (at < 1) refuse(`--${option} takes key=value, got "${given}"`);
    return [before + given.slice(0, at), given.slice(at + 1)];
  });
const settings = [...pairsOf("set"), ...pairsOf("on-set", "on.")];
if (values.on !== undefined) settings.push(["on.lesson", values.on]);
if (values["on-seed"] !== undefined) settings.push(["on.seed", values["on-seed"]]);
const table = pairsOf("table");
const files = filesOf(values.dataset);
for (const key of ["seed", "backend", ...(files.length > 0 ? [] : ["dataset"])]) {
  if (values[key] !== undefined) settings.push([key, values[key]]);
}

/** The files that --dataset names: none for the name of a dataset. */
function filesOf(given) {
  if (given === undefined) return [];
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), given);
  const isFile = existsSync(path) && statSync(path).isFile();
  if (!isFile && !/[./\\]/.test(given)) return [];
  if (!existsSync(path)) {
    refuse(
      `There is no file "${given}"; --dataset takes the name of a dataset (movielens-small, synthetic) or the path of a table such as ratings.csv`,
    );
  }
  const pairs = { "ratings.csv": "movies.csv", "u.data": "u.item", "ratings.dat": "movies.dat" };
  if (statSync(path).isDirectory()) {
    const known = Object.keys(pairs).find((name) => existsSync(join(path, name)));
    if (!known)
      refuse(
        `The folder "${given}" holds none of ${Object.keys(pairs).join(", ")}; name the file itself`,
      );
    return filesOf(join(path, known));
  }
  const titles = pairs[basename(path)];
  const beside = titles && join(dirname(path), titles);
  return beside && existsSync(beside) ? [path, beside] : [path];
}

installPackages();
await installChromium();
const { buildSite, serveSite } = await import("./site.mjs");
const { launchChromium } = await import("./browser.mjs");
await buildSite();
const { server, url } = await serveSite();
const browser = await launchChromium();
let answer;
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error.message));
  await page.exposeFunction("onProgress", ({ step, totalSteps, epoch, loss }) => {
    const line = `step ${step} of ${totalSteps}, epoch ${epoch.toFixed(1)}, loss ${loss?.toFixed(4)}`;
    process.stderr.write(process.stderr.isTTY ? `\r${line}   ` : `${line}\n`);
  });
  await page.goto(`${url}headless.html`);
  await page.waitForFunction(() => "headless" in window);
  await page.exposeFunction("onSaid", (sentence) => console.error(sentence));
  if (files.length > 0) await page.setInputFiles("input", files);
  answer = await page.evaluate(
    (request) => window.headless.train(request, window.onProgress, window.onSaid),
    { lesson: positionals[0], settings, columns: values.columns, table },
  );
} finally {
  await browser.close();
  await server.close();
}
if (process.stderr.isTTY) process.stderr.write("\n");
if ("wrong" in answer) refuse(answer.wrong);

const { result } = answer;
if (values.json) {
  console.log(JSON.stringify(result, null, 2));
} else {
  const { lesson, backend, steps, seconds, metrics, baselines, bestEpoch } = result;
  console.log(
    `${lesson}: ${steps} steps in ${seconds.toFixed(1)} s on ${backend.name} (${backend.adapter}); best epoch on validation ${bestEpoch}`,
  );
  for (const [name, value] of Object.entries(metrics)) {
    const popular = baselines.popularity?.[name];
    const beside = popular === undefined ? "" : `   popularity ${popular.toFixed(4)}`;
    console.log(`  ${name.padEnd(28)} ${value.toFixed(4)}${beside}`);
  }
}
