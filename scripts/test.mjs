#!/usr/bin/env node
/**
 * npm test: installs what is missing, then format and lint, types, unit and engine tests in Node and in
 * a real browser, the size of the built site, and the readers' stories. Every part runs even if one
 * fails; the last line is "N passed, N failed".
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import {
  installChromium,
  installOtherBrowsers,
  installPackages,
  otherBrowsers,
  root,
} from "./install.mjs";

installPackages();
await installChromium();

const reports = `${root}.cache/reports`;
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
let passed = 0;
let failed = 0;

function run(title, command, args, count) {
  console.log(`\n== ${title}`);
  const started = Date.now();
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", 1, 1],
    shell: process.platform === "win32",
    env: { ...process.env, FORCE_COLOR: "0" },
  });
  const counted = count?.() ?? { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
  // A runner that breaks before its first test has failed too.
  if (status !== 0 && counted.failed === 0) counted.failed = 1;
  passed += counted.passed;
  failed += counted.failed;
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`-- ${title}: ${counted.passed} passed, ${counted.failed} failed, ${seconds} s`);
}

function report(name, read) {
  return () => {
    try {
      return read(JSON.parse(readFileSync(`${reports}/${name}.json`, "utf8")));
    } catch {
      return { passed: 0, failed: 1 };
    }
  };
}

const only = process.argv.slice(2);
const wanted = (part) => only.length === 0 || only.includes(part);

if (wanted("lint")) run("Format and lint", "npx", ["biome", "ci", "."]);
if (wanted("types")) run("Types", "npx", ["tsc", "-b"]);
if (wanted("unit")) {
  run(
    "Unit tests, and the engine in a browser",
    "npx",
    ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile=${reports}/unit.json`],
    report("unit", ({ numPassedTests, numFailedTests, numFailedTestSuites }) => ({
      passed: numPassedTests,
      failed: Math.max(numFailedTests, Math.min(1, numFailedTestSuites)),
    })),
  );
}
if (wanted("site") || wanted("e2e") || wanted("browsers")) {
  run("The site builds, and is small enough", "node", ["scripts/size.mjs"]);
}
if (wanted("claims") || wanted("unit")) {
  run(
    "The quick claims of the lessons, on three seeds",
    "node",
    ["scripts/claims.mjs", "--quick", "--json", `${reports}/claims.json`],
    report("claims", ({ held, failed }) => ({ passed: held, failed })),
  );
}
/** The stories' port, or a free one where somebody has taken it. */
function freePort(wanted) {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once("error", (error) => (wanted === 0 ? failed(error) : found(freePort(0))));
    server.listen(wanted, "localhost", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

/** @param projects of playwright.config.ts */
async function stories(title, projects) {
  process.env.E2E_PORT ??= String(await freePort(4173));
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = `${reports}/stories.json`;
  run(
    title,
    "npx",
    ["playwright", "test", "--reporter=list,json", ...projects.map((name) => `--project=${name}`)],
    report("stories", ({ stats: { expected, flaky, unexpected } }) => {
      if (flaky > 0) console.log(`-- ${flaky} of them passed at the second try only: see "flaky".`);
      return { passed: expected + flaky, failed: unexpected };
    }),
  );
}

const tellers = wanted("e2e") ? ["chromium"] : [];
if (wanted("browsers")) {
  // They are installed where they are asked for and in CI, and told wherever they are.
  const asked = only.includes("browsers") || process.env.CI;
  const there = asked ? installOtherBrowsers() : otherBrowsers();
  const absent = Object.keys(there).filter((name) => !there[name]);
  if (absent.length > 0) {
    console.log(`\n== SKIPPED: no ${absent.join(" and no ")} here, so their stories are not told.`);
  }
  tellers.push(...Object.keys(there).filter((name) => there[name]));
}
if (tellers.length > 0) await stories(`Readers' stories in ${tellers.join(", ")}`, tellers);

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
