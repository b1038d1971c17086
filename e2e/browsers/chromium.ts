/** Chromium by Playwright, where it stands beside the two that Playwright cannot drive. */
import { launchChromium } from "../../scripts/browser.mjs";
import { type Driver, WINDOW } from "./driver.ts";

export async function startChromium(): Promise<Driver> {
  const chromium = await launchChromium();
  const page = await chromium.newPage({ viewport: WINDOW });
  page.on("console", (message) => console.error(message.text()));
  page.on("pageerror", (error) => console.error(error.stack));
  return {
    name: `Chromium ${chromium.version()}`,
    goto: async (url) => {
      await page.goto(url);
    },
    call: (source, args) => page.evaluate(`(${source})(...${JSON.stringify(args)})`),
    async perform() {
      throw new Error("Playwright's own page clicks and types in Chromium");
    },
    screenshot: () => page.screenshot(),
    close: () => chromium.close(),
  };
}
