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
