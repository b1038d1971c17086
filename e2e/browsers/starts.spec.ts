/**
 * How many visits of each lesson come to the end of "Preparing", on a host with the two headers and on one without, on
 * request: `STARTS=20 npx playwright test e2e/browsers/starts.spec.ts`. The counts and times are printed.
 */
import { expect, test } from "@playwright/test";
import { plainHost } from "../plain-host.ts";
import { LESSONS, shortLink } from "./links.ts";
import { start } from "./start.ts";

const VISITS = Number(process.env.STARTS ?? 0);

/** Runs in the page: waits for the end of "Preparing", at most half a minute. @returns the status and milliseconds */
async function prepared(): Promise<readonly [status: string, ms: number]> {
  const status = () => document.querySelector('[aria-label="Training status"]')?.textContent ?? "";
  while (performance.now() < 30_000 && /^(Preparing|$)/.test(status().trim())) {
    await new Promise((later) => setTimeout(later, 20));
  }
  return [status().trim(), Math.round(performance.now())];
}

test.skip(VISITS === 0, "Starts are counted on request.");

for (const isolated of [true, false]) {
  test(`every visit starts, ${isolated ? "with" : "without"} the two headers`, async ({ baseURL }, {
    project,
  }) => {
    test.setTimeout(0);
    const host = isolated ? undefined : await plainHost();
    const browser = await start(project.name);
    const failures: string[] = [];
    try {
      for (const slug of LESSONS) {
        const times: number[] = [];
        for (let visit = 0; visit < VISITS; visit++) {
          await browser.goto("about:blank");
          await browser.goto((host?.url ?? baseURL!) + shortLink(slug));
          expect(await browser.call("() => crossOriginIsolated", [])).toBe(isolated);
          const [status, ms] = (await browser.call(String(prepared), [])) as [string, number];
          if (status.startsWith("Idle")) times.push(ms);
          else failures.push(`${slug}, visit ${visit + 1}: ${status}`);
        }
        times.sort((a, b) => a - b);
        console.log(
          `${browser.name}, ${isolated ? "isolated" : "plain"}, ${slug}: ${times.length} of ${VISITS}, ` +
            `median ${times[times.length >> 1]} ms, slowest ${times.at(-1)} ms`,
        );
      }
    } finally {
      await browser.close();
      host?.close();
    }
    expect(failures).toEqual([]);
  });
}
