#!/usr/bin/env node
/**
 * npm run bench [-- --json | --quick | --model NAME | --backend wasm|webgpu | --no-plain | --browser NAME]
 * Milliseconds a training step on each back end, beside stock tfjs doing the same step in the same page.
 * --quick is for a first look, in less than a minute: one round a model, or as many of three as fit into
 * 0.8 seconds, instead of five, and 3 of our steps a round instead of 10 (more where they are short); stock tfjs is
 * left out of sasrec on a software adapter. Figures to quote come of the whole bench.
 * --rounds N and --steps N set how often; --kernels lists where a step's time goes, kernel by kernel;
 * --losses prints the first losses, on which the back ends must agree. On a software WebGPU adapter the
 * sasrec step takes 8 sequences instead of 128: stock tfjs needs minutes for the full one. BENCH_GPU=1
 * asks for the machine's graphics card instead of the software adapter.
 * Opens src/bench/bench.html in headless Chromium through a Vite server of its own; --browser firefox and
 * --browser webkit take the system's, as the stories of e2e/browsers do, and time WebAssembly alone.
 */
import { parseArgs } from "node:util";
import { installChromium, installOtherBrowsers, installPackages, root } from "./install.mjs";

const MODELS = ["matrix-factorization", "two-tower", "dcn-v2", "rq-vae", "sasrec"];
const BACKENDS = ["wasm", "webgpu"];
const BROWSERS = ["chromium", "firefox", "webkit"];
/** What --quick does. Stock tfjs's SASRec alone takes a quarter of a minute on a software adapter. */
const QUICK = { rounds: 3, steps: 3, budgetMs: 800 };

const tooLong = (backend, model) =>
  Boolean(options.quick) && !process.env.BENCH_GPU && backend === "webgpu" && model === "sasrec";

function fail(message) {
  console.error(message);
  process.exit(2);
}

let options;
try {
  options = parseArgs({
    options: {
      json: { type: "boolean" },
      quick: { type: "boolean" },
      model: { type: "string", multiple: true },
      backend: { type: "string", multiple: true },
      rounds: { type: "string" },
      steps: { type: "string" },
      "no-plain": { type: "boolean" },
      kernels: { type: "boolean" },
      losses: { type: "boolean" },
      browser: { type: "string", default: "chromium" },
    },
  }).values;
} catch (error) {
  fail(
    `${error.message} Known: --json, --quick, --model NAME, --backend NAME, --no-plain, --browser NAME.`,
  );
}
if (!BROWSERS.includes(options.browser)) {
  fail(`No browser "${options.browser}": take one of ${BROWSERS.join(", ")}.`);
}
for (const model of options.model ?? []) {
  if (!MODELS.includes(model)) fail(`No model "${model}": take one of ${MODELS.join(", ")}.`);
}
for (const backend of options.backend ?? []) {
  if (!BACKENDS.includes(backend)) fail(`No back end "${backend}": take wasm or webgpu.`);
}

if (options.quick) {
  const { rounds, steps, budgetMs } = QUICK;
  console.error(
    `Quick: a round of ${steps} steps of ours and one of stock tfjs, up to ${rounds} rounds if they fit into ` +
      `${budgetMs / 1000} s a model; of SASRec on a software WebGPU adapter ours alone. The whole bench takes medians of 5 rounds of 10 steps.`,
  );
}
installPackages();
if (options.browser === "chromium") await installChromium();
else if (!installOtherBrowsers()[options.browser]) {
  fail(`There is no ${options.browser} on this machine, and it could not be installed.`);
}
const { createServer } = await import("vite");
const server = await createServer({
  configFile: false,
  root,
  cacheDir: ".cache/vite-bench",
  logLevel: "error",
  server: { port: 0, host: "127.0.0.1", hmr: false, watch: null },
  optimizeDeps: {
    entries: ["src/bench/page.ts"],
    include: [
      "@tensorflow/tfjs-core",
      "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops",
      "@tensorflow/tfjs-core/dist/register_all_gradients",
      "@tensorflow/tfjs-backend-wasm",
      "@tensorflow/tfjs-backend-webgpu",
    ],
  },
});
let browser;
try {
  await server.listen();
  const { start } = await server.ssrLoadModule("/e2e/browsers/start.ts");
  browser = await start(options.browser);
  if (!options.json) console.error(browser.name);
  const { port } = server.httpServer.address();
  await browser.goto(`http://127.0.0.1:${port}/src/bench/bench.html`);
  await browser.call(
    "async () => { while (!globalThis.runBench) await new Promise((later) => setTimeout(later, 50)) }",
    [],
  );
  /** Calls a function of src/bench/page.ts. */
  const ask = (name, ...args) => browser.call(`(...of) => globalThis.${name}(...of)`, args);
  const backends = options.backend ?? (options.browser === "chromium" ? BACKENDS : ["wasm"]);
  const models = options.model ?? MODELS;
  const results = [];
  for (const backend of backends) {
    for (const model of models) {
      if (options.kernels) {
        const kernels = await ask("compiledTimes", backend, model);
        console.log(`${model} on ${backend}\n${kernels.join("\n")}`);
        continue;
      }
      if (options.losses) {
        const losses = await ask("firstLosses", backend, model, 6);
        console.log(`${model} on ${backend}: ${losses.join(" ")}`);
        continue;
      }
      const [result] = await ask("runBench", {
        backends: [backend],
        models: [model],
        rounds: Number(options.rounds ?? (options.quick ? QUICK.rounds : 5)),
        steps: Number(options.steps ?? (options.quick ? QUICK.steps : 10)),
        ...(options.quick && { budgetMs: QUICK.budgetMs }),
        skipPlain: Boolean(options["no-plain"]) || tooLong(backend, model),
      });
      results.push(result);
      if (!options.json) printRow(result);
    }
  }
  if (options.json) console.log(JSON.stringify(results, null, 2));
} finally {
  await browser?.close();
  await server.close();
}

function printRow(r) {
  const plain = r.plainMsPerStep === null ? "" : `, stock tfjs ${r.plainMsPerStep.toFixed(1)} ms`;
  const times = r.timesFaster === null ? "" : `, ${r.timesFaster.toFixed(1)} times faster`;
  const counts = ["dispatches", "submits", "uploads", "bindGroups", "buffersCreated"]
    .map((key) => `${r[key]} ${key}`)
    .join(", ");
  console.log(
    `${r.backend} ${r.model}: ${r.msPerStep.toFixed(2)} ms a step${plain}${times} ` +
      `(${r.rounds} ${r.rounds === 1 ? "round" : "rounds"}); ` +
      `JavaScript ${r.jsMsPerStep.toFixed(2)} ms; ${counts}; ${(100 * r.shareOfCeiling).toFixed(1)} % of ` +
      `${r.ceiling.gflops.toFixed(1)} GFLOP/s and ${r.ceiling.gigabytes.toFixed(1)} GB/s`,
  );
}
