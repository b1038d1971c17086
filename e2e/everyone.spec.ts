/** What holds in every lesson, for every reader. A lesson of the course is here by being ready. */
import { expect, test } from "@playwright/test";
import { COURSE } from "../src/curriculum.ts";
import { Lab } from "./lab.ts";

const LESSONS = COURSE.flatMap(({ lessons }) => lessons).filter(({ ready }) => ready);

/** A lesson's settings for a quick run; a lesson that has no `epochs` reads its data once. */
function small(slug: string): Record<string, string | number> {
  const data = { dataset: "synthetic", backend: "wasm" };
  return slug === "the-data" ? data : { ...data, epochs: 1 };
}

for (const { slug } of LESSONS) {
  test(`${slug}: axe finds nothing, in light and dark, in any view`, async ({ page }) => {
    const lab = new Lab(page);
    await lab.open(slug, small(slug));
    await lab.train();
    await lab.finished();
    let whole = true;
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      // In the other scheme only colours differ; in the other views only the view.
      const rules = colorScheme === "dark" ? ["color-contrast"] : undefined;
      await lab.forEachView(async (_, title) => {
        const part = whole ? undefined : "[role=tabpanel]";
        expect(await lab.findings({ part, rules }), `${title}, ${colorScheme}`).toEqual([]);
        whole = false;
      });
      whole = true;
    }
  });
}

for (const { slug } of LESSONS) {
  test(`${slug}: by keyboard, in a small window, with forced colours and less motion`, async ({
    page,
  }) => {
    await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    await page.setViewportSize({ width: 390, height: 780 });
    const lab = new Lab(page);
    await lab.open(slug, small(slug));
    const fits = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
    expect(await fits(), "the text scrolls sideways").toBe(0);
    await page.keyboard.press(".");
    await expect(lab.status).toHaveText(/^(Paused|Finished)/);
    await page.keyboard.press("Space");
    await lab.finished();
    // The lab is a sheet here: open it, and go through its pictures with the arrow keys.
    await page.getByRole("button", { name: "Open the lab" }).press("Enter");
    const tabs = await lab.region.getByRole("tab").all();
    await lab.region.getByRole("tab", { selected: true }).focus();
    await page.keyboard.press("Home");
    for (const tab of tabs) {
      await expect(tab).toBeFocused();
      await expect(tab).toHaveAttribute("aria-selected", "true");
      await expect(page.getByRole("tabpanel").locator("figure, section").first()).toBeVisible();
      expect(await fits(), `${await tab.textContent()} scrolls sideways`).toBe(0);
      await page.keyboard.press("ArrowRight");
    }
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "Open the lab" })).toBeVisible();
    // 200 % zoom of a laptop's window: half as many pixels, each twice as large.
    await page.setViewportSize({ width: 720, height: 450 });
    expect(await fits(), "at 200 %").toBe(0);
  });
}
