/**
 * Training steps a second of every lesson at its own settings on WebAssembly, as its reader has them, in the three
 * browsers in turn, on request: `SPEED=2 npx playwright test e2e/browsers/speed.spec.ts --project=chromium` (2 rounds).
 */
import { expect, test } from "@playwright/test";
import { LESSONS } from "./links.ts";
import { LAB, Reader } from "./reader.ts";
import { start } from "./start.ts";

const ROUNDS = Number(process.env.SPEED ?? 0);
const BROWSERS = ["chromium", "firefox", "webkit"] as const;

/** Runs in the page: Playwright's Chromium has no pointer here. */
function pressTrain() {
  const buttons = document.querySelectorAll<HTMLButtonElement>('[aria-label="Lab"] button');
  [...buttons].find(({ textContent }) => textContent.trim() === "Train")!.click();
}

/** Runs in the page: steps a second, over at most eight seconds, and where the run is not over by then without its first. */
async function stepsPerSecond(): Promise<number> {
  const now = () =>
    Number(document.querySelector('[aria-label="Training progress"]')?.ariaValueNow ?? 0);
  const over = () =>
    /^(Finished|Failed)/.test(
      document.querySelector('[aria-label="Training status"]')?.textContent?.trim() ?? "",
    );
  const until = async (arrived: () => boolean) => {
    while (!arrived()) await new Promise((later) => setTimeout(later, 10));
  };
  // Compiling and warming up are not counted.
  await until(() => now() > 0);
  let [from, begun] = [now(), performance.now()];
  const warm = begun + 1500;
  await until(() => performance.now() > warm || over());
  if (!over()) [from, begun] = [now(), performance.now()];
  let [last, at] = [now(), performance.now()];
  await until(() => {
    if (now() !== last) [last, at] = [now(), performance.now()];
    return performance.now() > begun + 8000 || over();
  });
  return (1000 * (last - from)) / (at - begun);
}

test.skip(ROUNDS === 0, "Speeds are measured on request.");

test("steps a second of every lesson in three browsers", async ({ baseURL }) => {
  test.setTimeout(0);
  const drivers = await Promise.all(BROWSERS.map((name) => start(name)));
  const readers = drivers.map((driver) => new Reader(driver));
  try {
    for (const slug of LESSONS) {
      const speeds = BROWSERS.map(() => [] as number[]);
      for (let round = 0; round < ROUNDS; round++) {
        for (const [i, reader] of readers.entries()) {
          await reader.open(`${baseURL}#/lessons/${slug}?backend=wasm`);
          await reader.sees({ role: "status", name: "Training status", within: LAB }, /^Idle/);
          await reader.evaluate(pressTrain);
          await reader.sees(
            { role: "status", name: "Training status", within: LAB },
            /^(Training epoch|Finished)/,
            240_000,
          );
          speeds[i]!.push(await reader.evaluate(stepsPerSecond));
          await reader.driver.goto("about:blank");
        }
      }
      const best = speeds.map((all) => Math.max(...all));
      console.log(
        `${slug}: ${BROWSERS.map((name, i) => `${name} ${speeds[i]!.map((s) => s.toFixed(1)).join(" ")}`).join(", ")}; ` +
          `WebKit takes ${(best[0]! / best[2]!).toFixed(1)} times Chromium's time`,
      );
      expect(Math.min(...best)).toBeGreaterThan(0);
    }
  } finally {
    await Promise.all(drivers.map((driver) => driver.close()));
  }
});
