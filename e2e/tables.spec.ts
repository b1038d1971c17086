/**
 * Tables of real size, on request: `TABLES=1 npx playwright test e2e/tables.spec.ts`. Interactions are
 * drawn with Zipf's popularity; the page takes them, the command line too, and what that took is printed.
 */
import { execFile } from "node:child_process";
import { createWriteStream, existsSync, mkdirSync, rmSync } from "node:fs";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { Lab } from "./lab.ts";

const FOLDER = ".cache/tables";
/** Rows, users, items. */
const SIZES = [
  [100_000, 2000, 5000],
  [1_000_000, 8000, 10_000],
  [2_000_000, 12_000, 10_000],
] as const;

/** Item i is drawn with a probability that falls as 1 / (i + 1); users are evenly busy. */
async function write(path: string, rows: number, users: number, items: number) {
  // Park and Miller, 1988.
  let state = rows;
  const uniform = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const below = (n: number) => Math.floor(n * uniform());
  const sums = new Float64Array(items);
  for (let i = 0, sum = 0; i < items; i++) {
    sum += 1 / (i + 1);
    sums[i] = sum;
  }
  const drawn = () => {
    const at = uniform() * sums[items - 1]!;
    let [low, high] = [0, items - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const file = createWriteStream(path);
  file.write("userId,movieId,rating,timestamp\n");
  for (let row = 0; row < rows; ) {
    const lines: string[] = [];
    for (const end = Math.min(rows, row + 10_000); row < end; row++) {
      const rating = (1 + below(10)) / 2;
      lines.push(`${1 + below(users)},${1 + drawn()},${rating},${1_000_000_000 + row * 60}\n`);
    }
    if (!file.write(lines.join(""))) await new Promise<void>((go) => file.once("drain", go));
  }
  await new Promise<void>((closed) => file.end(() => closed()));
}

test.skip(!process.env.TABLES, "Tables of real size are read on request.");
test.beforeAll(() => mkdirSync(FOLDER, { recursive: true }));
test.afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

for (const [rows, users, items] of SIZES) {
  test(`${rows} rows through the page`, async ({ page }) => {
    const path = `${FOLDER}/zipf-${rows}.csv`;
    await write(path, rows, users, items);
    const lab = new Lab(page);
    await lab.open("matrix-factorization", { dataset: "synthetic", backend: "wasm", dim: 8 });
    await lab.button("Your own data …").click();
    const dialog = page.getByRole("dialog", { name: "Your own data" });
    await page.evaluate(() => {
      const tasks: string[] = [];
      Object.assign(window, { tasks });
      new PerformanceObserver((list) => {
        for (const { duration, startTime } of list.getEntries())
          tasks.push(`${Math.round(duration)} at ${Math.round(startTime)}`);
      }).observe({ entryTypes: ["longtask"] });
    });
    const before = await page.evaluate(() => Math.round(performance.now()));
    const began = Date.now();
    await dialog.getByLabel("Choose files").setInputFiles(path);
    const use = dialog.getByRole("button", { name: "Use these data" });
    await expect(use).toBeEnabled({ timeout: 120_000 });
    const read = Date.now() - began;
    await use.click();
    await expect(dialog).toBeHidden({ timeout: 60_000 });
    const kept = Date.now() - began - read;
    await expect(lab.status).toHaveText(/^Idle/, { timeout: 60_000 });
    const opened = Date.now() - began - read - kept;
    const tasks = await page.evaluate(() => (window as unknown as { tasks: string[] }).tasks);
    const held = await page.evaluate(() => {
      const { usedJSHeapSize } = (performance as unknown as { memory: { usedJSHeapSize: number } })
        .memory;
      return Math.round(usedJSHeapSize / 2 ** 20);
    });
    console.log(
      `${rows} rows, page: read in ${read} ms, kept in ${kept} ms, opened in ${opened} ms; tasks over 50 ms: ${tasks.join(", ") || "none"}; begun at ${before}; heap of the page ${held} MB; ${await page.locator(".memory-line").textContent()}`,
    );
    expect(await lab.region.getByLabel("Dataset").textContent()).toContain(`zipf-${rows}`);
  });

  test(`${rows} rows through the command line`, async () => {
    const path = `${FOLDER}/zipf-${rows}.csv`;
    if (!existsSync(path)) await write(path, rows, users, items);
    const began = Date.now();
    const { stdout, stderr } = await promisify(execFile)(
      "node",
      ["scripts/train.mjs", "the-data", "--backend", "wasm", "--dataset", path, "--json"],
      { maxBuffer: 2 ** 26 },
    );
    const { dataset, seconds } = JSON.parse(stdout) as {
      dataset: { users: number; items: number; interactions: number };
      seconds: number;
    };
    const memory = /memory: about .*/.exec(stderr)?.[0];
    console.log(
      `${rows} rows, command line: ${Date.now() - began} ms, ${seconds.toFixed(1)} s of it training; ${JSON.stringify(dataset)}; ${memory}`,
    );
    expect(dataset.interactions).toBeGreaterThan(0.5 * rows);
  });
}
